package org.peculiar.plugin.correction.runoffsets;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Parameter;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.pf4j.Extension;

/**
 * Brings repeat measurements of several observing runs or literature sources to one scale.
 *
 * <p>Each run s has an offset o_s that all its measurements of one quantity share. Galaxies measured by more than one run tell
 * the offsets: y_gs = mu_g + o_s + noise, solved by weighted least squares with a free mu_g for each galaxy. Only differences
 * between runs are determined; the gauge fixes the rest. Each galaxy then gets the inverse-variance mean of its corrected
 * measurements y_gs - o_s, with that mean's error. A galaxy without a measurement is left without a value.
 *
 * <p>The covariance of the offsets goes on as the nuisance run-offsets, from which a flow has its systematic error.
 * Measurement errors are used as they are given: no scatter of a run beyond them is looked for. If runs fall into groups that
 * no galaxy links, the scale between the groups is unknown, and the component refuses unless told to treat them separately.
 */
@Component(
        id = "run-offsets",
        title = "Offsets between observing runs (Smith et al. 1997)",
        cite = {"1997MNRAS.291..461S", "1999ApJ...512L..79H"},
        example = """
                quantity: log-sigma
                run: run
                clip: 3.5
                """)
@Extension
public final class RunOffsets implements Correction {

    /** Half-width of the central differences by which a flow's response is found; in the quantity's unit. */
    private static final double STEP = 0.002;

    /** What is held fixed, as overlaps tell only differences. */
    public enum Gauge {
        /** The mean of the offsets is zero. */
        MEAN_ZERO,
        /** One run is right. */
        REFERENCE
    }

    /** What to do if no galaxy links some runs with the others. */
    public enum Disconnected {
        /** Stop, naming the groups of runs. */
        REFUSE,
        /** Fix the gauge of each group by itself; a group without the reference run has mean zero. */
        SEPARATE
    }

    /** How to solve and what for. */
    public record Parameters(
            @Parameter(doc = "Quantity of the measurements to bring to one scale", value = "log-sigma")
            String quantity,

            @Parameter(doc = "Text column of the measurements that names the run", value = "run")
            String run,

            @Parameter(doc = "What is held fixed", value = "mean-zero")
            Gauge gauge,

            @Parameter(doc = "Run whose offset is zero, for gauge: reference")
            Optional<String> reference,

            @Parameter(
                    doc =
                            "Leave out measurements that deviate from their galaxy's mean by more standard errors than this; "
                                    + "keep all if not given",
                    min = 1)
            Optional<Double> clip,

            @Parameter(
                    doc = "Standard error of a measurement where the table gives none, in the quantity's unit",
                    min = 0)
            Optional<Double> error,

            @Parameter(doc = "What to do if no galaxy links some runs with the others", value = "refuse")
            Disconnected disconnected) {

        public Parameters {
            if (gauge == Gauge.REFERENCE && reference.isEmpty()) {
                throw new IllegalArgumentException("gauge: found reference, but no run is named; add reference: RUN");
            }
            if (gauge == Gauge.MEAN_ZERO && reference.isPresent()) {
                throw new IllegalArgumentException(
                        "reference: found " + reference.get() + ", but it is used only with gauge: reference");
            }
            if (error.isPresent() && !(error.get() > 0)) {
                throw new IllegalArgumentException("error: found " + error.get() + ", but a positive one is needed");
            }
        }
    }

    private final Parameters parameters;

    @Inject
    RunOffsets(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Corrected correct(Survey survey) {
        Table measurements = survey.measurements();
        if (measurements.size() == 0) {
            throw new DataException(
                    "run offsets: the survey has no measurements, but repeat measurements in several runs are needed");
        }
        Column column = measurements.column(parameters.quantity());
        String[] runs = measurements.text(parameters.run());
        double[] error = errors(measurements, column);
        int[] usable = usable(measurements, column, runs, error);
        List<String> names = names(runs, usable);
        Overlaps overlaps = Overlaps.of(
                names,
                select(survey.galaxyOf(), usable),
                survey.galaxies().size(),
                numbered(names, runs, usable),
                select(column.values(), usable),
                select(error, usable));
        requireConnected(overlaps);
        Optional<Integer> reference = parameters.reference().map(run -> index(names, run));
        Overlaps.Solution solution = parameters
                .clip()
                .map(clip -> overlaps.solveClipping(clip, reference))
                .orElseGet(() -> overlaps.solve(reference));
        Treatment treatment =
                new Treatment("run-offsets of " + parameters.quantity(), describe(names, overlaps, solution));
        Survey treated = survey.treated(treatment);
        Quantity quantity = column.quantity();
        Nuisance nuisance = new Nuisance(
                "run-offsets",
                quantity.unit().symbol(),
                names,
                solution.offsets(),
                solution.covariance(),
                STEP,
                by -> combined(treated, quantity, overlaps, solution, by));
        return new Corrected(
                combined(treated, quantity, overlaps, solution, new double[names.size()]), Optional.of(nuisance));
    }

    private static Survey combined(
            Survey survey, Quantity quantity, Overlaps overlaps, Overlaps.Solution solution, double[] by) {
        double[] offsets = solution.offsets().clone();
        for (int s = 0; s < offsets.length; s++) {
            offsets[s] += by[s];
        }
        Overlaps.Means means = overlaps.means(offsets, solution.clipped());
        return survey.withGalaxies(survey.galaxies().with(Column.of(quantity, means.values(), means.errors())));
    }

    private double[] errors(Table measurements, Column column) {
        Optional<double[]> given = column.errors();
        if (given.isEmpty() && parameters.error().isEmpty()) {
            throw new DataException(measurements.name() + ": " + parameters.quantity()
                    + " has no errors, but its runs are weighted by them; map an error column or give error:");
        }
        double[] error = new double[measurements.size()];
        for (int i = 0; i < error.length; i++) {
            double own = given.isPresent() ? given.get()[i] : Double.NaN;
            error[i] = Double.isNaN(own) ? parameters.error().orElse(Double.NaN) : own;
        }
        return error;
    }

    /** The rows that have a value; a value without a run or an error is a mistake in the table. */
    private int[] usable(Table measurements, Column column, String[] runs, double[] error) {
        int[] rows = new int[measurements.size()];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (!Double.isNaN(column.values()[i])) {
                String where = measurements.name() + ", " + measurements.labels()[i] + ": ";
                if (runs[i] == null || runs[i].isBlank()) {
                    throw new DataException(
                            where + parameters.run() + " is empty, but each measurement needs the run it is from");
                }
                if (!(error[i] > 0) || Double.isInfinite(error[i]) || Double.isInfinite(column.values()[i])) {
                    throw new DataException(where + parameters.quantity() + " is " + column.values()[i] + " ± "
                            + error[i] + ", but a finite value and a positive error are needed");
                }
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private List<String> names(String[] runs, int[] usable) {
        TreeMap<String, Boolean> seen = new TreeMap<>();
        for (int row : usable) {
            seen.put(runs[row], true);
        }
        if (seen.size() < 2) {
            throw new DataException("run offsets: " + parameters.quantity() + " was measured in "
                    + (seen.isEmpty() ? "no run" : "one run (" + seen.firstKey() + ")")
                    + ", but at least two are needed");
        }
        return List.copyOf(seen.keySet());
    }

    private static int[] numbered(List<String> names, String[] runs, int[] usable) {
        TreeMap<String, Integer> number = new TreeMap<>();
        names.forEach(name -> number.put(name, number.size()));
        return Arrays.stream(usable).map(row -> number.get(runs[row])).toArray();
    }

    private static int index(List<String> names, String run) {
        int index = names.indexOf(run);
        if (index < 0) {
            throw new DataException(
                    "run offsets: reference " + run + " is none of the runs, which are " + String.join(", ", names));
        }
        return index;
    }

    private void requireConnected(Overlaps overlaps) {
        List<List<String>> components = overlaps.components();
        if (components.size() > 1 && parameters.disconnected() == Disconnected.REFUSE) {
            List<String> groups = new ArrayList<>();
            components.forEach(group -> groups.add("{" + String.join(", ", group) + "}"));
            throw new DataException("run offsets: no galaxy links the runs " + String.join(" with ", groups)
                    + ", but their scales can be compared only through galaxies in common; leave runs out, or give "
                    + "disconnected: separate");
        }
    }

    private String describe(List<String> names, Overlaps overlaps, Overlaps.Solution solution) {
        return String.format(
                Locale.ROOT,
                "%s; %d runs in %d group%s, %d galaxies in common, chi-square %.1f for %d degrees of freedom, %d "
                        + "measurements clipped",
                parameters.reference().map(run -> run + " as reference").orElse("mean zero"),
                names.size(),
                overlaps.components().size(),
                overlaps.components().size() == 1 ? "" : "s",
                solution.galaxies(),
                solution.chi2(),
                solution.dof(),
                solution.clippedCount());
    }

    private static double[] select(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static int[] select(int[] values, int[] rows) {
        return Arrays.stream(rows).map(row -> values[row]).toArray();
    }
}
