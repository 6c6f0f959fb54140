package org.peculiar.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.engine.plan.ReportOptions;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.draw.Drawing;

/** The figures that are made from a record alone. */
class FiguresTest {

    private static final String VARIANTS = "variant 'dust 'drop speed_corrected speed_error";

    private static final String SWEEP = """
            , "sweep": {"flow": "flow", "axes": [
               {"name": "dust", "column": "dust", "kind": "set", "levels": ["baseline", "none"]},
               {"name": "drop", "column": "drop", "kind": "jackknife", "levels": ["baseline", "A", "B", "C", "D", "E", "F", "G"]}],
              "variants": [{"speed-kms": 500}]}
            """;

    @TempDir
    private Path temp;

    private SampleRecord record;

    @BeforeEach
    void begin() throws IOException {
        record = new SampleRecord(temp);
    }

    private static Figure figure(RecordedRun run, String name) {
        return Figures.of(run).stream()
                .filter(named -> named.name().equals(name))
                .findFirst()
                .orElseThrow()
                .figure();
    }

    private static <T extends Series> List<T> series(Figure figure, int panel, Class<T> type) {
        return figure.panels().get(panel).series().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<String> names(RecordedRun run) {
        return Figures.of(run).stream().map(Figures.Named::name).toList();
    }

    /** Names that descriptors may ask for, which the planner checks, are those that there are. */
    @Test
    void standardNamesAreThoseThatDescriptorsMayUse() throws IOException {
        RecordedRun run = everything();
        List<String> ofSeveral = List.of("flows", "flows-sky");
        assertThat(Stream.concat(
                        names(run).stream().filter(name -> !name.startsWith(ReportOptions.INFLUENCE)),
                        ofSeveral.stream()))
                .containsExactlyInAnyOrderElementsOf(ReportOptions.STANDARD);
        assertThat(names(run)).contains(ReportOptions.INFLUENCE + "drop");
        record = new SampleRecord(temp.resolve("several"));
        assertThat(names(record.flow(5).second("ball").written())).containsAll(ofSeveral);
    }

    private RecordedRun everything() throws IOException {
        record.flow(20)
                .table(
                        "variants",
                        VARIANTS,
                        "0 baseline baseline 500 50",
                        "1 none baseline 420 60",
                        "2 baseline A 530 55",
                        "3 baseline B \"\" \"\"")
                .table(
                        "error-budget",
                        "'source 'kind along along_error",
                        "random random 40 \"\"",
                        "\"dust: none\" shift -80 25",
                        "total total 50 \"\"")
                .table("influence-drop", "'group dspeed dspeed_error", "A 5 2", "B -30 10", "C 12 \"\"")
                .table("replicates-mocks", "replicate vx vy vz cxx cxy cxz cyy cyz czz", mocks(400));
        return record.sweep(SWEEP
                        + ", \"jackknife\": [{\"axis\": \"drop\"}], \"replicates\": [{\"axis\": \"mocks\","
                        + " \"recovery\": {\"input-kms\": [0, 600, 0]}}]")
                .written();
    }

    /** Flows of mocks about (0, 600, 0) km/s with scatter 100, as their covariance says. */
    private static String[] mocks(int n) {
        Random random = new Random(1);
        return Stream.generate(() -> 100 * random.nextGaussian() + " " + (600 + 100 * random.nextGaussian()) + " "
                        + 100 * random.nextGaussian() + " 10000 0 0 10000 0 10000")
                .limit(n)
                .map(row -> "1 " + row)
                .toArray(String[]::new);
    }

    @Test
    void specificationCurveGrowsAndTellsWhatWasChosen() throws IOException {
        Figure figure = figure(everything(), "specification-curve");
        Series.Points curve = series(figure, 0, Series.Points.class).get(0);
        assertThat(curve.y()).containsExactly(420, 500, 530);
        assertThat(curve.labels()[0]).isEqualTo("variant 1, dust none: 420 ± 60 km s⁻¹");
        Series.Points baseline = series(figure, 0, Series.Points.class).get(1);
        assertThat(baseline.x()).containsExactly(2);
        assertThat(baseline.y()).containsExactly(500);
        Series.Points choices = series(figure, 1, Series.Points.class).get(0);
        Figure.Axis rows = ((Figure.Plane) figure.panels().get(1)).y();
        assertThat(rows.ticks()).extracting(Figure.Tick::label).containsExactly("dust: none", "drop: each of 7");
        assertThat(choices.x()).containsExactly(1, 3);
        assertThat(choices.y()).containsExactly(0, 1);
    }

    @Test
    void errorBudgetIsATornado() throws IOException {
        Figure figure = figure(everything(), "error-budget");
        List<Series.Boxes> bars = series(figure, 0, Series.Boxes.class);
        assertThat(bars)
                .extracting(Series.Boxes::name)
                .containsExactly("random error", "total error", "shift by a choice");
        assertThat(bars.get(0).x0()).containsExactly(-40);
        assertThat(bars.get(0).x1()).containsExactly(40);
        assertThat(bars.get(2).x0()).containsExactly(0);
        assertThat(bars.get(2).x1()).containsExactly(-80);
        assertThat(bars.get(2).labels()).containsExactly("dust: none: −80 ± 25 km s⁻¹");
    }

    @Test
    void influenceBeginsWithTheLargest() throws IOException {
        Series.Points points = series(figure(everything(), "influence-drop"), 0, Series.Points.class)
                .get(0);
        assertThat(points.x()).containsExactly(-30, 12, 5);
        assertThat(points.labels()[1]).isEqualTo("without C: +12 km s⁻¹");
    }

    /** 400 draws of a normal distribution: the mean is known to 100/√400 km/s, the coverage to √(p(1−p)/400). */
    @Test
    void recoveryComparesMocksWithWhatWasPutIn() throws IOException {
        Figure figure = figure(everything(), "recovery");
        List<Series.Rule> rules = series(figure, 0, Series.Rule.class);
        assertThat(rules.get(0).at()).isEqualTo(600);
        assertThat(rules.get(1).at()).isCloseTo(600, within(15.0));
        double[] counts = series(figure, 0, Series.Boxes.class).get(0).y1();
        assertThat(Arrays.stream(counts).sum()).isBetween(398.0, 400.0);
        Series.Line coverage = series(figure, 1, Series.Line.class).get(0);
        assertThat(coverage.y()[0]).isEqualTo(0);
        assertThat(coverage.y()[100]).isEqualTo(0);
        assertThat(Arrays.stream(coverage.y()).map(Math::abs).max().orElseThrow())
                .isBetween(0.1, 7.5);
    }

    /** Each point r of the 68.3 % ellipse has rᵀC⁻¹r = −2 ln(1 − 0.6827), with the total covariance. */
    @Test
    void ellipsoidHasTheTotalError() throws IOException {
        Figure figure = figure(record.flow(5).written(), "error-ellipsoid");
        Series.Region ellipse = series(figure, 0, Series.Region.class).get(1);
        for (int i = 0; i < ellipse.x().length; i++) {
            double dx = ellipse.x()[i];
            double dy = ellipse.y()[i] - 500;
            assertThat(dx * dx / 1000 + dy * dy / 2500).isCloseTo(-2 * Math.log(1 - 0.6826895), within(1e-4));
        }
    }

    @Test
    void hubbleDiagramHasMeasuredDistances() throws IOException {
        Series.Points points = series(figure(record.flow(5).written(), "hubble"), 0, Series.Points.class)
                .get(0);
        assertThat(points.x()[1]).isCloseTo(3001, within(0.01));
        assertThat(points.y()[1]).isCloseTo(0.02 * 299792.458, within(1e-6));
        assertThat(points.xError()[1]).isCloseTo(300.1, within(0.01));
    }

    @Test
    void descriptorChooses() throws IOException {
        record.flow(5)
                .report(
                        "{\"figures\": [\"sky\", \"recovery\", \"apex\"], \"formats\": [\"svg\"], \"resolution\": 300}");
        RecordedRun run = record.written();
        assertThat(names(run)).containsExactly("sky", "apex");
        assertThat(Figures.missing(run)).containsExactly("recovery");
        writeAsAsked();
        assertThat(files()).containsExactly("apex.svg", "sky.svg");
    }

    @Test
    void eachFlowHasFiguresOfItsOwn() throws IOException {
        record.flow(5).report("{\"figures\": [\"flow-hubble\", \"hubble\"], \"formats\": [], \"resolution\": 300}");
        List<Figures.Named> figures = Figures.of(record.written());
        assertThat(figures).extracting(Figures.Named::name).containsExactly("flow-hubble", "hubble");
        assertThat(figures)
                .extracting(named -> named.figure().title())
                .containsExactly("Hubble diagram: flow", "Hubble diagram");
        assertThat(figures.get(0).figure().panels())
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(figures.get(1).figure().panels());
    }

    @Test
    void severalFlowsStandSideBySide() throws IOException {
        RecordedRun run = record.flow(5).second("ball").written();
        assertThat(names(run))
                .containsExactly(
                        "flows",
                        "flows-sky",
                        "flow-apex",
                        "flow-supergalactic-plane",
                        "flow-sky",
                        "ball-apex",
                        "ball-supergalactic-plane",
                        "ball-sky");
        Figure flows = figure(run, "flows");
        Series.Points speeds = series(flows, 0, Series.Points.class).get(0);
        assertThat(speeds.x()).containsExactly(500, 300);
        // along y with a variance of 2500, and along x with the same
        assertThat(speeds.xError()).containsExactly(50, 50);
        assertThat(series(flows, 2, Series.Points.class).get(0).x()).containsExactly(500, 0);
        assertThat(series(flows, 2, Series.Points.class).get(0).xError()).containsExactly(50, 30);
        List<Series.Points> sky = series(figure(run, "flows-sky"), 0, Series.Points.class);
        assertThat(sky).extracting(Series.Points::name).contains("flow", "ball");
        assertThat(sky.get(4).x()[0]).isCloseTo(0, within(1e-9));
    }

    @Test
    void standardFigureOfSeveralFlowsIsOneOfEach() throws IOException {
        record.flow(5).second("ball").report("{\"figures\": [\"sky\"]}");
        assertThat(names(record.written())).containsExactly("flow-sky", "ball-sky");
        assertThat(Figures.missing(record.written())).isEmpty();
        assertThat(names(record.report("{\"headline\": \"ball\", \"figures\": [\"sky\"]}")
                        .written()))
                .containsExactly("sky");
    }

    @Test
    void noTwoFiguresHaveOneTitle() throws IOException {
        record.flow(5).second("ball").written();
        Path folder = Files.createDirectories(temp.resolve("figures"));
        for (String name : List.of("flow-pairs", "ball-pairs", "flow-alone")) {
            Files.writeString(
                    folder.resolve(name + ".json"), """
                    {"title": "%s", "caption": "V = -3 km/s, of cluster A-3.", "width": "column", "columns": 1,
                     "panels": [{"kind": "plane", "title": "", "x": {"label": "x", "scale": "linear", "from": 0, "to": 1, "ticks": []},
                     "y": {"label": "y", "scale": "linear", "from": 0, "to": 1, "ticks": []}, "aspect": 0.75, "equalUnits": false, "series": []}]}
                    """.formatted(name.contains("pairs") ? "Pairs" : "Alone"));
        }
        List<Figures.Named> figures = Figures.of(RecordedRun.read(temp));
        assertThat(figures)
                .extracting(named -> named.figure().title())
                .contains("Pairs: flow", "Pairs: ball", "Alone")
                .doesNotHaveDuplicates();
        assertThat(figures.get(figures.size() - 1).figure().caption()).isEqualTo("V = −3 km s⁻¹, of cluster A-3.");
    }

    @Test
    void filesAreOfTheFormatsAskedFor() throws IOException {
        RecordedRun run = record.flow(5)
                .report("{\"figures\": [\"apex\"], \"formats\": [\"svg\", \"pdf\"], \"resolution\": 300}")
                .written();
        writeAsAsked();
        assertThat(files()).containsExactly("apex.pdf", "apex.svg");
        FigureFiles.write(temp, Figures.of(run), List.of(FigureFiles.Format.PNG), 100);
        assertThat(files()).containsExactly("apex.pdf", "apex.png", "apex.svg");
    }

    private void writeAsAsked() throws IOException {
        RecordedRun run = RecordedRun.read(temp);
        FigureFiles.write(temp, Figures.of(run), FigureFiles.formats(run), FigureFiles.resolution(run));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("figures"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void runWithoutAFlowHasNoFigures() throws IOException {
        Files.writeString(
                temp.resolve("results.json"), "{\"record\": 1, \"report\": {\"formats\": [\"svg\"]}, \"steps\": {}}");
        assertThat(Figures.of(RecordedRun.read(temp))).isEmpty();
        writeAsAsked();
        assertThat(temp.resolve("figures")).doesNotExist();
    }

    /** One cluster, which the flow could not be fitted to but a record may be of; and more tracers than any survey has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 201, 10_000})
    void drawsAnyNumberOfTracers(int tracers) throws IOException {
        for (Figures.Named named : Figures.of(record.flow(tracers).written())) {
            String svg = Drawing.of(named.figure()).svg(named.name());
            assertThat(svg).doesNotContain("NaN", "Infinity", "<script");
        }
    }

    @Test
    void sweepOfNothingButTheBaselineHasNoCurve() throws IOException {
        record.flow(5).table("variants", VARIANTS, "0 baseline baseline 500 50", "1 none baseline \"\" \"\"");
        assertThat(names(record.sweep(SWEEP).written()))
                .doesNotContain("specification-curve")
                .contains("apex");
    }

    @Test
    void mapsAreSubtracted() {
        Figure base = map(0.1, 0.2);
        Figure other = map(0.4, Double.NaN);
        Series.Cells cells = series(MapDifference.difference(base, other, "bh"), 0, Series.Cells.class)
                .get(0);
        assertThat(cells.values()[0]).isCloseTo(0.3, within(1e-12));
        assertThat(cells.values()[1]).isNaN();
        assertThat(cells.from()).isEqualTo(-cells.to());
        assertThat(cells.ramp()).isEqualTo(Series.Ramp.DIVERGING);
    }

    private static Figure map(double... values) {
        Series cells = new Series.Cells(
                "E(B−V) (mag)",
                Series.Ramp.LOGARITHMIC,
                new double[] {0, 180, 360},
                new double[] {-90, 90},
                values,
                Double.NaN,
                Double.NaN);
        return Figure.of("Dust", "", Figure.Sky.galactic(0, List.of(cells)));
    }
}
