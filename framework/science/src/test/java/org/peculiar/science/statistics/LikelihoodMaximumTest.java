package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

class LikelihoodMaximumTest {

    private static final double[] DATA = {1.2, 0.4, 3.1, 2.2, 0.9, 1.7, 2.8, 0.2};

    /** A normal sample's mean m and ln of its standard deviation. */
    private static LikelihoodMaximum.Value normal(double[] p) {
        double variance = Math.exp(2 * p[1]);
        double value = 0;
        double[] gradient = new double[2];
        for (double x : DATA) {
            double d = x - p[0];
            value -= 0.5 * d * d / variance + p[1];
            gradient[0] += d / variance;
            gradient[1] += d * d / variance - 1;
        }
        return new LikelihoodMaximum.Value(value, gradient);
    }

    /** Closed form: m is the mean, s² = Σ d²/n; their covariance is diag(s²/n, 1/(2n)), here to the error of the differences. */
    @Test
    void findsMeanAndScatterOfANormalSample() {
        LikelihoodMaximum found = LikelihoodMaximum.find(
                List.of("m", "ln-s"), p -> LikelihoodMaximumTest::normal, new double[] {8, 2}, new double[] {1e-3, 1e-3
                });
        double mean = 1.5625;
        double variance = 0.0;
        for (double x : DATA) {
            variance += (x - mean) * (x - mean) / 8;
        }
        assertThat(found.parameters()).containsExactly(new double[] {mean, 0.5 * Math.log(variance)}, within(1e-6));
        assertThat(found.covariance()[0][0]).isCloseTo(variance / 8, within(1e-6 * variance));
        assertThat(found.covariance()[1][1]).isCloseTo(1.0 / 16, within(1e-4));
        assertThat(found.conditionalCovariance(1)[0][0]).isCloseTo(variance / 8, within(1e-6 * variance));
        assertThat(found.logLikelihood()).isCloseTo(-4 - 8 * 0.5 * Math.log(variance), within(1e-9));
    }

    /** Weights that belong to a point: the median as the limit of reweighted means. */
    @Test
    void findsWhereTheGradientOfARenewedLikelihoodVanishes() {
        double[] data = {0, 1, 10};
        LikelihoodMaximum found = LikelihoodMaximum.find(
                List.of("m"),
                about -> p -> {
                    double value = 0;
                    double gradient = 0;
                    for (double x : data) {
                        double weight = 1 / Math.sqrt(1 + (x - about[0]) * (x - about[0]));
                        value -= 0.5 * weight * (x - p[0]) * (x - p[0]);
                        gradient += weight * (x - p[0]);
                    }
                    return new LikelihoodMaximum.Value(value, new double[] {gradient});
                },
                new double[] {3},
                new double[] {1e-3});
        double m = found.parameters()[0];
        double gradient = 0;
        for (double x : data) {
            gradient += (x - m) / Math.sqrt(1 + (x - m) * (x - m));
        }
        assertThat(gradient).isCloseTo(0, within(1e-5));
    }

    @Test
    void staysWhereTheParametersAreOnesThatTheLikelihoodCanHave() {
        LikelihoodMaximum found = LikelihoodMaximum.find(
                List.of("x"),
                about -> p -> {
                    if (p[0] <= 0) {
                        throw new DataException("x must be positive");
                    }
                    return new LikelihoodMaximum.Value(3 * Math.log(p[0]) - p[0], new double[] {3 / p[0] - 1});
                },
                new double[] {8},
                new double[] {1e-3});
        assertThat(found.parameters()[0]).isCloseTo(3, within(1e-5));
    }

    @Test
    void namesWhatTheDataCannotTellApart() {
        assertThatThrownBy(() -> LikelihoodMaximum.find(
                        List.of("a", "b", "c"),
                        about -> p -> new LikelihoodMaximum.Value(
                                -0.5 * (p[0] + p[1]) * (p[0] + p[1]) - p[2] * p[2],
                                new double[] {-p[0] - p[1], -p[0] - p[1], -2 * p[2]}),
                        new double[] {1, 1, 1},
                        new double[] {1e-3, 1e-3, 1e-3}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageStartingWith("maximum likelihood: these data cannot tell apart a and b (");
    }

    @Test
    void refusesALikelihoodWithoutAMaximum() {
        assertThatThrownBy(() -> LikelihoodMaximum.find(
                        List.of("x"),
                        about -> p -> new LikelihoodMaximum.Value(p[0], new double[] {1}),
                        new double[] {0},
                        new double[] {1}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("maximum likelihood: no maximum was found");
    }
}
