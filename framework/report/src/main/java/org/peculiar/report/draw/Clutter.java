package org.peculiar.report.draw;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What lies on the paper already, as boxes, so that texts find free places. */
final class Clutter {

    private static final double PIECE = 4;

    private final List<Rectangle2D> marks = new ArrayList<>();
    private final List<Rectangle2D> texts = new ArrayList<>();

    /** Adds a mark about a point. */
    void mark(double x, double y, double diameter) {
        marks.add(new Rectangle2D.Double(x - diameter / 2, y - diameter / 2, diameter, diameter));
    }

    /** Adds a straight line, as small pieces. */
    void line(double x0, double y0, double x1, double y1) {
        int pieces = (int) Math.min(500, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / PIECE));
        for (int i = 0; i <= pieces; i++) {
            double along = pieces == 0 ? 0 : (double) i / pieces;
            mark(x0 + along * (x1 - x0), y0 + along * (y1 - y0), 1);
        }
    }

    /** Adds a text, which nothing may cover. */
    void text(Rectangle2D box) {
        texts.add(box);
    }

    /** Counts the marks that a box would lie on; a text counts as many. */
    int under(Rectangle2D box) {
        int count = 0;
        for (Rectangle2D mark : marks) {
            if (mark.intersects(box)) {
                count++;
            }
        }
        return meetsText(box) ? count + 1000 : count;
    }

    boolean meetsText(Rectangle2D box) {
        for (Rectangle2D text : texts) {
            if (text.intersects(box)) {
                return true;
            }
        }
        return false;
    }
}
