package @package@;

import org.peculiar.testkit.IndicatorContract;

/** The contract of every indicator. Add tests of what only this one promises: numbers that a paper gives, above all. */
class @Class@Test extends IndicatorContract {}
