package @package@;

import org.peculiar.testkit.BiasContract;

/** The contract of every bias. Add tests of what only this one promises: numbers that a paper gives, above all. */
class @Class@Test extends BiasContract {}
