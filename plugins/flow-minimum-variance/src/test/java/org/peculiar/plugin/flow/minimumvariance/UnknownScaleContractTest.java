package org.peculiar.plugin.flow.minimumvariance;

import java.util.EnumSet;
import java.util.Set;

/** The model as an analysis has it whose distances have no zero point. */
class UnknownScaleContractTest extends MinimumVarianceContractTest {

    @Override
    protected String with() {
        return "{ideal: peery, radius: 100 Mpc/h, marginalise: [zero-point]}";
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
