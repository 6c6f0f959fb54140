package org.peculiar.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.science.sky.GalacticVector;

/** The flows of a run that fitted several, side by side. */
final class FlowsCompared {

    /** Height of a flow in a panel, over the panel's width. */
    private static final double ROW = 0.16;

    private static final double SHORTEST = 0.6;

    private static final String[] QUANTITIES = {"|V|", "V_{x}", "V_{y}", "V_{z}"};

    private static final List<Role> ROLES =
            List.of(Role.FIRST, Role.SECOND, Role.THIRD, Role.FOURTH, Role.FIFTH, Role.SIXTH);

    private static final List<Symbol> SYMBOLS = List.of(
            Symbol.FILLED_CIRCLE,
            Symbol.FILLED_SQUARE,
            Symbol.FILLED_TRIANGLE,
            Symbol.FILLED_DIAMOND,
            Symbol.OPEN_CIRCLE,
            Symbol.OPEN_SQUARE);

    private FlowsCompared() {}

    /** Returns speeds and Galactic components with their errors, a row a flow. */
    static Figure components(List<RecordedFlow> flows) {
        List<Figure.Panel> panels = new ArrayList<>();
        for (int quantity = 0; quantity < QUANTITIES.length; quantity++) {
            panels.add(panel(flows, quantity));
        }
        return new Figure(
                "Flows of this run",
                "Speed, not corrected for error bias, and Galactic components of the flow that each step fitted; bars are total"
                        + " standard errors.",
                Figure.Width.PAGE,
                panels.size(),
                panels);
    }

    private static Figure.Panel panel(List<RecordedFlow> flows, int quantity) {
        int n = flows.size();
        double[] value = new double[n];
        double[] error = new double[n];
        double[] row = new double[n];
        String[] labels = new String[n];
        for (int i = 0; i < n; i++) {
            RecordedFlow flow = flows.get(i);
            row[i] = i;
            value[i] =
                    quantity == 0 ? flow.velocity().length() : flow.velocity().toArray()[quantity - 1];
            error[i] = quantity == 0 ? flow.errorAlongKms() : Math.sqrt(flow.total()[quantity - 1][quantity - 1]);
            labels[i] = flow.step() + ": " + Words.kms(value[i], error[i]);
        }
        List<String> names =
                flows.stream().map(flow -> quantity == 0 ? flow.step() : "").toList();
        Figure.Axis x = Figure.Axis.of(QUANTITIES[quantity] + " (km s⁻¹)");
        return Figure.Plane.of(
                        quantity == 0 ? x.range(0, Double.NaN) : x,
                        Figure.Axis.of("").names(names).reversed(),
                        List.of(
                                new Series.Rule("", Role.MUTED, Stroke.DOTTED, true, 0),
                                Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, value, row)
                                        .withErrors(error, Series.NONE)
                                        .withLabels(labels)))
                .withAspect(Math.max(SHORTEST, ROW * n));
    }

    /** Returns the directions of the flows among landmarks, with directions drawn from their errors. */
    static Figure sky(List<RecordedFlow> flows, long seed) {
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            GalacticVector[] drawn = FlowSky.draws(flows.get(i), seed);
            series.add(Series.Points.of(
                    "",
                    role(i),
                    Symbol.DOT,
                    Arrays.stream(drawn)
                            .mapToDouble(GalacticVector::longitudeDeg)
                            .toArray(),
                    Arrays.stream(drawn)
                            .mapToDouble(GalacticVector::latitudeDeg)
                            .toArray()));
        }
        series.add(FlowSky.landmarks());
        for (int i = 0; i < flows.size(); i++) {
            RecordedFlow flow = flows.get(i);
            series.add(Series.Points.of(
                            flow.step(),
                            role(i),
                            SYMBOLS.get(i % SYMBOLS.size()),
                            new double[] {flow.velocity().longitudeDeg()},
                            new double[] {flow.velocity().latitudeDeg()})
                    .withSizes(new double[] {1.8})
                    .withLabels(new String[] {
                        flow.step() + ": " + Words.kms(flow.velocity().length(), flow.errorAlongKms())
                    }));
        }
        return Figure.of(
                        "Directions of the flows",
                        "Where the flow of each step points, in Galactic coordinates, Aitoff's projection; dots are directions drawn"
                                + " from its total error ellipsoid (seed " + seed + "). " + FlowSky.LANDMARKS,
                        Figure.Sky.galactic(270, series))
                .acrossThePage(1);
    }

    private static Role role(int flow) {
        return ROLES.get(flow % ROLES.size());
    }
}
