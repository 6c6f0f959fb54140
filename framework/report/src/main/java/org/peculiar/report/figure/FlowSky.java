package org.peculiar.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.peculiar.api.Draws;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Symbol;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ErrorEllipsoid;

/** The sky with tracers that move away and towards us, the flow and its error (Hudson et al. 1999, figure 3). */
final class FlowSky {

    private static final String STREAM = "figure: directions of the flow";
    private static final int DIRECTIONS = 1000;
    private static final double LARGEST = 2.5;
    private static final double SMALLEST = 0.3;

    /** What the names of the landmarks stand for. */
    static final String LANDMARKS =
            "LG: motion of the Local Group; 7S: flow of the 7 Samurai; LP: of Lauer and Postman; R: of Riess"
                    + " et al.; SC: Shapley Concentration; HR: Horologium-Reticulum.";

    private FlowSky() {}

    static Figure of(RecordedFlow flow, long seed) {
        double[] l = new double[flow.size()];
        Arrays.setAll(l, flow.directions()::longitudeDeg);
        double[] b = new double[flow.size()];
        Arrays.setAll(b, flow.directions()::latitudeDeg);
        double usual = usual(flow.velocityKms());
        double[] sizes = Arrays.stream(flow.velocityKms())
                .map(v -> Math.min(LARGEST, Math.max(SMALLEST, Math.abs(v) / usual)))
                .toArray();
        String[] labels = new String[flow.size()];
        Arrays.setAll(labels, i -> flow.labels()[i] + ": " + Words.kms(flow.velocityKms()[i], flow.errorKms()[i]));
        Rows outflow = Rows.where(flow.size(), i -> flow.velocityKms()[i] >= 0);
        Rows inflow = Rows.where(flow.size(), i -> flow.velocityKms()[i] < 0);
        List<Series> series = new ArrayList<>();
        series.add(Series.Points.of("inflow", Role.INFLOW, Symbol.OPEN_CIRCLE, inflow.of(l), inflow.of(b))
                .withSizes(inflow.of(sizes))
                .withLabels(inflow.of(labels)));
        series.add(Series.Points.of("outflow", Role.OUTFLOW, Symbol.ASTERISK, outflow.of(l), outflow.of(b))
                .withSizes(outflow.of(sizes))
                .withLabels(outflow.of(labels)));
        series.add(directions(flow, seed));
        series.add(landmarks());
        series.add(Series.Points.of(
                        "flow of this run",
                        Role.DATA,
                        Symbol.FILLED_DIAMOND,
                        new double[] {flow.velocity().longitudeDeg()},
                        new double[] {flow.velocity().latitudeDeg()})
                .withSizes(new double[] {1.8})
                .withLabels(new String[] {"V"})
                .labelled());
        return Figure.of("The flow on the sky", caption(flow, seed), Figure.Sky.galactic(0, series))
                .acrossThePage(1);
    }

    private static double usual(double[] velocities) {
        double[] sorted = Arrays.stream(velocities).map(Math::abs).sorted().toArray();
        return sorted.length == 0 || sorted[sorted.length / 2] == 0 ? 1 : sorted[sorted.length / 2];
    }

    private static Series directions(RecordedFlow flow, long seed) {
        GalacticVector[] drawn = draws(flow, seed);
        return Series.Points.of(
                "directions of the flow within its error",
                Role.DATA,
                Symbol.DOT,
                Arrays.stream(drawn).mapToDouble(GalacticVector::longitudeDeg).toArray(),
                Arrays.stream(drawn).mapToDouble(GalacticVector::latitudeDeg).toArray());
    }

    /** Returns flows drawn from N(V, C). */
    static GalacticVector[] draws(RecordedFlow flow, long seed) {
        Draws draws = KeyedDraws.ofSeed(seed).stream(STREAM);
        ErrorEllipsoid ellipsoid = flow.ellipsoid();
        GalacticVector[] drawn = new GalacticVector[DIRECTIONS];
        for (int i = 0; i < DIRECTIONS; i++) {
            drawn[i] = flow.velocity();
            for (int axis = 0; axis < ellipsoid.axes().size(); axis++) {
                ErrorEllipsoid.Axis along = ellipsoid.axes().get(axis);
                double length = along.error()
                        * draws.gaussian(i * (long) ellipsoid.axes().size() + axis);
                drawn[i] = drawn[i].plus(along.direction().times(length));
            }
        }
        return drawn;
    }

    static Series landmarks() {
        List<Landmark> all = Landmark.DIRECTIONS;
        return Series.Points.of(
                        "",
                        Role.HIGHLIGHT,
                        Symbol.PLUS,
                        all.stream().mapToDouble(Landmark::lDeg).toArray(),
                        all.stream().mapToDouble(Landmark::bDeg).toArray())
                .withLabels(all.stream().map(Landmark::name).toArray(String[]::new))
                .labelled();
    }

    private static String caption(RecordedFlow flow, long seed) {
        return String.format(
                Locale.ROOT,
                "The sky in Galactic coordinates, Aitoff's projection. Open circles move towards us, asterisks away, in the CMB"
                        + " frame; symbols grow with |v|. The diamond (V) is the flow towards l %.1f°, b %+.1f°; dots are %,d"
                        + " directions drawn from its total error ellipsoid (seed %d). "
                        + LANDMARKS,
                flow.velocity().longitudeDeg(),
                flow.velocity().latitudeDeg(),
                DIRECTIONS,
                seed);
    }
}
