package org.peculiar.science.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.statistics.SharedError;
import org.peculiar.science.velocity.MinimumVariance.Blindness;

class MinimumVarianceTest {

    private static final Positions SURVEY = Positions.ofKms(
            Directions.ofDegrees(
                    new double[] {58.09, 150.40, 269.70, 302.40, 62.90, 103.40, 25.30, 209.50},
                    new double[] {87.96, -13.40, 26.50, 21.60, 43.70, -33.10, -75.90, -36.50}),
            new double[] {7045, 5100, 3900, 3600, 8900, 8800, 8400, 9600});
    private static final double[] VELOCITY = {250, -150, 620, 300, -80, -420, 90, 510};
    private static final double[] VARIANCE = Arrays.stream(new double[] {320, 330, 300, 290, 470, 450, 600, 750})
            .map(e -> e * e + 250 * 250)
            .toArray();

    private static final VelocityCovariance THEORY = VelocityCovariance.of(VelocityCovarianceTest.reference(), 500);

    // Independent program (Python, dense solution of the bordered system with direct integration of every pair):
    // flow, its noise and its total errors in km/s of the ideal Gaussian of 50 Mpc/h and the even one to 100 Mpc/h,
    // 1,000 points.
    @ParameterizedTest
    @CsvSource({
        "gaussian, false, -176.63955674, -487.99960463, 150.34464976, 426.79882511, 505.40352665, 363.99752998",
        "gaussian, true, -138.31819086, -528.58426274, 113.34402782, 433.46591295, 510.65486742, 370.62102609",
        "even, false, -177.32957308, -489.43904702, 151.77927729, 426.65199688, 505.45672565, 364.05192984",
        "even, true, -140.16722456, -525.92547824, 112.36256185, 433.24178131, 510.70312481, 370.63511811"
    })
    void miniSurvey(
            String form, boolean blind, double vx, double vy, double vz, double noiseX, double totalX, double totalZ) {
        RadialProfile profile = form.equals("even") ? RadialProfile.evenInDistance(0, 100) : RadialProfile.gaussian(50);
        MinimumVariance estimate = bulk(SURVEY, VARIANCE, blind, IdealPoints.spread(profile, 1000));
        double[] flow = estimate.moments(VELOCITY);
        assertThat(flow).containsExactly(new double[] {vx, vy, vz}, within(2e-6));
        assertThat(Math.sqrt(estimate.noise()[0][0])).isCloseTo(noiseX, within(1e-6));
        assertThat(Math.sqrt(estimate.noise()[0][0] + estimate.cosmic()[0][0])).isCloseTo(totalX, within(1e-6));
        assertThat(Math.sqrt(estimate.noise()[2][2] + estimate.cosmic()[2][2])).isCloseTo(totalZ, within(1e-6));
    }

    private static MinimumVariance bulk(Positions survey, double[] variance, boolean blind, IdealSurvey ideal) {
        List<Blindness> none = blind ? List.of(new Blindness("H0", survey.r())) : List.of();
        return MinimumVariance.of(FlowMoments.BULK, survey, variance, List.of(), none, ideal, THEORY);
    }

    @ParameterizedTest
    @EnumSource(FlowMoments.class)
    void givesItsOwnMomentsBackExactly(FlowMoments moments) {
        Positions survey = sphere(120, 80, 3);
        IdealPoints ideal = IdealPoints.spread(RadialProfile.gaussian(40), 2000);
        double[] h = survey.r();
        List<Blindness> blind = moments == FlowMoments.BULK ? List.of(new Blindness("H0", h)) : List.of();
        MinimumVariance estimate =
                MinimumVariance.of(moments, survey, variance(survey), List.of(), blind, ideal, THEORY);
        double[][] modes = moments.at(survey, ideal.meanSquareDistance());
        for (int p = 0; p < moments.count(); p++) {
            for (int q = 0; q < moments.count(); q++) {
                double sum = 0;
                double size = 0;
                for (int n = 0; n < h.length; n++) {
                    sum += estimate.weights()[p][n] * modes[q][n];
                    size += Math.abs(estimate.weights()[p][n] * modes[q][n]);
                }
                assertThat(sum).isCloseTo(p == q ? 1 : 0, within(1e-11 * Math.max(1, size)));
            }
            if (!blind.isEmpty()) {
                double sum = 0;
                for (int n = 0; n < h.length; n++) {
                    sum += estimate.weights()[p][n] * h[n];
                }
                assertThat(sum).isCloseTo(0, within(1e-10));
            }
        }
        double[] flow = new double[moments.count()];
        Arrays.setAll(flow, p -> 100 - 7 * p);
        assertThat(estimate.moments(estimate.predicted(flow))).containsExactly(flow, within(1e-7));
    }

    @Test
    void noWeightsOfTheKindVaryLess() {
        // the definition: any other weights that keep the constraints are farther from the ideal moment
        Positions survey = sphere(40, 60, 5);
        IdealSurvey ideal = IdealPoints.spread(RadialProfile.gaussian(30), 1000);
        MinimumVariance estimate = bulk(survey, variance(survey), false, ideal);
        double[][] q = ideal.covariance(FlowMoments.BULK, survey, THEORY);
        double[] best = estimate.weights()[0];
        double least = distance(best, q[0], survey, variance(survey));
        double[] other = bulk(survey, ones(40), false, ideal).weights()[0];
        double[] mixed = new double[40];
        for (double share : new double[] {-0.1, 0.01, 0.5}) {
            Arrays.setAll(mixed, n -> (1 - share) * best[n] + share * other[n]);
            assertThat(distance(mixed, q[0], survey, variance(survey))).isGreaterThan(least);
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The variance of the estimate about the ideal moment, but for that of the moment itself. */
    private static double distance(double[] w, double[] q, Positions survey, double[] variance) {
        double[][] row = {w};
        double sum = THEORY.ofCombinations(survey, row, survey, row)[0][0];
        for (int n = 0; n < w.length; n++) {
            sum += w[n] * w[n] * variance[n] - 2 * w[n] * q[n];
        }
        return sum;
    }

    @Test
    void pointsGoToTheContinuum() {
        Positions survey = sphere(60, 80, 7);
        RadialProfile profile = RadialProfile.gaussian(50);
        double[] limit = bulk(survey, variance(survey), false, IdealContinuum.of(profile))
                .moments(velocities(survey));
        double coarse = largest(limit, bulk(survey, variance(survey), false, IdealPoints.spread(profile, 300)), survey);
        double fine =
                largest(limit, bulk(survey, variance(survey), false, IdealPoints.spread(profile, 30_000)), survey);
        assertThat(fine).isLessThan(0.2);
        assertThat(fine).isLessThan(0.1 * coarse);
        assertThat(IdealPoints.spread(profile, 30_000).variance(THEORY.velocities()))
                .isCloseTo(IdealContinuum.of(profile).variance(THEORY.velocities()), within(20.0));
    }

    private static double largest(double[] limit, MinimumVariance estimate, Positions survey) {
        double[] flow = estimate.moments(velocities(survey));
        return Math.max(
                Math.abs(flow[0] - limit[0]), Math.max(Math.abs(flow[1] - limit[1]), Math.abs(flow[2] - limit[2])));
    }

    @Test
    void evenSpreadIsTheFlowOfTheBall() {
        // Peery et al. (2018): for a flow without curl, the radial velocities of points even in distance give the
        // mean flow of the ball; so its variance is that of the top-hat sphere
        LinearVelocities theory = THEORY.velocities();
        double variance =
                IdealContinuum.of(RadialProfile.evenInDistance(0, 100)).variance(theory);
        double sphere = theory.rmsOfSphereKms(100);
        assertThat(3 * variance).isCloseTo(sphere * sphere, within(2e-4 * sphere * sphere));
    }

    @Test
    void sharedErrorsAreWeighedDown() {
        Positions survey = sphere(60, 80, 9);
        double[] column = survey.r();
        IdealSurvey ideal = IdealContinuum.of(RadialProfile.gaussian(50));
        double[] little = responses(survey, column, 0.001, ideal);
        double[] much = responses(survey, column, 1e4, ideal);
        double[] blind = bulk(survey, variance(survey), true, ideal).moments(velocities(survey));
        // an error without bounds is what a blind estimate ignores
        assertThat(Arrays.copyOfRange(much, 0, 3)).containsExactly(blind, within(1e-3));
        assertThat(Math.abs(much[3])).isLessThan(1e-5 * Math.abs(little[3]));
    }

    /** The flow of some velocities, and what a unit of the shared error adds to its first component. */
    private static double[] responses(Positions survey, double[] column, double sigma, IdealSurvey ideal) {
        MinimumVariance estimate = MinimumVariance.of(
                FlowMoments.BULK,
                survey,
                variance(survey),
                List.of(new SharedError("zero-point", column, sigma)),
                List.of(),
                ideal,
                THEORY);
        double[] flow = Arrays.copyOf(estimate.moments(velocities(survey)), 4);
        flow[3] = estimate.moments(column)[0];
        return flow;
    }

    private static Positions sphere(int n, double radius, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] l = new double[n];
        double[] b = new double[n];
        double[] r = new double[n];
        for (int i = 0; i < n; i++) {
            l[i] = 360 * random.nextDouble();
            b[i] = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
            r[i] = radius * Math.cbrt(random.nextDouble());
        }
        return Positions.ofMpcH(Directions.ofDegrees(l, b), r);
    }

    private static double[] variance(Positions survey) {
        return Arrays.stream(survey.r()).map(r -> 250 * 250 + 400 * r * r).toArray();
    }

    private static double[] velocities(Positions survey) {
        double[] v = new double[survey.size()];
        Arrays.setAll(v, i -> 500 * Math.sin(7 * i) + 300 * survey.directions().y()[i]);
        return v;
    }

    @Test
    void quantilesOfTheGaussianBall() {
        // χ² of three degrees of freedom at 0.05, 0.5 and 0.95 is 0.3518463, 2.3659739, 7.8147279 (Abramowitz and
        // Stegun, table 26.8)
        RadialProfile profile = RadialProfile.gaussian(10);
        assertThat(profile.quantile().applyAsDouble(0.05)).isCloseTo(10 * Math.sqrt(0.3518463), within(1e-6));
        assertThat(profile.quantile().applyAsDouble(0.5)).isCloseTo(10 * Math.sqrt(2.3659739), within(1e-6));
        assertThat(profile.quantile().applyAsDouble(0.95)).isCloseTo(10 * Math.sqrt(7.8147279), within(1e-6));
        // the same by SciPy
        assertThat(profile.quantile().applyAsDouble(1 - 0x1p-31)).isCloseTo(68.1195175906405, within(1e-5));
        assertThat(profile.quantile().applyAsDouble(1e-9)).isCloseTo(0.015549884566641007, within(1e-10));
    }

    @Test
    void refusesWhatCannotBeEstimated() {
        Positions line = Positions.ofMpcH(
                Directions.ofDegrees(new double[] {0, 10, 20, 30, 40}, new double[5]),
                new double[] {20, 30, 40, 50, 60});
        IdealSurvey ideal = IdealContinuum.of(RadialProfile.gaussian(50));
        assertThatThrownBy(() -> bulk(line, variance(line), false, ideal))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("minimum variance: vz is zero for every tracer");
        Positions cone = Positions.ofMpcH(
                Directions.ofDegrees(new double[] {0, 1e-3, 2e-3, 1e-3}, new double[] {0, 1e-3, 0, -1e-3}),
                new double[] {20, 30, 40, 50});
        assertThatThrownBy(() -> bulk(cone, variance(cone), false, ideal))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("cannot tell vx, vy, vz apart: condition number");
        // perfect velocities in different places are no reason to refuse
        assertThat(bulk(SURVEY, new double[8], false, ideal).weights()).hasDimensions(3, 8);
    }

    @Test
    void refusesFewerTracersThanMoments() {
        IdealSurvey ideal = IdealPoints.spread(RadialProfile.gaussian(50), 1000);
        assertThatThrownBy(() ->
                        MinimumVariance.of(FlowMoments.SHEAR, SURVEY, VARIANCE, List.of(), List.of(), ideal, THEORY))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("minimum variance: found 8 tracers, but 9 moments need at least 9");
    }

    @Test
    void refusesObjectsInOnePlaceWithoutErrors() {
        Positions twice = Positions.ofMpcH(
                Directions.ofDegrees(new double[] {0, 0, 90, 180, 300}, new double[] {0, 0, 40, -30, -80}),
                new double[] {20, 20, 40, 50, 30});
        assertThatThrownBy(() -> bulk(twice, new double[5], false, IdealContinuum.of(RadialProfile.gaussian(50))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not positive definite");
    }
}
