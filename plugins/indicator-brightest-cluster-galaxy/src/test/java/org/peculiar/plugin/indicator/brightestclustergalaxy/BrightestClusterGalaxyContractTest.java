package org.peculiar.plugin.indicator.brightestclustergalaxy;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.api.Quantity;
import org.peculiar.api.Unit;
import org.peculiar.testkit.IndicatorContract;
import org.peculiar.testkit.SampleSurvey;

class BrightestClusterGalaxyContractTest extends IndicatorContract {

    /** Light within 20 arcsec of galaxies that follow the relation within 10 kpc/h. */
    @Override
    protected SampleSurvey sample() {
        return super.sample()
                .with(new Quantity("alpha", Unit.NONE), 0.01, galaxy -> 0.57 + 0.1 * galaxy.nature("alpha"))
                .with(new Quantity("alpha-gradient", Unit.NONE), 0.01, galaxy -> -0.2)
                .with(new Quantity("log-aperture", Unit.DEX_ARCSEC), 1e-6, galaxy -> Math.log10(20))
                .with(new Quantity("metric-magnitude", Unit.MAG), 0.02, galaxy -> {
                    double alpha = 0.57 + 0.1 * galaxy.nature("alpha");
                    double metricArcsec = 206265 / galaxy.angularDiameterKms();
                    return galaxy.modulusMag()
                            - 20.4
                            - 4.397 * alpha
                            + 2.738 * alpha * alpha
                            - 2.5 * alpha * Math.log10(20 / (10 * metricArcsec / 10))
                            + 0.24 * galaxy.nature("l-alpha");
                });
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.RELATION);
    }
}
