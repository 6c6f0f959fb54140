package org.peculiar.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Unit;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.record.Results;
import org.peculiar.engine.sample.Workflow;

class EstimandsTest {

    @TempDir
    private Path temp;

    private Step step;
    private FlowFit.Tracers tracers;

    @BeforeEach
    void run() {
        Workflow workflow = new Workflow(temp);
        Results results = workflow.run(workflow.plan(Workflow.SOUND));
        step = results.plan().step("flow");
        tracers = ((FlowFit) results.output("flow")).tracers();
    }

    private FlowFit fit(List<String> parameters, List<Unit> units, double... values) {
        double[][] covariance = new double[values.length][values.length];
        for (int i = 0; i < values.length; i++) {
            covariance[i][i] = 1;
        }
        return new FlowFit(
                "a flow",
                parameters,
                units,
                values,
                covariance,
                Optional.empty(),
                Map.of(),
                12.25,
                9,
                tracers,
                Optional.empty(),
                Map.of("thermal-dispersion-kms", 262.0, "galaxies", 56.0));
    }

    @Test
    void readsWhatAModelQuotes() {
        FlowFit fit = fit(List.of("vx", "vy", "vz"), List.of(Unit.KMS, Unit.KMS, Unit.KMS), 300, 0, 0);
        assertThat(Estimands.read(step, fit, "thermal-dispersion")).containsExactly(262);
        assertThat(Estimands.unit(fit, "thermal-dispersion")).isEqualTo(Unit.KMS);
        assertThat(Estimands.read(step, fit, "galaxies")).containsExactly(56);
        assertThat(Estimands.unit(fit, "galaxies")).isEqualTo(Unit.NONE);
    }

    @Test
    void readsWhatAModelFitsBesideTheFlow() {
        FlowFit shear = fit(
                List.of("vx", "vy", "vz", "beta"),
                List.of(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE),
                200,
                600,
                300,
                0.43);
        assertThat(Estimands.read(step, shear, "speed")).containsExactly(700);
        assertThat(Estimands.read(step, shear, "beta")).containsExactly(0.43);
        assertThat(Estimands.unit(shear, "speed")).isEqualTo(Unit.KMS);
        assertThat(Estimands.unit(shear, "beta")).isEqualTo(Unit.NONE);
    }

    @Test
    void readsAFlowThatIsNoBulkFlow() {
        FlowFit infall = fit(List.of("infall"), List.of(Unit.KMS), 535);
        assertThat(Estimands.read(step, infall, "infall")).containsExactly(535);
        assertThat(Estimands.read(step, infall, "chi2")).containsExactly(12.25);
        assertThatThrownBy(() -> Estimands.read(step, infall, "velocity"))
                .isInstanceOf(DataException.class)
                .hasMessage("steps.flow (flow/bulk): found no velocity, but chi2, infall; correct the estimand");
    }

    /** The latitude of a flow is called b, and so may be a parameter of a relation that is fitted with it. */
    @Test
    void propertiesOfAFlowComeBeforeParametersOfThatName() {
        FlowFit named =
                fit(List.of("vx", "vy", "vz", "b"), List.of(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE), 300, 0, 0, -0.8);
        assertThat(Estimands.read(step, named, "b")).containsExactly(0);
        assertThat(Estimands.unit(named, "b")).isEqualTo(Unit.DEG);
    }
}
