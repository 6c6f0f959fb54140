package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowFitTest {

    private static FlowFit fit(List<String> parameters, double[] values, double[][] random) {
        return new FlowFit(
                "bulk flow",
                parameters,
                List.of(Unit.KMS, Unit.KMS),
                values,
                random,
                Optional.empty(),
                Map.of(),
                1,
                1,
                new FlowFit.Tracers(
                        new String[0],
                        new int[0],
                        Directions.ofDegrees(new double[0], new double[0]),
                        new double[0],
                        new double[0],
                        new double[0],
                        new double[0]),
                Optional.empty(),
                Map.of());
    }

    private static FlowFit fit() {
        return fit(List.of("vx", "vy"), new double[] {100, 200}, new double[][] {{4, 1}, {1, 9}});
    }

    @Test
    void hasItsRandomErrorsForTotalWhereNoOtherAreKnown() {
        assertThat(fit().total()).isDeepEqualTo(new double[][] {{4, 1}, {1, 9}});
    }

    @Test
    void addsAllSystematicErrors() {
        FlowFit fit = fit().withSystematic("runs", new double[][] {{10, 20}, {20, 30}})
                .withSystematic("dust", new double[][] {{1, -1}, {-1, 1}});
        assertThat(fit.systematic().keySet()).containsExactly("runs", "dust");
        assertThat(fit.total()).isDeepEqualTo(new double[][] {{15, 20}, {20, 40}});
        assertThat(fit.random()).isDeepEqualTo(new double[][] {{4, 1}, {1, 9}});
    }

    @Test
    void keepsItsOwnCovarianceWhenATotalIsWrittenTo() {
        FlowFit fit = fit();
        fit.total()[0][0] = -1;
        assertThat(fit.random()[0][0]).isEqualTo(4);
    }

    @Test
    void replacesASystematicErrorOfTheSameName() {
        FlowFit fit =
                fit().withSystematic("runs", new double[2][2]).withSystematic("runs", new double[][] {{1, 0}, {0, 1}});
        assertThat(fit.total()).isDeepEqualTo(new double[][] {{5, 1}, {1, 10}});
    }

    @Test
    void hasWhatReplicatesAreReadFor() {
        FlowEstimate estimate = fit().estimate();
        assertThat(estimate.values()).containsExactly(100, 200);
        assertThat(estimate.random()).isDeepEqualTo(new double[][] {{4, 1}, {1, 9}});
        assertThat(new double[] {estimate.chi2(), estimate.dof()}).containsExactly(1, 1);
        // it quotes no depth
        assertThat(estimate.depthKms()).isNaN();
        assertThatThrownBy(() -> new FlowEstimate(new double[3], new double[2][2], 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 values and a 2-row covariance, but the two must agree");
    }

    @Test
    void refusesPartsThatDoNotAgree() {
        assertThatThrownBy(() -> fit(List.of("vx"), new double[2], new double[2][2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "bulk flow: 1 parameters, 2 units, 2 values and a 2-row covariance, but the four must agree");
        assertThatThrownBy(() -> fit(List.of("vx", "vy"), new double[3], new double[2][2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fit(List.of("vx", "vy"), new double[2], new double[3][3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesANuisanceOrACalibrationThatDoesNotAgree() {
        assertThatThrownBy(() ->
                        new Nuisance("offsets", "dex", List.of("a"), new double[2], new double[1][1], 1, by -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offsets: 1 names, 2 values and a 1-row covariance, but the three must agree");
        assertThatThrownBy(() ->
                        new Nuisance("offsets", "dex", List.of("a"), new double[1], new double[1][1], 0, by -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offsets: the step was 0.0 but must be positive");
        assertThatThrownBy(() -> new Calibration(
                        "plane",
                        List.of("alpha", "beta"),
                        new double[1],
                        new double[2][2],
                        Map.of(),
                        5,
                        Map.of(),
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("plane: 2 parameters, 1 values and a 2-row covariance, but the three must agree");
    }

    @Test
    void refusesAssumptionsOutOfThisWorld() {
        CosmologyParameters cosmology = new CosmologyParameters("flat", 0.3, 0.7);
        assertThatThrownBy(() -> new Assumptions(cosmology, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("thermal dispersion -1.0 km/s and cz error 0.0 km/s, but neither may be negative");
        assertThatThrownBy(() -> new Assumptions(cosmology, 250, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CosmologyParameters("odd", -0.1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cosmology odd has omega-m -0.1 and omega-lambda 0.0, but 0 ≤ omega-m ≤ 10 and |omega-lambda| ≤"
                                + " 10 are needed");
    }
}
