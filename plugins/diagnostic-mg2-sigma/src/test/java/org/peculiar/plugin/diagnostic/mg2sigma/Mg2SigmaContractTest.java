package org.peculiar.plugin.diagnostic.mg2sigma;

import org.peculiar.testkit.DiagnosticContract;

class Mg2SigmaContractTest extends DiagnosticContract {

    /** The sample's distances come from no indicator that would tell alpha; few shuffles and mocks do for bits. */
    @Override
    protected String with() {
        return "{alpha: 1.4, permutations: 200, mocks: 200}";
    }
}
