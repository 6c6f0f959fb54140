package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.peculiar.api.Unit;
import org.peculiar.engine.outcome.Comparison;
import org.peculiar.engine.outcome.ErrorBudget;
import org.peculiar.engine.outcome.FlowNumbers;
import org.peculiar.engine.outcome.Measures;
import org.peculiar.engine.outcome.Row;
import org.peculiar.engine.outcome.Shift;
import org.peculiar.engine.outcome.SweepOutcome;
import org.peculiar.engine.outcome.SweepRun;
import org.peculiar.engine.outcome.Verdict;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.replicates.Replicate;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.variants.Replication;
import org.peculiar.engine.variants.Variant;
import org.peculiar.engine.variants.Variants;
import org.peculiar.science.resampling.Decomposition;
import org.peculiar.science.resampling.Jackknife;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.ErrorEllipsoid;

/** Writes what a sweep came to as tables; their rows are in the order of the descriptor, however they were made. */
final class SweepTables {

    /** More replicates than this are told by their aggregates but for the baseline's. */
    private static final int MOST_REPLICATES = 200_000;

    private static final String[] AXES = {"x", "y", "z"};
    private static final String[] COVARIANCE = {"xx", "xy", "xz", "yy", "yz", "zz"};
    private static final int[][] AT = {{0, 0}, {0, 1}, {0, 2}, {1, 1}, {1, 2}, {2, 2}};
    private static final String SQUARED = " (km/s)²";

    private final SweepOutcome outcome;
    private final Variants variants;
    private final Plan plan;
    private final Measures measures;

    SweepTables(Measures measures) {
        this.outcome = measures.outcome();
        this.variants = outcome.variants();
        this.plan = variants.plan();
        this.measures = measures;
    }

    /** Columns of rows of one kind. */
    private static final class Columns<R> {

        private final List<R> rows;
        private final TableFile table;

        Columns(String name, List<R> rows) {
            this.rows = rows;
            this.table = new TableFile(name, rows.size());
        }

        Columns<R> text(String name, Function<R, String> of, String doc) {
            table.text(name, rows.stream().map(of).toArray(String[]::new), doc);
            return this;
        }

        Columns<R> count(String name, ToIntFunction<R> of, String doc) {
            table.count(name, rows.stream().mapToInt(of).toArray(), doc);
            return this;
        }

        Columns<R> number(String name, Unit unit, ToDoubleFunction<R> of, String doc) {
            table.number(name, unit, rows.stream().mapToDouble(of).toArray(), doc);
            return this;
        }

        Columns<R> vector(String prefix, Function<R, double[]> of, String doc) {
            for (int i = 0; i < 3; i++) {
                int at = i;
                number(prefix + AXES[i], Unit.KMS, row -> of.apply(row)[at], doc + ", Galactic " + AXES[i]);
            }
            return this;
        }

        Columns<R> covariance(Function<R, double[][]> of, String doc) {
            for (int i = 0; i < AT.length; i++) {
                int[] at = AT[i];
                number("c" + COVARIANCE[i], Unit.NONE, row -> of.apply(row)[at[0]][at[1]], doc + SQUARED);
            }
            return this;
        }

        /** What a difference has; a row may have none. */
        Columns<R> shift(Function<R, Optional<Shift>> of) {
            return vector("dv", row -> of.apply(row).map(Shift::vectorKms).orElse(NONE), "Change of the flow")
                    .number("dv", Unit.KMS, shifted(of, Shift::lengthKms), "Length of the change")
                    .number("dv_error", Unit.KMS, shifted(of, SweepTables::errorOfLength), "Its error along itself")
                    .number("dspeed", Unit.KMS, shifted(of, Shift::amplitudeKms), "Change of the speed")
                    .number("dspeed_error", Unit.KMS, shifted(of, Shift::amplitudeErrorKms), "Error of dspeed")
                    .number("angle", Unit.DEG, shifted(of, Shift::angleDeg), "Angle between the flows")
                    .number("angle_error", Unit.DEG, shifted(of, Shift::angleErrorDeg), "Error of angle")
                    .number("p", Unit.NONE, shifted(of, Shift::probability), "Chance of so large a change")
                    .text("method", row -> of.apply(row).map(Shift::method).orElse(""), "How the errors were found")
                    .count(
                            "resamples",
                            row -> of.apply(row).map(Shift::replicates).orElse(0),
                            "Behind the errors");
        }

        private static <R> ToDoubleFunction<R> shifted(
                Function<R, Optional<Shift>> of, ToDoubleFunction<Shift> number) {
            return row -> of.apply(row).map(number::applyAsDouble).orElse(Double.NaN);
        }

        TableFile made() {
            return table;
        }
    }

    private static final double[] NONE = {Double.NaN, Double.NaN, Double.NaN};

    static double errorOfLength(Shift shift) {
        return shift.lengthKms() > 0 ? shift.errorAlongKms(shift.vectorKms()) : 0;
    }

    /** Returns the tables. */
    List<TableFile> tables(List<ErrorBudget.Line> budget) {
        List<TableFile> tables = new ArrayList<>();
        Optional<Sweep> sweep = plan.sweep();
        if (sweep.isPresent()) {
            tables.add(variants());
            tables.addAll(replicates());
            tables.addAll(influences());
            if (!outcome.pairs().isEmpty()) {
                tables.add(pairs());
            }
            if (sweep.get().design() == Sweep.Design.FACTORIAL) {
                decomposition().ifPresent(parts -> tables.add(decomposition(parts)));
                tables.add(specificationCurve());
            }
        }
        tables.add(errorBudget(budget));
        if (!plan.claims().isEmpty()) {
            tables.add(claims());
        }
        if (!plan.targets().isEmpty()) {
            tables.add(targets());
        }
        return tables;
    }

    private Row row(Variant variant) {
        return outcome.rows().get(variant);
    }

    private double of(Variant variant, ToDoubleFunction<FlowNumbers> number) {
        Row row = row(variant);
        return row.succeeded() ? number.applyAsDouble(FlowNumbers.of(row)) : Double.NaN;
    }

    private Columns<Variant> levels(Columns<Variant> columns) {
        List<String> names = axisColumns(variants);
        for (int i = 0; i < names.size(); i++) {
            int axis = i;
            columns.text(names.get(i), variant -> variants.label(variant, axis), "Level of the axis");
        }
        return columns;
    }

    /** Returns the columns of the axes. */
    static List<String> axisColumns(Variants variants) {
        return unlikeOthers(variants.axes().stream().map(Axis::name).toList());
    }

    /** Returns names of columns for axes and estimands, which may be called like a column that is always there. */
    private static List<String> unlikeOthers(List<String> names) {
        Set<String> taken = new LinkedHashSet<>(VariantColumns.FIXED);
        List<String> columns = new ArrayList<>();
        for (String name : names) {
            String column = name;
            while (!taken.add(column)) {
                column += "_";
            }
            columns.add(column);
        }
        return columns;
    }

    private Columns<Variant> speeds(Columns<Variant> columns) {
        return columns.number("speed", Unit.KMS, v -> of(v, FlowNumbers::speedKms), "Speed of the flow")
                .number("speed_corrected", Unit.KMS, v -> of(v, FlowNumbers::correctedSpeedKms), "Less error bias")
                .number("speed_error", Unit.KMS, v -> of(v, FlowNumbers::errorAlongFlowKms), "Error along the flow");
    }

    private TableFile variants() {
        Columns<Variant> columns = new Columns<>("variants", variants.all());
        columns.count("variant", Variant::number, "0 is the baseline");
        levels(columns).vector("v", variant -> row(variant).velocityKms(), "Flow");
        speeds(columns)
                .number("l", Unit.DEG, v -> of(v, FlowNumbers::lDeg), "Galactic longitude of the flow")
                .number("b", Unit.DEG, v -> of(v, FlowNumbers::bDeg), "Galactic latitude of the flow")
                .number("chi2", Unit.NONE, variant -> row(variant).chi2(), "Chi-square of the fit")
                .count("dof", variant -> row(variant).dof(), "Degrees of freedom")
                .count("tracers", variant -> row(variant).tracers(), "Tracers of the flow")
                .count("galaxies", variant -> row(variant).galaxies(), "Galaxies behind them")
                .number("depth", Unit.KMS, variant -> row(variant).depthKms(), "Weighted depth");
        List<String> others = plan.estimands().keySet().stream()
                .filter(name -> !plan.estimands().get(name).step().equals(variants.flow()))
                .toList();
        List<String> names = new ArrayList<>(axisColumns(variants));
        names.addAll(others);
        List<String> unlike = unlikeOthers(names).subList(variants.axes().size(), names.size());
        for (int i = 0; i < others.size(); i++) {
            String name = others.get(i);
            Plan.Estimand estimand = plan.estimands().get(name);
            columns.number(
                    unlike.get(i),
                    Unit.NONE,
                    variant -> row(variant).estimands().getOrDefault(name, NONE)[0],
                    estimand.step() + "." + estimand.property());
        }
        return columns.shift(variant -> row(variant).shift())
                .text("failure", variant -> line(row(variant).failure()), "Why there is no flow")
                .made();
    }

    /** Messages of several lines would make a table unreadable. */
    static String line(String text) {
        return String.join("; ", text.lines().map(String::strip).toList());
    }

    private List<TableFile> replicates() {
        List<TableFile> tables = new ArrayList<>();
        Map<String, List<Map.Entry<Replication, List<Replicate>>>> byAxis = new LinkedHashMap<>();
        outcome.replicates()
                .entrySet()
                .forEach(entry -> byAxis.computeIfAbsent(entry.getKey().axis().name(), axis -> new ArrayList<>())
                        .add(entry));
        byAxis.forEach((axis, all) -> tables.add(replicates(axis, all)));
        if (!byAxis.isEmpty()) {
            tables.add(aggregates());
        }
        return tables;
    }

    /** One replicate of a variant. */
    private record Numbered(int variant, int number, Replicate replicate) {}

    private static TableFile replicates(String axis, List<Map.Entry<Replication, List<Replicate>>> all) {
        int count = all.stream().mapToInt(entry -> entry.getValue().size()).sum();
        List<Numbered> rows = new ArrayList<>();
        for (Map.Entry<Replication, List<Replicate>> entry : all) {
            int variant = entry.getKey().variant().number();
            if (variant == 0 || count <= MOST_REPLICATES) {
                for (int i = 0; i < entry.getValue().size(); i++) {
                    rows.add(new Numbered(variant, i + 1, entry.getValue().get(i)));
                }
            }
        }
        Columns<Numbered> columns = new Columns<>("replicates-" + axis, rows)
                .count("variant", Numbered::variant, "That is replicated; 0 is the baseline")
                .count("replicate", Numbered::number, "Counted from 1")
                .vector("v", row -> row.replicate().velocityKms(), "Flow");
        for (int i = 0; i < COVARIANCE.length; i++) {
            int at = i;
            columns.number(
                    "c" + COVARIANCE[i],
                    Unit.NONE,
                    row -> row.replicate().covariance()[at],
                    "Stated random covariance" + SQUARED);
        }
        return columns.number("chi2", Unit.NONE, row -> row.replicate().chi2(), "Chi-square of the fit")
                .count("dof", row -> row.replicate().dof(), "Degrees of freedom")
                .number("depth", Unit.KMS, row -> row.replicate().depthKms(), "Weighted depth")
                .text("failure", row -> line(row.replicate().failure()), "Why there is no flow")
                .made();
    }

    private TableFile aggregates() {
        List<ReplicateNumbers> rows = outcome.replicates().keySet().stream()
                .map(replication -> ReplicateNumbers.of(measures, replication))
                .toList();
        return new Columns<>("replicates", rows)
                .text("axis", row -> row.replication().axis().name(), "That draws them")
                .count("variant", row -> row.replication().variant().number(), "That is replicated; 0 is the baseline")
                .count("replicates", ReplicateNumbers::count, "How many")
                .count("failed", ReplicateNumbers::failed, "How many have no flow")
                .vector("v", ReplicateNumbers::mean, "Mean flow")
                .covariance(ReplicateNumbers::covariance, "Covariance of the flows")
                .number("error", Unit.KMS, row -> row.along().value(), "Scatter along the variant's flow")
                .number("error_mc", Unit.KMS, row -> row.along().error(), "Monte Carlo error of error")
                .number("bias", Unit.KMS, row -> row.bias().value(), "Mean less input, along the input")
                .number("bias_mc", Unit.KMS, row -> row.bias().error(), "Monte Carlo error of bias")
                .number("coverage", Unit.NONE, row -> row.coverage().value(), "Of the one-sigma ellipsoid")
                .number("coverage_mc", Unit.NONE, row -> row.coverage().error(), "Binomial error of coverage")
                .made();
    }

    /** One group that a jackknife leaves out. */
    private record Ranked(int rank, String label, Row row) {}

    private List<TableFile> influences() {
        List<TableFile> tables = new ArrayList<>();
        Row all = outcome.baseline();
        for (int i = 0; i < variants.axes().size(); i++) {
            int axis = i;
            List<Variant> without = measures.alone(axis);
            if (!(variants.axes().get(axis) instanceof Axis.Jackknife jackknife) || without.size() < 2) {
                continue;
            }
            List<Ranked> rows = new ArrayList<>();
            for (Jackknife.Influence influence : measures.jackknife(jackknife).influences()) {
                Variant variant = without.get(influence.group());
                rows.add(new Ranked(rows.size() + 1, variants.label(variant, axis), row(variant)));
            }
            tables.add(new Columns<>("influence-" + jackknife.name(), rows)
                    .count("rank", Ranked::rank, "By length of the change")
                    .text("group", Ranked::label, "Left out")
                    .count("tracers", ranked -> all.tracers() - ranked.row().tracers(), "Tracers left out")
                    .count("galaxies", ranked -> all.galaxies() - ranked.row().galaxies(), "Galaxies left out")
                    .shift(ranked -> ranked.row().shift())
                    .made());
        }
        return tables;
    }

    private TableFile pairs() {
        List<Map.Entry<SweepRun.Pair, Shift>> rows = List.copyOf(outcome.pairs().entrySet());
        return new Columns<>("pairs", rows)
                .text("axis", row -> variants.axes().get(row.getKey().axis()).name(), "Whose parts are compared")
                .text("first", row -> label(row.getKey().first(), row.getKey()), "Is taken off")
                .text("second", row -> label(row.getKey().second(), row.getKey()), "Is taken from")
                .shift(row -> Optional.of(row.getValue()))
                .made();
    }

    private String label(Variant variant, SweepRun.Pair pair) {
        return variants.label(variant, pair.axis());
    }

    private TableFile errorBudget(List<ErrorBudget.Line> budget) {
        Columns<ErrorBudget.Line> columns = new Columns<>("error-budget", budget)
                .text("source", ErrorBudget.Line::name, "Of the error or the shift")
                .text("kind", line -> line.kind().key(), "Shifts and what is resampled or conditional are in no total")
                .vector("dv", line -> line.shiftKms().orElse(NONE), "Shift")
                .covariance(ErrorBudget.Line::covariance, "Covariance")
                .number(
                        "sqrt_trace",
                        Unit.KMS,
                        ErrorBudget.Line::sqrtTraceKms,
                        "Square root of the covariance's trace");
        for (int i = 0; i < 3; i++) {
            int at = i;
            columns.number(
                            "axis" + (i + 1),
                            Unit.KMS,
                            line -> axis(line, at)[0],
                            "Error along an axis of the ellipsoid, if it has three")
                    .number("axis" + (i + 1) + "_l", Unit.DEG, line -> axis(line, at)[1], "Longitude of that axis")
                    .number("axis" + (i + 1) + "_b", Unit.DEG, line -> axis(line, at)[2], "Latitude of that axis");
        }
        return columns.number("along", Unit.KMS, ErrorBudget.Line::alongKms, "Error, or shift, along the flow")
                .number("along_error", Unit.KMS, ErrorBudget.Line::alongErrorKms, "Its Monte Carlo or sampling error")
                .text("method", ErrorBudget.Line::method, "How it was found")
                .made();
    }

    /** Returns an axis of a line's ellipsoid: error in km/s, longitude and latitude in degrees. */
    private double[] axis(ErrorBudget.Line line, int number) {
        // Few shared errors span a line or a plane, and differences of covariances need not have axes at all.
        if (line.kind() == ErrorBudget.Kind.MARGINALISED
                || !Double.isFinite(line.sqrtTraceKms())
                || CovarianceMatrix.of(line.covariance()).rank() < AXES.length) {
            return NONE;
        }
        double[] v = outcome.baseline().velocityKms();
        ErrorEllipsoid.Axis axis = ErrorEllipsoid.of(line.covariance()).axes().get(number);
        GalacticVector end = axis.towards(new GalacticVector(v[0], v[1], v[2]));
        return new double[] {axis.error(), end.longitudeDeg(), end.latitudeDeg()};
    }

    private static Columns<Verdict> measured(Columns<Verdict> columns) {
        return columns.number("value", Unit.NONE, v -> v.measured().value(), "What was found")
                .number("error", Unit.NONE, v -> v.measured().error(), "Its error")
                .text("error_kind", v -> v.measured().kind(), "What the error is of")
                .text("where", v -> v.measured().where(), "The variant it was found at");
    }

    private TableFile claims() {
        Columns<Verdict> columns = new Columns<>("claims", measures.verdicts())
                .text("claim", v -> ClaimWords.of(v.claim().measure()), "What is bounded")
                .text("measure", v -> v.claim().measure().what().key(), "As the descriptor calls it")
                .text("over", v -> v.claim().measure().over().orElse(""), "Axis")
                .text("estimand", v -> v.claim().measure().estimand(), "Of the descriptor");
        return measured(columns)
                .number("above", Unit.NONE, v -> v.claim().above().orElse(Double.NaN), "Lower bound")
                .number("below", Unit.NONE, v -> v.claim().below().orElse(Double.NaN), "Upper bound")
                .text("unit", v -> v.claim().unit().symbol(), "Of value, error and bounds")
                .text("verdict", v -> ClaimWords.state(v).toLowerCase(Locale.ROOT), "What became of it")
                .text("close", v -> v.close() ? "yes" : "no", "Whether a bound is within two errors")
                .text("trouble", v -> line(v.measured().trouble()), "What makes the number doubtful")
                .text("cite", v -> v.claim().cite(), "Where the bound comes from")
                .made();
    }

    private TableFile targets() {
        return new Columns<Comparison>("targets", measures.comparisons())
                .text("target", c -> c.target().name(), "Name in the descriptor")
                .text("measure", c -> ClaimWords.of(c.target().measure()), "What is compared")
                .number("published", Unit.NONE, c -> c.target().published(), "Published value")
                .number("published_error", Unit.NONE, c -> c.target().error().orElse(Double.NaN), "Its error")
                .number("here", Unit.NONE, c -> c.measured().value(), "What was found")
                .number("here_error", Unit.NONE, c -> c.measured().error(), "Its error")
                .text("unit", c -> c.target().unit().symbol(), "Of the four")
                .number("sigmas", Unit.NONE, Comparison::sigmas, "Found less published over both errors")
                .text("trouble", c -> line(c.measured().trouble()), "What makes the number doubtful")
                .text("cite", c -> c.target().cite(), "The paper")
                .made();
    }

    /** Returns how the flows of a factorial divide among its choices; none where a level has no flow. */
    Optional<Decomposition> decomposition() {
        List<Variant> present =
                variants.all().stream().filter(v -> row(v).succeeded()).toList();
        for (int axis = 0; axis < variants.axes().size(); axis++) {
            int at = axis;
            if (present.stream().map(v -> v.levels()[at]).distinct().count()
                    < variants.labels(axis).size()) {
                return Optional.empty();
            }
        }
        return variants.axes().isEmpty()
                ? Optional.empty()
                : Optional.of(Decomposition.of(
                        present.stream().map(Variant::levels).toArray(int[][]::new),
                        present.stream().map(v -> row(v).velocityKms()).toArray(double[][]::new)));
    }

    /** A line of the decomposition. */
    private record Part(String what, String axis, String level, double[] mean, double share) {}

    private TableFile decomposition(Decomposition parts) {
        List<Part> rows = new ArrayList<>();
        rows.add(new Part("all", "", "", parts.mean(), 1));
        for (int axis = 0; axis < parts.factors(); axis++) {
            String name = variants.axes().get(axis).name();
            rows.add(new Part("choice", name, "", NONE, parts.mainShare(axis)));
            for (int level = 0; level < parts.levels(axis); level++) {
                rows.add(new Part(
                        "level", name, variants.labels(axis).get(level), parts.levelMean(axis, level), Double.NaN));
            }
        }
        for (int i = 0; i < parts.factors(); i++) {
            for (int j = i + 1; j < parts.factors(); j++) {
                String both = variants.axes().get(i).name() + " × "
                        + variants.axes().get(j).name();
                rows.add(new Part("interaction", both, "", NONE, parts.pairShare(i, j)));
            }
        }
        rows.add(new Part("rest", "", "", NONE, parts.restShare()));
        return new Columns<>("decomposition", rows)
                .text("what", Part::what, "Level: a mean; the others: a share")
                .text("axis", Part::axis, "Choice")
                .text("level", Part::level, "Of the choice")
                .vector("v", Part::mean, "Mean flow")
                .number(
                        "share",
                        Unit.NONE,
                        Part::share,
                        "Of the sum of squares of the flows about their mean; descriptive")
                .made();
    }

    private TableFile specificationCurve() {
        List<Variant> sorted = variants.all().stream()
                .filter(variant -> row(variant).succeeded())
                .sorted(Comparator.comparingDouble((Variant v) -> of(v, FlowNumbers::speedKms))
                        .thenComparingInt(Variant::number))
                .toList();
        Map<Variant, Integer> ranks = new LinkedHashMap<>();
        sorted.forEach(variant -> ranks.put(variant, ranks.size() + 1));
        Columns<Variant> columns = new Columns<>("specification-curve", sorted)
                .count("rank", ranks::get, "By speed")
                .count("variant", Variant::number, "0 is the baseline");
        return levels(speeds(columns)).made();
    }
}
