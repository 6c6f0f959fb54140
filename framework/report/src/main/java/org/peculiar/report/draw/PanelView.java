package org.peculiar.report.draw;

import java.awt.geom.Rectangle2D;

/** A panel that finds its place, and is painted there. */
interface PanelView {

    /** Returns height over width of the frame. */
    double aspect();

    /** Returns the room that ticks, labels, headings, colour bars and legends need around a frame. */
    Margins margins(double width, double height);

    /** Settles where the legend goes in a frame; {@link #margins} then allows for it. */
    void settle(Rectangle2D frame);

    void paint(Canvas canvas, Rectangle2D frame);
}
