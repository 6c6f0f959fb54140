package org.peculiar.api;

import static java.util.Objects.requireNonNull;

/**
 * Something drawn in a panel of a {@link Figure}.
 *
 * <p>Values are in the units of the panel's axes. What lacks a value, given as {@code NaN}, is not drawn, and parts a line. An
 * array that is optional is empty where there is none. Immutable; arrays are shared and not to be written to.
 */
public sealed interface Series {

    /** Return what the legend calls it; empty keeps it out of the legend. */
    String name();

    /** What a series is to the reader; the renderer gives each role a colour that survives colour blindness and grey print. */
    enum Role {
        /** What was measured; black. */
        DATA,
        /** What a model says. */
        MODEL,
        /** What the figure is about. */
        HIGHLIGHT,
        /** What moves away from us. */
        OUTFLOW,
        /** What moves towards us. */
        INFLOW,
        /** Context: zones, grids, other samples. */
        MUTED,
        /** The first of several alike. */
        FIRST,
        /** The second of several alike. */
        SECOND,
        /** The third of several alike. */
        THIRD,
        /** The fourth of several alike. */
        FOURTH,
        /** The fifth of several alike. */
        FIFTH,
        /** The sixth of several alike. */
        SIXTH
    }

    /** Marks of points. */
    enum Symbol {
        FILLED_CIRCLE,
        OPEN_CIRCLE,
        FILLED_SQUARE,
        OPEN_SQUARE,
        FILLED_TRIANGLE,
        OPEN_TRIANGLE,
        FILLED_DIAMOND,
        OPEN_DIAMOND,
        ASTERISK,
        CROSS,
        PLUS,
        DOT
    }

    /** Strokes of lines. */
    enum Stroke {
        SOLID,
        DASHED,
        DOTTED
    }

    /**
     * Points.
     *
     * @param name for the legend, may be empty
     * @param role what they are
     * @param symbol of each
     * @param x one a point
     * @param y one a point
     * @param xError standard errors, optional
     * @param yError standard errors, optional
     * @param sizes diameters relative to the usual one, optional
     * @param labels names of the points, optional; shown where a reader points at one
     * @param printed whether the labels are printed beside the points, too
     */
    record Points(
            String name,
            Role role,
            Symbol symbol,
            double[] x,
            double[] y,
            double[] xError,
            double[] yError,
            double[] sizes,
            String[] labels,
            boolean printed)
            implements Series {

        public Points {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireNonNull(symbol, "symbol");
            requireSame(name, x.length, y.length);
            requireOptional(name, x.length, xError.length);
            requireOptional(name, x.length, yError.length);
            requireOptional(name, x.length, sizes.length);
            requireOptional(name, x.length, labels.length);
        }

        /** Return points without errors or labels. */
        public static Points of(String name, Role role, Symbol symbol, double[] x, double[] y) {
            return new Points(name, role, symbol, x, y, NONE, NONE, NONE, NO_LABELS, false);
        }

        /** Return the points with standard errors; an empty array is none. */
        public Points withErrors(double[] ofX, double[] ofY) {
            return new Points(name, role, symbol, x, y, ofX, ofY, sizes, labels, printed);
        }

        /** Return the points with diameters relative to the usual one. */
        public Points withSizes(double[] relative) {
            return new Points(name, role, symbol, x, y, xError, yError, relative, labels, printed);
        }

        /** Return the points with names, which are shown where a reader points at one. */
        public Points withLabels(String[] names) {
            return new Points(name, role, symbol, x, y, xError, yError, sizes, names, printed);
        }

        /** Return the points with their labels printed beside them. */
        public Points labelled() {
            return new Points(name, role, symbol, x, y, xError, yError, sizes, labels, true);
        }
    }

    /**
     * A line through points, in their order.
     *
     * @param name for the legend, may be empty
     * @param role what it is
     * @param stroke of the line
     * @param x one a point
     * @param y one a point
     */
    record Line(String name, Role role, Stroke stroke, double[] x, double[] y) implements Series {

        public Line {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireNonNull(stroke, "stroke");
            requireSame(name, x.length, y.length);
        }
    }

    /**
     * The area between two curves.
     *
     * @param name for the legend, may be empty
     * @param role what it is
     * @param x one a point
     * @param low lower curve
     * @param high upper curve
     */
    record Band(String name, Role role, double[] x, double[] low, double[] high) implements Series {

        public Band {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireSame(name, x.length, low.length);
            requireSame(name, x.length, high.length);
        }
    }

    /**
     * Straight pieces, each from one point to another.
     *
     * @param name for the legend, may be empty
     * @param role what they are
     * @param stroke of the pieces
     * @param arrows whether each ends in an arrow head
     * @param x0 where each begins
     * @param y0 where each begins
     * @param x1 where each ends
     * @param y1 where each ends
     * @param labels names of the pieces, optional; shown where a reader points at one
     */
    record Segments(
            String name,
            Role role,
            Stroke stroke,
            boolean arrows,
            double[] x0,
            double[] y0,
            double[] x1,
            double[] y1,
            String[] labels)
            implements Series {

        public Segments {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireNonNull(stroke, "stroke");
            requireSame(name, x0.length, y0.length);
            requireSame(name, x0.length, x1.length);
            requireSame(name, x0.length, y1.length);
            requireOptional(name, x0.length, labels.length);
        }
    }

    /**
     * Boxes along the axes, such as bars.
     *
     * @param name for the legend, may be empty
     * @param role what they are
     * @param x0 one side of each
     * @param x1 the other side of each
     * @param y0 one end of each
     * @param y1 the other end of each
     * @param labels names of the boxes, optional; shown where a reader points at one
     */
    record Boxes(String name, Role role, double[] x0, double[] x1, double[] y0, double[] y1, String[] labels)
            implements Series {

        public Boxes {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireSame(name, x0.length, x1.length);
            requireSame(name, x0.length, y0.length);
            requireSame(name, x0.length, y1.length);
            requireOptional(name, x0.length, labels.length);
        }
    }

    /**
     * A closed outline; {@code NaN} parts it into several. On the sky it must not contain a pole.
     *
     * @param name for the legend, may be empty
     * @param role what it is
     * @param stroke of the outline
     * @param filled whether its inside is shaded, without an outline
     * @param x one a corner
     * @param y one a corner
     */
    record Region(String name, Role role, Stroke stroke, boolean filled, double[] x, double[] y) implements Series {

        private static final int CORNERS = 120;

        public Region {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireNonNull(stroke, "stroke");
            requireSame(name, x.length, y.length);
        }

        /**
         * Return the outline of an ellipse: the points r with (r−c)ᵀ C⁻¹ (r−c) = k².
         *
         * @param x abscissa of c
         * @param y ordinate of c
         * @param covariance C, 2 × 2 and positive semi-definite
         * @param k size in standard errors; 1.515 holds 68.3 % of a bivariate normal distribution, 2.486 holds 95.4 %
         */
        public static Region ellipse(
                String name, Role role, Stroke stroke, double x, double y, double[][] covariance, double k) {
            double sx = Math.sqrt(Math.max(0, covariance[0][0]));
            double along = sx == 0 ? 0 : covariance[0][1] / sx;
            double across = Math.sqrt(Math.max(0, covariance[1][1] - along * along));
            double[] xs = new double[CORNERS];
            double[] ys = new double[CORNERS];
            for (int i = 0; i < CORNERS; i++) {
                double angle = 2 * Math.PI * i / CORNERS;
                xs[i] = x + k * sx * Math.cos(angle);
                ys[i] = y + k * (along * Math.cos(angle) + across * Math.sin(angle));
            }
            return new Region(name, role, stroke, false, xs, ys);
        }

        /** Return the region shaded. */
        public Region shaded() {
            return new Region(name, role, stroke, true, x, y);
        }
    }

    /**
     * A map: coloured cells of a grid along the axes, with a colour bar.
     *
     * @param name of what the colours tell, with the unit; labels the colour bar
     * @param ramp of colours
     * @param x edges of the columns, growing; one more than columns
     * @param y edges of the rows, growing; one more than rows
     * @param values row after row; {@code NaN} stays blank
     * @param from value of the first colour; {@code NaN} lets the renderer choose
     * @param to value of the last colour; {@code NaN} lets the renderer choose
     */
    record Cells(String name, Ramp ramp, double[] x, double[] y, double[] values, double from, double to)
            implements Series {

        public Cells {
            requireNonNull(name, "name");
            requireNonNull(ramp, "ramp");
            requireSame(name, (x.length - 1) * (y.length - 1), values.length);
        }
    }

    /** Ramps of colours whose lightness alone tells the order. */
    enum Ramp {
        /** From little to much. */
        SEQUENTIAL,
        /** From little to much, in proportion to the logarithm. */
        LOGARITHMIC,
        /** From below zero to above, white at zero. */
        DIVERGING
    }

    /**
     * Texts at places.
     *
     * @param name may be empty
     * @param role what they are
     * @param x one a text
     * @param y one a text
     * @param texts what stands there
     * @param place of each text with respect to its point
     */
    record Texts(String name, Role role, double[] x, double[] y, String[] texts, Place place) implements Series {

        public Texts {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireNonNull(place, "place");
            requireSame(name, x.length, y.length);
            requireSame(name, x.length, texts.length);
        }
    }

    /** Where a text stands with respect to its point. */
    enum Place {
        CENTRE,
        LEFT,
        RIGHT,
        ABOVE,
        BELOW
    }

    /**
     * A line across the panel, for reference.
     *
     * @param name for the legend, may be empty
     * @param role what it is
     * @param stroke of the line
     * @param vertical whether it stands at an x; it lies at a y otherwise
     * @param at the x or the y
     */
    record Rule(String name, Role role, Stroke stroke, boolean vertical, double at) implements Series {

        public Rule {
            requireNonNull(name, "name");
            requireNonNull(role, "role");
            requireNonNull(stroke, "stroke");
        }
    }

    /** No values, where an array is optional. */
    double[] NONE = {};

    /** No labels, where an array is optional. */
    String[] NO_LABELS = {};

    private static void requireSame(String name, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException(
                    name + ": found arrays of " + expected + " and " + found + " elements, but the two must agree");
        }
    }

    private static void requireOptional(String name, int expected, int found) {
        if (found != 0) {
            requireSame(name, expected, found);
        }
    }
}
