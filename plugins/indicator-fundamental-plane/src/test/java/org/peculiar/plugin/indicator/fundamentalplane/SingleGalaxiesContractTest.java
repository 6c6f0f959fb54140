package org.peculiar.plugin.indicator.fundamentalplane;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.testkit.IndicatorContract;

/** The forward form with galaxies as tracers. */
class SingleGalaxiesContractTest extends IndicatorContract {

    @Override
    protected String with() {
        return "{form: forward, tracers: galaxies}";
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.RELATION);
    }
}
