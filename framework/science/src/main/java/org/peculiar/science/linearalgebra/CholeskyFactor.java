package org.peculiar.science.linearalgebra;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.EjmlParameters;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.block.decomposition.chol.CholeskyOuterForm_MT_DDRB;
import org.ejml.dense.row.decomposition.BaseDecomposition_DDRB_to_DDRM;
import org.peculiar.api.DataException;

/**
 * The factor L of a symmetric positive definite matrix {@code A = L Lᵀ}, which solves linear systems.
 *
 * <p>Matrices are one array, row after row; of A only the lower triangle is read. The memory of A becomes that of L, since
 * there may be no room for both.
 */
public final class CholeskyFactor {

    /** Matrices smaller than this are factored before a native library could be loaded. */
    private static final int WORTH_LOADING = 500;

    /** What rounding may leave of a variance of 0, as a fraction of the variance before. */
    private static final double ROUNDING = 1e-12;

    /** The largest matrix that fits one array. */
    private static final int LARGEST = 46_340;

    private final int size;
    private final double[] lower;

    private CholeskyFactor(int size, double[] lower) {
        this.size = size;
        this.lower = lower;
    }

    /**
     * Return the array for a matrix of a size.
     *
     * @throws DataException if it would be too large for one array or for the memory
     */
    public static double[] allocate(int size, String what) {
        if (size > LARGEST) {
            throw new DataException(what + ": found " + size + " rows, but at most " + LARGEST + " can be solved for");
        }
        long megabytes = 8L * size * size / (1 << 20);
        try {
            return new double[size * size];
        } catch (OutOfMemoryError e) {
            throw new DataException(
                    what + ": " + size + " rows need " + megabytes
                            + " MB, but there is less memory; raise it with -Xmx",
                    e);
        }
    }

    /**
     * Factor a matrix in its own memory.
     *
     * @param matrix rows of the lower triangle; overwritten
     * @param what the matrix is of, for the message
     * @throws DataException if the matrix is not positive definite
     */
    public static CholeskyFactor inPlace(double[] matrix, int size, String what) {
        requireNonNull(what, "what");
        if (size < 1 || matrix.length != size * size) {
            throw new IllegalArgumentException(
                    what + ": found " + matrix.length + " elements, but " + size + " rows of as many are needed");
        }
        double[] diagonal = new double[size];
        Arrays.setAll(diagonal, i -> matrix[i * size + i]);
        boolean isNative = size >= WORTH_LOADING && NativeLapack.isAvailable();
        boolean done = isNative ? NativeLapack.factor(matrix, size) : factor(matrix, size);
        // a matrix with a NaN in it may pass either
        if (!done || !isPositive(matrix, diagonal)) {
            throw new DataException(
                    what + ": found a matrix that is not positive definite, but a covariance is; look for"
                            + " objects in one place without errors of their own, or for values that are not finite");
        }
        return new CholeskyFactor(size, matrix);
    }

    private static boolean factor(double[] matrix, int size) {
        BaseDecomposition_DDRB_to_DDRM blocked =
                new BaseDecomposition_DDRB_to_DDRM(new CholeskyOuterForm_MT_DDRB(true), EjmlParameters.BLOCK_WIDTH);
        boolean done = blocked.decompose(DMatrixRMaj.wrap(size, size, matrix));
        // it leaves the elements of each block together
        blocked.convertBlockToRow(size, size, matrix);
        return done;
    }

    /** Tell whether every variable keeps some variance when those before it are known, beyond rounding. */
    private static boolean isPositive(double[] matrix, double[] diagonal) {
        int size = diagonal.length;
        for (int i = 0; i < size; i++) {
            double left = matrix[i * size + i];
            if (!(left * left > ROUNDING * diagonal[i]) || Double.isInfinite(left)) {
                return false;
            }
        }
        return true;
    }

    /** Return the number of rows. */
    public int size() {
        return size;
    }

    /** Solve {@code A x = b} for several b at once; each is a row of both arrays. */
    public double[][] solve(double[][] b) {
        return IntStream.range(0, b.length)
                .parallel()
                .mapToObj(i -> backward(forward(b[i])))
                .toArray(double[][]::new);
    }

    /** Return {@code L x}: of independent standard normal x, a draw with the covariance A. */
    public double[] times(double[] x) {
        if (x.length != size) {
            throw new IllegalArgumentException("found " + x.length + " values for a matrix of " + size + " rows");
        }
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            int row = i * size;
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum = Math.fma(lower[row + j], x[j], sum);
            }
            y[i] = sum;
        }
        return y;
    }

    /** Return {@code bᵀ A⁻¹ b}. */
    public double quadratic(double[] b) {
        double sum = 0;
        for (double y : forward(b)) {
            sum += y * y;
        }
        return sum;
    }

    private double[] forward(double[] b) {
        if (b.length != size) {
            throw new IllegalArgumentException("found " + b.length + " values for a matrix of " + size + " rows");
        }
        double[] y = b.clone();
        for (int i = 0; i < size; i++) {
            int row = i * size;
            double sum = 0;
            for (int j = 0; j < i; j++) {
                sum = Math.fma(lower[row + j], y[j], sum);
            }
            y[i] = (y[i] - sum) / lower[row + i];
        }
        return y;
    }

    private double[] backward(double[] y) {
        for (int i = size - 1; i >= 0; i--) {
            int row = i * size;
            double x = y[i] / lower[row + i];
            y[i] = x;
            for (int j = 0; j < i; j++) {
                y[j] = Math.fma(-x, lower[row + j], y[j]);
            }
        }
        return y;
    }
}
