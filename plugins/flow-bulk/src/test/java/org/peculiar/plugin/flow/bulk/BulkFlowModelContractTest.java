package org.peculiar.plugin.flow.bulk;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.FlowContract;

class BulkFlowModelContractTest extends FlowContract {

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
