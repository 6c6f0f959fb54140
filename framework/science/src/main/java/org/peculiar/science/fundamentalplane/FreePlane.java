package org.peculiar.science.fundamentalplane;

import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A {@link PlaneGaussian} in numbers that may have any value: the mean, and of the Cholesky factor L of the covariance ln L00, ln
 * L11, ln L22, L10, L20 and L21.
 */
final class FreePlane {

    private static final int SIZE = PlaneGaussian.SIZE;

    private FreePlane() {}

    /** Returns the numbers of a plane. */
    static double[] of(PlaneGaussian plane) {
        double[][] l = plane.cholesky();
        return new double[] {
            plane.mr,
            plane.ms,
            plane.mi,
            Math.log(l[0][0]),
            Math.log(l[1][1]),
            Math.log(l[2][2]),
            l[1][0],
            l[2][0],
            l[2][1]
        };
    }

    /** Returns the plane of such numbers. */
    static PlaneGaussian plane(double[] p) {
        double l00 = Math.exp(p[3]);
        double l11 = Math.exp(p[4]);
        double l22 = Math.exp(p[5]);
        double l10 = p[6];
        double l20 = p[7];
        double l21 = p[8];
        return new PlaneGaussian(
                p[0],
                p[1],
                p[2],
                l00 * l00,
                l00 * l10,
                l00 * l20,
                l10 * l10 + l11 * l11,
                l10 * l20 + l11 * l21,
                l20 * l20 + l21 * l21 + l22 * l22);
    }

    /** Returns ∂θ/∂p. */
    static RealMatrix jacobian(double[] p) {
        double l00 = Math.exp(p[3]);
        double l11 = Math.exp(p[4]);
        double l22 = Math.exp(p[5]);
        double l10 = p[6];
        double l20 = p[7];
        double l21 = p[8];
        double[][] j = new double[SIZE][SIZE];
        j[0][0] = 1;
        j[1][1] = 1;
        j[2][2] = 1;
        j[3][3] = 2 * l00 * l00;
        j[4][3] = l00 * l10;
        j[4][6] = l00;
        j[5][3] = l00 * l20;
        j[5][7] = l00;
        j[6][4] = 2 * l11 * l11;
        j[6][6] = 2 * l10;
        j[7][4] = l11 * l21;
        j[7][6] = l20;
        j[7][7] = l10;
        j[7][8] = l11;
        j[8][5] = 2 * l22 * l22;
        j[8][7] = 2 * l20;
        j[8][8] = 2 * l21;
        return MatrixUtils.createRealMatrix(j);
    }
}
