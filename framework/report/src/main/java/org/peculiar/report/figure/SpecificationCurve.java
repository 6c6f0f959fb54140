package org.peculiar.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.engine.record.RecordedTable;

/**
 * The speed in every variant, from the lowest to the highest, and below it what each variant chose differently.
 *
 * @see "Simonsohn, Simmons and Nelson 2020, Nature Human Behaviour 4, 1208"
 */
final class SpecificationCurve {

    private static final String BASELINE = "baseline";
    private static final int MOST_LEVELS = 6;
    private static final int MOST_BARS = 400;
    private static final double ROW = 0.024;

    private SpecificationCurve() {}

    /** Tells whether a run has a variant with a speed beside the baseline. */
    static boolean isIn(RecordedRun run) {
        RecordedTable table = run.needed("variants");
        return table.has("speed_corrected")
                && Arrays.stream(table.numbers("speed_corrected"))
                                .filter(Double::isFinite)
                                .count()
                        > 1;
    }

    static Figure of(RecordedRun run) {
        RecordedTable table = run.needed("variants");
        double[] speed = table.numbers("speed_corrected");
        double[] error = table.numbers("speed_error");
        int[] order = IntStream.range(0, speed.length)
                .filter(i -> Double.isFinite(speed[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> speed[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        Map<String, String[]> axes = axes(run, table);
        String[] labels = Arrays.stream(order)
                .mapToObj(i -> "variant " + i + ", " + choices(axes, i) + ": " + Words.kms(speed[i], error[i]))
                .toArray(String[]::new);
        double[] rank = IntStream.rangeClosed(1, order.length).asDoubleStream().toArray();
        Figure.Axis variant = Figure.Axis.of("Variant, in order of speed").range(0, order.length + 1);
        List<Series> upper = upper(order, rank, speed, error, labels);
        Map<String, boolean[]> rows = rows(run, axes, speed.length);
        List<Figure.Panel> panels = new ArrayList<>();
        panels.add(Figure.Plane.of(variant, Figure.Axis.of("Speed (km s⁻¹)"), upper)
                .withAspect(0.4));
        if (!rows.isEmpty()) {
            Figure.Axis choices =
                    Figure.Axis.of("").names(List.copyOf(rows.keySet())).reversed();
            panels.add(Figure.Plane.of(variant, choices, lower(order, rank, rows, labels))
                    .withAspect(Math.max(0.06, ROW * rows.size())));
        }
        return new Figure(
                "Specification curve",
                String.format(
                        Locale.ROOT,
                        "Speed of the flow, corrected for error bias, in %,d variants of the analysis, with standard errors; the"
                                + " diamond and the line are the baseline, %s. Marks below tell what a variant chooses"
                                + " differently.",
                        order.length,
                        Words.kms(speed[0], error[0])),
                Figure.Width.PAGE,
                1,
                panels);
    }

    /** Returns the level of each variant on each axis that has levels. */
    private static Map<String, String[]> axes(RecordedRun run, RecordedTable table) {
        Map<String, String[]> axes = new LinkedHashMap<>();
        for (JsonNode axis : run.results().at("/sweep/axes")) {
            String name = axis.path("name").asText();
            if (axis.has("levels")) {
                axes.put(name, table.texts(axis.path("column").asText()));
            }
        }
        return axes;
    }

    private static String choices(Map<String, String[]> axes, int variant) {
        List<String> choices = new ArrayList<>();
        axes.forEach((name, levels) -> {
            if (!levels[variant].equals(BASELINE)) {
                choices.add(name + " " + levels[variant]);
            }
        });
        return choices.isEmpty() ? BASELINE : String.join(", ", choices);
    }

    /** Returns which variants each row marks: a level, or any level of an axis that has many. */
    private static Map<String, boolean[]> rows(RecordedRun run, Map<String, String[]> axes, int variants) {
        Map<String, boolean[]> rows = new LinkedHashMap<>();
        for (JsonNode axis : run.results().at("/sweep/axes")) {
            String name = axis.path("name").asText();
            String[] levels = axes.get(name);
            if (levels == null) {
                continue;
            }
            int count = axis.path("levels").size() - 1;
            for (int i = 0; i < variants; i++) {
                if (!levels[i].equals(BASELINE)) {
                    String row = count > MOST_LEVELS ? name + ": each of " + count : name + ": " + levels[i];
                    rows.computeIfAbsent(row, key -> new boolean[variants])[i] = true;
                }
            }
        }
        return rows;
    }

    private static List<Series> upper(int[] order, double[] rank, double[] speed, double[] error, String[] labels) {
        double[] y = Arrays.stream(order).mapToDouble(i -> speed[i]).toArray();
        double[] e = Arrays.stream(order).mapToDouble(i -> error[i]).toArray();
        List<Series> series = new ArrayList<>();
        boolean bars = order.length <= MOST_BARS;
        if (!bars) {
            double[] low = new double[y.length];
            Arrays.setAll(low, i -> y[i] - e[i]);
            double[] high = new double[y.length];
            Arrays.setAll(high, i -> y[i] + e[i]);
            series.add(new Series.Band("", Role.MUTED, rank, low, high));
        }
        if (Double.isFinite(speed[0])) {
            series.add(new Series.Rule("", Role.HIGHLIGHT, Stroke.DASHED, false, speed[0]));
        }
        if (bars) {
            double[] low = new double[y.length];
            Arrays.setAll(low, i -> y[i] - e[i]);
            double[] high = new double[y.length];
            Arrays.setAll(high, i -> y[i] + e[i]);
            series.add(
                    new Series.Segments("", Role.MUTED, Stroke.SOLID, false, rank, low, rank, high, Series.NO_LABELS));
        }
        series.add(Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, rank, y)
                .withSizes(sizes(order.length))
                .withLabels(labels));
        for (int k = 0; k < order.length; k++) {
            if (order[k] == 0) {
                series.add(Series.Points.of(
                                BASELINE, Role.HIGHLIGHT, Symbol.FILLED_DIAMOND, new double[] {rank[k]}, new double[] {
                                    y[k]
                                })
                        .withSizes(new double[] {1.6})
                        .withLabels(new String[] {labels[k]}));
            }
        }
        return series;
    }

    private static double[] sizes(int n) {
        double[] sizes = new double[n];
        Arrays.fill(sizes, n > 60 ? 0.6 : 0.9);
        return sizes;
    }

    private static List<Series> lower(int[] order, double[] rank, Map<String, boolean[]> rows, String[] labels) {
        List<Series> series = new ArrayList<>();
        int row = 0;
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (boolean[] marked : rows.values()) {
            series.add(new Series.Rule("", Role.MUTED, Stroke.DOTTED, false, row));
            for (int k = 0; k < order.length; k++) {
                if (marked[order[k]]) {
                    x.add(rank[k]);
                    y.add((double) row);
                    names.add(labels[k]);
                }
            }
            row++;
        }
        series.add(Series.Points.of(
                        "",
                        Role.MODEL,
                        Symbol.FILLED_SQUARE,
                        x.stream().mapToDouble(Double::doubleValue).toArray(),
                        y.stream().mapToDouble(Double::doubleValue).toArray())
                .withSizes(sizes(x.size()))
                .withLabels(names.toArray(String[]::new)));
        return series;
    }
}
