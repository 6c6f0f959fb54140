package org.peculiar.science.statistics;

import org.peculiar.science.sky.GalacticVector;

/** A symmetric 3 × 3 matrix, such as the covariance or the normal matrix of a bulk flow. */
public record SymmetricMatrix3(double xx, double xy, double xz, double yy, double yz, double zz) {

    /**
     * Build from a square matrix.
     *
     * @throws IllegalArgumentException unless it is 3 × 3, finite, and symmetric to 1e-9 of its diagonal
     */
    public static SymmetricMatrix3 of(double[][] m) {
        if (m.length != 3 || m[0].length != 3 || m[1].length != 3 || m[2].length != 3) {
            throw new IllegalArgumentException("a 3 × 3 matrix is needed");
        }
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                double scale = Math.sqrt(Math.abs(m[i][i] * m[j][j]));
                if (!(Math.abs(m[i][j] - m[j][i]) <= 1e-9 * scale) || !Double.isFinite(m[i][j])) {
                    throw new IllegalArgumentException("matrix elements (" + i + ", " + j + ") are " + m[i][j] + " and "
                            + m[j][i] + ", but a finite symmetric matrix is needed");
                }
            }
        }
        return new SymmetricMatrix3(
                m[0][0],
                0.5 * (m[0][1] + m[1][0]),
                0.5 * (m[0][2] + m[2][0]),
                m[1][1],
                0.5 * (m[1][2] + m[2][1]),
                m[2][2]);
    }

    /** Return the trace. */
    public double trace() {
        return xx + yy + zz;
    }

    /** Return the determinant. */
    public double determinant() {
        return xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
    }

    /** Return the sum. */
    public SymmetricMatrix3 plus(SymmetricMatrix3 o) {
        return new SymmetricMatrix3(xx + o.xx, xy + o.xy, xz + o.xz, yy + o.yy, yz + o.yz, zz + o.zz);
    }

    /** Return {@code vᵀ M v}. */
    public double quadratic(GalacticVector v) {
        return v.dot(times(v));
    }

    /** Return {@code M v}. */
    public GalacticVector times(GalacticVector v) {
        return new GalacticVector(
                xx * v.x() + xy * v.y() + xz * v.z(),
                xy * v.x() + yy * v.y() + yz * v.z(),
                xz * v.x() + yz * v.y() + zz * v.z());
    }

    /**
     * Return the inverse.
     *
     * @throws IllegalArgumentException if the matrix is not positive definite
     */
    public SymmetricMatrix3 inverse() {
        double l11 = pivot(xx, xx);
        double l21 = xy / l11;
        double l31 = xz / l11;
        double l22 = pivot(yy - l21 * l21, yy);
        double l32 = (yz - l31 * l21) / l22;
        double l33 = pivot(zz - l31 * l31 - l32 * l32, zz);
        double k11 = 1 / l11;
        double k22 = 1 / l22;
        double k33 = 1 / l33;
        double k21 = -l21 * k11 * k22;
        double k32 = -l32 * k22 * k33;
        double k31 = -(l31 * k11 + l32 * k21) * k33;
        return new SymmetricMatrix3(
                k11 * k11 + k21 * k21 + k31 * k31,
                k21 * k22 + k31 * k32,
                k31 * k33,
                k22 * k22 + k32 * k32,
                k32 * k33,
                k33 * k33);
    }

    private double pivot(double rest, double diagonal) {
        if (!(rest > 1e-15 * diagonal)) {
            throw new IllegalArgumentException(
                    "matrix " + this + " is not positive definite, but a covariance or normal matrix must be");
        }
        return Math.sqrt(rest);
    }

    /** Return {@code M⁻¹ v}. */
    public GalacticVector solve(GalacticVector v) {
        return inverse().times(v);
    }

    /** Return a new square array. */
    public double[][] toArray() {
        return new double[][] {{xx, xy, xz}, {xy, yy, yz}, {xz, yz, zz}};
    }
}
