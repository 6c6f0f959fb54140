package org.peculiar.plugin.diagnostic.mg2sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.Draws;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.diagnostic.mg2sigma.Mg2Sigma.Inputs;
import org.peculiar.plugin.diagnostic.mg2sigma.Mg2Sigma.Parameters;
import org.peculiar.science.random.KeyedDraws;

class Mg2SigmaTest {

    /** Of the reference's inverse Fundamental Plane: 1/0.723614298. */
    private static final double ALPHA = 1.381951687;

    private static final double LN10 = Math.log(10);
    private static final Draws DRAWS = KeyedDraws.ofSeed(1999).stream("mg2");

    /**
     * What a survey of clusters has.
     *
     * @param cluster of each galaxy
     */
    private record Clusters(
            String[] labels,
            double[] distance,
            double[] velocity,
            int[] cluster,
            double[] logSigma,
            double[] error,
            double[] mg2) {

        Inputs inputs() {
            return inputs(
                    Tracer.GROUP,
                    Map.of("alpha", ALPHA),
                    IntStream.range(0, labels.length).toArray());
        }

        /** The flow has seen some of the clusters only. */
        Inputs inputs(Tracer tracer, Map<String, Double> derived, int[] seen) {
            String[] ids =
                    IntStream.range(0, cluster.length).mapToObj(String::valueOf).toArray(String[]::new);
            Table galaxies = Table.of("galaxies", ids)
                    .with(Column.of(new Quantity("log-sigma", Unit.DEX_KMS), logSigma, error))
                    .with(Column.of(new Quantity("mg2", Unit.MAG), mg2));
            Survey survey = Survey.of(RestFrame.CMB, galaxies, Table.of("groups", labels), cluster);
            Directions directions = Directions.ofDegrees(new double[seen.length], new double[seen.length]);
            String[] tracers = Arrays.stream(seen).mapToObj(c -> labels[c]).toArray(String[]::new);
            double[] none = new double[seen.length];
            DistanceSample sample = DistanceSample.of(
                            tracer, tracers, seen, directions, none, none, none, new int[seen.length])
                    .calibration(new Calibration(
                            "a relation",
                            List.of(),
                            new double[0],
                            new double[0][],
                            derived,
                            cluster.length,
                            Map.of(),
                            Optional.empty()))
                    .build();
            FlowFit flow = new FlowFit(
                    "a flow",
                    List.of(),
                    List.of(),
                    new double[0],
                    new double[0][],
                    Optional.empty(),
                    Map.of(),
                    1,
                    1,
                    new FlowFit.Tracers(
                            tracers,
                            seen,
                            directions,
                            Arrays.stream(seen).mapToDouble(c -> distance[c]).toArray(),
                            Arrays.stream(seen).mapToDouble(c -> velocity[c]).toArray(),
                            none,
                            none),
                    Optional.empty(),
                    Map.of());
            return new Inputs(survey, sample, Optional.of(flow));
        }

        Clusters withErrors(double[] other) {
            return new Clusters(labels, distance, velocity, cluster, logSigma, other, mg2);
        }

        Clusters withMg2(double[] other) {
            return new Clusters(labels, distance, velocity, cluster, logSigma, error, other);
        }
    }

    private static List<String[]> rows(String file) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Mg2SigmaTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Clusters twin() {
        List<String[]> clusters = rows("twin_velocities.csv");
        List<String[]> galaxies = rows("twin_mg2.csv");
        List<String> labels = clusters.stream().map(row -> row[0]).toList();
        return new Clusters(
                labels.toArray(String[]::new),
                clusters.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray(),
                clusters.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray(),
                galaxies.stream().mapToInt(row -> labels.indexOf(row[0])).toArray(),
                galaxies.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray(),
                galaxies.stream()
                        .mapToDouble(row -> 0.03 / Math.sqrt(Integer.parseInt(row[2])))
                        .toArray(),
                galaxies.stream().mapToDouble(row -> Double.parseDouble(row[3])).toArray());
    }

    private static Mg2Sigma mg2Sigma(int permutations, int mocks) {
        return new Mg2Sigma(
                new Parameters("mg2", "log-sigma", Optional.empty(), Optional.empty(), permutations, mocks));
    }

    private static double value(Finding finding, String scalar) {
        return finding.scalars().get(scalar).value();
    }

    private static double error(Finding finding, String scalar) {
        return finding.scalars().get(scalar).error().orElseThrow();
    }

    /** METHODS 3.8, from numpy: slope 0.206088, intercept -0.194853, scatter 0.020912, chi2 69.618, correlation 0.383. */
    @Test
    void agreesWithTheReferenceOnTheTwin() {
        Finding finding = mg2Sigma(100, 100).find(twin().inputs(), DRAWS);
        assertThat(value(finding, "slope")).isCloseTo(0.20608781308288876, within(1e-8));
        assertThat(value(finding, "intercept")).isCloseTo(-0.19485285813174005, within(1e-8));
        assertThat(value(finding, "scatter")).isCloseTo(0.020912402912705266, within(1e-9));
        assertThat(value(finding, "chi2")).isCloseTo(69.61798572860442, within(1e-5));
        assertThat(value(finding, "dof")).isEqualTo(55);
        assertThat(value(finding, "correlation")).isCloseTo(0.3832973513171962, within(1e-7));
    }

    /** scipy.stats.linregress and chi2.sf on the same numbers. */
    @Test
    void agreesWithScipyOnErrorsAndProbabilities() {
        Finding finding = mg2Sigma(100, 100).find(twin().inputs(), DRAWS);
        assertThat(error(finding, "slope")).isCloseTo(0.005609937769483999, within(1e-9));
        assertThat(error(finding, "intercept")).isCloseTo(0.012673297422524727, within(1e-9));
        assertThat(value(finding, "chi2-probability")).isCloseTo(0.08869951401162811, within(1e-7));
        assertThat(value(finding, "offset-per-1000-kms")).isCloseTo(0.00413380638690679, within(1e-8));
        assertThat(error(finding, "offset-per-1000-kms")).isCloseTo(0.001355542421668043, within(1e-8));
    }

    /** 40,000 permutations in numpy gave 0.00403 ± 0.00032; the tolerance is four standard errors of 10,000. */
    @Test
    void findsTheProbabilityOfTheCorrelationByShuffling() {
        Finding finding = mg2Sigma(10_000, 100).find(twin().inputs(), DRAWS);
        assertThat(value(finding, "permutation-probability")).isCloseTo(0.0040, within(0.0026));
    }

    /** 40,000 such mocks in numpy; tolerances are four standard errors of 4,000. */
    @Test
    void findsTheCorrelationThatErrorsFakeOnTheTwin() {
        Finding finding = mg2Sigma(100, 4_000).find(twin().inputs(), DRAWS);
        assertThat(value(finding, "fake-correlation")).isCloseTo(0.0751, within(0.0086));
        assertThat(error(finding, "fake-correlation")).isCloseTo(0.1364 / Math.sqrt(4_000), within(0.0001));
        assertThat(value(finding, "fake-correlation-scatter")).isCloseTo(0.1364, within(0.006));
        assertThat(value(finding, "fake-offset-per-1000-kms")).isCloseTo(0.000814, within(0.0001));
        assertThat(value(finding, "null-probability")).isCloseTo(0.0219, within(0.009));
        assertThat(finding.notes()).hasSize(1);
        assertThat(finding.notes().get(0)).startsWith("errors of log sigma alone scatter the velocities by 280 km/s");
    }

    @Test
    void expectsNoFakeCorrelationOfAnIndicatorWithoutLogSigma() {
        Finding finding = new Mg2Sigma(
                        new Parameters("mg2", "log-sigma", Optional.empty(), Optional.of(0.0), 100, 2_000))
                .find(twin().inputs(), DRAWS);
        assertThat(value(finding, "fake-correlation")).isCloseTo(0, within(4 * error(finding, "fake-correlation")));
    }

    /** A survey with errors so large that they dominate, and nothing else that relates offsets to velocities. */
    private static Clusters unrelated(Draws draws) {
        int clusters = 40;
        int each = 8;
        String[] labels = IntStream.range(0, clusters).mapToObj(c -> "C" + c).toArray(String[]::new);
        int n = clusters * each;
        double[] logSigma = new double[n];
        double[] mg2 = new double[n];
        double[] error = new double[n];
        double[] distance = new double[clusters];
        double[] velocity = new double[clusters];
        int[] cluster = new int[n];
        for (int c = 0; c < clusters; c++) {
            distance[c] = 4000 + 8000 * draws.stream("distance").uniform(c);
            velocity[c] = 350 * draws.stream("velocity").gaussian(c);
        }
        for (int i = 0; i < n; i++) {
            cluster[i] = i / each;
            double truth = 2.25 + 0.12 * draws.stream("log-sigma").gaussian(i);
            error[i] = 0.05;
            double mistake = error[i] * draws.stream("error").gaussian(i);
            logSigma[i] = truth + mistake;
            mg2[i] = 0.2 * truth - 0.18 + 0.02 * draws.stream("mg2").gaussian(i);
            velocity[cluster[i]] -= distance[cluster[i]] * LN10 * ALPHA * mistake / each;
        }
        return new Clusters(labels, distance, velocity, cluster, logSigma, error, mg2);
    }

    /**
     * Over 300 such surveys the null probability is uniform, by Kolmogorov and Smirnov at 0.1 % (1.95/√300), while shuffling
     * alone finds a correlation that is not there.
     */
    @Test
    void isNotFooledByErrorsOfLogSigma() {
        int surveys = 300;
        double[] probability = new double[surveys];
        double[] observed = new double[surveys];
        double[] expected = new double[surveys];
        int deceived = 0;
        for (int k = 0; k < surveys; k++) {
            Draws draws = KeyedDraws.ofSeed(7).replicate(k);
            Finding finding = mg2Sigma(200, 200).find(unrelated(draws).inputs(), draws.stream("test"));
            probability[k] = value(finding, "null-probability");
            observed[k] = value(finding, "correlation");
            expected[k] = value(finding, "fake-correlation");
            deceived += value(finding, "permutation-probability") < 0.05 ? 1 : 0;
        }
        Arrays.sort(probability);
        double distance = 0;
        for (int k = 0; k < surveys; k++) {
            distance = Math.max(
                    distance,
                    Math.max(
                            Math.abs(probability[k] - (double) k / surveys),
                            Math.abs((k + 1.0) / surveys - probability[k])));
        }
        assertThat(distance).isLessThan(1.95 / Math.sqrt(surveys));
        double mean = Arrays.stream(observed).average().orElseThrow();
        double scatter = Math.sqrt(
                Arrays.stream(observed).map(r -> (r - mean) * (r - mean)).sum() / (surveys - 1));
        assertThat(Arrays.stream(expected).average().orElseThrow())
                .isCloseTo(mean, within(4 * scatter / Math.sqrt(surveys)));
        assertThat(deceived).isGreaterThan(surveys / 2);
    }

    @Test
    void listsTheClusters() {
        Finding.Columns table =
                mg2Sigma(100, 100).find(twin().inputs(), DRAWS).tables().get("clusters");
        assertThat(table.byName().keySet()).containsExactly("id", "galaxies", "offset", "offset_error", "velocity");
        assertThat(table.size()).isEqualTo(56);
        assertThat(((Finding.Texts) table.byName().get("id")).values()).startsWith("A194", "A260");
        assertThat(((Finding.Numbers) table.byName().get("galaxies")).values()).startsWith(24, 8);
        // scatter 0.020912/√24
        assertThat(((Finding.Numbers) table.byName().get("offset_error")).values()[0])
                .isCloseTo(0.0042687, within(1e-7));
    }

    @Test
    void leavesOutClustersThatTheFlowHasNotSeen() {
        Finding finding = mg2Sigma(100, 100)
                .find(
                        twin().inputs(
                                        Tracer.GROUP,
                                        Map.of("alpha", ALPHA),
                                        IntStream.range(1, 56).toArray()),
                        DRAWS);
        assertThat(value(finding, "dof")).isEqualTo(54);
        assertThat(finding.title()).isEqualTo("Mg2-sigma relation of 675 galaxies in 55 clusters");
        assertThat(finding.notes()).endsWith("1 clusters left out, which the flow was not fitted to");
    }

    @Test
    void leavesOutGalaxiesWithoutMg2() {
        double[] mg2 = twin().mg2().clone();
        Arrays.fill(mg2, 0, 20, Double.NaN);
        Finding finding = mg2Sigma(100, 100).find(twin().withMg2(mg2).inputs(), DRAWS);
        assertThat(finding.title()).isEqualTo("Mg2-sigma relation of 679 galaxies in 56 clusters");
    }

    @Test
    void findsTheSameAgain() {
        Finding once = mg2Sigma(500, 200).find(twin().inputs(), DRAWS);
        Finding again = mg2Sigma(500, 200).find(twin().inputs(), DRAWS);
        assertThat(once.scalars()).isEqualTo(again.scalars());
        assertThat(mg2Sigma(500, 200)
                        .find(twin().inputs(), KeyedDraws.ofSeed(2000))
                        .scalars())
                .isNotEqualTo(once.scalars());
    }

    @Test
    void saysWhenTheErrorsAreTooLarge() {
        double[] errors = new double[699];
        Arrays.fill(errors, 0.5);
        assertThat(mg2Sigma(100, 100)
                        .find(twin().withErrors(errors).inputs(), DRAWS)
                        .notes())
                .contains("these errors alone scatter more than observed: they are too large");
    }

    @Test
    void needsErrorsOfLogSigma() {
        double[] errors = twin().error().clone();
        errors[3] = Double.NaN;
        Inputs inputs = twin().withErrors(errors).inputs();
        assertThatThrownBy(() -> mg2Sigma(100, 100).find(inputs, DRAWS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "galaxies, 3: the error of log-sigma is not given, but the correlation that such errors fake"
                                + " depends on it; map an error column or give log-sigma-error:");
        Mg2Sigma told = new Mg2Sigma(new Parameters("mg2", "log-sigma", Optional.of(0.03), Optional.empty(), 100, 100));
        assertThat(value(told.find(inputs, DRAWS), "chi2")).isPositive();
    }

    @Test
    void needsAlpha() {
        Inputs inputs =
                twin().inputs(Tracer.GROUP, Map.of(), IntStream.range(0, 56).toArray());
        assertThatThrownBy(() -> mg2Sigma(100, 100).find(inputs, DRAWS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "mg2-sigma: found no alpha in the calibration (a relation), but the correlation that errors of"
                                + " log sigma fake depends on it; give alpha:");
    }

    @Test
    void needsAFlow() {
        Inputs inputs = new Inputs(twin().inputs().survey(), twin().inputs().distances(), Optional.empty());
        assertThatThrownBy(() -> mg2Sigma(100, 100).find(inputs, DRAWS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "mg2-sigma: found no flow, but the velocities of its tracers are needed; put a flow above, or"
                                + " name one with in: {flow: …}");
    }

    @Test
    void needsClusters() {
        Inputs galaxies = twin().inputs(
                        Tracer.GALAXY,
                        Map.of("alpha", ALPHA),
                        IntStream.range(0, 56).toArray());
        assertThatThrownBy(() -> mg2Sigma(100, 100).find(galaxies, DRAWS))
                .isInstanceOf(DataException.class)
                .hasMessage("mg2-sigma: found distances of single galaxies, but those of clusters are needed");
        Inputs three = twin().inputs(Tracer.GROUP, Map.of("alpha", ALPHA), new int[] {0, 1, 2});
        assertThatThrownBy(() -> mg2Sigma(100, 100).find(three, DRAWS))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage(
                        "mg2-sigma: found 3 clusters with mg2, log-sigma and a velocity, but at least 4 are needed");
    }

    @Test
    void needsScatter() {
        double[] exact = Arrays.stream(twin().logSigma()).map(x -> 0).toArray();
        assertThatThrownBy(() -> mg2Sigma(100, 100).find(twin().withMg2(exact).inputs(), DRAWS))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage(
                        "mg2-sigma: found mg2 exactly on a line, but offsets need some scatter to be compared with");
    }
}
