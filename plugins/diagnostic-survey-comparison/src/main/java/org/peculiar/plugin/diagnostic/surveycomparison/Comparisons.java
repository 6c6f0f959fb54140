package org.peculiar.plugin.diagnostic.surveycomparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.peculiar.api.DataException;
import org.peculiar.api.Figure;
import org.peculiar.api.Finding;
import org.peculiar.api.Finding.Scalar;
import org.peculiar.api.Series;
import org.peculiar.api.Unit;
import org.peculiar.plugin.diagnostic.surveycomparison.ComparedSurveys.Named;
import org.peculiar.plugin.diagnostic.surveycomparison.ComparedSurveys.Pair;
import org.peculiar.plugin.diagnostic.surveycomparison.ComparedSurveys.WithWindows;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.Significance;
import org.peculiar.science.velocity.LinearEstimator;

/** What was found of all pairs, as numbers, tables and figures. */
final class Comparisons {

    private static final double MPC_H_IN_KMS = 100;

    /** Chi-square of three degrees of freedom that is exceeded with these probabilities by chance. */
    private static final double[] CHI2_LIMITS = {7.8147, 11.3449};

    private static final String[] LIMITS = {"5 %", "1 %"};

    /** Height of a pair in the figure, over the figure's width. */
    private static final double ROW = 0.03;

    private static final double SHORTEST = 0.18;

    /** Smaller chi-squares, which are of no interest, stand at the left edge of the figure. */
    private static final double LEAST = 0.1;

    private final List<Named> surveys;
    private final List<Pair> pairs;

    Comparisons(List<Named> surveys, List<Pair> pairs) {
        this.surveys = surveys;
        this.pairs = pairs;
    }

    Finding finding() {
        Map<String, Finding.Columns> tables = new LinkedHashMap<>();
        tables.put("surveys", surveyTable());
        tables.put("pairs", pairTable());
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("pairs", pairFigure());
        figures.put("apexes", apexes());
        return new Finding(surveys.size() + " bulk flows against each other", scalars(), tables, notes(), figures);
    }

    /** Returns the first survey against each other one. */
    private Map<String, Scalar> scalars() {
        Map<String, Scalar> scalars = new LinkedHashMap<>();
        String first = surveys.get(0).name();
        for (Pair pair : pairs.subList(0, surveys.size() - 1)) {
            String other = pair.b().name();
            String key = key(other);
            Significance naive = pair.comparison().naive();
            if (scalars.containsKey("naive-chi2-" + key)) {
                throw new DataException(
                        "survey-comparison: found two flows that numbers would call " + key + "; give other names");
            }
            String against = " of the difference between " + first + " and " + other;
            scalars.put("naive-chi2-" + key, Scalar.of(naive.chi2(), Unit.NONE, "χ²" + against + ", by the errors"));
            scalars.put("naive-p-" + key, Scalar.of(p(naive), Unit.NONE, "Its probability if both flows were one"));
            pair.windows().ifPresent(windows -> {
                Significance s = windows.significance();
                scalars.put("chi2-" + key, Scalar.of(s.chi2(), Unit.NONE, "χ²" + against + ", with windows"));
                scalars.put("p-" + key, Scalar.of(p(s), Unit.NONE, "Its probability in linear theory"));
            });
        }
        return scalars;
    }

    private static String key(String name) {
        String key = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return key.isEmpty() ? "other" : key;
    }

    private static double p(Significance significance) {
        return significance.p().orElse(Double.NaN);
    }

    private Finding.Columns surveyTable() {
        Map<String, Finding.Cells> columns = new LinkedHashMap<>();
        columns.put("survey", texts(surveys, Named::name, "Name"));
        columns.put("from", texts(surveys, s -> s.published() ? "published" : "fitted", "Where the flow comes from"));
        columns.put("speed", numbers(surveys, s -> s.flow().velocity().length(), Unit.KMS, "Amplitude of the flow"));
        columns.put("l", numbers(surveys, s -> s.flow().velocity().longitudeDeg(), Unit.DEG, "Galactic longitude"));
        columns.put("b", numbers(surveys, s -> s.flow().velocity().latitudeDeg(), Unit.DEG, "Galactic latitude"));
        columns.put(
                "error",
                numbers(
                        surveys,
                        s -> Math.sqrt(s.flow().error().trace()),
                        Unit.KMS,
                        "Square root of the trace of the errors"));
        columns.put(
                "depth",
                numbers(
                        surveys,
                        s -> s.flow().estimator().map(LinearEstimator::depth).orElse(Double.NaN) * MPC_H_IN_KMS,
                        Unit.KMS,
                        "Weighted depth"));
        columns.put(
                "cosmic_rms",
                numbers(
                        surveys,
                        s -> s.cosmic().map(cosmic -> Math.sqrt(cosmic.trace())).orElse(Double.NaN),
                        Unit.KMS,
                        "Three-dimensional rms flow that linear theory expects in the survey's window"));
        return new Finding.Columns(columns);
    }

    private Finding.Columns pairTable() {
        Map<String, Finding.Cells> columns = new LinkedHashMap<>();
        columns.put("a", texts(pairs, pair -> pair.a().name(), "First survey"));
        columns.put("b", texts(pairs, pair -> pair.b().name(), "Second survey"));
        columns.put(
                "difference",
                numbers(pairs, pair -> pair.comparison().difference().length(), Unit.KMS, "Length of the difference"));
        columns.put(
                "angle",
                numbers(
                        pairs,
                        pair -> pair.a()
                                .flow()
                                .velocity()
                                .angleDeg(pair.b().flow().velocity()),
                        Unit.DEG,
                        "Angle between the flows"));
        columns.put(
                "naive_chi2",
                numbers(
                        pairs,
                        pair -> pair.comparison().naive().chi2(),
                        Unit.NONE,
                        "Chi-square of the difference by the errors"));
        columns.put(
                "naive_p",
                numbers(
                        pairs,
                        pair -> p(pair.comparison().naive()),
                        Unit.NONE,
                        "Probability of so large a chi-square"));
        columns.put(
                "chi2",
                ofWindows(
                        w -> w.significance().chi2(),
                        Unit.NONE,
                        "Chi-square of the difference with windows and cosmic covariance"));
        columns.put("p", ofWindows(w -> p(w.significance()), Unit.NONE, "Probability of so large a chi-square"));
        columns.put("dof", ofWindows(w -> w.significance().dof(), Unit.NONE, "Degrees of freedom"));
        columns.put(
                "cosmic_rms",
                ofWindows(WithWindows::cosmicRmsKms, Unit.KMS, "Three-dimensional rms difference without errors"));
        columns.put("common", ofWindows(WithWindows::common, Unit.NONE, "Number of objects that both have"));
        return new Finding.Columns(columns);
    }

    private Finding.Numbers ofWindows(ToDoubleFunction<WithWindows> value, Unit unit, String doc) {
        return numbers(pairs, pair -> pair.windows().map(value::applyAsDouble).orElse(Double.NaN), unit, doc);
    }

    private static <T> Finding.Texts texts(List<T> rows, Function<T, String> value, String doc) {
        return new Finding.Texts(rows.stream().map(value).toArray(String[]::new), doc);
    }

    private static <T> Finding.Numbers numbers(List<T> rows, ToDoubleFunction<T> value, Unit unit, String doc) {
        return new Finding.Numbers(rows.stream().mapToDouble(value).toArray(), unit, doc);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> without = surveys.stream()
                .filter(s -> !s.published() && s.flow().estimator().isEmpty())
                .map(Named::name)
                .toList();
        if (!without.isEmpty()) {
            notes.add(String.join(", ", without)
                    + ": compared naively only, for the fit is not linear in the velocities and has no window");
        }
        if (surveys.stream().anyMatch(Named::published)) {
            notes.add(
                    "published flows are taken as given, and compared naively only; many are corrected for error bias,"
                            + " which fitted flows are not");
        }
        for (Pair pair : pairs) {
            Significance s = pair.windows()
                    .map(WithWindows::significance)
                    .orElseGet(() -> pair.comparison().naive());
            if (s.outside() > 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%s and %s: χ² has %d degrees of freedom and says nothing of %.0f %% of the difference, which the"
                                + " errors leave no room for",
                        pair.a().name(),
                        pair.b().name(),
                        s.dof(),
                        100 * s.outside()));
            }
        }
        return notes;
    }

    private Figure pairFigure() {
        List<String> names = new ArrayList<>();
        double[] row = new double[pairs.size()];
        double[] naive = new double[pairs.size()];
        double[] full = new double[pairs.size()];
        String[] naiveLabels = new String[pairs.size()];
        String[] fullLabels = new String[pairs.size()];
        for (int i = 0; i < row.length; i++) {
            Pair pair = pairs.get(i);
            row[i] = i;
            names.add(pair.a().name() + " – " + pair.b().name());
            double byErrors = pair.comparison().naive().chi2();
            double withWindows =
                    pair.windows().map(w -> w.significance().chi2()).orElse(Double.NaN);
            naive[i] = Math.max(LEAST, byErrors);
            full[i] = Math.max(LEAST, withWindows);
            naiveLabels[i] = String.format(Locale.ROOT, "%s: χ² = %.2f by the errors", names.get(i), byErrors);
            fullLabels[i] = String.format(Locale.ROOT, "%s: χ² = %.2f with windows", names.get(i), withWindows);
        }
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < CHI2_LIMITS.length; i++) {
            series.add(new Series.Rule(
                    LIMITS[i] + " by chance",
                    Series.Role.MUTED,
                    i == 0 ? Series.Stroke.DASHED : Series.Stroke.DOTTED,
                    true,
                    CHI2_LIMITS[i]));
        }
        series.add(Series.Points.of("by the errors", Series.Role.MUTED, Series.Symbol.OPEN_CIRCLE, naive, row)
                .withLabels(naiveLabels));
        boolean windows = pairs.stream().anyMatch(pair -> pair.windows().isPresent());
        if (windows) {
            series.add(Series.Points.of("with windows", Series.Role.DATA, Series.Symbol.FILLED_CIRCLE, full, row)
                    .withLabels(fullLabels));
        }
        Figure.Plane plane = Figure.Plane.of(
                        Figure.Axis.of("χ² of the difference, 3 degrees of freedom")
                                .logarithmic()
                                .range(LEAST * 0.8, Double.NaN),
                        Figure.Axis.of("").names(names).reversed(),
                        series)
                .withAspect(Math.max(SHORTEST, ROW * pairs.size()));
        return Figure.of(
                        "Bulk flows of surveys against each other",
                        "Every two of " + surveys.size() + " flows: χ² of their difference by the errors alone (open)"
                                + (windows
                                        ? ", and with the windows of both surveys and the cosmic covariance of linear theory"
                                                + " (filled), where the objects behind a flow are known"
                                        : "")
                                + "; what is below " + LEAST + " stands there.",
                        plane)
                .acrossThePage(1);
    }

    private Figure apexes() {
        int n = surveys.size();
        double[] l = new double[n];
        double[] b = new double[n];
        double[] sizes = new double[n];
        String[] names = new String[n];
        double largest = surveys.stream()
                .mapToDouble(s -> s.flow().velocity().length())
                .max()
                .orElse(1);
        for (int i = 0; i < n; i++) {
            GalacticVector v = surveys.get(i).flow().velocity();
            l[i] = v.longitudeDeg();
            b[i] = v.latitudeDeg();
            sizes[i] = largest > 0 ? 0.5 + 1.5 * v.length() / largest : 1;
            names[i] = surveys.get(i).name();
        }
        Series points = Series.Points.of("", Series.Role.DATA, Series.Symbol.FILLED_CIRCLE, l, b)
                .withSizes(sizes)
                .withLabels(names)
                .labelled();
        return Figure.of(
                        "Apexes of the flows",
                        "Where the bulk flows point, in Galactic coordinates; larger marks are faster flows.",
                        Figure.Sky.galactic(270, List.of(points)))
                .acrossThePage(1);
    }
}
