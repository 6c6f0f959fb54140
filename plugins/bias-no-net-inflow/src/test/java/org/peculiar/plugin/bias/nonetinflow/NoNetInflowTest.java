package org.peculiar.plugin.bias.nonetinflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Mode;
import org.peculiar.api.Stage;
import org.peculiar.plugin.bias.nonetinflow.NoNetInflow.Axis;
import org.peculiar.plugin.bias.nonetinflow.NoNetInflow.Band;
import org.peculiar.plugin.bias.nonetinflow.NoNetInflow.Form;
import org.peculiar.plugin.bias.nonetinflow.NoNetInflow.Parameters;
import org.peculiar.plugin.bias.nonetinflow.NoNetInflow.Space;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.flow.LogDistanceRatios;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.testkit.SmacTwin;

class NoNetInflowTest {

    private static final Assumptions SMAC = SmacTwin.ASSUMPTIONS;

    private static final Band BAND = new Band(-20, 0, new Axis(122.93192, 27.12825));

    /** The twin's relative distances, with a Malmquist correction of ln d by so many squares of its error. */
    private static DistanceSample measured(double malmquist) {
        double[] lnDistance = SmacTwin.lnDistance(SmacTwin.Stage.MEASURED);
        double[] lnError = SmacTwin.lnError();
        for (int i = 0; i < lnDistance.length; i++) {
            lnDistance[i] += malmquist * lnError[i] * lnError[i];
        }
        return SmacTwin.distances(SmacTwin.Stage.MEASURED).withLnDistance(lnDistance);
    }

    /** To the last bit, and whatever the stage was given before. */
    @ParameterizedTest
    @EnumSource(Space.class)
    void isTheSamePrepared(Space space) {
        NoNetInflow step = new NoNetInflow(new Parameters(Form.JOINT, space, 1, BAND, 0), SMAC);
        DistanceSample whole = measured(3.5);
        DistanceSample part = measured(0).select(IntStream.range(5, 40).toArray());
        Stage<DistanceSample, DistanceSample> stage = step.prepare(part);
        for (DistanceSample sample : List.of(whole, part, whole)) {
            DistanceSample expected = step.correct(sample);
            DistanceSample corrected = stage.apply(sample);
            assertThat(corrected.lnDistance()).isEqualTo(expected.lnDistance());
            assertThat(corrected.modes()).hasSameSizeAs(expected.modes());
            for (int i = 0; i < expected.modes().size(); i++) {
                assertThat(corrected.modes().get(i).lnDistance())
                        .isEqualTo(expected.modes().get(i).lnDistance());
                assertThat(corrected.modes().get(i).sigma())
                        .isEqualTo(expected.modes().get(i).sigma());
            }
        }
    }

    private static Parameters parameters(Form form, Space space) {
        return new Parameters(form, space, 0, BAND, 0);
    }

    private static DistanceSample correct(DistanceSample sample, Form form, Space space) {
        return new NoNetInflow(parameters(form, space), SMAC).correct(sample);
    }

    private static double zeroPointError(DistanceSample sample) {
        return sample.modes().stream()
                .filter(mode -> mode.name().equals("zero-point"))
                .mapToDouble(Mode::sigma)
                .findFirst()
                .getAsDouble();
    }

    private static Offset<Double> relative(double tolerance, double value) {
        return within(tolerance * Math.abs(value));
    }

    private static TracerVelocities velocities(DistanceSample sample) {
        return TracerVelocities.ofDistances(sample, SMAC, ErrorDistance.ESTIMATE);
    }

    /** pipeline_expected.json of the frozen twin, clusters_first5: A194 and A400 with Malmquist correction (METHODS 12, 1e-6). */
    @Test
    void agreesWithTheReferenceOnDistancesAndVelocities() {
        TracerVelocities v = velocities(correct(measured(3.5), Form.JOINT, Space.DISTANCE));

        assertThat(Math.exp(v.sample().lnDistance()[0])).isCloseTo(4836.886529789826, relative(1e-9, 4836));
        assertThat(v.distanceKms()[0]).isCloseTo(4917.208060567685, relative(1e-9, 4917));
        assertThat(v.velocityKms()[0]).isCloseTo(838.3686987580506, relative(1e-7, 838));
        assertThat(Math.sqrt(v.varianceKms2()[0])).isCloseTo(356.84515041149467, relative(1e-9, 356));
        assertThat(v.distanceKms()[4]).isCloseTo(6878.19804693274, relative(1e-9, 6878));
        assertThat(v.velocityKms()[4]).isCloseTo(53.882618138325924, relative(1e-6, 53.88));
        assertThat(Math.sqrt(v.varianceKms2()[4])).isCloseTo(394.9770697464152, relative(1e-9, 395));
    }

    /** All 56 distances of the reference code in its three variants. */
    @Test
    void agreesWithTheReferenceOnTheScale() {
        assertThat(correct(measured(3.5), Form.JOINT, Space.DISTANCE).lnDistance())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(SmacTwin.lnDistance(SmacTwin.Stage.CORRECTED));
        assertThat(correct(measured(0), Form.JOINT, Space.DISTANCE).lnDistance())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(SmacTwin.lnDistance(SmacTwin.Stage.WITHOUT_MALMQUIST));
        assertThat(correct(measured(3.5), Form.MONO, Space.DISTANCE).lnDistance())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(SmacTwin.lnDistance(SmacTwin.Stage.WITH_MONOPOLE_ZERO_POINT));
    }

    /** pipeline_expected.json: zp_sigma; METHODS 6: 1.0518 %, printed in the letter as 1 %. */
    @Test
    void knowsItsError() {
        DistanceSample zeroed = correct(measured(3.5), Form.JOINT, Space.DISTANCE);

        assertThat(zeroPointError(zeroed)).isCloseTo(0.010518087391318378, relative(1e-6, 0.0105));
        assertThat(zeroed.zeroPoint()).isEqualTo(ZeroPoint.FITTED);
        assertThat(zeroed.treatment("zero-point").orElseThrow().how()).isEqualTo("joint in distance space");
    }

    /**
     * pipeline_expected.json zp1pct: dV = (30.576, 0.471, −14.495) km/s for 1 %, for dv = −0.01 R and weights held. The step
     * does it exactly: dv differs from −0.01 R by factors of 1 + z, 4 % on average, or 1.5 km/s of 33.8.
     */
    @Test
    void aShiftDisplacesTheVelocities() {
        NoNetInflow shifting = new NoNetInflow(new Parameters(Form.JOINT, Space.DISTANCE, 1, BAND, 0), SMAC);
        TracerVelocities before = velocities(correct(measured(3.5), Form.JOINT, Space.DISTANCE));
        DistanceSample shifted = shifting.correct(measured(3.5));
        double[] after = velocities(shifted).velocityKms();

        double[] moved = new double[3];
        double[][] weights = before.fit(TracerVelocities::bulkFlow).fit().weights();
        for (int j = 0; j < 3; j++) {
            for (int i = 0; i < after.length; i++) {
                moved[j] += weights[j][i] * (after[i] - before.velocityKms()[i]);
            }
        }

        assertThat(shifted.lnDistance()[7] - before.sample().lnDistance()[7]).isCloseTo(Math.log(1.01), within(1e-14));
        assertThat(moved[0]).isCloseTo(30.576, within(1.5));
        assertThat(moved[1]).isCloseTo(0.471, within(1.5));
        assertThat(moved[2]).isCloseTo(-14.495, within(1.5));
    }

    @ParameterizedTest
    @EnumSource(Space.class)
    void jointLeavesNoOutflowBesideTheFlow(Space space) {
        DistanceSample zeroed = correct(measured(3.5), Form.JOINT, space);

        double h = space == Space.DISTANCE
                ? velocities(zeroed)
                        .fit(TracerVelocities::bulkFlowAndZeroPoint)
                        .fit()
                        .parameters()[3]
                : LogDistanceRatios.of(zeroed, SMAC)
                        .fit(TracerVelocities::bulkFlowAndZeroPoint)
                        .fit()
                        .parameters()[3];

        assertThat(h).isCloseTo(0, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Space.class)
    void constantLeavesNoConstantOutflow(Space space) {
        DistanceSample zeroed = correct(measured(3.5), Form.CONSTANT, space);
        double[] ones = new double[zeroed.size()];
        Arrays.fill(ones, 1);

        double k = space == Space.DISTANCE
                ? velocities(zeroed)
                        .fit(v -> v.bulkFlowAnd("constant", ones))
                        .fit()
                        .parameters()[3]
                : LogDistanceRatios.of(zeroed, SMAC)
                        .fit(v -> v.bulkFlowAnd("constant", ones))
                        .fit()
                        .parameters()[3];

        assertThat(k).isCloseTo(0, within(1e-6));
        assertThat(zeroPointError(zeroed)).isBetween(0.008, 0.014);
    }

    /** Distances of a known flow, all too small by 7 %: without noise every form that models it must find the factor. */
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"JOINT", "BAND"})
    void recoversTheScaleOfExactDistancesInEtaSpace(Form form) {
        GalacticVector flow = form == Form.BAND ? new GalacticVector(0, 0, 0) : GalacticVector.ofPolar(630, 260, -1);
        DistanceSample exact = measured(0);
        double[] lnDistance = new double[exact.size()];
        for (int i = 0; i < lnDistance.length; i++) {
            double v = flow.x() * exact.directions().x()[i]
                    + flow.y() * exact.directions().y()[i]
                    + flow.z() * exact.directions().z()[i];
            double zHubble = PeculiarVelocity.zHubble(exact.z()[i], v);
            lnDistance[i] = Math.log(0.93 * Cosmology.EINSTEIN_DE_SITTER.comovingKms(zHubble));
        }
        DistanceSample small =
                SmacTwin.sample(DistanceType.COMOVING, exact.z(), lnDistance).build();

        DistanceSample zeroed = correct(small, form, Space.ETA);

        for (int i = 0; i < lnDistance.length; i++) {
            assertThat(zeroed.lnDistance()[i] - lnDistance[i]).isCloseTo(-Math.log(0.93), within(1e-10));
        }
    }

    @Test
    void theBandAloneSetsTheScale() {
        DistanceSample sample = measured(0);
        double[] spoilt = sample.lnDistance().clone();
        GalacticVector pole = GalacticVector.ofDegrees(122.93192, 27.12825);
        int inside = 0;
        double weights = 0;
        for (int i = 0; i < spoilt.length; i++) {
            double dec = Math.toDegrees(Math.asin(pole.x() * sample.directions().x()[i]
                    + pole.y() * sample.directions().y()[i]
                    + pole.z() * sample.directions().z()[i]));
            boolean in = dec > -20 && dec < 0;
            spoilt[i] += in ? 0 : 0.3;
            inside += in ? 1 : 0;
            weights += in ? 1 / (sample.lnError()[i] * sample.lnError()[i]) : 0;
        }
        assertThat(inside).isEqualTo(3);

        DistanceSample zeroed = correct(sample, Form.BAND, Space.ETA);
        DistanceSample other = correct(sample.withLnDistance(spoilt), Form.BAND, Space.ETA);

        assertThat(other.lnDistance()[0] - spoilt[0])
                .isCloseTo(zeroed.lnDistance()[0] - sample.lnDistance()[0], within(1e-12));
        assertThat(zeroPointError(zeroed)).isCloseTo(1 / Math.sqrt(weights), within(1e-15));
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"FIXED"},
            mode = EnumSource.Mode.EXCLUDE)
    void undoesACommonFactor(Form form) {
        for (Space space : Space.values()) {
            DistanceSample sample = measured(3.5);
            double[] larger = sample.lnDistance().clone();
            for (int i = 0; i < larger.length; i++) {
                larger[i] += 0.2;
            }

            assertThat(correct(sample.withLnDistance(larger), form, space).lnDistance())
                    .usingComparatorWithPrecision(1e-9)
                    .containsExactly(correct(sample, form, space).lnDistance());
        }
    }

    @Test
    void fixedTakesTheScaleAsItIs() {
        DistanceSample sample = measured(0);

        DistanceSample fixed = new NoNetInflow(new Parameters(Form.FIXED, Space.ETA, 0, BAND, 5), SMAC).correct(sample);

        assertThat(fixed.lnDistance()).containsExactly(sample.lnDistance());
        assertThat(zeroPointError(fixed)).isEqualTo(0.05);
        assertThat(fixed.zeroPoint()).isEqualTo(ZeroPoint.FITTED);
    }

    /** What the fitted zero point takes up of another shared error, found by displacing the distances along it. */
    @ParameterizedTest
    @EnumSource(Space.class)
    void otherModesLoseWhatTheZeroPointTakesUp(Space space) {
        DistanceSample sample = measured(3.5);
        double[] slope = new double[sample.size()];
        Arrays.setAll(slope, i -> 1 + 0.5 * Math.sin(i));
        double step = 1e-5;

        DistanceSample zeroed = correct(
                sample.withMode(new Mode("zero-point", new double[sample.size()], Double.POSITIVE_INFINITY))
                        .withMode(new Mode("slopes-1", slope, 0.02)),
                Form.JOINT,
                space);
        double[] above =
                correct(displaced(sample, slope, step), Form.JOINT, space).lnDistance();
        double[] below =
                correct(displaced(sample, slope, -step), Form.JOINT, space).lnDistance();

        assertThat(zeroed.modes()).extracting(Mode::name).containsExactly("slopes-1", "zero-point");
        double[] left = zeroed.modes().get(0).lnDistance();
        for (int i = 0; i < left.length; i++) {
            // weights and Jacobians move with the distances too, which the linear propagation leaves out
            assertThat(left[i]).isCloseTo((above[i] - below[i]) / (2 * step), within(0.02));
        }
    }

    private static DistanceSample displaced(DistanceSample sample, double[] mode, double by) {
        double[] lnDistance = sample.lnDistance().clone();
        for (int i = 0; i < lnDistance.length; i++) {
            lnDistance[i] += by * mode[i];
        }
        return sample.withLnDistance(lnDistance);
    }

    @Test
    void keepsEarlierTreatments() {
        DistanceSample sample = measured(3.5).treated(new org.peculiar.api.Treatment("malmquist", "homogeneous"));

        assertThat(correct(sample, Form.JOINT, Space.ETA).treatments())
                .extracting(org.peculiar.api.Treatment::what)
                .containsExactly("malmquist", "zero-point");
    }

    @Test
    void refusesASecondTime() {
        DistanceSample once = correct(measured(3.5), Form.JOINT, Space.ETA);

        assertThatThrownBy(() -> correct(once, Form.MONO, Space.ETA))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it was set before (joint in eta space)");
    }

    @Test
    void refusesAnEmptyBand() {
        NoNetInflow nowhere =
                new NoNetInflow(new Parameters(Form.BAND, Space.ETA, 0, new Band(89.9, 90, new Axis(0, 90)), 0), SMAC);

        assertThatThrownBy(() -> nowhere.correct(measured(0)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("no tracer is in the band from 89.9 deg to 90.0 deg");
    }

    @Test
    void refusesABlueshiftInEtaSpaceNamingTheTracer() {
        DistanceSample sample = measured(0);
        double[] z = sample.z().clone();
        z[3] = -0.001;

        assertThatThrownBy(() -> correct(
                        SmacTwin.sample(DistanceType.ANGULAR_DIAMETER, z, sample.lnDistance())
                                .build(),
                        Form.JOINT,
                        Space.ETA))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("A347: its redshift is -0.001");
    }

    @Test
    void refusesAnErrorThatWouldNotBeUsed() {
        assertThatThrownBy(() -> new Parameters(Form.JOINT, Space.ETA, 0, BAND, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only form: fixed");
    }

    @Test
    void refusesABandUpsideDown() {
        assertThatThrownBy(() -> new Band(0, -20, new Axis(0, 90)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from must be less than to");
    }
}
