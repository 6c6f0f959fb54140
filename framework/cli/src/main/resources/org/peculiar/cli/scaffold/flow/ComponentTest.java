package @package@;

import org.peculiar.testkit.FlowContract;

/** The contract of every flow. Add tests of what only this one promises: numbers that a paper gives, above all. */
class @Class@Test extends FlowContract {}
