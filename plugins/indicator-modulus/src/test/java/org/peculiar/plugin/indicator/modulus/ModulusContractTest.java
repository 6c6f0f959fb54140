package org.peculiar.plugin.indicator.modulus;

import java.util.EnumSet;
import java.util.Set;
import org.peculiar.api.Quantity;
import org.peculiar.api.Unit;
import org.peculiar.testkit.IndicatorContract;
import org.peculiar.testkit.SampleSurvey;

class ModulusContractTest extends IndicatorContract {

    @Override
    protected SampleSurvey sample() {
        return super.sample().with(new Quantity("mu", Unit.MAG), 0.2, SampleSurvey.Galaxy::modulusMag);
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.RELATION);
    }
}
