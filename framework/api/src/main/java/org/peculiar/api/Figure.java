package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A figure as data: what is shown, in the words of the science. How it looks is up to the one renderer that draws every figure.
 *
 * <p>Texts are plain Unicode, such as {@code ⟨µ⟩_{e} (mag arcsec⁻²)}; in titles, axes and names, {@code _{…}} sets a subscript
 * and {@code ^{…}} a superscript. Immutable; arrays are shared and not to be written to.
 *
 * @param title one line for people
 * @param caption what a reader of a paper would find below it, one or more sentences; it also stands in for the figure where the
 *     figure cannot be seen
 * @param width on the page
 * @param columns panels in a row; panels fill row after row. Panels of one column whose x axes are the same one are joined
 * @param panels at least one
 */
public record Figure(String title, String caption, Width width, int columns, List<Panel> panels) {

    /** Widths that journals print. */
    public enum Width {
        /** One column of text, 84 mm. */
        COLUMN,
        /** The page, 178 mm. */
        PAGE
    }

    public Figure {
        requireNonNull(title, "title");
        requireNonNull(caption, "caption");
        requireNonNull(width, "width");
        panels = List.copyOf(panels);
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    title + ": found " + panels.size() + " panels in " + columns + " columns, but a figure needs some");
        }
    }

    /** Return a figure of panels below each other, as wide as a column of text. */
    public static Figure of(String title, String caption, Panel... panels) {
        return new Figure(title, caption, Width.COLUMN, 1, List.of(panels));
    }

    /** Return the figure as wide as the page, with a number of panels in a row. */
    public Figure acrossThePage(int panelsInRow) {
        return new Figure(title, caption, Width.PAGE, panelsInRow, panels);
    }

    /** One set of axes with what is drawn in them; the first series lies lowest. */
    public sealed interface Panel {

        /** Return a heading; empty where one is not needed. */
        String title();

        /** Return what is drawn. */
        List<Series> series();
    }

    /**
     * Two straight axes at right angles.
     *
     * @param title heading, may be empty
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param aspect height over width of the frame
     * @param equalUnits whether a unit is as long on both axes; ranges then grow as needed
     * @param series in the axes' units
     */
    public record Plane(String title, Axis x, Axis y, double aspect, boolean equalUnits, List<Series> series)
            implements Panel {

        public Plane {
            requireNonNull(title, "title");
            requireNonNull(x, "x");
            requireNonNull(y, "y");
            series = List.copyOf(series);
            if (!(aspect > 0 && aspect < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("aspect was " + aspect + " but must be positive");
            }
        }

        /** Return a panel that is three quarters as high as wide. */
        public static Plane of(Axis x, Axis y, List<Series> series) {
            return new Plane("", x, y, 0.75, false, series);
        }

        /** Return the panel with another height over width. */
        public Plane withAspect(double heightOverWidth) {
            return new Plane(title, x, y, heightOverWidth, equalUnits, series);
        }

        /** Return the panel with a heading. */
        public Plane withTitle(String heading) {
            return new Plane(heading, x, y, aspect, equalUnits, series);
        }

        /** Return the panel with a unit as long on both axes. */
        public Plane withEqualUnits() {
            return new Plane(title, x, y, aspect, true, series);
        }
    }

    /**
     * The whole sky, longitude growing leftward.
     *
     * @param title heading, may be empty
     * @param projection of the sphere
     * @param frame whose longitudes and latitudes the series give
     * @param centreDeg longitude in the middle, in degrees
     * @param series with x the longitude and y the latitude, in degrees
     */
    public record Sky(String title, Projection projection, Frame frame, double centreDeg, List<Series> series)
            implements Panel {

        public Sky {
            requireNonNull(title, "title");
            requireNonNull(projection, "projection");
            requireNonNull(frame, "frame");
            series = List.copyOf(series);
            if (!Double.isFinite(centreDeg)) {
                throw new IllegalArgumentException("the central longitude was " + centreDeg + " but must be finite");
            }
        }

        /** Return the sky in Aitoff's projection, Galactic coordinates. */
        public static Sky galactic(double centreDeg, List<Series> series) {
            return new Sky("", Projection.AITOFF, Frame.GALACTIC, centreDeg, series);
        }

        /** Return the panel with a heading. */
        public Sky withTitle(String heading) {
            return new Sky(heading, projection, frame, centreDeg, series);
        }
    }

    /** Projections of the whole sphere onto an ellipse. */
    public enum Projection {
        /** Aitoff (1889): the equidistant azimuthal projection of half the longitudes, twice as wide. */
        AITOFF,
        /** Hammer (1892): equal areas; often called Aitoff. */
        HAMMER
    }

    /** Frames of longitude and latitude. */
    public enum Frame {
        /** l and b. */
        GALACTIC,
        /** SGL and SGB. */
        SUPERGALACTIC,
        /** Right ascension and declination. */
        EQUATORIAL
    }

    /**
     * An axis.
     *
     * @param label with the unit, such as {@code Distance (km s⁻¹)}
     * @param scale of the values
     * @param from value at the left or bottom; {@code NaN} lets the renderer choose
     * @param to value at the right or top, which may be the smaller one; {@code NaN} lets the renderer choose
     * @param ticks labelled values, as a list of names has them; empty lets the renderer choose
     */
    public record Axis(String label, Scale scale, double from, double to, List<Tick> ticks) {

        public Axis {
            requireNonNull(label, "label");
            requireNonNull(scale, "scale");
            ticks = List.copyOf(ticks);
            if (from == to || Double.isInfinite(from) || Double.isInfinite(to)) {
                throw new IllegalArgumentException(
                        label + ": found a range from " + from + " to " + to + ", but two finite numbers are needed");
            }
            if (scale == Scale.LOG && (from <= 0 || to <= 0)) {
                throw new IllegalArgumentException(label + ": found a range from " + from + " to " + to
                        + ", but logarithms need positive numbers");
            }
        }

        /** Return a linear axis whose range follows from the data. */
        public static Axis of(String label) {
            return new Axis(label, Scale.LINEAR, Double.NaN, Double.NaN, List.of());
        }

        /** Return a linear axis of a quantity in a unit, whose range follows from the data. */
        public static Axis of(String quantity, Unit unit) {
            return of(unit == Unit.NONE ? quantity : quantity + " (" + unit.typeset() + ")");
        }

        /** Return the axis in logarithms. */
        public Axis logarithmic() {
            return new Axis(label, Scale.LOG, from, to, ticks);
        }

        /** Return the axis with a range; {@code NaN} leaves an end to the renderer. */
        public Axis range(double first, double last) {
            return new Axis(label, scale, first, last, ticks);
        }

        /** Return the axis with names at 0, 1, 2 and so on, from half a step before the first to half a step after the last. */
        public Axis names(List<String> names) {
            List<Tick> named = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                named.add(new Tick(i, names.get(i)));
            }
            return new Axis(label, Scale.LINEAR, -0.5, Math.max(1, named.size()) - 0.5, named);
        }

        /** Return the axis growing the other way. */
        public Axis reversed() {
            return new Axis(label, scale, to, from, ticks);
        }

        /** Return the axis with ticks of one's own. */
        public Axis at(List<Tick> labelled) {
            return new Axis(label, scale, from, to, labelled);
        }
    }

    /**
     * A labelled value of an axis.
     *
     * @param value in the axis's unit
     * @param label what stands there
     */
    public record Tick(double value, String label) {

        public Tick {
            requireNonNull(label, "label");
        }
    }

    /** How values become lengths. */
    public enum Scale {
        /** In proportion. */
        LINEAR,
        /** By their logarithm. */
        LOG,
        /** In proportion, ticks at whole parts of the circle; for degrees. */
        DEGREES
    }
}
