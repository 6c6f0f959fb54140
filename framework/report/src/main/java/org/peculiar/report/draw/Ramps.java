package org.peculiar.report.draw;

import org.peculiar.api.Series;

/** Ramps of colours: YlGnBu and RdBu of ColorBrewer 2.0 (Brewer et al. 2013, Apache-2.0), which survive colour blindness and grey print. */
final class Ramps {

    static final int COLOURS = 251;

    private static final int[] SEQUENTIAL = {
        0xffffd9, 0xedf8b1, 0xc7e9b4, 0x7fcdbb, 0x41b6c4, 0x1d91c0, 0x225ea8, 0x253494, 0x081d58
    };
    private static final int[] DIVERGING = {
        0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b, 0x67001f
    };

    private Ramps() {}

    static int[] colours(Series.Ramp ramp) {
        int[] stops = ramp == Series.Ramp.DIVERGING ? DIVERGING : SEQUENTIAL;
        int[] colours = new int[COLOURS];
        for (int i = 0; i < COLOURS; i++) {
            double at = (double) i / (COLOURS - 1) * (stops.length - 1);
            int low = (int) Math.min(at, stops.length - 2);
            colours[i] = mix(stops[low], stops[low + 1], at - low);
        }
        return colours;
    }

    private static int mix(int a, int b, double share) {
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double value = (a >> shift & 255) * (1 - share) + (b >> shift & 255) * share;
            colour |= (int) Math.round(value) << shift;
        }
        return colour;
    }

    /** Returns the range of the colours of a map; one that diverges is as long on both sides of zero. */
    static Scaling range(Series.Cells cells) {
        Extent extent = new Extent();
        extent.add(cells.values());
        boolean logarithmic = cells.ramp() == Series.Ramp.LOGARITHMIC;
        Extent seen = logarithmic ? extent.logarithms() : extent;
        double low = seen.isEmpty() ? 0 : logarithmic ? Math.pow(10, seen.low()) : seen.low();
        double high = seen.isEmpty() ? 1 : logarithmic ? Math.pow(10, seen.high()) : seen.high();
        if (cells.ramp() == Series.Ramp.DIVERGING) {
            high = Math.max(Math.abs(low), Math.abs(high));
            low = -high;
        }
        low = Double.isNaN(cells.from()) ? low : cells.from();
        high = Double.isNaN(cells.to()) ? high : cells.to();
        return low < high
                ? new Scaling(low, high, logarithmic)
                : new Scaling(low, low == 0 ? 1 : low + Math.abs(low), logarithmic);
    }

    /** Returns the number of the colour of a value; those beyond the range have its ends. */
    static byte colour(Scaling range, double value) {
        if (!Double.isFinite(value) || (range.logarithmic() && value <= 0)) {
            return (byte) Raster.CLEAR;
        }
        double fraction = Math.min(1, Math.max(0, range.fraction(value)));
        return (byte) Math.round(fraction * (COLOURS - 1));
    }
}
