package org.peculiar.report.draw;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import org.peculiar.api.Series;

/** Takes values of a panel to places on the paper. */
interface Mapping {

    /** Returns where a point lies, perhaps outside the frame; {@code null} if it has no place. */
    Point2D at(double x, double y);

    /** Returns a line through points, parted where one lacks a value or the paper ends. */
    Path2D line(double[] x, double[] y);

    /** Returns a closed outline. */
    Path2D region(double[] x, double[] y);

    /** Returns the colours of a map over the frame. */
    Raster raster(Series.Cells cells, Scaling range);

    /** Returns the box about all places. */
    Rectangle2D frame();
}
