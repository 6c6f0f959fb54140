package @package@;

import org.peculiar.testkit.CorrectionContract;

/** The contract of every correction. Add tests of what only this one promises: numbers that a paper gives, above all. */
class @Class@Test extends CorrectionContract {}
