package org.peculiar.plugin.correction.runoffsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Column;
import org.peculiar.api.Corrected;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.correction.runoffsets.RunOffsets.Disconnected;
import org.peculiar.plugin.correction.runoffsets.RunOffsets.Gauge;
import org.peculiar.plugin.correction.runoffsets.RunOffsets.Parameters;

class RunOffsetsTest {

    private static final Quantity LOG_SIGMA = new Quantity("log-sigma", Unit.DEX_KMS);

    private record Measurement(int galaxy, String run, double value) {}

    private static final List<Measurement> TINY = List.of(
            new Measurement(0, "A", 2.300),
            new Measurement(0, "B", 2.318),
            new Measurement(1, "A", 2.250),
            new Measurement(1, "C", 2.239),
            new Measurement(2, "B", 2.401),
            new Measurement(2, "C", 2.379),
            new Measurement(3, "A", 2.120),
            new Measurement(3, "B", 2.131),
            new Measurement(3, "C", 2.109),
            new Measurement(4, "B", 2.205),
            new Measurement(5, "A", 2.350));

    private static Parameters defaults() {
        return new Parameters(
                "log-sigma",
                "run",
                Gauge.MEAN_ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Disconnected.REFUSE);
    }

    private static Parameters clipping(double clip) {
        return new Parameters(
                "log-sigma",
                "run",
                Gauge.MEAN_ZERO,
                Optional.empty(),
                Optional.of(clip),
                Optional.empty(),
                Disconnected.REFUSE);
    }

    private static Survey survey(List<Measurement> measurements, double error) {
        int galaxies =
                1 + measurements.stream().mapToInt(Measurement::galaxy).max().orElse(-1);
        double[] errors = new double[measurements.size()];
        Arrays.fill(errors, error);
        String[] labels = new String[galaxies];
        Arrays.setAll(labels, g -> "g" + g);
        String[] rows = new String[measurements.size()];
        Arrays.setAll(rows, i -> "m" + i);
        Table table = Table.of("measurements", rows)
                .with(Column.of(
                        LOG_SIGMA,
                        measurements.stream().mapToDouble(Measurement::value).toArray(),
                        errors))
                .withText("run", measurements.stream().map(Measurement::run).toArray(String[]::new));
        Table galaxyTable =
                Table.of("galaxies", labels).with(Directions.ofDegrees(new double[galaxies], new double[galaxies]));
        return Survey.of(RestFrame.CMB, galaxyTable)
                .withMeasurements(
                        table,
                        measurements.stream().mapToInt(Measurement::galaxy).toArray());
    }

    private static Corrected correct(List<Measurement> measurements, Parameters parameters) {
        return new RunOffsets(parameters).correct(survey(measurements, 0.03));
    }

    private static Nuisance nuisance(List<Measurement> measurements, Parameters parameters) {
        return correct(measurements, parameters).nuisance().orElseThrow();
    }

    private static List<Measurement> twin() throws IOException {
        List<Measurement> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                RunOffsetsTest.class.getResourceAsStream("twin_sigma.csv"), StandardCharsets.UTF_8))) {
            reader.lines()
                    .skip(2)
                    .map(line -> line.split(",", -1))
                    .forEach(cell ->
                            rows.add(new Measurement(Integer.parseInt(cell[0]), cell[1], Double.parseDouble(cell[2]))));
        }
        return rows;
    }

    /** Three systems, six galaxies (METHODS 4); printed to 1e-9, independent numpy solution. */
    @Test
    void solvesTheSmallExample() {
        Nuisance offsets = nuisance(TINY, defaults());

        assertThat(offsets.names()).containsExactly("A", "B", "C");
        assertThat(offsets.values()[0]).isCloseTo(-0.0014, within(1e-9));
        assertThat(offsets.values()[1]).isCloseTo(0.0124, within(1e-9));
        assertThat(offsets.values()[2]).isCloseTo(-0.0110, within(1e-9));
        for (int s = 0; s < 3; s++) {
            for (int t = 0; t < 3; t++) {
                assertThat(offsets.covariance()[s][t]).isCloseTo(s == t ? 0.00024 : -0.00012, within(1e-13));
            }
        }
    }

    /** The same with system A fixed (METHODS 4). */
    @Test
    void holdsAReferenceRun() {
        Nuisance offsets = nuisance(
                TINY,
                new Parameters(
                        "log-sigma",
                        "run",
                        Gauge.REFERENCE,
                        Optional.of("A"),
                        Optional.empty(),
                        Optional.empty(),
                        Disconnected.REFUSE));

        assertThat(offsets.values()[0]).isZero();
        assertThat(offsets.values()[1]).isCloseTo(0.0138, within(1e-9));
        assertThat(offsets.values()[2]).isCloseTo(-0.0096, within(1e-9));
        assertThat(offsets.covariance()[0][0]).isZero();
        assertThat(Math.sqrt(offsets.covariance()[1][1])).isCloseTo(0.026832816, within(1e-9));
        assertThat(Math.sqrt(offsets.covariance()[2][2])).isCloseTo(0.026832816, within(1e-9));
    }

    /** All stages of the frozen twin: pipeline_expected.json of the reference code (numpy), offsets and logsigma_first3. */
    @Test
    void agreesWithTheReferenceOnTheTwin() throws IOException {
        Corrected corrected = correct(twin(), defaults());
        Nuisance offsets = corrected.nuisance().orElseThrow();

        assertThat(offsets.names())
                .containsExactly("AAT1", "AAT2", "INT1", "INT2", "INT3", "LIT7S", "LITDB", "LITJFK", "LITLG");
        double[] expected = {
            -0.008390142488696127,
            -2.2782404128490736e-05,
            -0.0005754083492536765,
            0.024948402387871382,
            -0.03696761967101331,
            0.0029652094456167444,
            -0.003406325699247425,
            0.016634217595871397,
            0.004814449182980774
        };
        double[] error = {
            0.011714312488411243,
            0.006432239487351994,
            0.0068237130182791355,
            0.005221502735265783,
            0.00871592694629896,
            0.0053848725956577035,
            0.005203228531775309,
            0.013467505515968805,
            0.006452695340644493
        };
        for (int s = 0; s < expected.length; s++) {
            assertThat(offsets.values()[s]).isCloseTo(expected[s], within(1e-6 * Math.abs(expected[s])));
            assertThat(Math.sqrt(offsets.covariance()[s][s])).isCloseTo(error[s], within(1e-6 * error[s]));
        }
        double[] logSigma = corrected.survey().galaxies().values("log-sigma", Unit.DEX_KMS);
        assertThat(logSigma[0]).isCloseTo(2.0735339616556883, within(1e-12));
        assertThat(logSigma[1]).isCloseTo(2.213541597612129, within(1e-12));
        assertThat(logSigma[2]).isCloseTo(2.241394790554383, within(1e-12));
        assertThat(corrected.survey().galaxies().column("log-sigma").errors().orElseThrow()[0])
                .isCloseTo(0.03 / Math.sqrt(2), within(1e-15));
    }

    @Test
    void offsetsDoNotDependOnTheOrderOfTheMeasurements() throws IOException {
        List<Measurement> shuffled = new ArrayList<>(twin());
        Collections.shuffle(shuffled, new Random(4));

        assertThat(nuisance(shuffled, clipping(2.5)).values())
                .usingComparatorWithPrecision(1e-13)
                .containsExactly(nuisance(twin(), clipping(2.5)).values());
    }

    @Test
    void displacementMovesTheGalaxiesOfThatRun() {
        Corrected corrected = correct(TINY, defaults());
        double[] before = corrected.survey().galaxies().values("log-sigma");

        double[] after = corrected
                .nuisance()
                .orElseThrow()
                .displacement()
                .displaced(new double[] {0.003, 0, 0})
                .galaxies()
                .values("log-sigma");

        assertThat(after[0]).isCloseTo(before[0] - 0.0015, within(1e-15));
        assertThat(after[2]).isEqualTo(before[2]);
        assertThat(after[3]).isCloseTo(before[3] - 0.001, within(1e-15));
        assertThat(after[5]).isCloseTo(before[5] - 0.003, within(1e-15));
    }

    @Test
    void recoversOffsetsOfNoiselessMeasurementsOfUnequalErrors() {
        List<Measurement> exact = new ArrayList<>();
        double[] offset = {0.02, -0.05, 0.03};
        for (int g = 0; g < 7; g++) {
            for (int s = 0; s < 3; s++) {
                if ((g + s) % 3 != 0) {
                    exact.add(new Measurement(g, "r" + s, 2 + 0.05 * g + offset[s]));
                }
            }
        }
        Survey survey = survey(exact, 0.03);
        double[] errors = new double[exact.size()];
        Arrays.setAll(errors, i -> 0.01 + 0.005 * i);
        Survey unequal = survey.withMeasurements(
                survey.measurements()
                        .with(Column.of(LOG_SIGMA, survey.measurements().values("log-sigma"), errors)),
                survey.galaxyOf());

        Corrected corrected = new RunOffsets(defaults()).correct(unequal);

        assertThat(corrected.nuisance().orElseThrow().values())
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(offset);
        for (int g = 0; g < 7; g++) {
            assertThat(corrected.survey().galaxies().values("log-sigma")[g]).isCloseTo(2 + 0.05 * g, within(1e-13));
        }
    }

    @Test
    void clippingLeavesOutAWildMeasurement() throws IOException {
        List<Measurement> spoilt = new ArrayList<>(twin());
        spoilt.add(new Measurement(0, "AAT1", 3.2));

        Nuisance kept = nuisance(spoilt, defaults());
        Corrected clipped = correct(spoilt, clipping(4));

        assertThat(Math.abs(kept.values()[0] + 0.008390142488696127)).isGreaterThan(0.05);
        assertThat(clipped.survey()
                        .treatment("run-offsets of log-sigma")
                        .orElseThrow()
                        .how())
                .contains("1 measurements clipped");
        assertThat(clipped.nuisance().orElseThrow().values()[0]).isCloseTo(-0.008390142488696127, within(1e-12));
        assertThat(clipped.survey().galaxies().values("log-sigma")[0]).isCloseTo(2.0735339616556883, within(1e-12));
    }

    @Test
    void aGalaxyWithoutMeasurementHasNoValue() {
        List<Measurement> gap = new ArrayList<>(TINY);
        gap.add(new Measurement(7, "C", Double.NaN));

        double[] values = correct(gap, defaults()).survey().galaxies().values("log-sigma");

        assertThat(values[6]).isNaN();
        assertThat(values[7]).isNaN();
    }

    @Test
    void refusesRunsThatNoGalaxyLinks() {
        List<Measurement> apart = new ArrayList<>(TINY);
        apart.add(new Measurement(6, "X", 2.2));
        apart.add(new Measurement(6, "Y", 2.3));

        assertThatThrownBy(() -> correct(apart, defaults()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{A, B, C} with {X, Y}")
                .hasMessageContaining("disconnected: separate");
    }

    @Test
    void fixesTheGaugeOfEachGroupWhenAsked() {
        List<Measurement> apart = new ArrayList<>(TINY);
        apart.add(new Measurement(6, "X", 2.2));
        apart.add(new Measurement(6, "Y", 2.3));

        Nuisance offsets = nuisance(
                apart,
                new Parameters(
                        "log-sigma",
                        "run",
                        Gauge.MEAN_ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Disconnected.SEPARATE));

        assertThat(offsets.values())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(-0.0014, 0.0124, -0.0110, -0.05, 0.05);
        assertThat(offsets.covariance()[0][3]).isZero();
    }

    @Test
    void refusesASecondTime() {
        Survey once = correct(TINY, defaults()).survey();

        assertThatThrownBy(() -> new RunOffsets(defaults()).correct(once))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("run-offsets of log-sigma")
                .hasMessageContaining("twice");
    }

    @Test
    void refusesMeasurementsWithoutErrors() {
        Survey survey = survey(TINY, 0.03);
        Survey bare = survey.withMeasurements(
                survey.measurements()
                        .with(Column.of(LOG_SIGMA, survey.measurements().values("log-sigma"))),
                survey.galaxyOf());

        assertThatThrownBy(() -> new RunOffsets(defaults()).correct(bare))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("give error:");
    }

    @Test
    void refusesANegativeErrorNamingTheMeasurement() {
        assertThatThrownBy(() -> new RunOffsets(defaults()).correct(survey(TINY, -0.03)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("measurements, m0: log-sigma is 2.3 ± -0.03");
    }

    @Test
    void refusesAnUnknownReference() {
        Parameters unknown = new Parameters(
                "log-sigma",
                "run",
                Gauge.REFERENCE,
                Optional.of("Z"),
                Optional.empty(),
                Optional.empty(),
                Disconnected.REFUSE);

        assertThatThrownBy(() -> correct(TINY, unknown))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("reference Z is none of the runs, which are A, B, C");
    }

    @Test
    void refusesOneRun() {
        assertThatThrownBy(() -> correct(List.of(new Measurement(0, "A", 2.3)), defaults()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("one run (A), but at least two are needed");
    }
}
