package org.peculiar.plugin.flow.shear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Unit;
import org.peculiar.plugin.flow.shear.ShearFlowModel.Modes;
import org.peculiar.plugin.flow.shear.ShearFlowModel.Monopole;
import org.peculiar.plugin.flow.shear.ShearFlowModel.Parameters;
import org.peculiar.plugin.flow.shear.ShearFlowModel.Weights;
import org.peculiar.testkit.SmacTwin;

class ShearFlowModelTest {

    private static FlowFit fit(DistanceSample sample, Weights weights, Modes modes, Monopole monopole) {
        return new ShearFlowModel(new Parameters(weights, modes, monopole), SmacTwin.ASSUMPTIONS)
                .fit(FlowModel.Inputs.of(sample));
    }

    /** METHODS 7.6: the nine modes of the twin, computed independently of this project; to the digits printed. */
    @Test
    void fitsNineModesOfTheTwin() {
        FlowFit fit = fit(SmacTwin.distances(), Weights.DISTANCE_ESTIMATE, Modes.EXPANSION, Monopole.NONE);
        assertThat(fit.parameters()).containsExactly("vx", "vy", "vz", "s-xx", "s-yy", "s-zz", "s-xy", "s-yz", "s-xz");
        assertThat(fit.units().subList(3, 9)).containsOnly(Unit.KMS_PER_MPC_H);
        double[] expected = {-210.817, -788.857, -62.412, -1.72934, -9.83703, 4.14851, -3.84138, -0.44406, 2.03652};
        double[] errors = {160.79, 173.99, 124.89, 3.5682, 3.9134, 2.3239, 2.9112, 2.1889, 1.7910};
        for (int i = 0; i < 9; i++) {
            assertThat(fit.values()[i]).as(fit.parameters().get(i)).isCloseTo(expected[i], within(i < 3 ? 1e-3 : 1e-5));
            assertThat(Math.sqrt(fit.random()[i][i])).isCloseTo(errors[i], within(i < 3 ? 6e-3 : 6e-5));
        }
        assertThat(fit.chi2()).isCloseTo(56.3583, within(1e-4));
        assertThat(fit.dof()).isEqualTo(47);
        assertThat(fit.quoted().get("expansion-kms-per-mpc-h"))
                .isCloseTo((-1.72934 - 9.83703 + 4.14851) / 3, within(1e-5));
    }

    @ParameterizedTest
    @EnumSource(Monopole.class)
    void recoversFlowAndShearFromExactDistances(Monopole monopole) {
        double k = monopole == Monopole.CONSTANT ? 80 : 0;
        DistanceSample sample = SmacTwin.moving(x -> {
            double r = x.length();
            double shear = (2.0 * x.x() * x.x()
                            - 3.0 * x.y() * x.y()
                            + 1.0 * x.z() * x.z()
                            + 2 * (1.5 * x.x() * x.y() - 0.5 * x.y() * x.z() + 2.5 * x.x() * x.z()))
                    / (100 * r);
            return (200 * x.x() - 100 * x.y() + 300 * x.z()) / r + shear + k;
        });
        FlowFit fit = fit(sample, Weights.ETA, Modes.TRACELESS, monopole);
        double[] found = fit.values();
        double[] expected = {200, -100, 300, 2, -3, 1.5, -0.5, 2.5};
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).as(fit.parameters().get(i)).isCloseTo(expected[i], within(1e-4));
        }
        assertThat(found).hasSize(monopole == Monopole.NONE ? 8 : 9);
        if (monopole == Monopole.CONSTANT) {
            assertThat(found[8]).isCloseTo(80, within(1e-4));
        }
        assertThat(fit.chi2()).isLessThan(1e-8);
    }

    @Test
    void freesTheScaleOfRelativeDistances() {
        DistanceSample relative = SmacTwin.distances().withZeroPoint(ZeroPoint.RELATIVE);
        FlowFit fit = fit(relative, Weights.ETA, Modes.TRACELESS, Monopole.ZERO_POINT);
        assertThat(fit.parameters()).endsWith("zero-point");
        assertThatThrownBy(() -> fit(relative, Weights.ETA, Modes.EXPANSION, Monopole.NONE))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("zero point");
    }

    @Test
    void refusesAnExpansionBesideAZeroPoint() {
        assertThatThrownBy(() -> new Parameters(Weights.ETA, Modes.EXPANSION, Monopole.ZERO_POINT))
                .hasMessageContaining("an expansion and a zero point are the same thing");
    }

    @Test
    void refusesFewerTracersThanModes() {
        DistanceSample nine = SmacTwin.distances().select(IntStream.range(0, 9).toArray());
        assertThatThrownBy(() -> fit(nine, Weights.ETA, Modes.EXPANSION, Monopole.NONE))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageStartingWith("shear: found 9 tracers, but 9 parameters (vx, vy,");
    }

    @Test
    void namesWhatTracersOnALineCannotTellApart() {
        DistanceSample line = SmacTwin.distances()
                .select(IntStream.range(0, 20).map(i -> i % 2).toArray());
        assertThatThrownBy(() -> fit(line, Weights.DISTANCE_ESTIMATE, Modes.EXPANSION, Monopole.NONE))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("cannot tell apart");
    }

    @Test
    void addsUpToTheParametersByItsWeights() {
        FlowFit fit = fit(SmacTwin.distances(), Weights.ETA, Modes.TRACELESS, Monopole.NONE);
        double[][] w = fit.weights().orElseThrow();
        for (int p : List.of(0, 4, 7)) {
            double sum = 0;
            for (int i = 0; i < w[p].length; i++) {
                sum += w[p][i] * fit.tracers().velocityKms()[i];
            }
            assertThat(sum).isCloseTo(fit.values()[p], within(1e-6));
        }
    }
}
