package org.peculiar.plugin.flow.simultaneous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.DistanceType;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.flow.BulkFlow;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.testkit.SmacTwin;

class SimultaneousFlowModelTest {

    private static final CosmologyParameters EINSTEIN_DE_SITTER = new CosmologyParameters("einstein-de-sitter", 1, 0);

    private static final Assumptions SMAC = SmacTwin.ASSUMPTIONS;

    private static final GalacticVector FLOW = GalacticVector.ofPolar(630, 260, -1);

    /** Slope of log sigma on log theta in the twin's Fundamental Plane (METHODS 3.3 and pipeline_expected.json, fp). */
    private static final double SLOPE = 0.7236142983637007;

    private static final double[] Z = SmacTwin.z();
    private static final double[] LN_DISTANCE = SmacTwin.lnDistance(SmacTwin.Stage.MEASURED);
    private static final double[] LN_ERROR = SmacTwin.lnError();

    private static Offset<Double> relative(double tolerance, double value) {
        return within(tolerance * Math.abs(value));
    }

    private static DistanceSample sample(
            Directions directions, DistanceType type, double[] z, double[] lnDistance, double[] lnError) {
        int n = z.length;
        return DistanceSample.of(
                        Tracer.GROUP,
                        IntStream.range(0, n).mapToObj(i -> "cluster " + i).toArray(String[]::new),
                        IntStream.range(0, n).toArray(),
                        directions,
                        z,
                        lnDistance,
                        lnError,
                        new int[n])
                .type(type)
                .calibration(new Calibration(
                        "reference",
                        List.of(),
                        new double[0],
                        new double[0][],
                        Map.of(),
                        699,
                        Map.of(),
                        Optional.empty()))
                .build();
    }

    private static DistanceSample twin() {
        return sample(SmacTwin.directions(), DistanceType.ANGULAR_DIAMETER, Z, LN_DISTANCE, LN_ERROR);
    }

    private static double radial(GalacticVector flow, Directions n, int i) {
        return flow.x() * n.x()[i] + flow.y() * n.y()[i] + flow.z() * n.z()[i];
    }

    /** Distances of the twin's clusters such that these move exactly with a flow, all too large by a factor. */
    private static DistanceSample exact(CosmologyParameters cosmology, DistanceType type, double factor) {
        DistanceTable table = Cosmology.of(cosmology).table();
        Directions n = SmacTwin.directions();
        double[] lnDistance = new double[Z.length];
        for (int i = 0; i < lnDistance.length; i++) {
            double zHubble = PeculiarVelocity.zHubble(Z[i], radial(FLOW, n, i));
            lnDistance[i] = Math.log(factor * table.distanceKms(type, zHubble));
        }
        return sample(n, type, Z, lnDistance, LN_ERROR);
    }

    private static FlowFit fit(DistanceSample sample) {
        return fit(sample, SMAC);
    }

    private static FlowFit fit(DistanceSample sample, Assumptions assumptions) {
        return new SimultaneousFlowModel(
                        new SimultaneousFlowModel.Parameters(SimultaneousFlowModel.Level.GROUP), assumptions)
                .fit(FlowModel.Inputs.of(sample));
    }

    /**
     * METHODS 5.4 and pipeline_expected.json of the frozen twin, method2 (scipy): to 1e-4, for its optimiser with numerical
     * derivatives stopped within 0.005 km/s of the minimum.
     */
    @Test
    void agreesWithTheReferenceOnTheTwin() {
        FlowFit fit = fit(twin());
        BulkFlow flow = BulkFlow.of(fit);

        double[] expected = {-131.73424812777455, -702.6587458862773, -39.875058243991575};
        for (int i = 0; i < 3; i++) {
            assertThat(fit.values()[i]).isCloseTo(expected[i], relative(1e-4, expected[i]));
        }
        assertThat(flow.speedKms()).isCloseTo(716.0120428946902, relative(1e-6, 716));
        assertThat(flow.lDeg()).isCloseTo(259.3814685475336, within(1e-3));
        assertThat(flow.bDeg()).isCloseTo(-3.192481436415865, within(1e-3));
        assertThat(fit.chi2()).isCloseTo(59.24001547334444, relative(1e-9, 59));
        assertThat(fit.dof()).isEqualTo(52);
        assertThat(flow.errorAlongKms(GalacticVector.ofDegrees(260, -1)))
                .isCloseTo(179.31462326898293, relative(1e-4, 179));
    }

    /**
     * The zero point of the same reference: {@code ln d_i = (ln 10/a) c_i + constant}, so {@code c_0 = c_1 − a (k + ln d_1)/ln 10}
     * with the first cluster's intercept c_1, which the reference pipeline has as 6.123753598759712.
     */
    @Test
    void zeroPointIsThatOfTheIntercepts() {
        double k = fit(twin()).values()[3];

        double c0 = 6.123753598759712 + SLOPE * (-k - LN_DISTANCE[0]) / Math.log(10);
        assertThat(c0).isCloseTo(3.454527242433279, within(1e-7));
    }

    /** The minimum itself by Gauss-Newton steps with analytic derivatives in numpy, on twin_distances.csv; 2e-9 relative. */
    @Test
    void agreesWithAnIndependentMinimum() {
        FlowFit fit = fit(twin());

        double[] expected = {-131.7303461729, -702.6592600797, -39.87722729760, 0.005613247482879};
        for (int i = 0; i < 4; i++) {
            assertThat(fit.values()[i]).isCloseTo(expected[i], relative(2e-9, expected[i]));
        }
        assertThat(fit.chi2()).isCloseTo(59.240015472399165, relative(1e-12, 59));
    }

    @Test
    void namesItsParametersWithUnits() {
        FlowFit fit = fit(twin());

        assertThat(fit.parameters()).containsExactly("vx", "vy", "vz", "zero-point");
        assertThat(fit.units()).containsExactly(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE);
        assertThat(fit.quoted().get("zero-point-error")).isEqualTo(Math.sqrt(fit.random()[3][3]));
        assertThat(fit.quoted().get("marginal-sqrt-trace-kms"))
                .isEqualTo(BulkFlow.of(fit).sqrtTraceKms())
                .isGreaterThan(fit.quoted().get("conditional-sqrt-trace-kms"));
        assertThat(fit.quoted().get("depth-kms")).isCloseTo(BulkFlow.of(fit).depthKms(), relative(1e-12, 6700));
    }

    @ParameterizedTest
    @EnumSource(DistanceType.class)
    void recoversFlowAndZeroPointFromExactDistances(DistanceType type) {
        CosmologyParameters curved = new CosmologyParameters("curved", 0.3, 0.5);

        FlowFit fit = fit(exact(curved, type, 1.7), new Assumptions(curved, 250, 150));

        assertThat(fit.values())
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(FLOW.x(), FLOW.y(), FLOW.z(), -Math.log(1.7));
        assertThat(fit.chi2()).isCloseTo(0, within(1e-12));
        Directions n = SmacTwin.directions();
        for (int i = 0; i < n.size(); i++) {
            double zHubble = PeculiarVelocity.zHubble(Z[i], radial(FLOW, n, i));
            double r = Cosmology.of(curved).comovingKms(zHubble);
            assertThat(fit.tracers().distanceKms()[i]).isCloseTo(r, relative(1e-9, r));
            assertThat(fit.tracers().velocityKms()[i]).isCloseTo(radial(FLOW, n, i), within(1e-6));
            assertThat(fit.tracers().predictedKms()[i]).isCloseTo(radial(FLOW, n, i), within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(ZeroPoint.class)
    void onlyTheZeroPointDependsOnTheScale(ZeroPoint zeroPoint) {
        double[] larger = Arrays.stream(LN_DISTANCE).map(ln -> ln + 2).toArray();

        FlowFit fit = fit(twin());
        FlowFit other = fit(twin().withLnDistance(larger).withZeroPoint(zeroPoint));

        for (int i = 0; i < 3; i++) {
            assertThat(other.values()[i]).isCloseTo(fit.values()[i], within(1e-7));
        }
        assertThat(other.values()[3]).isCloseTo(fit.values()[3] - 2, within(1e-10));
        assertThat(other.chi2()).isCloseTo(fit.chi2(), within(1e-9));
        assertThat(other.tracers().velocityKms())
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(fit.tracers().velocityKms());
    }

    @Test
    void tracersCarryTheResidualsOfTheFit() {
        FlowFit fit = fit(twin());

        double chi2 = 0;
        for (int i = 0; i < twin().size(); i++) {
            double residual = (fit.tracers().velocityKms()[i] - fit.tracers().predictedKms()[i])
                    / fit.tracers().errorKms()[i];
            chi2 += residual * residual;
        }
        assertThat(chi2).isCloseTo(fit.chi2(), within(1e-9));
    }

    @Test
    void weightsMakeTheFlowFromTheVelocities() {
        FlowFit fit = fit(twin());
        double[][] w = fit.weights().orElseThrow();
        double[][] n = {
            SmacTwin.directions().x(),
            SmacTwin.directions().y(),
            SmacTwin.directions().z()
        };

        assertThat(w).hasDimensions(4, 56);
        for (int j = 0; j < 4; j++) {
            double sum = 0;
            for (int i = 0; i < 56; i++) {
                sum += w[j][i] * fit.tracers().velocityKms()[i];
            }
            assertThat(sum).isCloseTo(j < 3 ? fit.values()[j] : 0, within(1e-7));
            for (int k = 0; k < 3; k++) {
                sum = 0;
                for (int i = 0; i < 56; i++) {
                    sum += w[j][i] * n[k][i];
                }
                assertThat(sum).isCloseTo(j == k ? 1 : 0, within(1e-11));
            }
        }
    }

    /** The covariance of independent errors is that of the weighted velocities, {@code Σ w ε² wᵀ}: an identity. */
    @Test
    void weightsMakeTheCovarianceFromTheErrors() {
        FlowFit fit = fit(twin());
        double[][] w = fit.weights().orElseThrow();

        for (int j = 0; j < 4; j++) {
            for (int k = 0; k < 4; k++) {
                double sum = 0;
                for (int i = 0; i < 56; i++) {
                    double error = fit.tracers().errorKms()[i];
                    sum += w[j][i] * error * error * w[k][i];
                }
                double scale = Math.sqrt(fit.random()[j][j] * fit.random()[k][k]);
                assertThat(sum).isCloseTo(fit.random()[j][k], relative(1e-10, scale));
            }
        }
    }

    /** About a perfect fit the weights are the derivatives: finite differences of 10 km/s, good to their second order. */
    @ParameterizedTest
    @CsvSource({"0", "17", "55"})
    void parametersRespondToAVelocityByItsWeight(int tracer) {
        DistanceSample sample = exact(EINSTEIN_DE_SITTER, DistanceType.ANGULAR_DIAMETER, 1);
        FlowFit fit = fit(sample);
        double zHubble =
                PeculiarVelocity.zHubble(sample.z()[tracer], fit.tracers().predictedKms()[tracer]);
        double step = 10;
        double[][] shifted = new double[2][];
        for (int side = 0; side < 2; side++) {
            double v = fit.tracers().predictedKms()[tracer] + (side == 0 ? -step : step);
            double z = PeculiarVelocity.zHubble(sample.z()[tracer], v);
            double[] lnDistance = sample.lnDistance().clone();
            lnDistance[tracer] += Math.log(Cosmology.EINSTEIN_DE_SITTER.angularDiameterKms(z)
                    / Cosmology.EINSTEIN_DE_SITTER.angularDiameterKms(zHubble));
            shifted[side] = fit(sample.withLnDistance(lnDistance)).values();
        }

        double[][] w = fit.weights().orElseThrow();
        for (int j = 0; j < 4; j++) {
            double response = (shifted[1][j] - shifted[0][j]) / (2 * step);
            assertThat(response).as("parameter %d", j).isCloseTo(w[j][tracer], relative(2e-3, j < 3 ? 0.05 : 3e-6));
        }
    }

    @Test
    void doesNotDependOnTheOrderOfTheTracers() {
        int[] backwards = IntStream.range(0, 56).map(i -> 55 - i).toArray();

        assertThat(fit(twin().select(backwards)).values())
                .usingComparatorWithPrecision(1e-7)
                .containsExactly(fit(twin()).values());
    }

    /** A flow turns with the sky: x to y, y to z, z to x. */
    @Test
    void turnsWithTheSky() {
        Directions n = SmacTwin.directions();
        DistanceSample turned =
                sample(new Directions(n.z(), n.x(), n.y()), DistanceType.ANGULAR_DIAMETER, Z, LN_DISTANCE, LN_ERROR);

        double[] p = fit(twin()).values();

        assertThat(fit(turned).values()).usingComparatorWithPrecision(1e-7).containsExactly(p[2], p[0], p[1], p[3]);
    }

    /**
     * METHODS 8: mocks on the twin's sky and distances, 250 and 150 km/s about a flow of 630 km/s, errors of ln d drawn; mean
     * within four of its standard errors, covariance of the sample within 15 %.
     */
    @Test
    void recoversFlowAndZeroPointOfMocks() {
        int mocks = 1500;
        double[] truth = {FLOW.x(), FLOW.y(), FLOW.z(), 0.3};
        DistanceTable table = Cosmology.EINSTEIN_DE_SITTER.table();
        Directions n = SmacTwin.directions();
        KeyedDraws draws = KeyedDraws.ofSeed(54);
        double[] sum = new double[4];
        double[] squares = new double[4];
        double[] stated = new double[4];
        for (int mock = 0; mock < mocks; mock++) {
            KeyedDraws thermal = draws.stream("thermal").replicate(mock);
            KeyedDraws cz = draws.stream("cz").replicate(mock);
            KeyedDraws indicator = draws.stream("indicator").replicate(mock);
            double[] z = new double[n.size()];
            double[] lnDistance = new double[n.size()];
            for (int i = 0; i < z.length; i++) {
                double zHubble = Z[i];
                double v = radial(FLOW, n, i) + 250 * thermal.gaussian(i);
                z[i] = PeculiarVelocity.zCmb(zHubble, v) + 150 * cz.gaussian(i) / SPEED_OF_LIGHT_KMS;
                lnDistance[i] =
                        Math.log(table.angularDiameterKms(zHubble)) - truth[3] + LN_ERROR[i] * indicator.gaussian(i);
            }
            FlowFit fit = fit(sample(n, DistanceType.ANGULAR_DIAMETER, z, lnDistance, LN_ERROR));
            for (int j = 0; j < 4; j++) {
                double off = fit.values()[j] - truth[j];
                sum[j] += off;
                squares[j] += off * off;
                stated[j] += fit.random()[j][j];
            }
        }
        for (int j = 0; j < 4; j++) {
            double mean = sum[j] / mocks;
            double variance = (squares[j] - mocks * mean * mean) / (mocks - 1);
            assertThat(Math.abs(mean)).as("bias of parameter %d", j).isLessThan(4 * Math.sqrt(variance / mocks));
            assertThat(variance * mocks / stated[j])
                    .as("variance of parameter %d", j)
                    .isCloseTo(1, within(0.15));
        }
    }

    /** From rest the first step would leave the nearest tracer, at 100 km/s, behind the observer. */
    @Test
    void findsAFlowThatExceedsTheNearestDistances() {
        double[] l = {260, 80, 0, 170, 30, 120, 210, 300};
        double[] b = {-1, 1, 89, -60, 20, -30, 45, -15};
        double[] r = {100, 3000, 3000, 3000, 2500, 2500, 2500, 2500};
        Directions n = Directions.ofDegrees(l, b);
        double[] z = new double[r.length];
        double[] lnDistance = new double[r.length];
        double[] lnError = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            double zHubble = Cosmology.EINSTEIN_DE_SITTER.redshiftOf(DistanceType.COMOVING, r[i]);
            z[i] = PeculiarVelocity.zCmb(zHubble, radial(FLOW, n, i));
            lnDistance[i] = Math.log(r[i]);
            lnError[i] = 0.1;
        }

        FlowFit fit = fit(
                sample(n, DistanceType.COMOVING, z, lnDistance, lnError), new Assumptions(EINSTEIN_DE_SITTER, 0, 0));

        assertThat(fit.values()).usingComparatorWithPrecision(1e-6).containsExactly(FLOW.x(), FLOW.y(), FLOW.z(), 0.0);
    }

    @Test
    void refusesDistancesCorrectedForMalmquistBiasWithTheWayOut() {
        DistanceSample corrected = twin().treated(new Treatment("malmquist", "homogeneous, exponent 3.5"));

        assertThatThrownBy(() -> fit(corrected))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("corrected for Malmquist bias (homogeneous, exponent 3.5)")
                .hasMessageContaining("use bias/none");
    }

    @Test
    void takesDistancesNotedAsUncorrected() {
        assertThat(fit(twin().treated(new Treatment("malmquist", "none"))).values())
                .containsExactly(fit(twin()).values());
    }

    @Test
    void refusesFewerThanFourTracers() {
        assertThatThrownBy(() -> fit(twin().select(new int[] {0, 1, 2})))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("found 3 tracers, but at least 4");
    }

    @Test
    void refusesTracersInOneDirection() {
        assertThatThrownBy(() -> fit(twin().select(new int[] {7, 7, 7, 7, 7})))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("cannot tell apart")
                .hasMessageContaining("zero-point");
    }

    @ParameterizedTest
    @CsvSource({"0", "-0.001"})
    void refusesARedshiftThatIsNotPositiveNamingTheTracer(double z) {
        double[] redshifts = Z.clone();
        redshifts[3] = z;
        DistanceSample sample =
                sample(SmacTwin.directions(), DistanceType.LUMINOSITY, redshifts, LN_DISTANCE, LN_ERROR);

        assertThatThrownBy(() -> fit(sample))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cluster 3: its redshift is " + z)
                .hasMessageContaining("a positive one is needed");
    }

    @Test
    void refusesATracerWithoutAnyErrorNamingIt() {
        double[] errors = LN_ERROR.clone();
        errors[5] = 0;
        DistanceSample sample = sample(SmacTwin.directions(), DistanceType.COMOVING, Z, LN_DISTANCE, errors);

        assertThatThrownBy(() -> fit(sample, new Assumptions(EINSTEIN_DE_SITTER, 0, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cluster 5: the error of its ln d is 0.0");
    }
}
