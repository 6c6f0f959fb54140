package org.peculiar.plugin.flow.nusser;

import org.peculiar.testkit.FlowContract;

class NusserFlowModelContractTest extends FlowContract {

    /** The contract's distances have no survey with a density. */
    @Override
    protected String with() {
        return "velocities: log-ratio";
    }
}
