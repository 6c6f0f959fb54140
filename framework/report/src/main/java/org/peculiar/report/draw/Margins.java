package org.peculiar.report.draw;

/** Room around the frame of a panel, in points. */
record Margins(double left, double right, double top, double bottom) {

    Margins or(Margins other) {
        return new Margins(
                Math.max(left, other.left),
                Math.max(right, other.right),
                Math.max(top, other.top),
                Math.max(bottom, other.bottom));
    }
}
