package org.peculiar.science.resampling;

import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.api.InsufficientDataException;

/**
 * Whether two columns are correlated more than after a shuffle of one.
 *
 * @param correlation Pearson's r
 * @param permutations n that were drawn
 * @param atLeast how many of them had an r at least as far from 0
 * @see "Fisher 1935, The Design of Experiments; Phipson and Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9, 39"
 */
public record PermutationTest(double correlation, int permutations, int atLeast) {

    /** What rounding may do to the r of a shuffle that leaves all pairs together. */
    private static final double ROUNDING = 1e-12;

    public PermutationTest {
        if (permutations < 1 || atLeast < 0 || atLeast > permutations) {
            throw new IllegalArgumentException(
                    "permutation test: found " + atLeast + " of " + permutations + ", but at least 1 is needed");
        }
    }

    /**
     * Correlate two columns and their shuffles.
     *
     * @param draws permutation p shuffles by {@code draws.replicate(p)}, from the last row down, with the row as the element
     * @param permutations how many to draw, at least 1
     * @throws InsufficientDataException for fewer than three rows
     * @throws DataException if a value is not finite, or a column does not vary
     */
    public static PermutationTest of(double[] x, double[] y, int permutations, Draws draws) {
        int n = x.length;
        if (y.length != n) {
            throw new IllegalArgumentException(
                    "permutation test: columns of " + n + " and " + y.length + " rows, but they must agree");
        }
        if (n < 3) {
            throw new InsufficientDataException("permutation test: found " + n + " rows, but at least 3 are needed");
        }
        if (permutations < 1) {
            throw new IllegalArgumentException(
                    "permutation test: found " + permutations + " permutations, but at least 1 is needed");
        }
        double[] u = standard(x, "first");
        double[] v = standard(y, "second");
        double r = Vectors.dot(u, v);
        int atLeast = 0;
        for (int p = 0; p < permutations; p++) {
            double[] shuffled = v.clone();
            Draws shuffle = draws.replicate(p);
            for (int i = n - 1; i > 0; i--) {
                int j = (int) (shuffle.uniform(i) * (i + 1));
                double swapped = shuffled[i];
                shuffled[i] = shuffled[j];
                shuffled[j] = swapped;
            }
            atLeast += Math.abs(Vectors.dot(u, shuffled)) >= Math.abs(r) - ROUNDING ? 1 : 0;
        }
        return new PermutationTest(Math.max(-1, Math.min(1, r)), permutations, atLeast);
    }

    /** Subtract the mean and divide by the length. */
    private static double[] standard(double[] column, String which) {
        double mean = 0;
        double size = 0;
        for (int i = 0; i < column.length; i++) {
            if (!Double.isFinite(column[i])) {
                throw new DataException("permutation test: row " + i + " of the " + which + " column is " + column[i]
                        + ", but it must be finite");
            }
            mean += column[i] / column.length;
            size = Math.max(size, Math.abs(column[i]));
        }
        double[] deviations = new double[column.length];
        for (int i = 0; i < column.length; i++) {
            deviations[i] = column[i] - mean;
        }
        double length = Vectors.length(deviations);
        if (!(length > ROUNDING * size)) {
            throw new DataException(
                    "permutation test: the " + which + " column does not vary, but a correlation needs one that does");
        }
        return Vectors.times(1 / length, deviations);
    }

    /** Return the two-sided probability of such a correlation by chance: {@code (1 + atLeast)/(1 + permutations)}. */
    public double p() {
        return (1.0 + atLeast) / (1.0 + permutations);
    }

    /** Return the Monte Carlo error of p, {@code √(p(1 − p)/n)}. */
    public double pError() {
        return Math.sqrt(p() * (1 - p()) / permutations);
    }
}
