package org.peculiar.plugin.extinction.sfd98;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.peculiar.api.Directions;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Interpolation;

/** The dust map of one hemisphere, with its mask if one is used. */
final class Hemisphere {

    /**
     * Rows that are worked on together: first where each of them is in the image, then its pixels. Almost every pixel is
     * a cache miss, and the second loop is short enough for the processor to wait for a dozen of them at a time.
     */
    private static final int BLOCK = 1024;

    private final LambertImage image;
    private final FloatBuffer pixels;
    private final Interpolation interpolation;
    private final Optional<Blanks> blanks;

    Hemisphere(LambertImage image, Interpolation interpolation, Optional<Blanks> blanks) {
        this.image = image;
        this.pixels = image.floats();
        this.interpolation = interpolation;
        this.blanks = blanks;
    }

    /**
     * Look up some rows.
     *
     * @param galactic unit vectors in Galactic axes
     * @param rows of directions of this hemisphere, from {@code from} to before {@code to}
     * @param ebvMag takes their E(B−V) in mag, each at its row
     */
    void lookUp(Directions galactic, int[] rows, int from, int to, double[] ebvMag) {
        switch (interpolation) {
            case BILINEAR -> bilinear(galactic, rows, from, to, ebvMag);
            case NEAREST -> nearest(galactic, rows, from, to, ebvMag);
        }
        blanks.ifPresent(blank -> blank.apply(galactic, rows, from, to, ebvMag));
    }

    private void bilinear(Directions galactic, int[] rows, int from, int to, double[] ebvMag) {
        int block = Math.min(BLOCK, to - from);
        int[] corner = new int[block];
        double[] alongX = new double[block];
        double[] alongY = new double[block];
        for (int start = from; start < to; start += BLOCK) {
            int count = Math.min(BLOCK, to - start);
            locate(galactic, rows, start, count, corner, alongX, alongY);
            interpolate(rows, start, count, corner, alongX, alongY, ebvMag);
        }
    }

    private void locate(
            Directions galactic, int[] rows, int start, int count, int[] corner, double[] alongX, double[] alongY) {
        int width = image.width();
        int lastX = width - 2;
        int lastY = image.height() - 2;
        for (int k = 0; k < count; k++) {
            int row = rows[start + k];
            double factor = image.factor(galactic.z()[row]);
            double x = image.x(factor, galactic.x()[row]);
            double y = image.y(factor, galactic.y()[row]);
            int ix = Math.max(0, Math.min(lastX, (int) Math.floor(x)));
            int iy = Math.max(0, Math.min(lastY, (int) Math.floor(y)));
            corner[k] = iy * width + ix;
            alongX[k] = Math.max(0, Math.min(1, x - ix));
            alongY[k] = Math.max(0, Math.min(1, y - iy));
        }
    }

    private void interpolate(
            int[] rows, int start, int count, int[] corner, double[] alongX, double[] alongY, double[] ebvMag) {
        int width = image.width();
        for (int k = 0; k < count; k++) {
            int at = corner[k];
            double a = pixels.get(at);
            double b = pixels.get(at + 1);
            double c = pixels.get(at + width);
            double d = pixels.get(at + width + 1);
            double below = a + alongX[k] * (b - a);
            double above = c + alongX[k] * (d - c);
            ebvMag[rows[start + k]] = below + alongY[k] * (above - below);
        }
    }

    private void nearest(Directions galactic, int[] rows, int from, int to, double[] ebvMag) {
        for (int k = from; k < to; k++) {
            int row = rows[k];
            int at = image.nearest(galactic.x()[row], galactic.y()[row], galactic.z()[row]);
            ebvMag[row] = at < 0 ? Double.NaN : pixels.get(at);
        }
    }
}
