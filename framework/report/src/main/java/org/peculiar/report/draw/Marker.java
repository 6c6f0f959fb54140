package org.peculiar.report.draw;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.peculiar.api.Series;

/** Shapes and inks of the marks of points. */
final class Marker {

    private static final double LINE = 0.75;
    private static final double SQUARE = 0.89;
    private static final double TRIANGLE = 1.2;
    private static final double DIAMOND = 1.25;
    private static final double DOT = 0.3;

    private Marker() {}

    /** Returns a mark about a point; all symbols of one diameter look equally large. */
    static Shape at(Series.Symbol symbol, double x, double y, double diameter) {
        double r = diameter / 2;
        return switch (symbol) {
            case FILLED_CIRCLE, OPEN_CIRCLE -> new Ellipse2D.Double(x - r, y - r, diameter, diameter);
            case DOT -> new Ellipse2D.Double(x - r * DOT, y - r * DOT, diameter * DOT, diameter * DOT);
            case FILLED_SQUARE, OPEN_SQUARE ->
                new Rectangle2D.Double(x - r * SQUARE, y - r * SQUARE, diameter * SQUARE, diameter * SQUARE);
            case FILLED_TRIANGLE, OPEN_TRIANGLE -> polygon(x, y, r * TRIANGLE, 3);
            case FILLED_DIAMOND, OPEN_DIAMOND -> polygon(x, y, r * DIAMOND, 4);
            case ASTERISK -> star(x, y, r, 3, 0);
            case CROSS -> star(x, y, r, 2, Math.PI / 4);
            case PLUS -> star(x, y, r, 2, 0);
        };
    }

    private static Path2D polygon(double x, double y, double radius, int corners) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners - Math.PI / 2;
            double px = x + radius * Math.cos(angle);
            double py = y + radius * Math.sin(angle);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }

    private static Path2D star(double x, double y, double radius, int strokes, double turn) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < strokes; i++) {
            double angle = Math.PI * i / strokes + Math.PI / 2 + turn;
            path.moveTo(x - radius * Math.cos(angle), y - radius * Math.sin(angle));
            path.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
        }
        return path;
    }

    static Ink ink(Series.Symbol symbol, Series.Role role) {
        return isFilled(symbol) ? Ink.filled(role) : Ink.stroked(role, LINE, Series.Stroke.SOLID);
    }

    private static boolean isFilled(Series.Symbol symbol) {
        return switch (symbol) {
            case FILLED_CIRCLE, FILLED_SQUARE, FILLED_TRIANGLE, FILLED_DIAMOND, DOT -> true;
            default -> false;
        };
    }
}
