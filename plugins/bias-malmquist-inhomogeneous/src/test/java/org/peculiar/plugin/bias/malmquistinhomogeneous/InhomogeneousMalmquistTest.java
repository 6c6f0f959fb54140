package org.peculiar.plugin.bias.malmquistinhomogeneous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Inference;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.DistanceType;
import org.peculiar.plugin.bias.malmquistinhomogeneous.InhomogeneousMalmquist.Average;
import org.peculiar.plugin.bias.malmquistinhomogeneous.InhomogeneousMalmquist.Parameters;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.testkit.HostFiles;

class InhomogeneousMalmquistTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 150);

    @TempDir
    private Path folder;

    private static DistanceSample.Builder sample(DistanceType type, double error, double... distanceKms) {
        int n = distanceKms.length;
        String[] labels = {"A400", "A426", "A496"};
        double[] lnDistance = new double[n];
        double[] lnError = new double[n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            lnDistance[i] = Math.log(distanceKms[i]);
            lnError[i] = error;
            z[i] = 0.027;
        }
        return DistanceSample.of(
                        Tracer.GROUP,
                        java.util.Arrays.copyOf(labels, n),
                        new int[n],
                        Directions.ofDegrees(
                                java.util.Arrays.copyOf(new double[] {170, 150, 209}, n),
                                java.util.Arrays.copyOf(new double[] {-45, -13, -36}, n)),
                        z,
                        lnDistance,
                        lnError,
                        new int[n])
                .type(type)
                .calibration(new Calibration(
                        "test relation",
                        List.of(),
                        new double[0],
                        new double[0][],
                        Map.of(),
                        n,
                        Map.of(),
                        Optional.empty()));
    }

    private static DistanceSample at8000() {
        return sample(DistanceType.COMOVING, 0.07, 8000).build();
    }

    private Parameters parameters(String content) {
        return parameters("density.csv", content, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Parameters parameters(
            String file, String content, Optional<String> tracer, Optional<String> l, Optional<String> b) {
        try {
            Path path = Files.writeString(folder.resolve(file), content);
            return new Parameters(
                    new DataFile("density", path), "distance", "density", tracer, l, b, Average.DISTANCE, false);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DistanceSample correct(DistanceSample sample, Parameters parameters) {
        return new InhomogeneousMalmquist(parameters, ASSUMPTIONS, new HostFiles()).correct(sample);
    }

    private double corrected(String content) {
        return Math.exp(correct(at8000(), parameters(content)).lnDistance()[0]);
    }

    /** Tabulates a density from 3000 to 16,000 km/s: at 8000 and D = 0.07 beyond 8.5 D either way. */
    private static String table(DoubleUnaryOperator density, double step) {
        StringBuilder table = new StringBuilder("distance,density\n");
        for (double r = 3000; r <= 16000; r += step) {
            table.append(String.format(Locale.ROOT, "%.3f,%.17g%n", r, density.applyAsDouble(r)));
        }
        return table.toString();
    }

    /** METHODS 5.2, d = 8000 and D = 0.07: 8138.383245 for a constant density, which is d exp(3.5 D²). */
    @Test
    void isTheHomogeneousCorrectionForAConstantDensity() {
        assertThat(corrected("distance,density\n0,2.5\n")).isCloseTo(8138.383245, within(5e-7));
    }

    /** METHODS 5.2: 8059.016620 for n = r⁻², scipy's quadrature; interpolation in steps of 0.5 km/s is good to 2e-7. */
    @Test
    void followsAFallingDensity() {
        assertThat(corrected(table(r -> 1e8 / (r * r), 0.5))).isCloseTo(8059.016620, within(7e-7));
    }

    /** METHODS 5.2: 8272.685962 for 1 + 4 exp(−(r−8500)²/(2·500²)), scipy's quadrature. */
    @Test
    void followsACluster() {
        DoubleUnaryOperator peak = r -> 1 + 4 * Math.exp(-(r - 8500) * (r - 8500) / (2 * 500.0 * 500));

        assertThat(corrected(table(peak, 1))).isCloseTo(8272.685962, within(1e-4));
    }

    /** METHODS 5.2: 7928.79 for a density that ends at 8600 km/s; scipy's quadrature split there gives 7928.7924372511. */
    @Test
    void integratesUpToAnEdge() {
        assertThat(corrected("distance,density\n0,1\n8600,1\n8600,0\n")).isCloseTo(7928.7924372511, within(1e-8));
    }

    @Test
    void aNegativeDensityCountsAsNone() {
        assertThat(corrected("distance,density\n0,1\n8600,1\n8600,-3\n")).isCloseTo(7928.7924372511, within(1e-8));
    }

    /** E[ln r | d] = ln d + 3 D² for a constant density; for an edge by Simpson's rule on 200,000 panels. */
    @Test
    void averagesTheLogarithmWhenAsked() {
        Parameters linear = parameters("distance,density\n0,1\n8600,1\n8600,0\n");
        Parameters log = new Parameters(
                linear.density(),
                "distance",
                "density",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Average.LOG_DISTANCE,
                false);
        double top = Math.log(8600.0 / 8000);
        double bottom = -0.6;
        int panels = 200_000;
        double weighted = 0;
        double sum = 0;
        for (int k = 0; k <= panels; k++) {
            double x = bottom + (top - bottom) * k / panels;
            double simpson = k == 0 || k == panels ? 1 : k % 2 == 1 ? 4 : 2;
            double p = simpson * Math.exp(3 * x - x * x / (2 * 0.07 * 0.07));
            weighted += p * x;
            sum += p;
        }

        assertThat(correct(at8000(), log).lnDistance()[0] - Math.log(8000)).isCloseTo(weighted / sum, within(1e-11));
        assertThat(new DensityProfile(new double[] {0}, new double[] {1}).meanLogDistance(8000, 0.1))
                .isCloseTo(Math.log(8000) + 0.03, within(1e-13));
    }

    @Test
    void leavesAnExactDistanceAlone() {
        DistanceSample exact = sample(DistanceType.COMOVING, 0, 8000).build();

        assertThat(correct(exact, parameters("distance,density\n0,1\n8600,1\n8600,0\n"))
                        .lnDistance()[0])
                .isCloseTo(Math.log(8000), within(1e-15));
    }

    @Test
    void readsUnitsOfAnEcsvTable() {
        String ecsv = """
                # %ECSV 1.0
                # ---
                # datatype:
                # - {name: distance, unit: Mpc/h, datatype: float64}
                # - {name: density, datatype: float64}
                distance density
                0 1
                86 1
                86 0
                """;

        DistanceSample corrected = correct(
                at8000(), parameters("density.ecsv", ecsv, Optional.empty(), Optional.empty(), Optional.empty()));

        assertThat(Math.exp(corrected.lnDistance()[0])).isCloseTo(7928.7924372511, within(1e-8));
    }

    /** An edge at a comoving distance is one at the angular-diameter distance of the same redshift. */
    @Test
    void looksTheDensityUpAtTheComovingDistance() {
        Cosmology cosmology = Cosmology.EINSTEIN_DE_SITTER;
        double edge = cosmology.comovingKms(cosmology.redshiftOf(DistanceType.ANGULAR_DIAMETER, 8600));
        String content = String.format(Locale.ROOT, "distance,density%n0,1%n%.10f,1%n%.10f,0%n", edge, edge);

        DistanceSample corrected =
                correct(sample(DistanceType.ANGULAR_DIAMETER, 0.07, 8000).build(), parameters(content));

        assertThat(Math.exp(corrected.lnDistance()[0])).isCloseTo(7928.7924372511, within(1e-6));
    }

    @Test
    void givesEachTracerItsOwnProfile() {
        String content = "cluster,distance,density\nA400,0,1\nA426,0,1\nA426,8600,1\nA426,8600,0\n";
        DistanceSample two = sample(DistanceType.COMOVING, 0.07, 8000, 8000).build();

        DistanceSample corrected = correct(
                two, parameters("density.csv", content, Optional.of("cluster"), Optional.empty(), Optional.empty()));

        assertThat(Math.exp(corrected.lnDistance()[0])).isCloseTo(8138.383245, within(5e-7));
        assertThat(Math.exp(corrected.lnDistance()[1])).isCloseTo(7928.7924372511, within(1e-8));
    }

    @Test
    void givesEachTracerTheNearestDirection() {
        String content = "l,b,distance,density\n171,-44,0,1\n150,-10,0,1\n150,-10,8600,1\n150,-10,8600,0\n";
        DistanceSample two = sample(DistanceType.COMOVING, 0.07, 8000, 8000).build();

        DistanceSample corrected =
                correct(two, parameters("density.csv", content, Optional.empty(), Optional.of("l"), Optional.of("b")));

        assertThat(Math.exp(corrected.lnDistance()[0])).isCloseTo(8138.383245, within(5e-7));
        assertThat(Math.exp(corrected.lnDistance()[1])).isCloseTo(7928.7924372511, within(1e-8));
    }

    @Test
    void refusesATracerWithoutAProfile() {
        Parameters parameters = parameters(
                "density.csv",
                "cluster,distance,density\nA426,0,1\n",
                Optional.of("cluster"),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> correct(at8000(), parameters))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no profile for A400");
    }

    @Test
    void refusesAVoidAroundATracer() {
        assertThatThrownBy(() -> corrected("distance,density\n0,1\n1000,1\n1000,0\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("A400: the density is zero everywhere near its distance of 8000 km/s");
    }

    @Test
    void refusesDistancesOutOfOrder() {
        assertThatThrownBy(() -> corrected("distance,density\n0,1\n8600,1\n8000,0\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("density.csv: row 3: distance is 8000.0 km/s, but distances");
    }

    @Test
    void refusesAMissingColumnNamingThoseThereAre() {
        assertThatThrownBy(() -> corrected("r,density\n0,1\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column distance; there are r, density");
    }

    @Test
    void refusesAnEmptyCell() {
        assertThatThrownBy(() -> corrected("distance,density\n0,1\n8600,\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 2: density is missing");
    }

    @Test
    void refusesText() {
        assertThatThrownBy(() -> corrected("distance,density\n0,1\n8600,thin\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column density holds text");
    }

    @Test
    void refusesAnUnknownFormat() {
        assertThatThrownBy(() -> correct(
                        at8000(),
                        parameters("density.txt", "0 1\n", Optional.empty(), Optional.empty(), Optional.empty())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("its name does not say its format");
    }

    @Test
    void refusesWhatTheCorrectionDoesNotHoldFor() {
        Parameters parameters = parameters("distance,density\n0,1\n");

        assertThatThrownBy(() -> correct(
                        sample(DistanceType.COMOVING, 0.07, 8000)
                                .inference(Inference.GIVEN_REDSHIFT)
                                .build(),
                        parameters))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("conditioned on redshift");
        assertThatThrownBy(() -> correct(at8000().withZeroPoint(ZeroPoint.FITTED), parameters))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("swap the steps");
        DistanceSample once = correct(at8000(), parameters);
        assertThatThrownBy(() -> correct(once, parameters))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must not be applied twice");
    }

    @Test
    void refusesHalfADirection() {
        assertThatThrownBy(() -> new Parameters(
                        new DataFile("density", folder),
                        "distance",
                        "density",
                        Optional.empty(),
                        Optional.of("l"),
                        Optional.empty(),
                        Average.DISTANCE,
                        false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("both l and b");
    }
}
