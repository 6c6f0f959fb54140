package org.peculiar.plugin.flow.minimumvariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.DistanceType;
import org.peculiar.api.FlowEstimate;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel.Inputs;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Mode;
import org.peculiar.api.Stage;
import org.peculiar.plugin.flow.minimumvariance.MinimumVarianceModel.Ideal;
import org.peculiar.plugin.flow.minimumvariance.MinimumVarianceModel.Independence;
import org.peculiar.plugin.flow.minimumvariance.MinimumVarianceModel.Parameters;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.flow.BulkFlow;
import org.peculiar.science.flow.WeighedVelocities.Form;
import org.peculiar.science.velocity.FlowMoments;
import org.peculiar.science.velocity.IdealPoints;
import org.peculiar.science.velocity.RadialProfile;
import org.peculiar.testkit.HostFiles;
import org.peculiar.testkit.SampleTheory;
import org.peculiar.testkit.SampleVelocities;

class MinimumVarianceModelTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 250, 0);

    private static Parameters parameters(
            FlowMoments moments,
            Ideal ideal,
            double radius,
            Optional<Integer> points,
            Optional<DataFile> table,
            Independence independence,
            List<String> marginalise,
            Form velocities) {
        return new Parameters(
                moments,
                ideal,
                radius,
                0,
                points,
                table,
                independence,
                marginalise,
                velocities,
                SampleTheory.parameters());
    }

    private static MinimumVarianceModel model(Parameters parameters) {
        return new MinimumVarianceModel(parameters, ASSUMPTIONS, new HostFiles());
    }

    private static MinimumVarianceModel bulk(double radius, List<String> marginalise) {
        return model(parameters(
                FlowMoments.BULK,
                Ideal.GAUSSIAN,
                radius,
                Optional.empty(),
                Optional.empty(),
                Independence.NONE,
                marginalise,
                Form.LOG_RATIO));
    }

    private static DistanceSample.Builder sample(
            Directions directions, double[] z, double[] lnDistance, double[] lnError) {
        int n = z.length;
        return DistanceSample.of(
                        Tracer.GROUP,
                        IntStream.range(0, n).mapToObj(i -> "t" + i).toArray(String[]::new),
                        IntStream.range(0, n).toArray(),
                        directions,
                        z,
                        lnDistance,
                        lnError,
                        new int[n])
                .type(DistanceType.COMOVING)
                .zeroPoint(ZeroPoint.FITTED)
                .calibration(new Calibration(
                        "test", List.of(), new double[0], new double[0][], Map.of(), n, Map.of(), Optional.empty()));
    }

    // Independent program (Python, dense solution of the bordered system, direct integration of every pair); km/s
    @ParameterizedTest
    @CsvSource({
        "GAUSSIAN, 50, NONE, -176.63955674, -487.99960463, 150.34464976, 426.79882511",
        "GAUSSIAN, 50, DISTANCE, -138.31819086, -528.58426274, 113.34402782, 433.46591295",
        "PEERY, 100, NONE, -177.32957308, -489.43904702, 151.77927729, 426.65199688",
        "PEERY, 100, DISTANCE, -140.16722456, -525.92547824, 112.36256185, 433.24178131"
    })
    void miniSurvey(
            Ideal ideal, double radius, Independence independence, double vx, double vy, double vz, double errorX) {
        FlowFit fit = model(parameters(
                        FlowMoments.BULK,
                        ideal,
                        radius,
                        Optional.of(1000),
                        Optional.empty(),
                        independence,
                        List.of(),
                        Form.WATKINS_FELDMAN))
                .fit(Inputs.of(SampleVelocities.near().distances()));
        assertThat(fit.values()).containsExactly(new double[] {vx, vy, vz}, within(1e-4));
        assertThat(Math.sqrt(fit.random()[0][0])).isCloseTo(errorX, within(1e-4));
        assertThat(fit.dof()).isEqualTo(independence == Independence.NONE ? 5 : 4);
        assertThat(BulkFlow.of(fit).speedKms()).isCloseTo(Math.sqrt(vx * vx + vy * vy + vz * vz), within(1e-3));
    }

    @Test
    void quotesCosmicVarianceBesideNoise() {
        FlowFit fit = model(parameters(
                        FlowMoments.BULK,
                        Ideal.GAUSSIAN,
                        50,
                        Optional.of(1000),
                        Optional.empty(),
                        Independence.NONE,
                        List.of(),
                        Form.WATKINS_FELDMAN))
                .fit(Inputs.of(SampleVelocities.near().distances()));
        // the same program: total errors (505.40352665, 367.98360351, 363.99752998), noise (426.79882511, 294.43994108,
        // 297.62529501)
        double total =
                Math.sqrt(505.40352665 * 505.40352665 + 367.98360351 * 367.98360351 + 363.99752998 * 363.99752998);
        double noise =
                Math.sqrt(426.79882511 * 426.79882511 + 294.43994108 * 294.43994108 + 297.62529501 * 297.62529501);
        assertThat(fit.quoted().get("total-sqrt-trace-kms")).isCloseTo(total, within(1e-4));
        assertThat(fit.quoted().get("cosmic-sqrt-trace-kms"))
                .isCloseTo(Math.sqrt(total * total - noise * noise), within(1e-3));
        assertThat(BulkFlow.of(fit).sqrtTraceKms()).isCloseTo(noise, within(1e-4));
        assertThat(fit.quoted().get("theory-probability")).isBetween(0.3, 0.9);
        assertThat(fit.title()).startsWith("minimum variance, Gaussian ball of 50 Mpc/h");
    }

    @Test
    void pointsMayComeFromATable(@TempDir Path folder) throws IOException {
        IdealPoints spread = IdealPoints.spread(RadialProfile.gaussian(50), 1000);
        Directions directions = spread.points().directions();
        StringBuilder lines = new StringBuilder("l,b,distance\n");
        for (int i = 0; i < 1000; i++) {
            lines.append(directions.longitudeDeg(i))
                    .append(',')
                    .append(directions.latitudeDeg(i))
                    .append(',')
                    .append(spread.points().r()[i])
                    .append('\n');
        }
        DataFile table = new DataFile("ideal", Files.writeString(folder.resolve("ideal.csv"), lines));
        FlowFit fit = fromTable(table).fit(Inputs.of(SampleVelocities.near().distances()));
        assertThat(fit.values())
                .containsExactly(new double[] {-176.63955674, -487.99960463, 150.34464976}, within(1e-4));

        DataFile other = new DataFile("ideal", Files.writeString(folder.resolve("other.csv"), "ra,dec,r\n1,2,3\n"));
        assertThatThrownBy(() -> fromTable(other))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "other.csv: no column z; there are ra, dec, r, but an ideal survey needs l and b or ra and dec,"
                                + " and distance or z");
    }

    private static MinimumVarianceModel fromTable(DataFile table) {
        return model(parameters(
                FlowMoments.BULK,
                Ideal.TABLE,
                50,
                Optional.empty(),
                Optional.of(table),
                Independence.NONE,
                List.of(),
                Form.WATKINS_FELDMAN));
    }

    /** A synthetic survey within a ball, at rest but for noise. */
    private static DistanceSample ball(int n, double radiusKms, double towardsB, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] l = new double[n];
        double[] b = new double[n];
        double[] z = new double[n];
        double[] lnDistance = new double[n];
        double[] lnError = new double[n];
        for (int i = 0; i < n; i++) {
            l[i] = 360 * random.nextDouble();
            b[i] = Math.toDegrees(Math.asin(1 - (1 - Math.sin(Math.toRadians(towardsB))) * random.nextDouble()));
            double r = 500 + radiusKms * Math.cbrt(random.nextDouble());
            z[i] = Cosmology.FLAT_LCDM_03.redshiftOf(DistanceType.COMOVING, r);
            lnError[i] = 0.15;
            lnDistance[i] = Math.log(r) + 0.15 * random.nextGaussian();
        }
        return sample(Directions.ofDegrees(l, b), z, lnDistance, lnError).build();
    }

    @Test
    void stageGivesTheSameWithoutSolvingAgain() {
        DistanceSample first = ball(1500, 8000, -90, 1);
        double[] redrawn = Arrays.stream(first.lnDistance()).map(x -> x + 0.01).toArray();
        DistanceSample second = first.withLnDistance(redrawn);
        MinimumVarianceModel model = bulk(50, List.of());
        Stage<Inputs, FlowEstimate> stage = model.prepare(Inputs.of(first));
        stage.apply(Inputs.of(first));
        FlowEstimate estimate = stage.apply(Inputs.of(second));
        FlowFit fit = model.fit(Inputs.of(second));
        assertThat(estimate.values()).containsExactly(fit.values());
        assertThat(estimate.chi2()).isEqualTo(fit.chi2());
    }

    @Test
    void saysWhenTheTracersDoNotSeeTheVolume() {
        FlowFit all = bulk(50, List.of()).fit(Inputs.of(ball(200, 8000, -90, 2)));
        assertThat(all.quoted().get("ideal-correlation-z")).isGreaterThan(0.9);
        assertThat(all.title()).doesNotContain("see little");
        FlowFit polar = bulk(150, List.of()).fit(Inputs.of(ball(200, 1500, 60, 3)));
        assertThat(polar.quoted().get("ideal-correlation-x")).isLessThan(0.5);
        assertThat(polar.title())
                .matches("minimum variance, Gaussian ball of 150 Mpc/h; the tracers see little of it along an axis"
                        + " \\(correlation -?0\\.\\d\\d\\)");
    }

    @Test
    void unknownScaleDoesNotMatterWhenItIsMarginalised() {
        DistanceSample fitted = ball(100, 8000, -90, 4);
        DistanceSample relative = fitted.withZeroPoint(ZeroPoint.RELATIVE);
        double[] larger = Arrays.stream(relative.lnDistance()).map(x -> x + 0.1).toArray();
        MinimumVarianceModel model = bulk(50, List.of("zero-point"));
        assertThat(model.fit(Inputs.of(relative.withLnDistance(larger))).values())
                .containsExactly(model.fit(Inputs.of(relative)).values(), within(1e-6));
        assertThatThrownBy(() -> bulk(50, List.of()).fit(Inputs.of(relative)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("their zero point; add a step such as bias/no-net-inflow");
    }

    @Test
    void sharedErrorsAreMarginalisedByName() {
        DistanceSample plain = ball(60, 8000, -60, 5);
        double[] ones = new double[60];
        Arrays.fill(ones, 1);
        double[] sines = new double[60];
        Arrays.setAll(sines, i -> plain.directions().z()[i]);
        DistanceSample shared =
                plain.withMode(new Mode("zero-point", ones, 0.02)).withMode(new Mode("slopes-1", sines, 0.03));
        double without = bulk(50, List.of()).fit(Inputs.of(shared)).random()[2][2];
        double slopes = bulk(50, List.of("slopes")).fit(Inputs.of(shared)).random()[2][2];
        FlowFit zeroPoint = bulk(50, List.of("zero-point")).fit(Inputs.of(shared));
        assertThat(slopes).isGreaterThan(1.5 * without);
        // a fitted zero point leaves the flow where it is, and adds its error
        assertThat(zeroPoint.values())
                .containsExactly(bulk(50, List.of()).fit(Inputs.of(plain)).values());
        assertThat(zeroPoint.random()[2][2]).isGreaterThan(without);
        assertThatThrownBy(() -> bulk(50, List.of("runs")).fit(Inputs.of(shared)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "minimum variance: marginalise: found runs, but the shared errors of the distances are slopes-1,"
                                + " zero-point");
    }

    @ParameterizedTest
    @CsvSource({"SHEAR, 9", "OCTUPOLE, 19"})
    void givesShearAndOctupoles(FlowMoments moments, int count) {
        FlowFit fit = model(parameters(
                        moments,
                        Ideal.GAUSSIAN,
                        40,
                        Optional.of(2000),
                        Optional.empty(),
                        Independence.NONE,
                        List.of(),
                        Form.LOG_RATIO))
                .fit(Inputs.of(ball(300, 8000, -90, 6)));
        assertThat(fit.values()).hasSize(count);
        assertThat(fit.parameters()).startsWith("vx", "vy", "vz", "shear-xx");
        assertThat(fit.units().get(3).symbol()).isEqualTo("km/s/(Mpc/h)");
        // noise alone: within five of its own errors of 0
        for (int p = 0; p < count; p++) {
            assertThat(Math.abs(fit.values()[p])).isLessThan(5 * Math.sqrt(fit.random()[p][p]));
        }
    }

    @Test
    void refusesTooFewTracersAndWrongParameters() {
        DistanceSample two = SampleVelocities.near().distances().select(new int[] {0, 1});
        assertThatThrownBy(() -> bulk(50, List.of()).fit(Inputs.of(two)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("found 2 tracers, but 3 moments need at least 3");
        assertThatThrownBy(() -> parameters(
                        FlowMoments.SHEAR,
                        Ideal.PEERY,
                        100,
                        Optional.empty(),
                        Optional.empty(),
                        Independence.NONE,
                        List.of(),
                        Form.LOG_RATIO))
                .hasMessageContaining("more than a bulk flow for ideal: peery");
        assertThatThrownBy(() -> parameters(
                        FlowMoments.SHEAR,
                        Ideal.GAUSSIAN,
                        50,
                        Optional.empty(),
                        Optional.empty(),
                        Independence.DISTANCE,
                        List.of(),
                        Form.LOG_RATIO))
                .hasMessageContaining("whose trace is an error of H0");
        assertThatThrownBy(() -> parameters(
                        FlowMoments.BULK,
                        Ideal.TABLE,
                        50,
                        Optional.empty(),
                        Optional.empty(),
                        Independence.NONE,
                        List.of(),
                        Form.LOG_RATIO))
                .hasMessageContaining("ideal: table needs one");
    }
}
