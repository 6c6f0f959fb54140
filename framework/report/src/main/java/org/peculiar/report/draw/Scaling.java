package org.peculiar.report.draw;

import org.peculiar.api.Figure;

/**
 * Turns values of an axis into fractions of its length.
 *
 * @param from value at the fraction 0
 * @param to value at the fraction 1, which may be the smaller one
 * @param logarithmic whether by their logarithm
 */
record Scaling(double from, double to, boolean logarithmic) {

    private static final double MARGIN = 0.05;

    /** Returns the scaling of an axis; where it leaves an end open, the data decide, and get a margin. */
    static Scaling of(Figure.Axis axis, Extent data) {
        boolean logarithmic = axis.scale() == Figure.Scale.LOG;
        boolean reversed = axis.from() > axis.to();
        Extent seen = logarithmic ? data.logarithms() : data;
        double low = seen.isEmpty() ? 0 : seen.low();
        double high = seen.isEmpty() ? 1 : seen.high();
        if (low == high) {
            double half = logarithmic ? 0.5 : low == 0 ? 1 : Math.abs(low) * 0.1;
            low -= half;
            high += half;
        }
        double margin = MARGIN * (high - low);
        double from = Double.isNaN(axis.from()) ? back(low - margin, logarithmic) : axis.from();
        double to = Double.isNaN(axis.to()) ? back(high + margin, logarithmic) : axis.to();
        if (!reversed && !(from < to)) {
            // The given end lies beyond all data.
            double span = logarithmic ? 1 : Math.max(1, Math.abs(from) * 0.1);
            if (Double.isNaN(axis.to())) {
                to = logarithmic ? from * 10 : from + span;
            } else {
                from = logarithmic ? to / 10 : to - span;
            }
        }
        return new Scaling(from, to, logarithmic);
    }

    private static double back(double value, boolean logarithmic) {
        return logarithmic ? Math.pow(10, value) : value;
    }

    double fraction(double value) {
        return logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
    }

    double low() {
        return Math.min(from, to);
    }

    double high() {
        return Math.max(from, to);
    }

    boolean contains(double value) {
        return value >= low() && value <= high();
    }

    /** Returns the scaling with its range grown about its middle. */
    Scaling grown(double factor) {
        double middle = (from + to) / 2;
        return new Scaling(middle + (from - middle) * factor, middle + (to - middle) * factor, false);
    }
}
