package org.peculiar.plugin.extinction.sfd98;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.peculiar.api.Directions;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Interpolation;

/** The dust map of one hemisphere, with its mask if one is used. */
final class Hemisphere {

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
     * @param block whose rows {@code from} to before {@code to} are directions of this hemisphere
     * @param ebvMag takes their E(B−V) in mag, each at its row
     */
    void lookUp(Directions galactic, Block block, int from, int to, double[] ebvMag) {
        switch (interpolation) {
            case BILINEAR -> {
                locate(galactic, block, from, to);
                interpolate(block, from, to, ebvMag);
            }
            case NEAREST -> nearest(galactic, block.rows, from, to, ebvMag);
        }
        if (blanks.isPresent()) {
            blanks.get().apply(galactic, block.rows, from, to, ebvMag);
        }
    }

    private void locate(Directions galactic, Block block, int from, int to) {
        double[] vectorX = galactic.x();
        double[] vectorY = galactic.y();
        double[] vectorZ = galactic.z();
        int width = image.width();
        int lastX = width - 2;
        int lastY = image.height() - 2;
        for (int k = from; k < to; k++) {
            int row = block.rows[k];
            double factor = image.factor(vectorZ[row]);
            double x = image.x(factor, vectorX[row]);
            double y = image.y(factor, vectorY[row]);
            // Truncated, which differs from the floor only below 0, where the edge takes over.
            int ix = Math.max(0, Math.min(lastX, (int) x));
            int iy = Math.max(0, Math.min(lastY, (int) y));
            block.corner[k] = iy * width + ix;
            block.alongX[k] = fraction(x - ix);
            block.alongY[k] = fraction(y - iy);
        }
    }

    /** Clamps; unlike {@code Math.min} and {@code max}, in two instructions. */
    private static double fraction(double x) {
        return x < 0 ? 0 : x > 1 ? 1 : x;
    }

    private void interpolate(Block block, int from, int to, double[] ebvMag) {
        int width = image.width();
        for (int k = from; k < to; k++) {
            int at = block.corner[k];
            double a = pixels.get(at);
            double b = pixels.get(at + 1);
            double c = pixels.get(at + width);
            double d = pixels.get(at + width + 1);
            double below = a + block.alongX[k] * (b - a);
            double above = c + block.alongX[k] * (d - c);
            ebvMag[block.rows[k]] = below + block.alongY[k] * (above - below);
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
