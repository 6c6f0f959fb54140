package org.peculiar.report.figure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.api.Unit;
import org.peculiar.engine.record.RecordedTable;

/** What the speed would be without each group: a jackknife's influence. */
final class Influence {

    private static final int MOST = 30;
    private static final double ROW = 0.042;

    private Influence() {}

    static Figure of(String axis, RecordedTable table) {
        String[] groups = table.texts("group");
        double[] change = table.numbers("dspeed");
        double[] error = table.numbers("dspeed_error");
        int[] order = IntStream.range(0, groups.length)
                .filter(i -> Double.isFinite(change[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(change[i])))
                .limit(MOST)
                .mapToInt(Integer::intValue)
                .toArray();
        int n = order.length;
        double[] x = Arrays.stream(order).mapToDouble(i -> change[i]).toArray();
        double[] row = IntStream.range(0, n).asDoubleStream().toArray();
        String[] names = Arrays.stream(order).mapToObj(i -> groups[i]).toArray(String[]::new);
        String[] labels = Arrays.stream(order)
                .mapToObj(i -> "without " + groups[i] + ": " + Words.change(change[i], error[i]))
                .toArray(String[]::new);
        List<Series> series = List.of(
                new Series.Rule("", Role.MUTED, Stroke.SOLID, true, 0),
                Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, x, row)
                        .withErrors(
                                Arrays.stream(order).mapToDouble(i -> error[i]).toArray(), Series.NONE)
                        .withLabels(labels));
        return Figure.of(
                "Influence of each group: " + axis,
                String.format(
                        Locale.ROOT,
                        "Change of the speed when one group is left out, with the standard error of the change; %s of %,d"
                                + " groups (%s).",
                        n < groups.length ? "the " + n + " most influential" : "all",
                        groups.length,
                        axis),
                Figure.Plane.of(
                                Figure.Axis.of("Change of speed", Unit.KMS),
                                Figure.Axis.of("").names(List.of(names)).reversed(),
                                series)
                        .withAspect(Math.max(0.3, ROW * n)));
    }
}
