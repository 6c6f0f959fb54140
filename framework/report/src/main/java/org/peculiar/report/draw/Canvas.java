package org.peculiar.report.draw;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.function.Supplier;

/** Paper of some kind. Lengths are in points from the upper left corner, y downward. */
interface Canvas {

    /** Where a text stands with respect to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Begins a group of marks of one kind, such as {@code panel} or {@code points}; it may have a name that people know. */
    void begin(String kind, String name, Ink ink);

    /** Ends the group begun last. */
    void end();

    /** Keeps what follows inside a shape. */
    void clip(Shape shape);

    /** Ends the clip. */
    void unclip();

    /**
     * Draws a shape in the ink of its group.
     *
     * @param shape to be drawn
     * @param index of the mark in its series
     * @param label that a reader sees who points at it; empty for none
     */
    void mark(Shape shape, int index, String label);

    /**
     * Sets a text.
     *
     * @param text to be set
     * @param x of the anchor
     * @param y of the baseline
     * @param size of the font
     * @param anchor whether the point is the text's start, middle or end
     * @param upward whether the text runs upward rather than rightward
     * @param colour 0xRRGGBB
     */
    void text(RichText text, double x, double y, double size, Anchor anchor, boolean upward, int colour);

    /** Puts an image, which is made if the canvas shows it, into a rectangle. */
    void image(Supplier<Raster> raster, Rectangle2D place);
}
