package org.peculiar.plugin.indicator.tullyfisher;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.IndicatorContract;

class TullyFisherContractTest extends IndicatorContract {

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.RELATION);
    }
}
