package org.peculiar.plugin.flow.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.DistanceType;
import org.peculiar.api.FlowEstimate;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Mode;
import org.peculiar.api.Stage;
import org.peculiar.api.Unit;
import org.peculiar.plugin.flow.bulk.BulkFlowModel.Monopole;
import org.peculiar.plugin.flow.bulk.BulkFlowModel.Parameters;
import org.peculiar.plugin.flow.bulk.BulkFlowModel.Weights;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.flow.BulkFlow;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ErrorEllipsoid.Axis;
import org.peculiar.science.statistics.SymmetricMatrix3;
import org.peculiar.testkit.SmacTwin;

class BulkFlowModelTest {

    private static final Assumptions SMAC = SmacTwin.ASSUMPTIONS;

    /** Axes are lines: compare with the end that is nearer. */
    private static void assertAxis(Axis axis, double error, double lDeg, double bDeg) {
        assertThat(axis.error()).isCloseTo(error, relative(1e-5, error));
        GalacticVector expected = GalacticVector.ofDegrees(lDeg, bDeg);
        assertThat(axis.towards(expected).angleDeg(expected)).isCloseTo(0, within(1e-3));
    }

    private static Offset<Double> relative(double tolerance, double value) {
        return within(tolerance * Math.abs(value));
    }

    /** The twin's distances, zero point fitted. */
    private static DistanceSample twin(SmacTwin.Stage stage) {
        return SmacTwin.distances(stage).withMode(new Mode("zero-point", ones(SmacTwin.size()), 0.010518087391318378));
    }

    private static DistanceSample malmquistOn() {
        return twin(SmacTwin.Stage.CORRECTED);
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Distances such that the tracers of the twin move exactly with a flow; all too small by a factor. */
    private static DistanceSample exact(GalacticVector flow, double factor, ZeroPoint zeroPoint) {
        double[] z = SmacTwin.z();
        Directions n = SmacTwin.directions();
        double[] lnDistance = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double v = flow.x() * n.x()[i] + flow.y() * n.y()[i] + flow.z() * n.z()[i];
            lnDistance[i] =
                    Math.log(factor * Cosmology.EINSTEIN_DE_SITTER.comovingKms(PeculiarVelocity.zHubble(z[i], v)));
        }
        return SmacTwin.sample(DistanceType.COMOVING, z, lnDistance).build().withZeroPoint(zeroPoint);
    }

    /** To the last bit, and whatever the stage was given before. */
    @ParameterizedTest
    @EnumSource(Weights.class)
    void estimatesWhatItFits(Weights weights) {
        for (List<String> marginalise : List.of(List.<String>of(), List.of("zero-point"))) {
            BulkFlowModel model = new BulkFlowModel(new Parameters(weights, Monopole.NONE, marginalise), SMAC);
            DistanceSample whole = malmquistOn();
            DistanceSample part = twin(SmacTwin.Stage.WITHOUT_MALMQUIST)
                    .select(IntStream.range(5, 40).toArray());
            Stage<FlowModel.Inputs, FlowEstimate> stage = model.prepare(FlowModel.Inputs.of(part));
            for (DistanceSample sample : List.of(whole, part, whole)) {
                FlowEstimate expected = model.fit(FlowModel.Inputs.of(sample)).estimate();
                FlowEstimate estimate = stage.apply(FlowModel.Inputs.of(sample));
                assertThat(estimate.values()).isEqualTo(expected.values());
                assertThat(estimate.random()).isDeepEqualTo(expected.random());
                assertThat(new double[] {estimate.chi2(), estimate.dof(), estimate.depthKms()})
                        .isEqualTo(new double[] {expected.chi2(), expected.dof(), expected.depthKms()});
                assertThat(expected.depthKms()).isPositive();
            }
        }
    }

    private static FlowFit fit(DistanceSample sample, Weights weights, String... marginalise) {
        return new BulkFlowModel(new Parameters(weights, Monopole.NONE, List.of(marginalise)), SMAC)
                .fit(FlowModel.Inputs.of(sample));
    }

    /** Distance, peculiar velocity and its total error of each of the twin's clusters, in km/s. */
    private static double[][] frozenVelocities() {
        InputStream file = BulkFlowModelTest.class.getResourceAsStream("flow_input.csv");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("name"))
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .skip(3)
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** METHODS 7.2 from flow_input.csv: reference code (numpy), printed to 1e-6 and 1e-3 (km/s)²; axes as in malm_on. */
    @Test
    void agreesWithTheReferenceOnTheFrozenVelocities() {
        double[][] input = frozenVelocities();
        double[] z = new double[input.length];
        double[] lnError = new double[input.length];
        double[] lnDistance = new double[input.length];
        for (int i = 0; i < input.length; i++) {
            double r = input[i][0];
            double eps = input[i][2];
            double zHubble = Cosmology.EINSTEIN_DE_SITTER.redshiftOf(DistanceType.COMOVING, r);
            z[i] = PeculiarVelocity.zCmb(zHubble, input[i][1]);
            lnDistance[i] = Math.log(r);
            lnError[i] = Math.sqrt(eps * eps - 150 * 150 - 250 * 250) / r;
        }
        DistanceSample twin = SmacTwin.distances();
        DistanceSample sample = DistanceSample.of(
                        Tracer.GROUP,
                        twin.labels(),
                        twin.rowIds(),
                        twin.directions(),
                        z,
                        lnDistance,
                        lnError,
                        twin.members())
                .type(DistanceType.COMOVING)
                .zeroPoint(ZeroPoint.FITTED)
                .calibration(twin.calibration())
                .build();

        FlowFit fit = fit(sample, Weights.DISTANCE_ESTIMATE);

        // velocities in the file are rounded to 1e-4 km/s
        assertThat(fit.values())
                .usingComparatorWithPrecision(1e-3)
                .containsExactly(-159.783397, -688.396949, -20.551063);
        double[][] covariance = {
            {22121.905, 10401.402, -1735.425}, {10401.402, 28451.411, 5958.101}, {-1735.425, 5958.101, 14397.901}
        };
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(fit.random()[i][j]).isCloseTo(covariance[i][j], relative(1e-5, covariance[i][j]));
            }
        }
        assertThat(fit.chi2()).isCloseTo(64.8911, within(1e-4));
        assertThat(fit.dof()).isEqualTo(53);
        BulkFlow flow = BulkFlow.of(fit);
        assertThat(flow.speedKms()).isCloseTo(706.9961, relative(1e-5, 707));
        assertThat(flow.lDeg()).isCloseTo(256.9325, within(1e-3));
        assertThat(flow.bDeg()).isCloseTo(-1.6657, within(1e-3));
        assertThat(flow.depthKms()).isCloseTo(6696.32, relative(1e-5, 6696));
        assertThat(fit.quoted().get("depth-kms")).isCloseTo(6696.32, relative(1e-5, 6696));
        assertAxis(flow.randomEllipsoid().axes().get(0), 95.89549025500611, 315.0974681163854, 46.25538885061481);
        assertAxis(flow.randomEllipsoid().axes().get(1), 137.68012151178718, 154.80104240109264, 42.02113408137177);
        assertAxis(flow.randomEllipsoid().axes().get(2), 191.88396306978396, 235.684203054031, -9.97316740387128);
        assertThat(flow.chi2AtRest()).isCloseTo(18.783, within(5e-4));
        assertThat(flow.probabilityAtRest()).isCloseTo(0.00030, within(5e-6));
    }

    /** A block of pipeline_expected.json, and the distances that it is of. */
    private enum Reference {
        MALM_ON(
                SmacTwin.Stage.CORRECTED,
                new double[] {-159.78340056272657, -688.396966476081, -20.551103773927778},
                659.448443944689,
                254.89451974123466,
                181.68248884502682,
                178.90498724464322,
                18.783133749691004,
                0.00030312745804157005,
                64.89107452508087,
                6696.322907714117),
        MALM_OFF(
                SmacTwin.Stage.WITHOUT_MALMQUIST,
                new double[] {-164.01608300698726, -742.4020068501605, -42.91459809327308},
                717.8075748262181,
                254.2753694554608,
                181.27951413359824,
                178.27261372397484,
                21.637913863088794,
                7.758348429148977e-05,
                64.04784691415492,
                6698.383019845688),
        MALM_ON_MONO_ZP(
                SmacTwin.Stage.WITH_MONOPOLE_ZERO_POINT,
                new double[] {-161.2174404154151, -688.4182434699485, -19.79896041513309},
                659.8268856356925,
                254.81605299150573,
                181.6817553707205,
                178.84948223535122,
                18.79111582551412,
                0.0003019782887333114,
                64.93671796238036,
                6693.461274457407);

        private final SmacTwin.Stage stage;
        private final double[] velocity;
        private final double corrected;
        private final double sqrtTrace;
        private final double alongFlow;
        private final double alongSmac;
        private final double chi2AtRest;
        private final double probability;
        private final double chi2;
        private final double depth;

        Reference(
                SmacTwin.Stage stage,
                double[] velocity,
                double corrected,
                double sqrtTrace,
                double alongFlow,
                double alongSmac,
                double chi2AtRest,
                double probability,
                double chi2,
                double depth) {
            this.stage = stage;
            this.velocity = velocity;
            this.corrected = corrected;
            this.sqrtTrace = sqrtTrace;
            this.alongFlow = alongFlow;
            this.alongSmac = alongSmac;
            this.chi2AtRest = chi2AtRest;
            this.probability = probability;
            this.chi2 = chi2;
            this.depth = depth;
        }
    }

    /** pipeline_expected.json of the frozen twin, malm_on, malm_off and malm_on_mono_zp (METHODS 12, level 2: 1e-5). */
    @ParameterizedTest
    @EnumSource(Reference.class)
    void agreesWithTheReferenceOnTheTwin(Reference expected) {
        FlowFit fit = fit(twin(expected.stage), Weights.DISTANCE_ESTIMATE);
        BulkFlow flow = BulkFlow.of(fit);

        for (int i = 0; i < 3; i++) {
            assertThat(fit.values()[i]).isCloseTo(expected.velocity[i], relative(1e-5, expected.velocity[i]));
        }
        assertThat(flow.correctedSpeedKms()).isCloseTo(expected.corrected, relative(1e-6, expected.corrected));
        assertThat(flow.sqrtTraceKms()).isCloseTo(expected.sqrtTrace, relative(1e-6, expected.sqrtTrace));
        assertThat(flow.errorAlongFlowKms()).isCloseTo(expected.alongFlow, relative(1e-6, expected.alongFlow));
        assertThat(flow.errorAlongKms(GalacticVector.ofDegrees(260, -1)))
                .isCloseTo(expected.alongSmac, relative(1e-6, expected.alongSmac));
        assertThat(flow.chi2AtRest()).isCloseTo(expected.chi2AtRest, relative(1e-6, expected.chi2AtRest));
        assertThat(flow.probabilityAtRest()).isCloseTo(expected.probability, relative(1e-5, expected.probability));
        assertThat(fit.chi2()).isCloseTo(expected.chi2, relative(1e-6, expected.chi2));
        assertThat(flow.depthKms()).isCloseTo(expected.depth, relative(1e-6, expected.depth));
        assertThat(fit.conditional()).isEmpty();
    }

    /** pipeline_expected.json zp_sigma and mono_dipole_corr; √trace 254.9 -> 257.4 of METHODS 15 on 6, printed to 0.1. */
    @Test
    void quotesTheZeroPointWithoutBeingAsked() {
        Map<String, Double> quoted =
                fit(malmquistOn(), Weights.DISTANCE_ESTIMATE).quoted();

        assertThat(quoted.get("zero-point-error")).isCloseTo(0.010518087391318378, relative(1e-6, 0.0105));
        assertThat(quoted.get("monopole-dipole-correlation-x")).isCloseTo(0.21134020758910685, within(1e-6));
        assertThat(quoted.get("monopole-dipole-correlation-y")).isCloseTo(0.0029354111016030504, within(1e-6));
        assertThat(quoted.get("monopole-dipole-correlation-z")).isCloseTo(-0.12604562490497903, within(1e-6));
        assertThat(quoted.get("conditional-sqrt-trace-kms")).isCloseTo(254.89451974123466, relative(1e-6, 255));
        assertThat(quoted.get("marginal-sqrt-trace-kms")).isCloseTo(257.4, within(0.05));
        assertThat(quoted).containsEntry("thermal-dispersion-kms", 250.0).containsEntry("cz-error-kms", 150.0);
    }

    /** The error of a jointly fitted zero point, propagated, is the marginal error of the joint fit: an identity. */
    @Test
    void propagatesTheErrorOfAFittedZeroPoint() {
        FlowFit held = fit(malmquistOn(), Weights.DISTANCE_ESTIMATE);

        FlowFit marginal = fit(malmquistOn(), Weights.DISTANCE_ESTIMATE, "zero-point");

        assertThat(marginal.parameters()).containsExactly("vx", "vy", "vz");
        assertThat(marginal.values()).containsExactly(held.values());
        assertThat(marginal.conditional().orElseThrow()).isDeepEqualTo(held.random());
        assertThat(BulkFlow.of(marginal).sqrtTraceKms())
                .isCloseTo(held.quoted().get("marginal-sqrt-trace-kms"), relative(1e-8, 257));
    }

    @Test
    void freesTheZeroPointOfRelativeDistances() {
        FlowFit fit = fit(malmquistOn().withZeroPoint(ZeroPoint.RELATIVE), Weights.DISTANCE_ESTIMATE, "zero-point");

        assertThat(fit.parameters()).containsExactly("vx", "vy", "vz", "zero-point");
        assertThat(fit.units()).containsExactly(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE);
        // the zero point of these distances is where the joint fit left it
        assertThat(fit.values()[3]).isCloseTo(0, within(1e-9));
        assertThat(fit.dof()).isEqualTo(52);
        assertThat(Math.sqrt(fit.random()[3][3])).isCloseTo(0.010518087391318378, relative(1e-6, 0.0105));
        assertThat(fit.conditional().orElseThrow()).hasDimensions(3, 3);
    }

    private static FlowFit fitWith(DistanceSample sample, Weights weights, Monopole monopole) {
        return new BulkFlowModel(new Parameters(weights, monopole, List.of()), SMAC).fit(FlowModel.Inputs.of(sample));
    }

    /** METHODS 7.6, computed independently of this project from the same distances; printed to 0.001 km/s. */
    @Test
    void fitsAConstantMonopole() {
        FlowFit fit = fitWith(malmquistOn(), Weights.DISTANCE_ESTIMATE, Monopole.CONSTANT);
        assertThat(fit.parameters()).containsExactly("vx", "vy", "vz", "monopole");
        assertThat(fit.units()).containsExactly(Unit.KMS, Unit.KMS, Unit.KMS, Unit.KMS);
        assertThat(fit.values()).containsExactly(new double[] {-151.824, -686.419, -21.966, 16.906}, within(1e-3));
        assertThat(Math.sqrt(fit.random()[3][3])).isCloseTo(74.921, within(1e-3));
        assertThat(fit.conditional().orElseThrow()[0][0]).isCloseTo(22121.905, within(1e-2));
        double[] predicted = fit.tracers().predictedKms();
        Directions n = fit.tracers().directions();
        assertThat(predicted[5])
                .isCloseTo(
                        fit.values()[0] * n.x()[5]
                                + fit.values()[1] * n.y()[5]
                                + fit.values()[2] * n.z()[5]
                                + fit.values()[3],
                        within(1e-9));
    }

    @Test
    void recoversAConstantMonopoleFromExactDistancesInEtaSpace() {
        double[] z = SmacTwin.z();
        Directions n = SmacTwin.directions();
        double[] lnDistance = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double v = 100 * n.x()[i] - 300 * n.y()[i] + 50 * n.z()[i] - 120;
            lnDistance[i] = Math.log(Cosmology.EINSTEIN_DE_SITTER.comovingKms(PeculiarVelocity.zHubble(z[i], v)));
        }
        DistanceSample sample =
                SmacTwin.sample(DistanceType.COMOVING, z, lnDistance).build().withZeroPoint(ZeroPoint.FITTED);
        FlowFit fit = fitWith(sample, Weights.ETA, Monopole.CONSTANT);
        assertThat(fit.values()).containsExactly(new double[] {100, -300, 50, -120}, within(1e-3));
        assertThat(fit.chi2()).isLessThan(1e-9);
    }

    /** As a free parameter, unlike marginalise: [zero-point], which keeps V where a step has fitted the zero point. */
    @Test
    void fitsTheZeroPointAnewIfItIsTheMonopole() {
        DistanceSample larger = malmquistOn()
                .withLnDistance(Arrays.stream(malmquistOn().lnDistance())
                        .map(ln -> ln + 0.02)
                        .toArray());
        FlowFit fit = fitWith(larger, Weights.ETA, Monopole.ZERO_POINT);
        FlowFit relative = fit(malmquistOn().withZeroPoint(ZeroPoint.RELATIVE), Weights.ETA, "zero-point");
        assertThat(fit.parameters()).containsExactly("vx", "vy", "vz", "zero-point");
        for (int i = 0; i < 3; i++) {
            assertThat(fit.values()[i]).isCloseTo(relative.values()[i], within(1.0));
        }
        // to what a factor of an angular-diameter distance differs from one of a comoving distance
        assertThat(fit.values()[3]).isCloseTo(relative.values()[3] - 0.02, within(1e-3));
    }

    @Test
    void refusesAZeroPointThatIsNamedTwice() {
        assertThatThrownBy(() -> new Parameters(Weights.ETA, Monopole.ZERO_POINT, List.of("zero-point")))
                .hasMessage(
                        "monopole: found zero-point, which marginalise: [zero-point] names, too; leave one of them out");
    }

    @Test
    void recoversAFlowFromExactDistancesInEtaSpace() {
        GalacticVector flow = GalacticVector.ofPolar(630, 260, -1);

        FlowFit fit = fit(exact(flow, 1, ZeroPoint.FITTED), Weights.ETA);

        assertThat(fit.values()).usingComparatorWithPrecision(1e-6).containsExactly(flow.x(), flow.y(), flow.z());
        assertThat(fit.chi2()).isCloseTo(0, within(1e-12));
        double[] r = fit.tracers().distanceKms();
        DistanceSample sample = exact(flow, 1, ZeroPoint.FITTED);
        for (int i = 0; i < r.length; i++) {
            assertThat(r[i]).isCloseTo(Math.exp(sample.lnDistance()[i]), relative(1e-9, r[i]));
        }
    }

    @Test
    void recoversAFlowAndTheZeroPointTogether() {
        GalacticVector flow = GalacticVector.ofPolar(630, 260, -1);

        FlowFit fit = fit(exact(flow, 0.9, ZeroPoint.RELATIVE), Weights.ETA, "zero-point");

        assertThat(fit.values())
                .usingComparatorWithPrecision(1e-6)
                .containsExactly(flow.x(), flow.y(), flow.z(), -Math.log(0.9));
    }

    /** For groups the spaces differ by less than half the error of 180 km/s along the flow: a sanity check, no reference. */
    @Test
    void spacesAgreeForGroups() {
        GalacticVector eta = BulkFlow.of(fit(malmquistOn(), Weights.ETA)).velocity();
        GalacticVector distance =
                BulkFlow.of(fit(malmquistOn(), Weights.DISTANCE_ESTIMATE)).velocity();

        assertThat(eta.minus(distance).length()).isBetween(1.0, 90.0);
    }

    @ParameterizedTest
    @EnumSource(Weights.class)
    void weightsMakeTheFlowFromTheVelocities(Weights weights) {
        FlowFit fit = fit(malmquistOn().withZeroPoint(ZeroPoint.RELATIVE), weights, "zero-point");
        double[][] w = fit.weights().orElseThrow();
        FlowFit.Tracers tracers = fit.tracers();
        double[][] n = {
            tracers.directions().x(),
            tracers.directions().y(),
            tracers.directions().z()
        };

        for (int j = 0; j < w.length; j++) {
            double sum = 0;
            for (int i = 0; i < w[j].length; i++) {
                sum += w[j][i] * tracers.velocityKms()[i];
            }
            assertThat(sum).isCloseTo(fit.values()[j], within(1e-7));
        }
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                double sum = 0;
                for (int i = 0; i < w[j].length; i++) {
                    sum += w[j][i] * n[k][i];
                }
                assertThat(sum).isCloseTo(j == k ? 1 : 0, within(1e-11));
            }
        }
        for (int i = 0; i < n[0].length; i++) {
            assertThat(tracers.predictedKms()[i])
                    .isCloseTo(
                            fit.values()[0] * n[0][i] + fit.values()[1] * n[1][i] + fit.values()[2] * n[2][i],
                            within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Weights.class)
    void doesNotDependOnTheOrderOfTheTracers(Weights weights) {
        List<Integer> order =
                new java.util.ArrayList<>(IntStream.range(0, 56).boxed().toList());
        Collections.shuffle(order, new Random(2));

        double[] shuffled = fit(
                        malmquistOn().select(order.stream().mapToInt(i -> i).toArray()), weights)
                .values();

        assertThat(shuffled)
                .usingComparatorWithPrecision(1e-7)
                .containsExactly(fit(malmquistOn(), weights).values());
    }

    /** A flow turns with the sky: x to y, y to z, z to x. */
    @ParameterizedTest
    @EnumSource(Weights.class)
    void turnsWithTheSky(Weights weights) {
        DistanceSample sample = malmquistOn();
        Directions n = sample.directions();
        DistanceSample turned = DistanceSample.of(
                        Tracer.GROUP,
                        sample.labels(),
                        sample.rowIds(),
                        new Directions(n.z(), n.x(), n.y()),
                        sample.z(),
                        sample.lnDistance(),
                        sample.lnError(),
                        sample.members())
                .calibration(sample.calibration())
                .build()
                .withZeroPoint(ZeroPoint.FITTED);

        double[] v = fit(sample, weights).values();

        assertThat(fit(turned, weights).values())
                .usingComparatorWithPrecision(1e-7)
                .containsExactly(v[2], v[0], v[1]);
    }

    /**
     * Marginalising a shared error of finite size is generalised least squares with the covariance {@code diag(ε²) + σ² m mᵀ},
     * here by the formula of Sherman and Morrison.
     */
    @Test
    void marginalisesNamedModesWithTheirOwnSize() {
        double sigma = 0.05;
        double[] pattern = malmquistOn().directions().x();
        DistanceSample sample = malmquistOn().withMode(new Mode("slopes-1", pattern, sigma));

        FlowFit held = fit(sample, Weights.DISTANCE_ESTIMATE);
        FlowFit marginal = fit(sample, Weights.DISTANCE_ESTIMATE, "slopes");

        FlowFit.Tracers tracers = held.tracers();
        double[][] n = {
            sample.directions().x(),
            sample.directions().y(),
            sample.directions().z()
        };
        double[][] normal = new double[3][3];
        double[] u = new double[3];
        double mm = 1 / (sigma * sigma);
        for (int i = 0; i < pattern.length; i++) {
            double weight = 1 / (tracers.errorKms()[i] * tracers.errorKms()[i]);
            double m = -tracers.distanceKms()[i] * pattern[i];
            mm += weight * m * m;
            for (int j = 0; j < 3; j++) {
                u[j] += weight * m * n[j][i];
                for (int k = 0; k < 3; k++) {
                    normal[j][k] += weight * n[j][i] * n[k][i];
                }
            }
        }
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                normal[j][k] -= u[j] * u[k] / mm;
            }
        }
        double[][] expected = SymmetricMatrix3.of(normal).inverse().toArray();
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                assertThat(marginal.random()[j][k]).isCloseTo(expected[j][k], relative(1e-9, 8e4));
                assertThat(marginal.conditional().orElseThrow()[j][k]).isEqualTo(held.random()[j][k]);
            }
        }
        assertThat(marginal.random()[0][0]).isGreaterThan(2 * held.random()[0][0]);
        assertThat(marginal.quoted()).containsKey("slopes-1-amplitude");
    }

    @Test
    void refusesRelativeDistancesWithTheWayOut() {
        assertThatThrownBy(() -> fit(malmquistOn().withZeroPoint(ZeroPoint.RELATIVE), Weights.ETA))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bias/no-net-inflow")
                .hasMessageContaining("marginalise: [zero-point]");
    }

    @Test
    void refusesFewerThanFourTracers() {
        assertThatThrownBy(() -> fit(malmquistOn().select(new int[] {0, 1, 2}), Weights.ETA))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("found 3 tracers, but at least 4");
    }

    @Test
    void refusesTracersInOneDirection() {
        DistanceSample sample = malmquistOn();
        int[] one = {7, 7, 7, 7, 7};

        assertThatThrownBy(() -> fit(sample.select(one), Weights.DISTANCE_ESTIMATE))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("cannot tell apart")
                .hasMessageContaining("vx");
    }

    @Test
    void refusesAnUnknownModeNamingThoseThereAre() {
        assertThatThrownBy(() -> fit(malmquistOn(), Weights.ETA, "slope"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found slope, but the shared errors of the distances are zero-point");
    }

    @Test
    void refusesToMarginaliseTwice() {
        assertThatThrownBy(() -> new Parameters(Weights.ETA, Monopole.NONE, List.of("zero-point", "zero-point")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only once");
    }
}
