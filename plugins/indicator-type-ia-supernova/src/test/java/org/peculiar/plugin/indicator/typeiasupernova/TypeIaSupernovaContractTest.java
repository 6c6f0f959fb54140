package org.peculiar.plugin.indicator.typeiasupernova;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.api.Quantity;
import org.peculiar.api.Unit;
import org.peculiar.testkit.IndicatorContract;
import org.peculiar.testkit.SampleSurvey;

class TypeIaSupernovaContractTest extends IndicatorContract {

    /** Members of a sample cluster are in one direction, but supernovae of their own. */
    @Override
    protected String with() {
        return "{repeats-within: 0 arcsec}";
    }

    @Override
    protected SampleSurvey sample() {
        return super.sample()
                .with(new Quantity("x1", Unit.NONE), 0.2, galaxy -> galaxy.nature("x1"))
                .with(new Quantity("c", Unit.MAG), 0.03, galaxy -> 0.1 * galaxy.nature("c"))
                .with(
                        new Quantity("m-b", Unit.MAG),
                        0.05,
                        galaxy -> galaxy.modulusMag()
                                - 18.5
                                - 0.148 * galaxy.nature("x1")
                                + 0.309 * galaxy.nature("c")
                                + 0.1 * galaxy.nature("supernova"));
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.RELATION);
    }
}
