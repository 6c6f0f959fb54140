package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Draws;
import org.peculiar.science.SmacTwin;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.Significance;

class PairedDifferenceTest {

    private static final double MOTION = 150 * 150 + 250 * 250;

    /** Distance error of one galaxy of the twin, ln units (independent program, Fundamental Plane of all 699). */
    private static final double GALAXY_ERROR = 0.20500033539515625;

    private static final double[] TOWARDS = SmacTwin.TOWARDS.toArray();

    /** A fit of the clusters that have members, each distance the mean of that many galaxies. */
    private record Fit(WeightedTracers tracers, CovarianceMatrix covariance) {

        static Fit of(SmacTwin twin, int[] members, double galaxyError) {
            int[] rows = IntStream.range(0, members.length)
                    .filter(i -> members[i] > 0)
                    .toArray();
            double[] distanceError = new double[rows.length];
            double[] error = new double[rows.length];
            int[] counts = new int[rows.length];
            for (int t = 0; t < rows.length; t++) {
                counts[t] = members[rows[t]];
                distanceError[t] = galaxyError * twin.distanceKms[rows[t]] / Math.sqrt(counts[t]);
                error[t] = Math.hypot(distanceError[t], Math.sqrt(MOTION));
            }
            Directions n = twin.directions.select(rows);
            LinearFit fit = SmacTwin.fit(n, SmacTwin.select(twin.velocityKms, rows), error);
            return new Fit(
                    new WeightedTracers(fit.weights(), rows, distanceError, counts),
                    CovarianceMatrix.of(fit.covariance()));
        }
    }

    private static int[] total(SmacTwin twin) {
        int[] total = new int[twin.names.length];
        Arrays.setAll(total, i -> twin.ellipticals[i] + twin.lenticulars[i]);
        return total;
    }

    /** The members that two selections of one list share, where a holds all of b's or the other way about. */
    private static int[] common(WeightedTracers a, int[] membersOfB) {
        int[] common = new int[a.keys().length];
        Arrays.setAll(common, t -> Math.min(a.members()[t], membersOfB[a.keys()[t]]));
        return common;
    }

    // Independent program (numpy): the E and S0 halves share cluster motions but no galaxy: w_E N_E w_Eᵀ + w_S N_S
    // w_Sᵀ + (150² + 250²)(w_E − w_S)(w_E − w_S)ᵀ is 284 km/s along (260, −1), and √(C_E + C_S0) 326; computed again
    // to six digits.
    @Test
    void halvesOfTheTwinShareTheClusterMotions() {
        SmacTwin twin = new SmacTwin();
        Fit e = Fit.of(twin, twin.ellipticals, GALAXY_ERROR);
        Fit s0 = Fit.of(twin, twin.lenticulars, GALAXY_ERROR);

        JointCovariance joint = JointCovariance.ofTracers(
                e.tracers(), s0.tracers(), MOTION, new int[e.tracers().keys().length]);

        assertThat(joint.difference().errorAlong(TOWARDS)).isCloseTo(284.46474, within(1e-4));
        assertThat(JointCovariance.independent(e.covariance(), s0.covariance())
                        .difference()
                        .errorAlong(TOWARDS))
                .isCloseTo(326.42019, within(1e-4));
        assertClose(joint.first(), e.covariance(), 1e-10);
        assertClose(joint.second(), s0.covariance(), 1e-10);
        assertClose(
                joint.difference(),
                JointCovariance.of(joint.first(), joint.second(), joint.cross()).difference(),
                1e-10);
    }

    @Test
    void aFitAndItselfDifferByNothing() {
        SmacTwin twin = new SmacTwin();
        Fit all = Fit.of(twin, total(twin), GALAXY_ERROR);

        JointCovariance joint = JointCovariance.ofTracers(
                all.tracers(), all.tracers(), MOTION, all.tracers().members());
        PairedDifference none = PairedDifference.of(new double[] {1, 2, 3}, new double[] {1, 2, 3}, joint);

        assertThat(joint.difference().isZero()).isTrue();
        assertThat(none.errorAlong(TOWARDS)).isZero();
        assertThat(none.errorAlongShift()).isEmpty();
        assertThat(none.amplitudeChange().error()).hasValue(0);
        assertThat(none.angleDeg().value()).hasValue(0);
        assertThat(none.angleDeg().error()).hasValue(0);
        assertThat(none.significance().dof()).isZero();
        assertThat(none.significance().p()).isEmpty();
        assertThat(JointCovariance.nested(all.covariance(), all.covariance())
                        .difference()
                        .isZero())
                .isTrue();
    }

    // If the full fit is efficient, Cov(V_sub − V_full) = C_sub − C_full
    @Test
    void clustersLeftOutGiveTheDifferenceOfCovariances() {
        SmacTwin twin = new SmacTwin();
        int[] members = total(twin);
        Fit all = Fit.of(twin, members, GALAXY_ERROR);
        int[] some = members.clone();
        for (int i = 0; i < some.length; i += 3) {
            some[i] = 0;
        }
        Fit subset = Fit.of(twin, some, GALAXY_ERROR);

        JointCovariance joint = JointCovariance.ofTracers(
                subset.tracers(), all.tracers(), MOTION, subset.tracers().members());
        JointCovariance nested = JointCovariance.nested(subset.covariance(), all.covariance());

        assertClose(joint.difference(), nested.difference(), 1e-10);
        assertThat(nested.method()).isEqualTo("nested subset");
        assertThat(joint.difference().errorAlong(TOWARDS)).isGreaterThan(50);
    }

    @Test
    void galaxiesLeftOutGiveItToo() {
        SmacTwin twin = new SmacTwin();
        Fit all = Fit.of(twin, total(twin), GALAXY_ERROR);
        Fit e = Fit.of(twin, twin.ellipticals, GALAXY_ERROR);

        JointCovariance joint =
                JointCovariance.ofTracers(e.tracers(), all.tracers(), MOTION, common(e.tracers(), twin.ellipticals));

        assertClose(joint.difference(), CovarianceMatrix.ofDifference(e.covariance(), all.covariance(), "test"), 1e-10);
        // and the other way about
        JointCovariance reversed =
                JointCovariance.ofTracers(all.tracers(), e.tracers(), MOTION, common(all.tracers(), twin.ellipticals));
        assertClose(reversed.difference(), joint.difference(), 1e-10);
    }

    // 4,000 mocks of the halves: motions shared, distances not; the scatter of the difference is known to 1.1 %
    @Test
    void mocksScatterAsStated() {
        SmacTwin twin = new SmacTwin();
        Fit e = Fit.of(twin, twin.ellipticals, GALAXY_ERROR);
        Fit s0 = Fit.of(twin, twin.lenticulars, GALAXY_ERROR);
        JointCovariance stated = JointCovariance.ofTracers(
                e.tracers(), s0.tracers(), MOTION, new int[e.tracers().keys().length]);
        double[][] a = new double[4000][];
        double[][] b = new double[4000][];
        for (int r = 0; r < a.length; r++) {
            Draws mock = KeyedDraws.ofSeed(11).replicate(r);
            a[r] = e.tracers().response(noise(e.tracers(), mock, mock.stream("e")));
            b[r] = s0.tracers().response(noise(s0.tracers(), mock, mock.stream("s0")));
        }
        JointCovariance measured = JointCovariance.ofReplicates(Replicates.of(a), Replicates.of(b));
        PairedDifference difference = PairedDifference.of(a[0], b[0], measured);

        double error = difference.errorAlong(TOWARDS);
        double monteCarlo = difference.monteCarloError(error).getAsDouble();
        assertThat(monteCarlo).isCloseTo(error / Math.sqrt(2 * 3999), within(1e-10));
        assertThat(error).isCloseTo(stated.difference().errorAlong(TOWARDS), within(4 * monteCarlo));
        assertThat(measured.cross()[1][1])
                .isCloseTo(stated.cross()[1][1], within(0.1 * stated.first().at(1, 1)));
        assertThat(difference.method()).isEqualTo("paired replicates");
    }

    private static double[] noise(WeightedTracers tracers, Draws motion, Draws distance) {
        double[] noise = new double[tracers.keys().length];
        for (int t = 0; t < noise.length; t++) {
            int key = tracers.keys()[t];
            noise[t] =
                    Math.sqrt(MOTION) * motion.gaussian(key) + tracers.distanceErrorKms()[t] * distance.gaussian(key);
        }
        return noise;
    }

    // by hand: one component; tracers 1 (common) and 2 (a alone), 3 (b alone)
    @Test
    void addsTheBlocksOfASmallCase() {
        WeightedTracers a = new WeightedTracers(
                new double[][] {{0.5, 0.5}}, new int[] {1, 2}, new double[] {2, 4}, new int[] {4, 1});
        WeightedTracers b = new WeightedTracers(
                new double[][] {{0.25, 0.75}}, new int[] {3, 1}, new double[] {8, 4}, new int[] {1, 1});

        JointCovariance joint = JointCovariance.ofTracers(a, b, 9, new int[] {1, 0});

        assertThat(joint.first().at(0, 0)).isCloseTo(0.25 * (9 + 4) + 0.25 * (9 + 16), within(1e-14));
        assertThat(joint.second().at(0, 0)).isCloseTo(0.0625 * (9 + 64) + 0.5625 * (9 + 16), within(1e-14));
        // 2 · 4 · 1/√(4 · 1) = 4
        assertThat(joint.cross()[0][0]).isCloseTo(0.5 * 0.75 * (9 + 4), within(1e-14));
        double expected = joint.first().at(0, 0) + joint.second().at(0, 0) - 2 * joint.cross()[0][0];
        assertThat(joint.difference().at(0, 0)).isCloseTo(expected, within(1e-13));
    }

    @Test
    void sharedModesMoveTheDifferenceByTheirResponses() {
        CovarianceMatrix nothing = CovarianceMatrix.of(new double[2][2]);
        JointCovariance none = JointCovariance.independent(nothing, nothing);

        JointCovariance mode = none.plusMode(new double[] {3, 1}, new double[] {1, 1}, 2);
        assertThat(mode.difference().toArray()).isDeepEqualTo(new double[][] {{16, 0}, {0, 0}});
        assertThat(mode.first().at(0, 1)).isEqualTo(12);
        assertThat(mode.cross()[0][1]).isEqualTo(12);
        assertThat(mode.cross()[1][0]).isEqualTo(4);

        JointCovariance nuisance = none.plusNuisance(
                new double[][] {{1, 0}, {0, 1}},
                new double[][] {{0, 0}, {0, 1}},
                CovarianceMatrix.of(new double[][] {{4, 1}, {1, 9}}));
        assertThat(nuisance.difference().toArray()).isDeepEqualTo(new double[][] {{4, 0}, {0, 0}});
        assertThat(nuisance.second().at(1, 1)).isEqualTo(9);

        assertThatThrownBy(() -> none.plusMode(new double[2], new double[2], Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a marginalised mode is in the weights already");
        WeightedTracers tracers =
                new WeightedTracers(new double[][] {{0.5, 0.5}}, new int[] {1, 2}, new double[2], new int[] {1, 1});
        assertThat(tracers.response(new double[] {4, 8})).containsExactly(6);
    }

    @Test
    void refusesADifferenceOfNegativeVariance() {
        CovarianceMatrix small = CovarianceMatrix.of(new double[][] {{1, 0}, {0, 4}});
        CovarianceMatrix large = CovarianceMatrix.of(new double[][] {{2, 0}, {0, 1}});
        assertThatThrownBy(() -> JointCovariance.nested(small, large))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "difference of a nested subset (C_sub − C_full): the variance of component 0 would"
                                + " be -1.0, but a covariance has none below 0");
        assertThatThrownBy(() -> JointCovariance.of(small, small, new double[][] {{1, 3}, {3, 4}}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("difference by a joint covariance: the variance of a combination would be");
    }

    @Test
    void refusesMembersThatCannotBeShared() {
        WeightedTracers one =
                new WeightedTracers(new double[][] {{1}}, new int[] {7}, new double[] {100}, new int[] {3});
        assertThatThrownBy(() -> JointCovariance.ofTracers(one, one, 1, new int[] {4}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("tracer 7: 4 members in common, but it has 3 and 3");
        assertThatThrownBy(() ->
                        new WeightedTracers(new double[][] {{1, 1}}, new int[] {7, 7}, new double[2], new int[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tracer 7:");
    }

    // Independent isotropic errors: σ(|a| − |b|) = √(σ_a² + σ_b²), σ(angle) = √(σ_a²/a² + σ_b²/b²)
    @Test
    void propagatesToLengthAndAngle() {
        CovarianceMatrix ca = isotropic(10);
        CovarianceMatrix cb = isotropic(20);
        PairedDifference difference = PairedDifference.of(
                new double[] {600, 0, 0}, new double[] {0, 0, 300}, JointCovariance.independent(ca, cb));

        assertThat(difference.amplitudeChange().value()).hasValue(300);
        assertThat(difference.amplitudeChange().error().getAsDouble()).isCloseTo(Math.sqrt(500), within(1e-12));
        assertThat(difference.angleDeg().value().getAsDouble()).isCloseTo(90, within(1e-12));
        assertThat(difference.angleDeg().error().getAsDouble())
                .isCloseTo(Math.toDegrees(Math.hypot(10 / 600.0, 20 / 300.0)), within(1e-12));
        assertThat(difference.angleDeg().reason()).isEmpty();
        assertThat(difference.errorAlongShift().getAsDouble()).isCloseTo(Math.sqrt(500), within(1e-12));
        assertThat(difference.significance().chi2()).isCloseTo((600 * 600 + 300 * 300) / 500.0, within(1e-9));
        assertThat(difference.significance().dof()).isEqualTo(3);
    }

    // a general joint covariance against 20,000 draws: scatter known to 0.5 %
    @Test
    void propagationAgreesWithDraws() {
        double[] a = {500, 100, -50};
        double[] b = {350, 300, 60};
        double[][] as = new double[20000][];
        double[][] bs = new double[as.length][];
        double[][] change = new double[as.length][1];
        double[][] angle = new double[as.length][1];
        for (int r = 0; r < as.length; r++) {
            Draws g = KeyedDraws.ofSeed(3).replicate(r);
            double common = 12 * g.gaussian(0);
            as[r] = new double[] {a[0] + common, a[1] + common + 5 * g.gaussian(1), a[2] + 4 * g.gaussian(2)};
            bs[r] = new double[] {b[0] + common + 6 * g.gaussian(3), b[1] + 2 * common, b[2] - 3 * g.gaussian(2)};
            change[r][0] = Vectors.length(as[r]) - Vectors.length(bs[r]);
            angle[r][0] = Math.toDegrees(
                    Math.acos(Vectors.dot(as[r], bs[r]) / Vectors.length(as[r]) / Vectors.length(bs[r])));
        }
        PairedDifference difference =
                PairedDifference.of(a, b, JointCovariance.ofReplicates(Replicates.of(as), Replicates.of(bs)));

        Estimate drawn = Replicates.of(change).error(0);
        assertThat(difference.amplitudeChange().error().getAsDouble())
                .isCloseTo(drawn.value(), within(4 * drawn.error()));
        Estimate turned = Replicates.of(angle).error(0);
        assertThat(difference.angleDeg().error().getAsDouble()).isCloseTo(turned.value(), within(4 * turned.error()));
    }

    @Test
    void saysWhyALengthOrAngleHasNoError() {
        JointCovariance joint = JointCovariance.independent(isotropic(100), isotropic(10));
        PairedDifference weak = PairedDifference.of(new double[] {150, 0, 0}, new double[] {0, 300, 0}, joint);
        assertThat(weak.amplitudeChange().value()).hasValue(-150);
        assertThat(weak.amplitudeChange().error()).isEmpty();
        assertThat(weak.amplitudeChange().reason())
                .isEqualTo(
                        "the first vector is 150.0 long with errors up to 100.0, but linear propagation needs 2 times that");
        assertThat(weak.angleDeg().error()).isEmpty();

        PairedDifference zero = PairedDifference.of(new double[3], new double[] {0, 300, 0}, joint);
        assertThat(zero.amplitudeChange().value()).hasValue(-300);
        assertThat(zero.angleDeg().value()).isEmpty();
        assertThat(zero.angleDeg().reason()).isEqualTo("a vector of length 0 has no direction");

        PairedDifference parallel = PairedDifference.of(new double[] {900, 5, 0}, new double[] {900, 0, 0}, joint);
        assertThat(parallel.amplitudeChange().error()).isPresent();
        assertThat(parallel.angleDeg().value()).isPresent();
        assertThat(parallel.angleDeg().error()).isEmpty();
        assertThat(parallel.angleDeg().reason()).contains("its error is not linear");
    }

    // Hotelling's test keeps its level with few replicates, where chi-square would find 3 times too many: 2,000 trials
    // of 12
    @Test
    void fewReplicatesDoNotMakeFalseAlarms() {
        int trials = 2000;
        int alarms = 0;
        int naive = 0;
        for (int t = 0; t < trials; t++) {
            Draws g = KeyedDraws.ofSeed(17).replicate(t);
            double[][] rows = new double[12][3];
            for (int i = 0; i < 36; i++) {
                rows[i / 3][i % 3] = g.gaussian(i);
            }
            double[] vector = {g.gaussian(100), g.gaussian(101), g.gaussian(102)};
            JointCovariance joint = JointCovariance.ofReplicates(Replicates.of(rows), Replicates.of(new double[12][3]));
            Significance test =
                    PairedDifference.of(vector, new double[3], joint).significance();
            alarms += test.p().getAsDouble() < 0.05 ? 1 : 0;
            naive += joint.difference().chi2(vector).p().getAsDouble() < 0.05 ? 1 : 0;
        }
        assertThat(new Proportion(alarms, trials).agreesWith(0.05, 4)).isTrue();
        assertThat(new Proportion(naive, trials).lower(4)).isGreaterThan(0.1);
    }

    private static CovarianceMatrix isotropic(double error) {
        double v = error * error;
        return CovarianceMatrix.of(new double[][] {{v, 0, 0}, {0, v, 0}, {0, 0, v}});
    }

    private static void assertClose(CovarianceMatrix actual, CovarianceMatrix expected, double relative) {
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.size(); j++) {
                assertThat(actual.at(i, j))
                        .isCloseTo(expected.at(i, j), within(relative * Math.max(1e4, expected.trace())));
            }
        }
    }
}
