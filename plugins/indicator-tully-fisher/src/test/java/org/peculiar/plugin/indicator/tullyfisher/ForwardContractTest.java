package org.peculiar.plugin.indicator.tullyfisher;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.IndicatorContract;

/** The forward form with galaxies as tracers. */
class ForwardContractTest extends IndicatorContract {

    @Override
    protected String with() {
        return "{form: forward, tracers: galaxies}";
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.RELATION);
    }
}
