package org.peculiar.science.indicator;

import java.util.Arrays;

/**
 * The largest independent errors that a covariance is made of: eigenvectors times the roots of their eigenvalues.
 *
 * <p>Found by simultaneous iteration from fixed vectors, so the same covariance gives the same modes. What is not positive is left out.
 */
public final class PrincipalModes {

    private static final int MOST_ROUNDS = 500;

    /** Of eigenvalues; the error of a vector is the root of that. */
    private static final double CONVERGED = 1e-15;

    /** Share of the largest eigenvalue below which one is rounding. */
    private static final double NOTHING = 1e-10;

    private PrincipalModes() {}

    /**
     * Find the largest.
     *
     * @param covariance symmetric, not changed
     * @param most how many, at most
     * @return {@code [mode][row]}, the largest first; fewer if there are no more that are positive
     */
    public static double[][] of(double[][] covariance, int most) {
        int n = covariance.length;
        int count = Math.min(most, n);
        double[][] basis = new double[count][n];
        for (int k = 0; k < count; k++) {
            for (int i = 0; i < n; i++) {
                // any vectors that are not orthogonal to the modes
                basis[k][i] = Math.cos((k + 1) * (i + 0.5) * 2.399963 + k);
            }
        }
        orthonormalise(basis);
        double[] values = new double[count];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] before = values.clone();
            for (int k = 0; k < count; k++) {
                double[] image = times(covariance, basis[k]);
                values[k] = dot(basis[k], image);
                basis[k] = image;
            }
            orthonormalise(basis);
            double change = 0;
            double largest = 0;
            for (int k = 0; k < count; k++) {
                change = Math.max(change, Math.abs(values[k] - before[k]));
                largest = Math.max(largest, Math.abs(values[k]));
            }
            if (change <= CONVERGED * largest) {
                break;
            }
        }
        double[][] modes = new double[count][];
        int kept = 0;
        for (int k = 0; k < count; k++) {
            double value = dot(basis[k], times(covariance, basis[k]));
            if (value > NOTHING * Math.abs(values[0])) {
                double root = Math.sqrt(value);
                modes[kept++] = Arrays.stream(basis[k]).map(x -> root * x).toArray();
            }
        }
        return Arrays.copyOf(modes, kept);
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] image = new double[vector.length];
        Arrays.setAll(image, i -> dot(matrix[i], vector));
        return image;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Gram and Schmidt, twice, for rounding; a vector that the others span becomes zero. */
    private static void orthonormalise(double[][] basis) {
        for (int k = 0; k < basis.length; k++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < k; j++) {
                    double along = dot(basis[j], basis[k]);
                    for (int i = 0; i < basis[k].length; i++) {
                        basis[k][i] -= along * basis[j][i];
                    }
                }
            }
            double length = Math.sqrt(dot(basis[k], basis[k]));
            for (int i = 0; i < basis[k].length; i++) {
                basis[k][i] = length > 0 ? basis[k][i] / length : 0;
            }
        }
    }
}
