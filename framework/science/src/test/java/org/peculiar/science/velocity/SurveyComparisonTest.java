package org.peculiar.science.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.peculiar.science.statistics.Significance;

class SurveyComparisonTest {

    private static final CommonNoise NOTHING = new CommonNoise(0, CommonNoise.What.NOTHING, 0);

    /** Of METHODS' small survey: l, b, R in km/s, v and its measurement error; the scatter of 250 km/s comes on top. */
    private static final double[][] A = {
        {58.09, 87.96, 7045, 250, 320},
        {150.40, -13.40, 5100, -150, 330},
        {269.70, 26.50, 3900, 620, 300},
        {302.40, 21.60, 3600, 300, 290},
        {62.90, 43.70, 8900, -80, 470},
        {103.40, -33.10, 8800, -420, 450},
        {25.30, -75.90, 8400, 90, 600},
        {209.50, -36.50, 9600, 510, 750}
    };

    private static final double[][] B = {
        {240.30, -22.70, 10800, 700, 800},
        {312.00, 30.70, 14000, 100, 900},
        {142.20, -63.10, 5050, -60, 350},
        {168.60, 22.90, 5900, 210, 420},
        {1.90, -29.40, 5600, -200, 400},
        {345.60, -39.30, 13300, 50, 950}
    };

    /** Measures a bulk flow by least squares. */
    private static MeasuredFlow measured(double[][] rows) {
        int n = rows.length;
        Directions directions = Directions.ofDegrees(column(rows, 0), column(rows, 1));
        double[] variance = column(rows, 4);
        for (int i = 0; i < n; i++) {
            variance[i] = variance[i] * variance[i] + 250 * 250;
        }
        LinearFit fit = LinearModel.of(
                        List.of("vx", "vy", "vz"), new double[][] {directions.x(), directions.y(), directions.z()})
                .fit(column(rows, 3), variance);
        LinearEstimator estimator =
                new LinearEstimator(Positions.ofKms(directions, column(rows, 2)), fit.weights(), variance);
        return new MeasuredFlow(
                GalacticVector.of(fit.parameters()),
                CovarianceMatrix.of(estimator.noiseCovariance()),
                Optional.of(estimator));
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static VelocityCovariance theory() {
        return VelocityCovariance.of(VelocityCovarianceTest.reference(), 400);
    }

    // METHODS 9.2, an independent program: flow of b to 1e-3 km/s, chi-square to 1e-3 relative, its integration being
    // on a grid
    @Test
    void comparesTheSmallSurveys() {
        MeasuredFlow a = measured(A);
        MeasuredFlow b = measured(B);
        assertThat(b.velocity().toArray()).containsExactly(new double[] {-296.4545, -618.1268, -45.4970}, within(1e-4));
        SurveyComparison comparison = SurveyComparison.of(a, b);
        assertThat(comparison.naive().chi2()).isCloseTo(0.232923, within(1e-6));
        assertThat(comparison.naive().p().orElseThrow()).isCloseTo(0.97211, within(1e-5));
        Significance full = comparison.withWindows(comparison.cosmic(theory()), NOTHING);
        assertThat(full.chi2()).isCloseTo(0.166681, within(1.7e-4));
        assertThat(full.p().orElseThrow()).isCloseTo(0.98278, within(1e-4));
        CovarianceMatrix unrelated = a.error()
                .plus(b.error())
                .plus(CovarianceMatrix.of(a.estimator().orElseThrow().cosmicCovariance(theory())))
                .plus(CovarianceMatrix.of(b.estimator().orElseThrow().cosmicCovariance(theory())));
        assertThat(unrelated.chi2(comparison.difference().toArray()).chi2()).isCloseTo(0.160051, within(1.6e-4));
    }

    // The naive chi-square of printed vectors (METHODS 9.2, to 0.001) with the ellipsoid of Hudson et al. (1999),
    // whose middle axis is not printed but follows from the error along the flow (METHODS 7.4), known to 0.1 km/s:
    // hence 2e-3
    @ParameterizedTest
    @CsvSource({
        "689, 178, 343, 52, 12.606, 0.0056",
        "320, 160, 282, -8, 1.927, 0.588",
        "200, 65, 295, 25, 5.279, 0.152",
        "370, 110, 306, 13, 3.956, 0.266"
    })
    void comparesPrintedVectors(double speed, double error, double l, double b, double chi2, double p) {
        PublishedFlow smac = new PublishedFlow(
                630,
                260,
                -1,
                Optional.empty(),
                List.of(
                        new PublishedFlow.Axis(214, 237, -11),
                        new PublishedFlow.Axis(100, 314, 49),
                        new PublishedFlow.Axis(155.8, 336.0, -38.9)));
        PublishedFlow other = new PublishedFlow(speed, l, b, Optional.of(error), List.of());
        SurveyComparison comparison = SurveyComparison.of(smac.flow(), other.flow());
        assertThat(comparison.naive().chi2()).isCloseTo(chi2, within(2e-3));
        assertThat(comparison.naive().p().orElseThrow()).isCloseTo(p, within(6e-4));
        assertThat(comparison.hasWindows()).isFalse();
        assertThatThrownBy(() -> comparison.withWindows(comparison.cosmic(theory()), NOTHING))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no weights");
    }

    private static double[][] random(int n, SplittableRandom random) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = new double[] {
                360 * random.nextDouble(),
                Math.toDegrees(Math.asin(2 * random.nextDouble() - 1)),
                2000 + 10000 * random.nextDouble(),
                800 * (random.nextDouble() - 0.5),
                100 + 500 * random.nextDouble()
            };
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void cosmicVarianceNeverAddsToADisagreement(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MeasuredFlow a = measured(random(4 + random.nextInt(20), random));
        MeasuredFlow b = measured(random(4 + random.nextInt(20), random));
        SurveyComparison comparison = SurveyComparison.of(a, b);
        assertThat(comparison.withWindows(comparison.cosmic(theory()), NOTHING).chi2())
                .isLessThan(comparison.naive().chi2());
    }

    @Test
    void isTheSameEitherWay() {
        MeasuredFlow a = measured(A);
        MeasuredFlow b = measured(B);
        SurveyComparison comparison = SurveyComparison.of(a, b);
        SurveyComparison other = SurveyComparison.of(b, a);
        assertThat(other.withWindows(other.cosmic(theory()), NOTHING).chi2())
                .isCloseTo(
                        comparison
                                .withWindows(comparison.cosmic(theory()), NOTHING)
                                .chi2(),
                        within(1e-12));
    }

    @Test
    void aSurveyDoesNotDifferFromItself() {
        SurveyComparison comparison = SurveyComparison.of(measured(A), measured(A));
        CommonNoise all = new CommonNoise(1e-4, CommonNoise.What.ALL, 0);
        Significance same = comparison.withWindows(comparison.cosmic(theory()), all);
        assertThat(same.dof()).isZero();
        assertThat(same.p()).isEmpty();
    }

    @Test
    void takesCommonNoiseOff() {
        // b has two objects of a: a difference is then judged by smaller errors
        double[][] some = B.clone();
        some[0] = A[0];
        some[1] = A[1];
        MeasuredFlow a = measured(A);
        MeasuredFlow b = measured(some);
        CommonNoise motion = new CommonNoise(0.01, CommonNoise.What.MOTION, 250);
        assertThat(motion.pairs(
                        a.estimator().orElseThrow().positions(),
                        b.estimator().orElseThrow().positions()))
                .containsExactly(new CommonNoise.Pair(0, 0), new CommonNoise.Pair(1, 1));
        double[][] expected = new double[3][3];
        double[][] wa = a.estimator().orElseThrow().weights();
        double[][] wb = b.estimator().orElseThrow().weights();
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                expected[j][k] = 250 * 250 * (wa[j][0] * wb[k][0] + wa[j][1] * wb[k][1]);
            }
            assertThat(motion.covariance(
                                    a.estimator().orElseThrow(), b.estimator().orElseThrow())[j])
                    .containsExactly(expected[j], within(1e-9));
        }
        SurveyComparison comparison = SurveyComparison.of(a, b);
        assertThat(comparison.withWindows(comparison.cosmic(theory()), motion).chi2())
                .isNotEqualTo(comparison
                        .withWindows(comparison.cosmic(theory()), NOTHING)
                        .chi2());
    }

    @Test
    void refusesATableThatIsTooShort() {
        VelocityCovariance shortTable = VelocityCovariance.of(VelocityCovarianceTest.reference(), 100);
        assertThatThrownBy(() -> SurveyComparison.of(measured(A), measured(B)).cosmic(shortTable))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesEllipsoidsThatAreNone() {
        PublishedFlow.Axis axis = new PublishedFlow.Axis(100, 0, 0);
        PublishedFlow.Axis near = new PublishedFlow.Axis(100, 80, 0);
        PublishedFlow.Axis pole = new PublishedFlow.Axis(100, 0, 90);
        assertThatThrownBy(() -> new PublishedFlow(1, 0, 0, Optional.empty(), List.of()))
                .hasMessageContaining("found no error");
        assertThatThrownBy(() -> new PublishedFlow(1, 0, 0, Optional.of(1.0), List.of(axis, near, pole)))
                .hasMessageContaining("found an error and an ellipsoid");
        assertThatThrownBy(() -> new PublishedFlow(1, 0, 0, Optional.empty(), List.of(axis, pole)))
                .hasMessageContaining("found 2 axes");
        assertThatThrownBy(() -> new PublishedFlow(1, 0, 0, Optional.empty(), List.of(axis, near, pole)))
                .hasMessageContaining("axes 1 and 2 of its ellipsoid 80.0° apart");
    }
}
