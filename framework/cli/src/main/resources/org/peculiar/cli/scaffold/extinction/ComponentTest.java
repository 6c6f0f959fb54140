package @package@;

import org.peculiar.testkit.ExtinctionContract;

/** The contract of every extinction. Add tests of what only this one promises: values that a paper gives, above all. */
class @Class@Test extends ExtinctionContract {}
