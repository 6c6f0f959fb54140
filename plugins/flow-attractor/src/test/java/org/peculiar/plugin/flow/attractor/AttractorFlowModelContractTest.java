package org.peculiar.plugin.flow.attractor;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.peculiar.testkit.FlowContract;

class AttractorFlowModelContractTest extends FlowContract {

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    protected String with() {
        return "fit: [infall]";
    }

    @Override
    protected List<String> allDifferent() {
        return List.of("""
                attractors: [{preset: lynden-bell-1988, l: 300 deg, b: 1 deg, distance: 5000 km/s, infall: 1 km/s, core: 9 km/s, exponent: 1}]
                fit: [distance, direction]
                bulk-flow: fit
                frame: local-group
                weights: distance-estimate
                """);
    }
}
