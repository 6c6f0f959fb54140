package @package@;

import org.peculiar.testkit.DiagnosticContract;

/** The contract of every diagnostic. Add tests of what only this one promises: numbers that a paper gives, above all. */
class @Class@Test extends DiagnosticContract {}
