package org.peculiar.report.draw;

import org.peculiar.api.Series;

/**
 * How shapes are drawn.
 *
 * @param role of what is drawn, which page styles know it by, such as {@code model}
 * @param fill colour 0xRRGGBB, {@link #NO_COLOUR} for none
 * @param stroke colour 0xRRGGBB, {@link #NO_COLOUR} for none
 * @param width of the stroke, in points
 * @param dash lengths on and off, in points; empty for a solid stroke
 * @param opacity from 0 to 1
 */
record Ink(String role, int fill, int stroke, double width, float[] dash, double opacity) {

    static final int NO_COLOUR = -1;
    static final int BLACK = 0x000000;
    static final int PAPER = 0xffffff;
    static final int GREY = 0x6b6b6b;
    static final int FAINT = 0xc4c4c4;

    private static final float[] SOLID = {};

    /** Returns the colour of a role: those of Okabe and Ito, and wine of Tol, which differ in lightness too. */
    static int colour(Series.Role role) {
        return switch (role) {
            case DATA -> BLACK;
            case MODEL, INFLOW, FIRST -> 0x0072b2;
            case OUTFLOW, SECOND -> 0xd55e00;
            case HIGHLIGHT -> 0x882255;
            case MUTED -> 0x8a8a8a;
            case THIRD -> 0x009e73;
            case FOURTH -> 0xe69f00;
            case FIFTH -> 0xcc79a7;
            case SIXTH -> 0x56b4e9;
        };
    }

    static String name(Series.Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT);
    }

    static Ink filled(Series.Role role) {
        return new Ink(name(role), colour(role), NO_COLOUR, 0, SOLID, 1);
    }

    static Ink stroked(Series.Role role, double width, Series.Stroke stroke) {
        return new Ink(name(role), NO_COLOUR, colour(role), width, dash(stroke, width), 1);
    }

    static Ink line(String role, int colour, double width) {
        return new Ink(role, NO_COLOUR, colour, width, SOLID, 1);
    }

    static Ink area(String role, int colour) {
        return new Ink(role, colour, NO_COLOUR, 0, SOLID, 1);
    }

    private static float[] dash(Series.Stroke stroke, double width) {
        float unit = (float) Math.max(width, 0.6);
        return switch (stroke) {
            case SOLID -> SOLID;
            case DASHED -> new float[] {5 * unit, 2.5f * unit};
            case DOTTED -> new float[] {unit, 1.8f * unit};
        };
    }

    Ink withOpacity(double other) {
        return new Ink(role, fill, stroke, width, dash, other);
    }

    Ink withStroke(int colour, double strokeWidth) {
        return new Ink(role, fill, colour, strokeWidth, dash, opacity);
    }

    boolean fills() {
        return fill != NO_COLOUR;
    }

    boolean strokes() {
        return stroke != NO_COLOUR;
    }
}
