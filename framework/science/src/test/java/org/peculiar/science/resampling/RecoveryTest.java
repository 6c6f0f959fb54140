package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.science.random.KeyedDraws;

/** The seeds are fixed, so that a test either always passes or never; bounds are of four standard deviations. */
class RecoveryTest {

    private static final double[][] STATED = {{40000, 9000, 0}, {9000, 22500, -3000}, {0, -3000, 10000}};
    private static final double[] INPUT = {-100, -600, -10};

    /** Normal estimates about {@code centre} with {@code scale²} times the stated covariance. */
    private static Recovery mocks(int n, double[] input, double[] centre, double scale) {
        double l11 = 200;
        double l21 = 45;
        double l22 = Math.sqrt(22500 - l21 * l21);
        double l32 = -3000 / l22;
        double l33 = Math.sqrt(10000 - l32 * l32);
        double[][] estimates = new double[n][];
        double[][][] covariances = new double[n][][];
        Draws draws = KeyedDraws.ofSeed(1999).stream("recovery");
        for (int r = 0; r < n; r++) {
            Draws mock = draws.replicate(r);
            double g = scale * mock.gaussian(0);
            double h = scale * mock.gaussian(1);
            double k = scale * mock.gaussian(2);
            estimates[r] =
                    new double[] {centre[0] + l11 * g, centre[1] + l21 * g + l22 * h, centre[2] + l32 * h + l33 * k};
            covariances[r] = STATED;
        }
        return Recovery.of(estimates, covariances, input);
    }

    @Test
    void honestErrorsHaveTheirCoverage() {
        Recovery recovery = mocks(4000, INPUT, INPUT, 1);

        for (int i = 0; i < 3; i++) {
            assertThat(Math.abs(recovery.bias()[i].value())).isLessThan(4 * recovery.bias()[i].error());
            assertThat(recovery.bias()[i].error()).isCloseTo(Math.sqrt(STATED[i][i] / 4000), within(0.2));
            assertThat(recovery.varianceRatios()[i].value())
                    .isCloseTo(1, within(4 * recovery.varianceRatios()[i].error()));
            assertThat(recovery.coverage(i, Recovery.ONE_SIGMA).agreesWith(Recovery.ONE_SIGMA, 4))
                    .isTrue();
            assertThat(recovery.coverage(i, 0.95).agreesWith(0.95, 4)).isTrue();
        }
        assertThat(recovery.ellipsoidCoverage(Recovery.ONE_SIGMA).agreesWith(Recovery.ONE_SIGMA, 4))
                .isTrue();
        assertThat(recovery.ellipsoidCoverage(0.95).agreesWith(0.95, 4)).isTrue();
        assertThat(recovery.ellipsoidCoverage(0.95).error()).isLessThan(0.004);
        Estimate along = recovery.biasAlongInput().orElseThrow();
        assertThat(Math.abs(along.value())).isLessThan(4 * along.error());
        Estimate ratio = recovery.varianceRatioAlong(INPUT);
        assertThat(ratio.value()).isCloseTo(1, within(4 * ratio.error()));
    }

    @Test
    void findsABiasAndErrorsThatAreTooSmall() {
        double[] centre = {-100, -540, -10};
        Recovery recovery = mocks(4000, INPUT, centre, 1.5);

        assertThat(recovery.bias()[1].value()).isCloseTo(60, within(4 * recovery.bias()[1].error()));
        Estimate along = recovery.biasAlongInput().orElseThrow();
        assertThat(along.value())
                .isCloseTo(-60 * 600 / Math.sqrt(100 * 100 + 600 * 600 + 100), within(4 * along.error()));
        Estimate ratio = recovery.varianceRatios()[0];
        assertThat(ratio.value()).isCloseTo(2.25, within(4 * ratio.error()));
        assertThat(ratio.error()).isCloseTo(2.25 * Math.sqrt(2 / 3999.0), within(0.01));
        // P(|g| < 1/1.5)
        assertThat(recovery.coverage(0, Recovery.ONE_SIGMA).agreesWith(0.4950149249, 4))
                .isTrue();
        assertThat(recovery.ellipsoidCoverage(0.95).upper(4)).isLessThan(0.95);
    }

    @Test
    void nullsAreUniform() {
        double[] rest = {0, 0, 0};
        Recovery nulls = mocks(4000, rest, rest, 1);

        assertThat(nulls.biasAlongInput()).isEmpty();
        assertThat(nulls.significant(0.05).agreesWith(0.05, 4)).isTrue();
        assertThat(nulls.uniformityOfPValues()).isGreaterThan(1e-3);
        assertThat(mocks(4000, rest, rest, 1.1).uniformityOfPValues()).isLessThan(1e-6);
        assertThat(mocks(4000, INPUT, INPUT, 1).significant(0.05).fraction()).isGreaterThan(0.9);
    }

    @Test
    void countsASmallCaseExactly() {
        double[][][] unit = {{{1}}, {{1}}, {{4}}};
        Recovery recovery = Recovery.of(new double[][] {{0.5}, {-1.5}, {-1.5}}, unit, new double[] {0});

        assertThat(recovery.coverage(0, Recovery.ONE_SIGMA)).isEqualTo(new Proportion(2, 3));
        assertThat(recovery.coverage(0, 0.95)).isEqualTo(new Proportion(3, 3));
        assertThat(recovery.meanStatedCovariance().at(0, 0)).isEqualTo(2);
        assertThat(recovery.varianceRatios()[0].value()).isCloseTo(4.0 / 3 / 2, within(1e-14));
        // two-sided normal p of 0.5, 1.5 and 0.75
        assertThat(recovery.pValuesAtRest())
                .containsExactly(new double[] {0.61707507745197, 0.13361440253772, 0.45325470475374}, within(1e-12));
        assertThat(recovery.significant(0.2)).isEqualTo(new Proportion(1, 3));
    }

    @Test
    void namesTheMockThatStatesNoCovariance() {
        double[][][] covariances = {{{1, 0}, {0, 1}}, {{1, 1}, {1, 1}}};
        double[][] estimates = new double[2][2];
        assertThatThrownBy(() -> Recovery.of(estimates, covariances, new double[2]))
                .isInstanceOf(DataException.class)
                .hasMessage("mock 1: the stated covariance is of 2 components and rank 1, but 2 are needed");
        double[][][] negative = {{{1, 0}, {0, 1}}, {{1, 2}, {2, 1}}};
        assertThatThrownBy(() -> Recovery.of(estimates, negative, new double[2]))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("mock 1: covariance: the variance of a combination would be -");
        assertThatThrownBy(() -> Recovery.of(estimates, Arrays.copyOf(covariances, 1), new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
