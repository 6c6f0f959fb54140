package org.peculiar.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.api.Unit;

/** Velocities against the angle from the flow's apex, with {@code |V| cos θ} (Hudson et al. 1999, figure 1). */
final class Apex {

    private static final double DEVIANT = 2;
    private static final int STEPS = 90;
    private static final int FEW = 200;
    private static final int BINS = 12;
    private static final String CURVE = "|V| cos θ";
    private static final double MEANS = 0.4;
    private static final double SHOWN = 0.995;

    private Apex() {}

    static Figure of(RecordedFlow flow) {
        int n = flow.size();
        double[] angle = new double[n];
        boolean[] deviant = new boolean[n];
        String[] labels = new String[n];
        for (int i = 0; i < n; i++) {
            angle[i] = flow.velocity().angleDeg(flow.direction(i));
            double left = flow.velocityKms()[i] - flow.predictedKms(i);
            deviant[i] = Math.abs(left) > DEVIANT * flow.errorKms()[i];
            labels[i] = flow.labels()[i] + ": " + Words.kms(flow.velocityKms()[i], flow.errorKms()[i])
                    + String.format(Locale.ROOT, " at %.1f°", angle[i]);
        }
        boolean few = n <= FEW;
        Figure.Axis theta =
                new Figure.Axis("Angle θ from the flow's apex (°)", Figure.Scale.DEGREES, 0, 180, List.of());
        Figure.Axis velocity = Figure.Axis.of("Peculiar velocity", Unit.KMS);
        Series zero = new Series.Rule("", Role.MUTED, Stroke.DOTTED, false, 0);
        String title = "Velocities against the angle from the apex";
        if (few) {
            return Figure.of(
                    title,
                    caption(flow) + fewWords(deviant),
                    Figure.Plane.of(
                            theta,
                            velocity,
                            List.of(
                                    zero,
                                    points(flow, angle, labels, Rows.where(n, i -> !deviant[i])),
                                    deviants(flow, angle, deviant),
                                    curve(flow, CURVE))));
        }
        double most = quantile(flow.velocityKms(), SHOWN);
        return Figure.of(
                title,
                caption(flow)
                        + "Below, weighted means in steps of 15°. The half per cent of largest velocities is not shown.",
                Figure.Plane.of(
                        theta,
                        velocity.range(-most, most),
                        List.of(zero, points(flow, angle, labels, Rows.where(n, i -> true)), curve(flow, ""))),
                Figure.Plane.of(
                                theta,
                                Figure.Axis.of("Mean", Unit.KMS),
                                List.of(zero, curve(flow, CURVE), means(flow, angle)))
                        .withAspect(MEANS));
    }

    private static Series curve(RecordedFlow flow, String name) {
        double[] theta = new double[STEPS + 1];
        Arrays.setAll(theta, i -> 180.0 * i / STEPS);
        double[] model = Arrays.stream(theta)
                .map(t -> speed(flow) * Math.cos(Math.toRadians(t)))
                .toArray();
        return new Series.Line(name, Role.MODEL, Stroke.SOLID, theta, model);
    }

    private static double speed(RecordedFlow flow) {
        return flow.velocity().length();
    }

    private static Series points(RecordedFlow flow, double[] angle, String[] labels, Rows rows) {
        return Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, rows.of(angle), rows.of(flow.velocityKms()))
                .withSizes(rows.of(flow.sizes()))
                .withLabels(rows.of(labels));
    }

    private static Series deviants(RecordedFlow flow, double[] angle, boolean[] deviant) {
        Rows rows = Rows.where(deviant.length, i -> deviant[i]);
        return Series.Points.of(
                        "more than 2 σ off",
                        Role.HIGHLIGHT,
                        Symbol.FILLED_CIRCLE,
                        rows.of(angle),
                        rows.of(flow.velocityKms()))
                .withErrors(Series.NONE, rows.of(flow.errorKms()))
                .withSizes(rows.of(flow.sizes()))
                .withLabels(rows.of(flow.labels()))
                .labelled();
    }

    /** Returns weighted means of equal steps in angle, which tell what thousands of points hide. */
    private static Series means(RecordedFlow flow, double[] angle) {
        double[] weight = new double[BINS];
        double[] sum = new double[BINS];
        for (int i = 0; i < angle.length; i++) {
            int bin = (int) Math.min(BINS - 1, angle[i] * BINS / 180);
            double w = 1 / (flow.errorKms()[i] * flow.errorKms()[i]);
            weight[bin] += w;
            sum[bin] += w * flow.velocityKms()[i];
        }
        double[] x = new double[BINS];
        Arrays.setAll(x, bin -> 180 * (bin + 0.5) / BINS);
        double[] y = new double[BINS];
        Arrays.setAll(y, bin -> sum[bin] / weight[bin]);
        double[] error = new double[BINS];
        Arrays.setAll(error, bin -> 1 / Math.sqrt(weight[bin]));
        return Series.Points.of("", Role.HIGHLIGHT, Symbol.FILLED_SQUARE, x, y).withErrors(Series.NONE, error);
    }

    private static String caption(RecordedFlow flow) {
        return String.format(
                Locale.ROOT,
                "Peculiar velocities of %,d tracers against their angle θ from the apex of the flow, l %.1f°, b %+.1f°."
                        + " The curve is |V| cos θ with |V| = %.0f km s⁻¹, error bias not removed.%s Symbols grow with 1/error. ",
                flow.size(),
                flow.velocity().longitudeDeg(),
                flow.velocity().latitudeDeg(),
                speed(flow),
                flow.others().isEmpty()
                        ? ""
                        : " What the flow fits besides (" + String.join(", ", flow.others()) + ") is not taken out.");
    }

    private static String fewWords(boolean[] deviant) {
        return "Error bars and names are given where a velocity is more than two standard errors from the flow, as "
                + Rows.where(deviant.length, i -> deviant[i]).size() + " are.";
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = Arrays.stream(values).map(Math::abs).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }
}
