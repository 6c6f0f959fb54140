package org.peculiar.engine.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Draws;
import org.peculiar.api.Extinction;
import org.peculiar.api.Figure;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Kind;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Parameter;
import org.peculiar.api.Quantity;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Series;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.pf4j.ExtensionPoint;

/** Components of every kind, each as simple as its kind allows; named as the real ones that they stand in for. */
@SuppressWarnings("SameNameButDifferent") // as in plugins, each component's record is called Parameters
public final class SampleComponents {

    private static final double SPEED_OF_LIGHT_KMS = 299792.458;

    private SampleComponents() {}

    /** Reads lines of {@code id l b cz magnitude}. */
    @Component(id = "table", title = "Survey from a table", cite = "Table2001", example = "table: galaxies")
    public static final class TableSource implements Source {

        private final Parameters parameters;

        public record Parameters(
                @Parameter(doc = "Table of galaxies") DataFile table,

                @Parameter(doc = "Rows to keep, such as cz > 3000")
                Optional<String> keep,

                @Parameter(doc = "Largest redshift taken", unit = "km/s", value = "16000 km/s", min = 0, max = 100000)
                double farthestKms,

                @Parameter(doc = "Where the positions are given", value = "galactic")
                Frame frame) {}

        /** Frames of positions. */
        public enum Frame {
            EQUATORIAL_J2000,
            GALACTIC
        }

        TableSource(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public Survey survey(Draws draws) {
            try {
                List<String[]> rows = Files.readAllLines(parameters.table().path()).stream()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(row -> Double.parseDouble(row[3]) <= parameters.farthestKms())
                        .toList();
                double[] z = numbers(rows, 3);
                Arrays.setAll(z, i -> z[i] / SPEED_OF_LIGHT_KMS);
                return Survey.of(
                                RestFrame.CMB,
                                Table.of(
                                                "galaxies",
                                                rows.stream().map(row -> row[0]).toArray(String[]::new))
                                        .with(Directions.ofDegrees(numbers(rows, 1), numbers(rows, 2)))
                                        .with(Column.of(Quantity.REDSHIFT, z))
                                        .with(Column.of(new Quantity("magnitude", Unit.MAG), numbers(rows, 4))))
                        .treated(new Treatment("cmb-frame", "as given"));
            } catch (IOException e) {
                throw new DataException(parameters.table().name() + ": cannot be read", e);
            }
        }

        private static double[] numbers(List<String[]> rows, int column) {
            return rows.stream()
                    .mapToDouble(row -> Double.parseDouble(row[column]))
                    .toArray();
        }
    }

    /** Draws a survey, with dust or without. */
    @Component(id = "mock", title = "Synthetic survey")
    public static final class MockSource implements Source {

        public record Parameters(
                @Parameter(doc = "Number of galaxies", value = "100", min = 1, max = 1000000)
                int galaxies,

                @Parameter(doc = "Scatter of distances", unit = "%", value = "20 %", min = 0, max = 100)
                double scatterPercent,

                @Parameter(doc = "Dust put in", value = "{uses: extinction/flat, with: {ebv: 0.05 mag}}")
                Extinction dust) {}

        MockSource(Parameters parameters) {}

        @Override
        public Survey survey(Draws draws) {
            throw new UnsupportedOperationException();
        }
    }

    /** Gives the same reddening everywhere. */
    @Component(id = "flat", title = "Flat dust", cite = "Flat2002")
    public static final class FlatDust implements Extinction {

        private final Parameters parameters;

        public record Parameters(
                @Parameter(doc = "E(B−V)", unit = "mag", value = "0.1 mag", min = 0, cite = "FlatDefault2003")
                double ebvMag) {}

        FlatDust(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public double[] reddening(Table galaxies) {
            double[] reddening = new double[galaxies.size()];
            Arrays.fill(reddening, parameters.ebvMag());
            return reddening;
        }

        @Override
        public ReddeningScale scale() {
            return ReddeningScale.SFD98;
        }
    }

    /** Looks reddening up in maps. */
    @Component(id = "sfd98", title = "Dust map", cite = "1998ApJ...500..525S")
    public static final class MapDust implements Extinction {

        public record Parameters(
                @Parameter(doc = "Folder with the maps", value = "${data}/sfd98")
                Path maps,

                @Parameter(doc = "Between pixels", value = "bilinear")
                Interpolation interpolation) {}

        /** Ways to read between pixels. */
        public enum Interpolation {
            BILINEAR,
            NEAREST
        }

        MapDust(Parameters parameters) {}

        @Override
        public double[] reddening(Table galaxies) {
            return new double[galaxies.size()];
        }

        @Override
        public ReddeningScale scale() {
            return ReddeningScale.SFD98;
        }
    }

    /** Gives no reddening. */
    @Component(id = "none", title = "No dust")
    public static final class NoDust implements Extinction {

        @Override
        public double[] reddening(Table galaxies) {
            return new double[galaxies.size()];
        }

        @Override
        public ReddeningScale scale() {
            return ReddeningScale.NONE;
        }
    }

    /** Knows the offsets between two observing runs, which take turns, but for their errors. */
    @Component(id = "run-offsets", title = "Offsets between runs", cite = "Runs2004")
    public static final class RunOffsets implements Correction {

        private final Parameters parameters;

        public record Parameters(
                @Parameter(doc = "Quantity to correct") String quantity,

                @Parameter(doc = "Error of each offset", unit = "mag", value = "0.02 mag", min = 0)
                double errorMag) {}

        RunOffsets(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public Corrected correct(Survey survey) {
            double variance = parameters.errorMag() * parameters.errorMag();
            Survey corrected = survey.treated(new Treatment("run offsets of " + parameters.quantity(), "two runs"));
            return new Corrected(
                    corrected,
                    Optional.of(new Nuisance(
                            "run-offsets",
                            "mag",
                            List.of("spring", "autumn"),
                            new double[2],
                            new double[][] {{variance, 0}, {0, variance}},
                            1e-3,
                            by -> displaced(corrected, by))));
        }

        private Survey displaced(Survey survey, double[] by) {
            Column column = survey.galaxies().column(parameters.quantity());
            double[] values = column.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += by[i % 2];
            }
            return survey.withGalaxies(survey.galaxies().with(column.withValues(values)));
        }
    }

    /** Takes every galaxy for equally bright. */
    @Component(
            id = "fundamental-plane",
            title = "Standard candle",
            cite = {"Candle2005", "Candle2006"})
    public static final class StandardCandle implements DistanceIndicator {

        private final Parameters parameters;

        public record Parameters(
                @Parameter(doc = "Which way the relation is fitted", value = "inverse")
                Form form,

                @Parameter(doc = "Slopes of the relation, in order", value = "[]")
                List<Double> slopes,

                @Parameter(doc = "Error of one distance", value = "0.2", min = 0, max = 10)
                double scatter) {}

        /** Ways to fit. */
        public enum Form {
            INVERSE,
            FORWARD,
            ORTHOGONAL
        }

        StandardCandle(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public DistanceSample measure(Survey survey) {
            Table galaxies = survey.galaxies();
            double[] magnitude = galaxies.values("magnitude", Unit.MAG);
            double[] lnDistance = new double[magnitude.length];
            Arrays.setAll(lnDistance, i -> Math.log(10) * magnitude[i] / 5);
            double[] error = new double[magnitude.length];
            Arrays.fill(error, parameters.scatter());
            int[] members = new int[magnitude.length];
            Arrays.fill(members, 1);
            return DistanceSample.of(
                            DistanceSample.Tracer.GALAXY,
                            galaxies.labels(),
                            galaxies.rowIds(),
                            galaxies.directions(),
                            galaxies.values("z"),
                            lnDistance,
                            error,
                            members)
                    .calibration(new Calibration(
                            "standard candle",
                            List.of("M"),
                            new double[] {-20},
                            new double[][] {{0.01}},
                            Map.of("distance-error", parameters.scatter()),
                            galaxies.size(),
                            Map.of(),
                            Optional.empty()))
                    .build();
        }

        @Override
        public Map<String, Figure> figures(Survey survey, DistanceSample measured) {
            return Map.of("hubble", figure(measured.lnDistance(), measured.labels()));
        }
    }

    /** Moves all distances by a fraction. */
    @Component(id = "shift", title = "Shift of the zero point")
    public static final class Shift implements DistanceBias {

        private final Parameters parameters;

        public record Parameters(
                @Parameter(doc = "Fraction added to distances", value = "0 %", min = -0.5, max = 0.5)
                double shift) {}

        Shift(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public DistanceSample correct(DistanceSample distances) {
            double[] moved = distances.lnDistance().clone();
            Arrays.setAll(moved, i -> moved[i] + Math.log1p(parameters.shift()));
            return distances.withLnDistance(moved).treated(new Treatment("shift", "by " + parameters.shift()));
        }
    }

    /** Leaves distances as they are. */
    @Component(id = "none", title = "No bias")
    public static final class NoBias implements DistanceBias {

        @Override
        public DistanceSample correct(DistanceSample distances) {
            return distances;
        }
    }

    /** Takes the mean of three components, by tracers along each axis. */
    @Component(id = "bulk", title = "Bulk flow", cite = "Bulk2007")
    public static final class BulkFlow implements FlowModel {

        public record Parameters(
                @Parameter(doc = "What tracers are weighted by", value = "{}")
                Weights weights,

                @Parameter(doc = "Modes to marginalise", value = "[]")
                List<String> marginalise) {}

        /** Weights of tracers. */
        public record Weights(
                @Parameter(doc = "Kind of weight", value = "error")
                Weighting by,

                @Parameter(doc = "Scatter added to each velocity", unit = "km/s", value = "250 km/s", min = 0)
                double thermalDispersionKms) {}

        /** Kinds of weight. */
        public enum Weighting {
            ERROR,
            EQUAL
        }

        BulkFlow(Parameters parameters) {}

        @Override
        public FlowFit fit(Inputs inputs) {
            DistanceSample distances = inputs.distances();
            int n = distances.size();
            Directions towards = distances.directions();
            double[][] axes = {towards.x(), towards.y(), towards.z()};
            double[] distance = new double[n];
            double[] velocity = new double[n];
            double[] error = new double[n];
            double[] flow = new double[3];
            double[] weight = new double[3];
            for (int i = 0; i < n; i++) {
                distance[i] = Math.exp(distances.lnDistance()[i]);
                double cz = SPEED_OF_LIGHT_KMS * distances.z()[i];
                velocity[i] = cz * (Math.log(cz) - distances.lnDistance()[i]);
                error[i] = cz * distances.lnError()[i];
                for (int k = 0; k < 3; k++) {
                    flow[k] += axes[k][i] * velocity[i];
                    weight[k] += axes[k][i] * axes[k][i];
                }
            }
            double[][] covariance = new double[3][3];
            for (int k = 0; k < 3; k++) {
                flow[k] /= weight[k];
                covariance[k][k] = 100 * 100 / weight[k];
            }
            return new FlowFit(
                    "bulk flow",
                    List.of("vx", "vy", "vz"),
                    List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                    flow,
                    covariance,
                    Optional.empty(),
                    Map.of(),
                    n,
                    n - 3,
                    new FlowFit.Tracers(
                            distances.labels(), distances.rowIds(), towards, distance, velocity, error, new double[n]),
                    Optional.empty(),
                    Map.of("depth-kms", 5000.0));
        }
    }

    /** Has a parameter of every type, none required. */
    @Component(id = "everything", title = "Every type of parameter")
    public static final class Everything implements Correction {

        public record Parameters(
                @Parameter(doc = "A number", value = "0.5", min = 0, max = 1)
                double number,

                @Parameter(doc = "A velocity", unit = "km/s", value = "250 km/s", min = 0)
                double speedKms,

                @Parameter(doc = "A distance", unit = "Mpc/h", value = "10 Mpc/h")
                double depthMpcH,

                @Parameter(doc = "An angle", unit = "deg", value = "1.5 deg")
                double radiusDeg,

                @Parameter(doc = "A fraction", unit = "%", value = "5 %", min = 0, max = 50)
                double sharePercent,

                @Parameter(doc = "A brightness", unit = "mag/arcsec**2", value = "20 mag/arcsec2")
                double brightnessMagArcsec2,

                @Parameter(doc = "A count", value = "3", min = -5, max = 9)
                int count,

                @Parameter(doc = "A switch", value = "true") boolean flag,

                @Parameter(doc = "A text", value = "some words")
                String text,

                @Parameter(doc = "A word", value = "second-word")
                Word word,

                @Parameter(doc = "A file") Optional<Path> file,

                @Parameter(doc = "A table") Optional<DataFile> table,

                @Parameter(doc = "Velocities", unit = "km/s", value = "[1 km/s, 2.5 km/s]")
                List<Double> speedsKms,

                @Parameter(doc = "Numbers by name", value = "{a: 1, b: 50 %}")
                Map<String, Double> byName,

                @Parameter(doc = "A record", value = "{}") Inner inner,

                @Parameter(doc = "Records", value = "[]") List<Inner> inners,

                @Parameter(doc = "Dust", value = "{uses: extinction/none}")
                Extinction dust,

                @Parameter(doc = "More dust") Optional<Extinction> moreDust,

                @Parameter(doc = "A number or none") Optional<Double> perhaps,

                @Parameter(doc = "A count or none") Optional<Integer> counted) {}

        /** Words. */
        public enum Word {
            FIRST_WORD,
            SECOND_WORD,
            THIRD
        }

        /** A record within; short for its name. */
        public record Inner(
                @Parameter(doc = "A name", value = "unnamed")
                String name,

                @Parameter(doc = "A size", unit = "km/s") Optional<Double> sizeKms) {}

        private final Parameters parameters;

        Everything(Parameters parameters) {
            this.parameters = parameters;
        }

        /** Return what it was built with. */
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public Corrected correct(Survey survey) {
            return Corrected.exactly(survey);
        }
    }

    /** A bulk flow that looks at the survey, too. */
    @Component(id = "of-survey", title = "Bulk flow of a survey", takes = "survey")
    public static final class SurveyFlow implements FlowModel {

        @Override
        public FlowFit fit(Inputs inputs) {
            FlowFit fit = new BulkFlow(null).fit(inputs);
            int galaxies = inputs.survey().orElseThrow().galaxies().size();
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
                    fit.weights(),
                    Map.of("galaxies", (double) galaxies));
        }
    }

    /** Averages the speeds of flows. */
    @Component(id = "mean-speed", title = "Mean speed")
    public static final class MeanSpeed implements Diagnostic<MeanSpeed.Inputs> {

        /**
         * What is averaged.
         *
         * @param flows of any surveys
         */
        public record Inputs(Map<String, FlowFit> flows) {}

        @Override
        public Finding find(Inputs inputs, Draws draws) {
            Map<String, Finding.Scalar> scalars = new LinkedHashMap<>();
            double sum = 0;
            for (Map.Entry<String, FlowFit> flow : inputs.flows().entrySet()) {
                double[] v = flow.getValue().values();
                double speed = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
                sum += speed;
                scalars.put(
                        flow.getKey().toLowerCase(java.util.Locale.ROOT).replace('.', '-'),
                        Finding.Scalar.of(speed, Unit.KMS, "Speed of " + flow.getKey()));
            }
            scalars.put("mean", Finding.Scalar.of(sum / inputs.flows().size(), Unit.KMS, "Mean speed"));
            return new Finding("mean speed", scalars, Map.of(), List.of());
        }
    }

    /** Looks at the spread of the magnitudes, with a number drawn. */
    @Component(id = "spread", title = "Spread of magnitudes")
    public static final class Spread implements Diagnostic<Spread.Inputs> {

        /**
         * What is looked at.
         *
         * @param survey as corrected
         * @param distances measured from it
         * @param flow fitted to them
         */
        public record Inputs(Survey survey, DistanceSample distances, Optional<FlowFit> flow) {}

        @Override
        public Finding find(Inputs inputs, Draws draws) {
            Table galaxies = inputs.survey().galaxies();
            double[] magnitude = galaxies.values("magnitude");
            double mean = Arrays.stream(magnitude).average().orElseThrow();
            double squares = Arrays.stream(magnitude)
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
            double variance = squares / (magnitude.length - 1);
            Map<String, Finding.Scalar> scalars = new LinkedHashMap<>();
            scalars.put("mean", Finding.Scalar.of(mean, Math.sqrt(variance / magnitude.length), Unit.MAG, "Mean"));
            scalars.put("distances", Finding.Scalar.of(inputs.distances().size(), Unit.NONE, "Number of distances"));
            scalars.put(
                    "systematics",
                    Finding.Scalar.of(
                            inputs.flow().map(flow -> flow.systematic().size()).orElse(-1),
                            Unit.NONE,
                            "Number of systematic covariances of the flow, -1 without a flow"));
            scalars.put("drawn", Finding.Scalar.of(draws.uniform(0), Unit.NONE, "A random number"));
            Map<String, Finding.Cells> columns = new LinkedHashMap<>();
            columns.put("id", new Finding.Texts(galaxies.labels(), "Identifier"));
            columns.put("magnitude", new Finding.Numbers(magnitude, Unit.MAG, "Magnitude"));
            return new Finding(
                    "spread of magnitudes",
                    scalars,
                    Map.of("galaxies", new Finding.Columns(columns)),
                    List.of("small samples spread more"),
                    Map.of("magnitudes", figure(magnitude, galaxies.labels())));
        }
    }

    static Figure figure(double[] values, String[] labels) {
        double[] numbers = new double[values.length];
        Arrays.setAll(numbers, i -> i);
        return Figure.of(
                "Magnitudes",
                "Magnitude of each galaxy.",
                Figure.Plane.of(
                        Figure.Axis.of("Number"),
                        Figure.Axis.of("Magnitude", Unit.MAG),
                        List.of(Series.Points.of(
                                        "galaxies", Series.Role.DATA, Series.Symbol.FILLED_CIRCLE, numbers, values)
                                .withLabels(labels))));
    }

    /** A kind that this version of the host has no steps of. */
    @Kind("ritual")
    public interface Ritual extends ExtensionPoint {}

    /** Does nothing. */
    @Component(id = "nothing", title = "Doing nothing")
    public static final class NoRitual implements Ritual {}
}
