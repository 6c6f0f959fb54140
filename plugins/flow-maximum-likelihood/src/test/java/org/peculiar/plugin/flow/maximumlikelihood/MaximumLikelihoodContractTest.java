package org.peculiar.plugin.flow.maximumlikelihood;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.FlowContract;

class MaximumLikelihoodContractTest extends FlowContract {

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
