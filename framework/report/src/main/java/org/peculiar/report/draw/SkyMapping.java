package org.peculiar.report.draw;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;

/**
 * The whole sky in an ellipse, longitude growing leftward.
 *
 * @param frame box about the ellipse, twice as wide as high
 * @param projection of the sphere
 * @param centreDeg longitude in the middle
 */
record SkyMapping(Rectangle2D frame, Figure.Projection projection, double centreDeg) implements Mapping {

    /** Longest piece of a line that is drawn straight. */
    private static final double PIECE_DEG = 2;

    private static final double PIXELS = 2;

    /**
     * Projects a direction.
     *
     * @param dlDeg longitude less that of the centre, within ±180
     * @param bDeg latitude
     * @return x, growing rightward, and y, upward, with radius 1 to the unit at the centre
     */
    static double[] project(Figure.Projection projection, double dlDeg, double bDeg) {
        double half = Math.toRadians(dlDeg) / 2;
        double b = Math.toRadians(bDeg);
        double across = Math.cos(b) * Math.sin(half);
        double cosine = Math.cos(b) * Math.cos(half);
        if (projection == Figure.Projection.HAMMER) {
            double q = Math.sqrt(1 + cosine);
            return new double[] {-2 * Math.sqrt(2) * across / q, Math.sqrt(2) * Math.sin(b) / q};
        }
        double angle = Math.acos(Math.min(1, cosine));
        double stretch = angle == 0 ? 1 : angle / Math.sin(angle);
        return new double[] {-2 * across * stretch, Math.sin(b) * stretch};
    }

    /** Returns the half width of the ellipse; the half height is half of it. */
    static double halfWidth(Figure.Projection projection) {
        return projection == Figure.Projection.HAMMER ? 2 * Math.sqrt(2) : Math.PI;
    }

    /**
     * Finds what is projected to a point.
     *
     * @return longitude less that of the centre and latitude, in degrees; {@code null} outside the ellipse
     */
    static double[] deproject(Figure.Projection projection, double x, double y) {
        double halfWidth = halfWidth(projection);
        if (Math.hypot(x / halfWidth, 2 * y / halfWidth) > 1) {
            return null;
        }
        if (projection == Figure.Projection.HAMMER) {
            double z = Math.sqrt(1 - x * x / 16 - y * y / 4);
            double dl = 2 * Math.atan2(z * x, 2 * (2 * z * z - 1));
            return new double[] {-Math.toDegrees(dl), Math.toDegrees(Math.asin(z * y))};
        }
        double angle = Math.hypot(x / 2, y);
        double shrink = angle == 0 ? 1 : Math.sin(angle) / angle;
        double dl = 2 * Math.atan2(x / 2 * shrink, Math.cos(angle));
        return new double[] {-Math.toDegrees(dl), Math.toDegrees(Math.asin(y * shrink))};
    }

    /** Returns a longitude less that of the centre, in [−180, 180). */
    double relative(double lDeg) {
        double dl = (lDeg - centreDeg) % 360;
        return dl < -180 ? dl + 360 : dl >= 180 ? dl - 360 : dl;
    }

    @Override
    public Point2D at(double lDeg, double bDeg) {
        return Double.isFinite(lDeg) && Double.isFinite(bDeg) ? place(relative(lDeg), bDeg) : null;
    }

    private Point2D place(double dlDeg, double bDeg) {
        double[] xy = project(projection, dlDeg, bDeg);
        double scale = frame.getWidth() / 2 / halfWidth(projection);
        return new Point2D.Double(frame.getCenterX() + xy[0] * scale, frame.getCenterY() - xy[1] * scale);
    }

    Ellipse2D outline() {
        return new Ellipse2D.Double(frame.getX(), frame.getY(), frame.getWidth(), frame.getHeight());
    }

    @Override
    public Path2D line(double[] l, double[] b) {
        Path2D path = new Path2D.Double();
        for (List<double[]> piece : unwrapped(l, b)) {
            double turn = Double.NaN;
            for (int i = 0; i < piece.size(); i++) {
                double[] here = piece.get(i);
                double turnHere = Math.floor((here[0] + 180) / 360);
                if (i > 0 && turnHere != turn) {
                    double[] before = piece.get(i - 1);
                    double edge = 360 * Math.max(turn, turnHere) - 180;
                    double share = (edge - before[0]) / (here[0] - before[0]);
                    double at = before[1] + share * (here[1] - before[1]);
                    to(path, edge - 360 * turn, at, false);
                    to(path, edge - 360 * turnHere, at, true);
                }
                turn = turnHere;
                to(path, here[0] - 360 * turn, here[1], i == 0);
            }
        }
        return path;
    }

    private void to(Path2D path, double dlDeg, double bDeg, boolean begin) {
        Point2D point = place(dlDeg, bDeg);
        if (begin) {
            path.moveTo(point.getX(), point.getY());
        } else {
            path.lineTo(point.getX(), point.getY());
        }
    }

    /** Returns the pieces between missing values, longitudes about the centre without jumps, with short steps. */
    private List<List<double[]>> unwrapped(double[] l, double[] b) {
        List<List<double[]>> pieces = new ArrayList<>();
        List<double[]> piece = new ArrayList<>();
        for (int i = 0; i < l.length; i++) {
            if (!Double.isFinite(l[i]) || !Double.isFinite(b[i])) {
                if (!piece.isEmpty()) {
                    pieces.add(piece);
                    piece = new ArrayList<>();
                }
                continue;
            }
            double dl = l[i] - centreDeg;
            if (!piece.isEmpty()) {
                double[] last = piece.get(piece.size() - 1);
                double jump = l[i] - l[i - 1];
                // A step of exactly half a turn or more was meant as it stands only if it is a whole turn, as a
                // parallel's.
                double step = Math.abs(jump) >= 360 ? jump : Math.IEEEremainder(jump, 360);
                dl = last[0] + step;
                int steps = (int) Math.ceil(Math.max(Math.abs(step), Math.abs(b[i] - last[1])) / PIECE_DEG);
                for (int k = 1; k < steps; k++) {
                    double share = (double) k / steps;
                    piece.add(new double[] {last[0] + share * step, last[1] + share * (b[i] - last[1])});
                }
            } else {
                dl = relative(l[i]);
            }
            piece.add(new double[] {dl, b[i]});
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }

    @Override
    public Path2D region(double[] l, double[] b) {
        double[] closedL = closed(l);
        double[] closedB = closed(b);
        Path2D path = new Path2D.Double();
        for (List<double[]> outline : unwrapped(closedL, closedB)) {
            for (int turn = -1; turn <= 1; turn++) {
                List<double[]> inside = cut(cut(shifted(outline, 360.0 * turn), 1), -1);
                if (inside.stream().allMatch(point -> Math.abs(point[0]) == 180)) {
                    continue;
                }
                for (int i = 0; i < inside.size(); i++) {
                    to(path, inside.get(i)[0], inside.get(i)[1], i == 0);
                }
                path.closePath();
            }
        }
        return path;
    }

    private static double[] closed(double[] values) {
        List<Double> all = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= values.length; i++) {
            if (i == values.length || Double.isNaN(values[i])) {
                if (i > start) {
                    all.add(values[start]);
                }
                all.add(Double.NaN);
                start = i + 1;
            } else {
                all.add(values[i]);
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<double[]> shifted(List<double[]> outline, double by) {
        return outline.stream()
                .map(point -> new double[] {point[0] + by, point[1]})
                .toList();
    }

    /** Cuts off what lies beyond 180° on one side (Sutherland and Hodgman 1974). */
    private static List<double[]> cut(List<double[]> outline, int side) {
        List<double[]> kept = new ArrayList<>();
        for (int i = 0; i < outline.size(); i++) {
            double[] from = outline.get(i);
            double[] to = outline.get((i + 1) % outline.size());
            boolean fromInside = side * from[0] <= 180;
            boolean toInside = side * to[0] <= 180;
            if (fromInside) {
                kept.add(from);
            }
            if (fromInside != toInside) {
                double share = (side * 180 - from[0]) / (to[0] - from[0]);
                double edge = from[1] + share * (to[1] - from[1]);
                alongEdge(kept, side * 180.0, edge);
            }
        }
        return kept;
    }

    /** Follows the rim of the ellipse in short steps, where the last point lies on it too. */
    private static void alongEdge(List<double[]> kept, double dl, double b) {
        if (!kept.isEmpty() && kept.get(kept.size() - 1)[0] == dl) {
            double from = kept.get(kept.size() - 1)[1];
            int steps = (int) Math.ceil(Math.abs(b - from) / PIECE_DEG);
            for (int k = 1; k < steps; k++) {
                kept.add(new double[] {dl, from + (b - from) * k / steps});
            }
        }
        kept.add(new double[] {dl, b});
    }

    @Override
    public Raster raster(Series.Cells cells, Scaling range) {
        int width = (int) Math.ceil(frame.getWidth() * PIXELS);
        int height = (int) Math.ceil(frame.getHeight() * PIXELS);
        byte[] pixels = new byte[width * height];
        Arrays.fill(pixels, Ramps.colour(range, Double.NaN));
        double scale = 2 * halfWidth(projection) / width;
        // Both projections are symmetric about both axes: a quarter of the sky tells where all of it is.
        for (int row = 0; row < (height + 1) / 2; row++) {
            int mirrorRow = height - 1 - row;
            for (int column = 0; column < (width + 1) / 2; column++) {
                int mirrorColumn = width - 1 - column;
                double[] dlb =
                        deproject(projection, (column + 0.5 - width / 2.0) * scale, (height / 2.0 - row - 0.5) * scale);
                if (dlb != null) {
                    double dl = dlb[0];
                    double b = dlb[1];
                    pixels[row * width + column] = Ramps.colour(range, value(cells, dl, b));
                    pixels[row * width + mirrorColumn] = Ramps.colour(range, value(cells, -dl, b));
                    pixels[mirrorRow * width + column] = Ramps.colour(range, value(cells, dl, -b));
                    pixels[mirrorRow * width + mirrorColumn] = Ramps.colour(range, value(cells, -dl, -b));
                }
            }
        }
        return new Raster(width, height, pixels, Ramps.colours(cells.ramp()));
    }

    /** Returns the value of a map at a longitude less that of the centre, and a latitude; NaN where it has none. */
    private double value(Series.Cells cells, double dlDeg, double bDeg) {
        double first = cells.x()[0];
        int column = PlaneMapping.cell(cells.x(), first + positive(dlDeg + centreDeg - first));
        int row = PlaneMapping.cell(cells.y(), bDeg);
        return column < 0 || row < 0 ? Double.NaN : cells.values()[row * (cells.x().length - 1) + column];
    }

    private static double positive(double angle) {
        double within = angle % 360;
        return within < 0 ? within + 360 : within;
    }
}
