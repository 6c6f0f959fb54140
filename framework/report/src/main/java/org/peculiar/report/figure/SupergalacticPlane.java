package org.peculiar.report.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.sky.Rotation;

/**
 * The plane that holds SGY and lies midway between SGX = 0 and SGZ = 0, the flow nearly in it (Hudson et al. 1999, figure 2).
 *
 * <p>Horizontal {@code h = (SGX + SGZ)/√2}, vertical SGY; {@code p = (SGX − SGZ)/√2} is the distance from the plane.
 */
final class SupergalacticPlane {

    private static final double FARTHEST_OFF_DEG = 45;
    private static final double AVOIDED_DEG = 15;
    private static final double STEP_DEG = 0.5;
    private static final int MOST_VECTORS = 300;
    private static final double SHOWN = 0.98;
    private static final double MARGIN = 1.08;

    /**
     * A place in the plane.
     *
     * @param h horizontal
     * @param v vertical
     * @param offDeg angle from the plane, positive towards SGX
     */
    record Place(double h, double v, double offDeg) {

        static Place of(GalacticVector position) {
            double[] sg = Rotation.GALACTIC_TO_SUPERGALACTIC.apply(position.x(), position.y(), position.z());
            double h = (sg[0] + sg[2]) / Math.sqrt(2);
            double p = (sg[0] - sg[2]) / Math.sqrt(2);
            return new Place(h, sg[1], Math.toDegrees(Math.asin(p / position.length())));
        }
    }

    private SupergalacticPlane() {}

    static Figure of(RecordedFlow flow) {
        int n = flow.size();
        double[] h = new double[n];
        double[] v = new double[n];
        double[] off = new double[n];
        String[] labels = new String[n];
        for (int i = 0; i < n; i++) {
            Place place = Place.of(flow.direction(i).times(flow.distanceKms()[i]));
            h[i] = place.h();
            v[i] = place.v();
            off[i] = place.offDeg();
            labels[i] = String.format(
                    Locale.ROOT,
                    "%s: R %.0f km s⁻¹, cz %.0f km s⁻¹, %.0f° off the plane",
                    flow.labels()[i],
                    flow.distanceKms()[i],
                    flow.czKms()[i],
                    off[i]);
        }
        Rows outflow = Rows.where(n, i -> Math.abs(off[i]) < FARTHEST_OFF_DEG && flow.velocityKms()[i] >= 0);
        Rows inflow = Rows.where(n, i -> Math.abs(off[i]) < FARTHEST_OFF_DEG && flow.velocityKms()[i] < 0);
        double reach = reach(h, v, off);
        List<Series> series = new ArrayList<>();
        series.add(avoided(2 * reach));
        if (n <= MOST_VECTORS) {
            series.add(vectors(flow, outflow, Role.OUTFLOW, Stroke.SOLID, h, v));
            series.add(vectors(flow, inflow, Role.INFLOW, Stroke.DOTTED, h, v));
        }
        series.add(points(flow, outflow, "outflow", Role.OUTFLOW, Symbol.FILLED_CIRCLE, h, v, labels));
        series.add(points(flow, inflow, "inflow", Role.INFLOW, Symbol.OPEN_CIRCLE, h, v, labels));
        series.add(landmarks(reach));
        return Figure.of(
                "Supergalactic plane",
                caption(flow, n - outflow.size() - inflow.size()),
                Figure.Plane.of(
                                Figure.Axis.of("(SGX + SGZ)/√2 (km s⁻¹)").range(-reach, reach),
                                Figure.Axis.of("SGY (km s⁻¹)").range(-reach, reach),
                                series)
                        .withAspect(1)
                        .withEqualUnits());
    }

    /** Returns how far from the origin to show: the farthest of few tracers, nearly all of many. */
    private static double reach(double[] h, double[] v, double[] off) {
        Rows shown = Rows.where(h.length, i -> Math.abs(off[i]) < FARTHEST_OFF_DEG);
        double[] far = new double[shown.size()];
        double[] x = shown.of(h);
        double[] y = shown.of(v);
        Arrays.setAll(far, i -> Math.max(Math.abs(x[i]), Math.abs(y[i])));
        Arrays.sort(far);
        if (far.length == 0) {
            return Landmark.SHAPLEY.distanceKms();
        }
        int last = far.length > MOST_VECTORS ? (int) (SHOWN * far.length) : far.length - 1;
        return MARGIN * far[last];
    }

    private static Series points(
            RecordedFlow flow,
            Rows rows,
            String name,
            Role role,
            Symbol symbol,
            double[] h,
            double[] v,
            String[] labels) {
        return Series.Points.of(name, role, symbol, rows.of(h), rows.of(v))
                .withSizes(rows.of(flow.sizes()))
                .withLabels(rows.of(labels));
    }

    /** Returns lines of sight from each distance to the redshift. */
    private static Series vectors(RecordedFlow flow, Rows rows, Role role, Stroke stroke, double[] h, double[] v) {
        double[] x = rows.of(h);
        double[] y = rows.of(v);
        double[] r = rows.of(flow.distanceKms());
        double[] cz = rows.of(flow.czKms());
        double[] x1 = new double[x.length];
        Arrays.setAll(x1, i -> x[i] * cz[i] / r[i]);
        double[] y1 = new double[y.length];
        Arrays.setAll(y1, i -> y[i] * cz[i] / r[i]);
        return new Series.Segments("", role, stroke, false, x, y, x1, y1, Series.NO_LABELS);
    }

    /** Returns the part of the plane that lies behind the Milky Way, in sectors as far as asked for. */
    private static Series avoided(double radius) {
        List<double[]> corners = new ArrayList<>();
        boolean inside = false;
        // From a direction that is not in the zone, once round.
        double start = 0;
        while (isAvoided(start)) {
            start += STEP_DEG;
        }
        for (double turn = start; turn <= start + 360; turn += STEP_DEG) {
            boolean now = isAvoided(turn);
            if (now && !inside) {
                corners.add(new double[] {0, 0});
            }
            if (now) {
                double angle = Math.toRadians(turn);
                corners.add(new double[] {radius * Math.cos(angle), radius * Math.sin(angle)});
            } else if (inside) {
                corners.add(new double[] {Double.NaN, Double.NaN});
            }
            inside = now;
        }
        return new Series.Region(
                "|b| < 15°",
                Role.MUTED,
                Stroke.SOLID,
                true,
                corners.stream().mapToDouble(corner -> corner[0]).toArray(),
                corners.stream().mapToDouble(corner -> corner[1]).toArray());
    }

    /** Tells whether a direction in the plane, by its angle from the horizontal axis, is behind the Milky Way. */
    private static boolean isAvoided(double turnDeg) {
        double h = Math.cos(Math.toRadians(turnDeg));
        double v = Math.sin(Math.toRadians(turnDeg));
        double[] galactic = Rotation.GALACTIC_TO_SUPERGALACTIC.transpose().apply(h / Math.sqrt(2), v, h / Math.sqrt(2));
        return Math.abs(GalacticVector.of(galactic).latitudeDeg()) < AVOIDED_DEG;
    }

    private static Series landmarks(double reach) {
        List<Landmark> near = Landmark.PLACES.stream()
                .filter(landmark -> Math.max(
                                Math.abs(place(landmark).h()),
                                Math.abs(place(landmark).v()))
                        < reach)
                .toList();
        return Series.Points.of(
                        "",
                        Role.HIGHLIGHT,
                        Symbol.PLUS,
                        near.stream()
                                .mapToDouble(landmark -> place(landmark).h())
                                .toArray(),
                        near.stream()
                                .mapToDouble(landmark -> place(landmark).v())
                                .toArray())
                .withLabels(near.stream().map(Landmark::name).toArray(String[]::new))
                .labelled();
    }

    private static Place place(Landmark landmark) {
        return Place.of(landmark.position());
    }

    private static String caption(RecordedFlow flow, int left) {
        return String.format(
                Locale.ROOT,
                "Tracers within %.0f° of the plane that holds SGY and lies midway between SGX = 0 and SGZ = 0, seen at their"
                        + " distances; the Local Group (LG) is at the origin. Filled symbols%s move away from us, open symbols%s"
                        + " towards us, in the CMB frame; symbols grow with 1/error. The zone |b| < %.0f° is shaded. GA: Great"
                        + " Attractor; SC: Shapley Concentration; HR: Horologium-Reticulum. %,d of %,d tracers are farther from"
                        + " the plane.",
                FARTHEST_OFF_DEG,
                flow.size() <= MOST_VECTORS ? " and solid lines, which lead to the redshift," : "",
                flow.size() <= MOST_VECTORS ? " and dotted lines" : "",
                AVOIDED_DEG,
                left,
                flow.size());
    }
}
