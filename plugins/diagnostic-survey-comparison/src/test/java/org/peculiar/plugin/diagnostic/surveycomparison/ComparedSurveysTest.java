package org.peculiar.plugin.diagnostic.surveycomparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Directions;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Unit;
import org.peculiar.plugin.diagnostic.surveycomparison.ComparedSurveys.Inputs;
import org.peculiar.plugin.diagnostic.surveycomparison.ComparedSurveys.Parameters;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.spectrum.TabulatedSpectrum;
import org.peculiar.science.spectrum.Wavenumbers;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.peculiar.science.velocity.CommonNoise;
import org.peculiar.science.velocity.PublishedFlow;
import org.peculiar.science.velocity.TheoryParameters;

class ComparedSurveysTest {

    /** The small surveys of METHODS 7.9: l, b, R in km/s, v and its measurement error; 250 km/s of scatter come on top. */
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

    private static final PublishedFlow LP = new PublishedFlow(689, 343, 52, Optional.of(178.0), List.of());

    private static final DataFiles NO_FILES = new DataFiles() {
        @Override
        public Path file(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path only(Path folder, String glob) {
            throw new UnsupportedOperationException();
        }
    };

    /** The test cosmology of METHODS 7.9. */
    private static TheoryParameters theory() {
        return new TheoryParameters(
                TheoryParameters.Spectrum.EISENSTEIN_HU_1999,
                Optional.empty(),
                TheoryParameters.TableUnits.MPC_H,
                TabulatedSpectrum.Interpolation.LOG_CUBIC,
                0.3,
                Optional.empty(),
                0.7,
                0.04,
                0,
                1,
                2.726,
                1,
                Optional.empty(),
                0.9,
                0.55,
                Optional.of(1e-4),
                Optional.of(Math.sqrt(10)),
                Wavenumbers.Rule.LOGARITHMIC,
                1001,
                0.001);
    }

    private static FlowFit fit(double[][] rows) {
        Directions directions = Directions.ofDegrees(column(rows, 0), column(rows, 1));
        double[] error = column(rows, 4);
        double[] variance = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.hypot(error[i], 250);
            variance[i] = error[i] * error[i];
        }
        LinearFit fit = LinearModel.of(
                        List.of("vx", "vy", "vz"), new double[][] {directions.x(), directions.y(), directions.z()})
                .fit(column(rows, 3), variance);
        int n = rows.length;
        return new FlowFit(
                "bulk flow",
                List.of("vx", "vy", "vz"),
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                fit.parameters(),
                fit.covariance(),
                Optional.empty(),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                new FlowFit.Tracers(
                        IntStream.range(0, n).mapToObj(i -> "t" + i).toArray(String[]::new),
                        IntStream.range(0, n).toArray(),
                        directions,
                        column(rows, 2),
                        column(rows, 3),
                        error,
                        fit.predicted()),
                Optional.of(fit.weights()),
                Map.of());
    }

    private static FlowFit withoutWeights(FlowFit fit) {
        return new FlowFit(
                fit.title(),
                fit.parameters(),
                fit.units(),
                fit.values(),
                fit.random(),
                fit.conditional(),
                fit.systematic(),
                fit.chi2(),
                fit.dof(),
                fit.tracers(),
                Optional.empty(),
                fit.quoted());
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static Finding find(
            Map<String, FlowFit> flows, Map<String, PublishedFlow> published, CommonNoise.What common) {
        Assumptions assumptions = new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 150);
        return new ComparedSurveys(new Parameters(published, theory(), common, 10), NO_FILES, assumptions)
                .find(new Inputs(flows), KeyedDraws.ofSeed(1));
    }

    private static Map<String, FlowFit> both() {
        Map<String, FlowFit> flows = new LinkedHashMap<>();
        flows.put("near.flow", fit(A));
        flows.put("Far 2", fit(B));
        return flows;
    }

    private static double value(Finding found, String scalar) {
        return found.scalars().get(scalar).value();
    }

    private static double[] numbers(Finding found, String table, String column) {
        return ((Finding.Numbers) found.tables().get(table).byName().get(column)).values();
    }

    private static String[] texts(Finding found, String table, String column) {
        return ((Finding.Texts) found.tables().get(table).byName().get(column)).values();
    }

    // METHODS 9.2, an independent program, to 1e-3
    @Test
    void comparesTheSmallSurveys() {
        Finding found = find(both(), Map.of(), CommonNoise.What.NOTHING);
        assertThat(value(found, "naive-chi2-far-2")).isCloseTo(0.232923, within(1e-6));
        assertThat(value(found, "naive-p-far-2")).isCloseTo(0.97211, within(1e-5));
        assertThat(value(found, "chi2-far-2")).isCloseTo(0.166681, within(1.7e-4));
        assertThat(value(found, "p-far-2")).isCloseTo(0.98278, within(1e-4));
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void comparesAllPairs() {
        Finding found = find(both(), Map.of("LP", LP), CommonNoise.What.MOTION);
        assertThat(texts(found, "pairs", "a")).containsExactly("near.flow", "near.flow", "Far 2");
        assertThat(texts(found, "pairs", "b")).containsExactly("Far 2", "LP", "LP");
        assertThat(numbers(found, "pairs", "chi2")[0]).isPositive();
        assertThat(numbers(found, "pairs", "chi2")[1]).isNaN();
        assertThat(numbers(found, "pairs", "common")[0]).isZero();
        assertThat(texts(found, "surveys", "from")).containsExactly("fitted", "fitted", "published");
        assertThat(numbers(found, "surveys", "cosmic_rms")[2]).isNaN();
        assertThat(found.scalars()).containsKeys("naive-chi2-lp", "chi2-far-2").doesNotContainKey("chi2-lp");
        assertThat(found.notes()).singleElement().asString().contains("published flows are taken as given");
        assertThat(found.figures()).containsOnlyKeys("pairs", "apexes");
    }

    // Hudson et al. 1999, section 4, compare with printed vectors; chi-square of METHODS 9.2, to 2e-3 as the middle
    // axis is rounded
    @Test
    void comparesPublishedFlowsAlone() {
        Map<String, PublishedFlow> published = new LinkedHashMap<>();
        published.put(
                "SMAC",
                new PublishedFlow(
                        630,
                        260,
                        -1,
                        Optional.empty(),
                        List.of(
                                new PublishedFlow.Axis(214, 237, -11),
                                new PublishedFlow.Axis(100, 314, 49),
                                new PublishedFlow.Axis(155.8, 336.0, -38.9))));
        published.put("LP", LP);
        published.put("SNIa", new PublishedFlow(320, 282, -8, Optional.of(160.0), List.of()));
        Finding found = find(Map.of(), published, CommonNoise.What.MOTION);
        assertThat(value(found, "naive-chi2-lp")).isCloseTo(12.606, within(2e-3));
        assertThat(value(found, "naive-chi2-snia")).isCloseTo(1.927, within(2e-3));
    }

    @Test
    void comparesNaivelyWhatHasNoWindow() {
        Map<String, FlowFit> flows = new LinkedHashMap<>(both());
        flows.put("nonlinear", withoutWeights(fit(B)));
        Finding found = find(flows, Map.of(), CommonNoise.What.MOTION);
        assertThat(found.scalars()).containsKey("naive-p-nonlinear").doesNotContainKey("p-nonlinear");
        assertThat(found.notes()).singleElement().asString().startsWith("nonlinear: compared naively only");
    }

    @Test
    void tellsWhatItCannotJudge() {
        Map<String, FlowFit> flows = new LinkedHashMap<>();
        flows.put("one", fit(A));
        double[][] moved = Arrays.stream(A).map(double[]::clone).toArray(double[][]::new);
        moved[0][3] += 100;
        flows.put("other", fit(moved));
        Finding found = find(flows, Map.of(), CommonNoise.What.ALL);
        assertThat(numbers(found, "pairs", "common")).containsExactly(8);
        assertThat(numbers(found, "pairs", "dof")).containsExactly(0);
        assertThat(found.notes()).singleElement().asString().contains("0 degrees of freedom");
    }

    @Test
    void orderDoesNotMatter() {
        Map<String, FlowFit> turned = new LinkedHashMap<>();
        List<Map.Entry<String, FlowFit>> entries = new ArrayList<>(both().entrySet());
        turned.put(entries.get(1).getKey(), entries.get(1).getValue());
        turned.put(entries.get(0).getKey(), entries.get(0).getValue());
        assertThat(value(find(turned, Map.of(), CommonNoise.What.MOTION), "chi2-near-flow"))
                .isCloseTo(value(find(both(), Map.of(), CommonNoise.What.MOTION), "chi2-far-2"), within(1e-12));
    }

    @Test
    void refusesASingleFlow() {
        assertThatThrownBy(() -> find(Map.of("one", fit(A)), Map.of(), CommonNoise.What.MOTION))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage(
                        "survey-comparison: found 1 flow, but at least two are compared; name more under in: {flows: […]} or"
                                + " published:");
    }

    @Test
    void refusesNamesThatNumbersWouldShare() {
        Map<String, FlowFit> flows = new LinkedHashMap<>(both());
        flows.put("far 2", fit(B));
        assertThatThrownBy(() -> find(flows, Map.of(), CommonNoise.What.MOTION))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("far-2");
    }
}
