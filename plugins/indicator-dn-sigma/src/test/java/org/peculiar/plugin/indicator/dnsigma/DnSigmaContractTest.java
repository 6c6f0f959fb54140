package org.peculiar.plugin.indicator.dnsigma;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.IndicatorContract;

class DnSigmaContractTest extends IndicatorContract {

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.RELATION);
    }
}
