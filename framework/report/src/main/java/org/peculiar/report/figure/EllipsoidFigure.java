package org.peculiar.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;

/** The flow and its error ellipsoid, as the distributions of each two components. */
final class EllipsoidFigure {

    /** Radii that hold 68.27 and 95.45 % of a bivariate normal distribution: √(−2 ln(1 − p)). */
    private static final double ONE = 1.5151729;

    private static final double TWO = 2.4860167;

    private static final String[] NAMES = {"V_{x}", "V_{y}", "V_{z}"};
    private static final int[][] PAIRS = {{0, 1}, {0, 2}, {1, 2}};

    private EllipsoidFigure() {}

    static Figure of(RecordedFlow flow) {
        double[] v = flow.velocity().toArray();
        List<Figure.Panel> panels = new ArrayList<>();
        for (int[] pair : PAIRS) {
            int i = pair[0];
            int j = pair[1];
            double[][] total = {{flow.total()[i][i], flow.total()[i][j]}, {flow.total()[i][j], flow.total()[j][j]}};
            double[][] random = {{flow.random()[i][i], flow.random()[i][j]}, {flow.random()[i][j], flow.random()[j][j]}
            };
            int panel = panels.size();
            List<Series> series = List.of(
                    Series.Region.ellipse("", Role.MODEL, Stroke.SOLID, v[i], v[j], total, ONE)
                            .shaded(),
                    Series.Region.ellipse(panel == 1 ? "68.3 %" : "", Role.MODEL, Stroke.SOLID, v[i], v[j], total, ONE),
                    Series.Region.ellipse(
                            panel == 1 ? "95.4 %" : "", Role.MODEL, Stroke.DASHED, v[i], v[j], total, TWO),
                    Series.Region.ellipse(
                            panel == 2 ? "random error" : "", Role.OUTFLOW, Stroke.DOTTED, v[i], v[j], random, ONE),
                    point(panel == 0 ? "flow" : "", Role.DATA, Symbol.FILLED_DIAMOND, v[i], v[j]),
                    point(panel == 0 ? "at rest" : "", Role.HIGHLIGHT, Symbol.CROSS, 0, 0));
            panels.add(Figure.Plane.of(axis(i), axis(j), series).withAspect(1).withEqualUnits());
        }
        return new Figure(
                "Error ellipsoid",
                String.format(
                        Locale.ROOT,
                        "The flow in Galactic components, each two of which are shown with the others free: ellipses hold"
                                + " 68.3 and 95.4 %% of the total error (random and systematic), the dotted one 68.3 %% of the"
                                + " random error. V = (%.0f, %.0f, %.0f) km s⁻¹.",
                        v[0],
                        v[1],
                        v[2]),
                Figure.Width.PAGE,
                PAIRS.length,
                panels);
    }

    private static Figure.Axis axis(int component) {
        return Figure.Axis.of(NAMES[component] + " (km s⁻¹)");
    }

    private static Series point(String name, Role role, Symbol symbol, double x, double y) {
        return Series.Points.of(name, role, symbol, new double[] {x}, new double[] {y})
                .withSizes(new double[] {1.5});
    }
}
