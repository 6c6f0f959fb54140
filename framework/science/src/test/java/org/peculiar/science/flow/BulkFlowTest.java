package org.peculiar.science.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Directions;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Unit;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ErrorEllipsoid.Axis;

/** The frozen twin survey: pipeline_expected.json of the reference code (numpy), blocks malm_on, sys and total. */
class BulkFlowTest {

    private static final double[] VELOCITY = {-159.78340056272657, -688.396966476081, -20.551103773927778};

    private static final double[][] RANDOM = {
        {22121.904848432114, 10401.40193496276, -1735.4246195152766},
        {10401.401934962758, 28451.410720827967, 5958.101101517834},
        {-1735.4246195152768, 5958.101101517834, 14397.900624854581}
    };

    private static final double[][] SYSTEMATIC = {
        {5621.728884002703, -1345.033860613154, -2326.2004212094366},
        {-1345.0338606131536, 7782.810507330239, 3915.3963243762146},
        {-2326.2004212094366, 3915.396324376215, 2790.036035609826}
    };

    private static FlowFit fit(double[] velocity, double[][] random) {
        FlowFit.Tracers tracers = new FlowFit.Tracers(
                new String[] {"a", "b"},
                new int[] {0, 1},
                Directions.ofDegrees(new double[] {0, 90}, new double[] {0, 0}),
                new double[] {4000, 8000},
                new double[] {100, -100},
                new double[] {300, 600},
                new double[] {50, -50});
        return new FlowFit(
                "bulk flow",
                List.of("vx", "vy", "vz"),
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                velocity,
                random,
                Optional.empty(),
                Map.of(),
                64.89107452508087,
                53,
                tracers,
                Optional.empty(),
                Map.of("cz-error-kms", 150.0));
    }

    private static BulkFlow twin() {
        return BulkFlow.of(fit(VELOCITY, RANDOM).withSystematic("runs", SYSTEMATIC));
    }

    private static Offset<Double> relative(double tolerance, double value) {
        return within(tolerance * Math.abs(value));
    }

    private static void assertAxis(Axis axis, double error, double lDeg, double bDeg) {
        assertThat(axis.error()).isCloseTo(error, relative(1e-9, error));
        GalacticVector expected = GalacticVector.ofDegrees(lDeg, bDeg);
        assertThat(axis.towards(expected).angleDeg(expected)).isCloseTo(0, within(1e-5));
    }

    @Test
    void keepsRandomSystematicAndTotalErrorsApart() {
        BulkFlow flow = twin();
        GalacticVector smac = GalacticVector.ofDegrees(260, -1);

        assertThat(flow.randomErrorAlongFlowKms()).isCloseTo(181.68248884502682, relative(1e-10, 181));
        assertThat(Math.sqrt(flow.systematicCovariance().orElseThrow().quadratic(smac)))
                .isCloseTo(85.887883757378, relative(1e-10, 85));
        assertThat(flow.errorAlongFlowKms()).isCloseTo(200.68841692598892, relative(1e-10, 200));
        assertThat(Math.hypot(flow.randomErrorAlongFlowKms(), flow.systematicErrorAlongFlowKms()))
                .isCloseTo(flow.errorAlongFlowKms(), relative(1e-12, 200));
        assertThat(flow.systematicCovariance("runs")).isEqualTo(flow.systematicCovariance());
        assertThat(flow.systematicCovariance("dust")).isEmpty();
        assertThat(flow.randomCovariance().trace()
                        + flow.systematicCovariance().orElseThrow().trace())
                .isCloseTo(flow.totalCovariance().trace(), relative(1e-14, 8e4));
    }

    @Test
    void drawsTheThreeEllipsoids() {
        BulkFlow flow = twin();

        assertAxis(flow.randomEllipsoid().axes().get(0), 95.89549025500611, 315.0974681163854, 46.25538885061481);
        assertAxis(flow.randomEllipsoid().axes().get(2), 191.88396306978396, 235.684203054031, -9.97316740387128);
        List<Axis> systematic = flow.systematicEllipsoid().orElseThrow().axes();
        assertAxis(systematic.get(0), 15.544369984664412, 304.38835377213593, 60.72002632086277);
        assertAxis(systematic.get(1), 70.68922867239847, 29.347096260185467, -2.8207782881094174);
        assertAxis(systematic.get(2), 104.67082181020649, 117.77450341310902, 29.117052164184393);
        assertAxis(flow.totalEllipsoid().axes().get(0), 98.88386943822725, 132.59079837861208, -53.51021294912849);
        assertAxis(flow.totalEllipsoid().axes().get(1), 166.5713225330191, 343.47403251233254, -32.40775160069007);
        assertAxis(flow.totalEllipsoid().axes().get(2), 208.90611885625074, 63.72627486507681, 14.933819365928038);
    }

    @Test
    void correctsTheSpeedAndJudgesRestWithTheTotalErrors() {
        BulkFlow flow = twin();

        assertThat(flow.speedKms()).isCloseTo(706.9960865628509, relative(1e-12, 707));
        assertThat(flow.correctedSpeedKms()).isCloseTo(647.0530695345852, relative(1e-10, 647));
        assertThat(flow.lDeg()).isCloseTo(256.9325015440775, within(1e-9));
        assertThat(flow.bDeg()).isCloseTo(-1.6657198226447332, within(1e-9));
        assertThat(flow.randomChi2AtRest()).isCloseTo(18.783133749691004, relative(1e-9, 18.8));
        assertThat(flow.randomProbabilityAtRest()).isCloseTo(0.00030312745804157005, relative(1e-8, 3e-4));
        assertThat(flow.chi2AtRest()).isCloseTo(15.342650768358036, relative(1e-9, 15.3));
        assertThat(flow.probabilityAtRest()).isCloseTo(0.0015460533199854545, relative(1e-8, 1.5e-3));
    }

    /**
     * The reference's quantile is of 400,000 draws: 424.895, with a sampling error of about 0.4 km/s; its scatter of directions
     * (13.90°, 11.38°) contains draws far from the flow, so that first-order errors are a few per cent smaller.
     */
    @Test
    void givesBothLimitsAndTheErrorsOfTheDirection() {
        BulkFlow flow = twin();

        assertThat(flow.posteriorLowerLimitKms()).isCloseTo(424.8947973481809, within(1.2));
        assertThat(flow.neymanLowerLimitKms()).isBetween(200.0, flow.posteriorLowerLimitKms());
        assertThat(flow.directionErrors().lDeg()).isCloseTo(13.90, relative(0.1, 13.9));
        assertThat(flow.directionErrors().bDeg()).isCloseTo(11.38, relative(0.1, 11.4));
        assertThat(flow.randomDirectionErrors().lDeg())
                .isLessThan(flow.directionErrors().lDeg());
    }

    @Test
    void weighsTheDepth() {
        // weights 4 : 1
        assertThat(twin().depthKms()).isCloseTo((4 * 4000 + 8000) / 5.0, within(1e-9));
    }

    @Test
    void totalIsRandomWithoutSystematicErrors() {
        BulkFlow flow = BulkFlow.of(fit(VELOCITY, RANDOM));

        assertThat(flow.systematicCovariance()).isEmpty();
        assertThat(flow.systematicEllipsoid()).isEmpty();
        assertThat(flow.systematicErrorAlongFlowKms()).isZero();
        assertThat(flow.sqrtTraceKms()).isCloseTo(254.89451974123466, relative(1e-10, 255));
        assertThat(flow.goodnessOfFit().getAsDouble()).isBetween(0.1, 0.2);
    }

    @Test
    void aSystematicErrorOfOneDirectionHasNoEllipsoid() {
        double[][] line = {{100, 50, 0}, {50, 25, 0}, {0, 0, 0}};
        BulkFlow flow = BulkFlow.of(fit(VELOCITY, RANDOM).withSystematic("shift", line));

        assertThat(flow.systematicEllipsoid()).isEmpty();
        assertThat(flow.systematicErrorAlongFlowKms()).isPositive();
    }

    @Test
    void refusesAFitWithoutABulkFlow() {
        FlowFit other = new FlowFit(
                "infall",
                List.of("speed"),
                List.of(Unit.KMS),
                new double[] {500},
                new double[][] {{100}},
                Optional.empty(),
                Map.of(),
                1,
                1,
                fit(VELOCITY, RANDOM).tracers(),
                Optional.empty(),
                Map.of());

        assertThat(BulkFlow.isIn(other)).isFalse();
        assertThatThrownBy(() -> BulkFlow.of(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("infall: the parameters are [speed], but vx, vy, vz are needed first");
    }
}
