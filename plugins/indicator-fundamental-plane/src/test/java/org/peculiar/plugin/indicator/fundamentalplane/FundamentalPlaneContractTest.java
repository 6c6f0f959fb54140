package org.peculiar.plugin.indicator.fundamentalplane;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.IndicatorContract;

class FundamentalPlaneContractTest extends IndicatorContract {
    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.RELATION);
    }
}
