package org.peculiar.report.draw;

/** Sizes of type and lines, in points. */
final class Type {

    static final double LABEL = 7.5;
    static final double TICK = 6.5;
    static final double LEGEND = 6.5;
    static final double NOTE = 6;
    static final double HEADING = 8;

    static final double LINE = 0.6;
    static final double HAIR = 0.4;
    static final double CURVE = 1;
    static final double MARK = 4;

    /** Height of capitals over the size. */
    static final double CAP = 0.73;

    private Type() {}
}
