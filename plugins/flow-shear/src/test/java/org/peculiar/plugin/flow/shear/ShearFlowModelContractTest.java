package org.peculiar.plugin.flow.shear;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.FlowContract;

class ShearFlowModelContractTest extends FlowContract {

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
