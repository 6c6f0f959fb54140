package org.peculiar.report.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.engine.record.RecordedTable;

/** What the error of the flow consists of, and how far each choice moves it: a tornado. */
final class ErrorBudgetFigure {

    private static final int MOST_SHIFTS = 25;
    private static final double ROW = 0.06;
    private static final double HALF_BAR = 0.33;
    private static final String SHIFT = "shift";

    /** Kinds of lines in the order in which they stand, and what they are called. */
    private enum Kind {
        RANDOM("random", "random error", Role.FIRST),
        SYSTEMATIC("systematic", "systematic error", Role.SECOND),
        TOTAL("total", "total error", Role.DATA),
        RESAMPLED("resampled", "error by resampling", Role.THIRD),
        CONDITIONAL("conditional", "part of the random error", Role.MUTED),
        SHIFT("shift", "shift by a choice", Role.HIGHLIGHT);

        private final String word;
        private final String title;
        private final Role role;

        Kind(String word, String title, Role role) {
            this.word = word;
            this.title = title;
            this.role = role;
        }
    }

    private ErrorBudgetFigure() {}

    static Figure of(RecordedTable table) {
        String[] sources = table.texts("source");
        String[] kinds = table.texts("kind");
        double[] along = table.numbers("along");
        double[] error = table.numbers("along_error");
        Map<Kind, List<Integer>> rows = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Integer> of = IntStream.range(0, sources.length)
                    .filter(i -> kinds[i].equals(kind.word) && Double.isFinite(along[i]))
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -Math.abs(along[i])))
                    .limit(kind == Kind.SHIFT ? MOST_SHIFTS : sources.length)
                    .toList();
            rows.put(kind, of);
            of.forEach(i -> names.add(sources[i]));
        }
        List<Series> series = new ArrayList<>();
        series.add(new Series.Rule("", Role.DATA, Stroke.SOLID, true, 0));
        int row = 0;
        for (Map.Entry<Kind, List<Integer>> entry : rows.entrySet()) {
            series.addAll(bars(entry.getKey(), entry.getValue(), row, sources, along, error));
            row += entry.getValue().size();
        }
        return new Figure(
                "Error budget",
                "Errors of the flow along itself, as bars on both sides of zero, and shifts of the flow along itself by choices"
                        + " made differently, with the standard errors of the shifts. Parts of the random error and errors by"
                        + " resampling are not added to the total.",
                Figure.Width.PAGE,
                1,
                List.of(Figure.Plane.of(
                                Figure.Axis.of("Error or shift along the flow (km s⁻¹)"),
                                Figure.Axis.of("").names(names).reversed(),
                                series)
                        .withAspect(Math.max(0.15, ROW * 0.6 * names.size()))));
    }

    private static List<Series> bars(
            Kind kind, List<Integer> lines, int first, String[] sources, double[] along, double[] error) {
        int n = lines.size();
        if (n == 0) {
            return List.of();
        }
        double[] from = new double[n];
        double[] to = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        double[] middle = new double[n];
        double[] errors = new double[n];
        String[] labels = new String[n];
        for (int k = 0; k < n; k++) {
            int i = lines.get(k);
            boolean shift = kind.word.equals(SHIFT);
            from[k] = shift ? 0 : -along[i];
            to[k] = along[i];
            middle[k] = first + k;
            low[k] = first + k - HALF_BAR;
            high[k] = first + k + HALF_BAR;
            errors[k] = error[i];
            labels[k] = sources[i] + ": "
                    + (shift ? Words.change(along[i], error[i]) : "±" + Words.kms(along[i], error[i]));
        }
        return List.of(
                new Series.Boxes(kind.title, kind.role, from, to, low, high, labels),
                Series.Points.of("", Role.DATA, Symbol.DOT, to, middle)
                        .withErrors(errors, Series.NONE)
                        .withLabels(labels));
    }
}
