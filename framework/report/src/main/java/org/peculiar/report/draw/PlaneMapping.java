package org.peculiar.report.draw;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.peculiar.api.Series;

/**
 * Two straight axes.
 *
 * @param frame on the paper
 * @param x horizontal scaling
 * @param y vertical scaling, upward
 */
record PlaneMapping(Rectangle2D frame, Scaling x, Scaling y) implements Mapping {

    /** Beyond this many frames away, a place may lie anywhere: files need not hold larger numbers. */
    private static final double FAR = 50;

    /** Pixels to a point, enough for edges of cells. */
    private static final double PIXELS = 4;

    @Override
    public Point2D at(double vx, double vy) {
        double across = x.fraction(vx);
        double up = y.fraction(vy);
        if (!Double.isFinite(across) || !Double.isFinite(up)) {
            return null;
        }
        return new Point2D.Double(
                frame.getX() + near(across) * frame.getWidth(), frame.getMaxY() - near(up) * frame.getHeight());
    }

    private static double near(double fraction) {
        return Math.min(FAR, Math.max(-FAR, fraction));
    }

    @Override
    public Path2D line(double[] xs, double[] ys) {
        return trace(xs, ys, false);
    }

    @Override
    public Path2D region(double[] xs, double[] ys) {
        return trace(xs, ys, true);
    }

    private Path2D trace(double[] xs, double[] ys, boolean closed) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < xs.length; i++) {
            Point2D point = at(xs[i], ys[i]);
            if (point == null) {
                if (drawing && closed) {
                    path.closePath();
                }
                drawing = false;
            } else if (drawing) {
                path.lineTo(point.getX(), point.getY());
            } else {
                path.moveTo(point.getX(), point.getY());
                drawing = true;
            }
        }
        if (drawing && closed) {
            path.closePath();
        }
        return path;
    }

    @Override
    public Raster raster(Series.Cells cells, Scaling range) {
        int width = (int) Math.ceil(frame.getWidth() * PIXELS);
        int height = (int) Math.ceil(frame.getHeight() * PIXELS);
        byte[] pixels = new byte[width * height];
        int columns = cells.x().length - 1;
        for (int row = 0; row < height; row++) {
            int cellRow = cell(cells.y(), value(y, 1 - (row + 0.5) / height));
            for (int column = 0; column < width; column++) {
                int cellColumn = cell(cells.x(), value(x, (column + 0.5) / width));
                boolean inside = cellRow >= 0 && cellColumn >= 0;
                pixels[row * width + column] =
                        Ramps.colour(range, inside ? cells.values()[cellRow * columns + cellColumn] : Double.NaN);
            }
        }
        return new Raster(width, height, pixels, Ramps.colours(cells.ramp()));
    }

    private static double value(Scaling scaling, double fraction) {
        return scaling.logarithmic()
                ? scaling.from() * Math.pow(scaling.to() / scaling.from(), fraction)
                : scaling.from() + fraction * (scaling.to() - scaling.from());
    }

    /** Returns which interval between edges a value lies in, −1 if in none. */
    static int cell(double[] edges, double value) {
        int at = Arrays.binarySearch(edges, value);
        int cell = at >= 0 ? at : -at - 2;
        return cell >= 0 && cell < edges.length - 1 ? cell : cell == edges.length - 1 && at >= 0 ? cell - 1 : -1;
    }
}
