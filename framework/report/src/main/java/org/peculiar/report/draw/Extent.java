package org.peculiar.report.draw;

/** The smallest and largest of some values; what is not finite is not counted. */
final class Extent {

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double positive = Double.POSITIVE_INFINITY;

    void add(double value) {
        if (Double.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
            if (value > 0) {
                positive = Math.min(positive, value);
            }
        }
    }

    void add(double... values) {
        for (double value : values) {
            add(value);
        }
    }

    void add(Extent other) {
        low = Math.min(low, other.low);
        high = Math.max(high, other.high);
        positive = Math.min(positive, other.positive);
    }

    boolean isEmpty() {
        return low > high;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** Returns the extent of the logarithms of the positive values. */
    Extent logarithms() {
        Extent logarithms = new Extent();
        if (high > 0) {
            logarithms.add(Math.log10(positive));
            logarithms.add(Math.log10(high));
        }
        return logarithms;
    }
}
