package org.peculiar.plugin.flow.simultaneous;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.FlowContract;

class SimultaneousFlowModelContractTest extends FlowContract {

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    /** The contract's distances have no relation behind them. */
    @Override
    protected String with() {
        return "level: group";
    }
}
