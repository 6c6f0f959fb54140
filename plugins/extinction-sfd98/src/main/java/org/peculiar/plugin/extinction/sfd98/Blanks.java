package org.peculiar.plugin.extinction.sfd98;

import org.peculiar.api.Directions;

/**
 * What a mask makes unknown in one hemisphere. The pixel in which a direction lies decides: bits are not interpolated.
 *
 * @param mask of that hemisphere
 * @param bits of which any makes a value unknown
 */
record Blanks(LambertImage mask, int bits) {

    /** Replace by {@code NaN} what is not known. */
    void apply(Directions galactic, int[] rows, int from, int to, double[] ebvMag) {
        for (int k = from; k < to; k++) {
            int row = rows[k];
            int at = mask.nearest(galactic.x()[row], galactic.y()[row], galactic.z()[row]);
            if (at >= 0 && (mask.bits(at) & bits) != 0) {
                ebvMag[row] = Double.NaN;
            }
        }
    }
}
