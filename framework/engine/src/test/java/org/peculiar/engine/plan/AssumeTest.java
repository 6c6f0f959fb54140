package org.peculiar.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.Assumptions;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.engine.run.Instances;
import org.peculiar.engine.sample.SamplePlugins;
import org.peculiar.engine.sample.Workflow;

class AssumeTest {

    @TempDir
    Path temp;

    private Assumptions assumptions(String assume) {
        String descriptor = Workflow.SOUND.replace(
                "{cosmology: einstein-de-sitter, thermal-dispersion: 250 km/s}", "{" + assume + "}");
        Plan plan = new Workflow(temp).plan(descriptor);
        return ((Assume) new Instances(new SamplePlugins()).hostRecord(plan.assume())).toAssumptions();
    }

    @Test
    void assumesWhatIsUsual() {
        assertThat(assumptions(""))
                .isEqualTo(new Assumptions(new CosmologyParameters("flat-lambda-cdm", 0.3, 0.7), 250, 150));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "einstein-de-sitter; einstein-de-sitter; 1; 0",
                "planck2018; planck2018; 0.315; 0.685",
                "{omega-m: 0.2}; omega-m 0.2, omega-lambda 0.8; 0.2; 0.8",
                "{omega-m: 0.2, omega-lambda: 0}; omega-m 0.2, omega-lambda 0.0; 0.2; 0",
                "{preset: planck2018, omega-lambda: 0.5}; omega-m 0.315, omega-lambda 0.5; 0.315; 0.5"
            })
    void namesTheCosmology(String cosmology, String name, double omegaM, double omegaLambda) {
        assertThat(assumptions("cosmology: " + cosmology).cosmology())
                .isEqualTo(new CosmologyParameters(name, omegaM, omegaLambda));
    }

    @Test
    void takesOtherErrors() {
        Assumptions assumptions = assumptions("thermal-dispersion: 0.1e6 m/s, cz-error: 0 km/s");
        assertThat(assumptions.thermalDispersionKms()).isEqualTo(100);
        assertThat(assumptions.czErrorKms()).isZero();
    }
}
