package org.peculiar.report.draw;

import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.function.Supplier;

/** Takes everything and keeps nothing: painting on it tells only what would lie where. */
enum Blank implements Canvas {
    CANVAS;

    @Override
    public void begin(String kind, String name, Ink ink) {}

    @Override
    public void end() {}

    @Override
    public void clip(Shape shape) {}

    @Override
    public void unclip() {}

    @Override
    public void mark(Shape shape, int index, String label) {}

    @Override
    public void text(RichText text, double x, double y, double size, Anchor anchor, boolean upward, int colour) {}

    @Override
    public void image(Supplier<Raster> raster, Rectangle2D place) {}
}
