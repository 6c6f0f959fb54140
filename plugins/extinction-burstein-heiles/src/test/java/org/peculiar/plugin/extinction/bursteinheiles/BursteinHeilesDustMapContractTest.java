package org.peculiar.plugin.extinction.bursteinheiles;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.ExtinctionContract;

class BursteinHeilesDustMapContractTest extends ExtinctionContract {
    /** Some directions near the poles of the equator were never mapped. */
    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }
}
