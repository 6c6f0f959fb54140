package org.peculiar.science.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

/** Inverts normal matrices: symmetric, positive definite where the rows determine the columns; one row after the other. */
final class NormalMatrix {

    /** Scaled to unit diagonal, a matrix may have at most this condition number (1-norm). */
    static final double MAX_CONDITION = 1e8;

    private NormalMatrix() {}

    /**
     * Invert a matrix, refusing what the rows cannot determine.
     *
     * @param size number of columns
     * @param inverse to be filled
     * @param name of each column
     * @return the condition number of the matrix scaled to unit diagonal
     */
    static double invert(double[] normal, int size, double[] inverse, IntFunction<String> name) {
        for (int i = 0; i < size; i++) {
            double diagonal = normal[i * size + i];
            if (!Double.isFinite(diagonal)) {
                throw new DataException(
                        "fit: " + name.apply(i) + " has a value that is not finite, but finite ones are needed");
            }
            if (!(diagonal > 0)) {
                throw new InsufficientDataException(
                        "fit: " + name.apply(i) + " is zero in every row, but it needs rows that depend on it");
            }
        }
        double condition =
                size == 3 || size == 4 ? invertSmall(normal, size, inverse) : invertAny(normal, size, inverse);
        if (!(condition <= MAX_CONDITION)) {
            throw new InsufficientDataException(String.format(
                    Locale.ROOT,
                    "fit: these rows cannot tell apart %s (condition number %.1e), but at most %.0e is needed",
                    String.join(" and ", inseparable(normal, size, name)),
                    condition,
                    MAX_CONDITION));
        }
        return condition;
    }

    /**
     * The same for three columns, a flow, and for four, a flow with a zero point, which Monte Carlos fit millions of times: the
     * factors L D Lᵀ. Three are four with a last one that depends on none of the others.
     */
    private static double invertSmall(double[] n, int size, double[] inverse) {
        boolean four = size == 4;
        double kx = 1 / Math.sqrt(n[0]);
        double ky = 1 / Math.sqrt(n[size + 1]);
        double kz = 1 / Math.sqrt(n[2 * size + 2]);
        double kw = four ? 1 / Math.sqrt(n[15]) : 1;
        double xy = n[1] * kx * ky;
        double xz = n[2] * kx * kz;
        double yz = n[size + 2] * ky * kz;
        double xw = four ? n[3] * kx * kw : 0;
        double yw = four ? n[7] * ky * kw : 0;
        double zw = four ? n[11] * kz * kw : 0;
        double norm = largest(1, xy, xz, yz, xw, yw, zw, 1, 1, 1);

        double d2 = 1 - xy * xy;
        double per2 = 1 / d2;
        double zOnY = (yz - xy * xz) * per2;
        double d3 = 1 - xz * xz - zOnY * zOnY * d2;
        double per3 = 1 / d3;
        double wOnY = (yw - xy * xw) * per2;
        double wOnZ = (zw - xz * xw - zOnY * wOnY * d2) * per3;
        double d4 = 1 - xw * xw - wOnY * wOnY * d2 - wOnZ * wOnZ * d3;
        double per4 = 1 / d4;
        if (!(d2 > 0 && d3 > 0 && d4 > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        // the rows of L⁻¹ are (1), (-xy, 1), (-zx, -zOnY, 1), (-wx, -wy, -wOnZ, 1)
        double zx = xz - zOnY * xy;
        double wy = wOnY - wOnZ * zOnY;
        double wx = xw - wOnY * xy - wOnZ * zx;
        double ixx = 1 + xy * xy * per2 + zx * zx * per3 + wx * wx * per4;
        double ixy = -xy * per2 + zx * zOnY * per3 + wx * wy * per4;
        double ixz = -zx * per3 + wx * wOnZ * per4;
        double iyy = per2 + zOnY * zOnY * per3 + wy * wy * per4;
        double iyz = -zOnY * per3 + wy * wOnZ * per4;
        double izz = per3 + wOnZ * wOnZ * per4;
        double ixw = -wx * per4;
        double iyw = -wy * per4;
        double izw = -wOnZ * per4;
        double condition = norm * largest(ixx, ixy, ixz, iyz, ixw, iyw, izw, iyy, izz, per4);

        inverse[0] = ixx * kx * kx;
        inverse[size + 1] = iyy * ky * ky;
        inverse[2 * size + 2] = izz * kz * kz;
        setBoth(inverse, 1, size, ixy * kx * ky);
        setBoth(inverse, 2, 2 * size, ixz * kx * kz);
        setBoth(inverse, size + 2, 2 * size + 1, iyz * ky * kz);
        if (four) {
            setBoth(inverse, 3, 12, ixw * kx * kw);
            setBoth(inverse, 7, 13, iyw * ky * kw);
            setBoth(inverse, 11, 14, izw * kz * kw);
            inverse[15] = per4 * kw * kw;
        }
        return condition;
    }

    /** Return the largest sum of absolute values of a row. */
    private static double largest(
            double xx,
            double xy,
            double xz,
            double yz,
            double xw,
            double yw,
            double zw,
            double yy,
            double zz,
            double ww) {
        double x = xx + Math.abs(xy) + Math.abs(xz) + Math.abs(xw);
        double y = Math.abs(xy) + yy + Math.abs(yz) + Math.abs(yw);
        double z = Math.abs(xz) + Math.abs(yz) + zz + Math.abs(zw);
        double w = Math.abs(xw) + Math.abs(yw) + Math.abs(zw) + ww;
        return Math.max(Math.max(x, y), Math.max(z, w));
    }

    private static void setBoth(double[] inverse, int above, int below, double value) {
        inverse[above] = value;
        inverse[below] = value;
    }

    private static double invertAny(double[] normal, int size, double[] inverse) {
        double[] scale = scaled(normal, size, inverse);
        double norm = largestRowSum(inverse, size);
        if (!sweep(inverse, size)) {
            return Double.POSITIVE_INFINITY;
        }
        double condition = norm * largestRowSum(inverse, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double element = inverse[i * size + j] * (scale[i] * scale[j]);
                // what rounding did to the symmetry is undone
                setBoth(inverse, i * size + j, j * size + i, element);
            }
        }
        return condition;
    }

    /** Scale to unit diagonal; returns the scale of each column. */
    private static double[] scaled(double[] normal, int size, double[] scaled) {
        double[] scale = new double[size];
        for (int i = 0; i < size; i++) {
            scale[i] = 1 / Math.sqrt(normal[i * size + i]);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                scaled[i * size + j] = i == j ? 1 : normal[i * size + j] * (scale[i] * scale[j]);
            }
        }
        return scale;
    }

    private static double largestRowSum(double[] m, int size) {
        double largest = 0;
        for (int row = 0; row < m.length; row += size) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += Math.abs(m[row + j]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /**
     * Invert in place, by sweeping one column after the other; the pivots are those of Cholesky. Returns false, and leaves the matrix
     * half done, if it is not positive definite.
     */
    private static boolean sweep(double[] m, int size) {
        for (int p = 0; p < size; p++) {
            int pivot = p * size;
            if (!(m[pivot + p] > 0)) {
                return false;
            }
            double inverse = 1 / m[pivot + p];
            for (int i = 0; i < size; i++) {
                if (i != p) {
                    int row = i * size;
                    double factor = m[row + p] * inverse;
                    for (int j = 0; j < size; j++) {
                        m[row + j] -= factor * m[pivot + j];
                    }
                    m[row + p] = -factor;
                }
            }
            for (int j = 0; j < size; j++) {
                m[pivot + j] *= inverse;
            }
            m[pivot + p] = inverse;
        }
        return true;
    }

    /** Name the columns that the weakest eigenvector mixes. */
    private static List<String> inseparable(double[] normal, int size, IntFunction<String> name) {
        double[] scaled = new double[normal.length];
        scaled(normal, size, scaled);
        RealMatrix matrix = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            matrix.setRow(i, Arrays.copyOfRange(scaled, i * size, (i + 1) * size));
        }
        double[] weakest =
                new EigenDecomposition(matrix).getEigenvector(size - 1).toArray();
        double most = Arrays.stream(weakest).map(Math::abs).max().getAsDouble();
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (Math.abs(weakest[i]) > 0.1 * most) {
                mixed.add(name.apply(i));
            }
        }
        return mixed;
    }
}
