package org.peculiar.science.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

/**
 * The covariance of a vector of k components: symmetric, with no negative variance in any direction; it may be singular.
 *
 * <p>In the product of the units of the components, which may differ: ranks are judged on the correlation matrix. Immutable.
 */
public final class CovarianceMatrix {

    /** What rounding may make of a correlation's principal variance of 0; dimensionless. */
    private static final double ROUNDING = 1e-9;

    /** A variance that is this little of those it is the difference of is rounding alone; dimensionless. */
    private static final double NOTHING = 1e-12;

    private final double[][] elements;

    private CovarianceMatrix(double[][] elements) {
        this.elements = elements;
    }

    /**
     * Take a matrix, which is copied.
     *
     * @param matrix k × k
     * @throws DataException unless it is finite and symmetric with no negative variance in any direction, beyond rounding
     * @throws IllegalArgumentException if it is not square
     */
    public static CovarianceMatrix of(double[][] matrix) {
        double[][] symmetric = symmetric(matrix, "covariance");
        return new CovarianceMatrix(clipped(symmetric, diagonal(symmetric), "covariance"));
    }

    /**
     * Return what is left of a covariance when another one is taken off, such as that of a nested subset's difference.
     *
     * @param what the difference is of, for the message
     * @throws DataException if that leaves a negative variance in any direction, beyond rounding against {@code larger}
     * @throws IllegalArgumentException if the two differ in size
     */
    public static CovarianceMatrix ofDifference(CovarianceMatrix larger, CovarianceMatrix smaller, String what) {
        requireSize(larger.size(), smaller.size());
        double[][] difference = larger.toArray();
        for (int i = 0; i < difference.length; i++) {
            for (int j = 0; j < difference.length; j++) {
                difference[i][j] -= smaller.elements[i][j];
            }
        }
        return new CovarianceMatrix(clipped(difference, diagonal(larger.elements), what));
    }

    /**
     * Build the covariance of a difference from the three blocks of the joint one: {@code C_aa + C_bb − C_ab − C_abᵀ}.
     *
     * @param ab covariance of the components of a (rows) with those of b (columns)
     * @param what the difference is of, for the message
     * @throws DataException if that has a negative variance in any direction, beyond rounding against {@code aa + bb}
     * @throws IllegalArgumentException if the blocks differ in size
     */
    public static CovarianceMatrix ofBlocks(CovarianceMatrix aa, CovarianceMatrix bb, double[][] ab, String what) {
        requireSize(aa.size(), bb.size());
        requireSquare(ab, aa.size());
        double[][] sum = aa.plus(bb).elements;
        double[][] cross = new double[ab.length][ab.length];
        for (int i = 0; i < ab.length; i++) {
            for (int j = 0; j < ab.length; j++) {
                cross[i][j] = sum[i][j] - (ab[i][j] + ab[j][i]);
            }
        }
        requireFinite(cross, what);
        return new CovarianceMatrix(clipped(cross, diagonal(sum), what));
    }

    /**
     * Estimate the covariance of one row from all: {@code Σ (x − x̄)(x − x̄)ᵀ/(n − 1)}.
     *
     * @param rows n × k
     * @throws InsufficientDataException for fewer than two rows
     * @throws DataException if a value is not finite
     * @throws IllegalArgumentException if the rows differ in length
     */
    public static CovarianceMatrix sample(double[][] rows) {
        return new CovarianceMatrix(crossProducts(rows, rows));
    }

    /**
     * Estimate the covariance of the components of a with those of b from paired rows, as {@link #sample}.
     *
     * @param a n × k
     * @param b n × l
     * @return k × l
     */
    public static double[][] sampleCross(double[][] a, double[][] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "paired rows: found " + a.length + " and " + b.length + ", but as many are needed");
        }
        return crossProducts(a, b);
    }

    private static double[][] crossProducts(double[][] a, double[][] b) {
        int n = a.length;
        if (n < 2) {
            throw new InsufficientDataException("sample covariance: found " + n + " rows, but at least 2 are needed");
        }
        double[] meanA = mean(a);
        double[] meanB = mean(b);
        double[][] sum = new double[meanA.length][meanB.length];
        for (int r = 0; r < n; r++) {
            for (int i = 0; i < meanA.length; i++) {
                double deviation = a[r][i] - meanA[i];
                for (int j = 0; j < meanB.length; j++) {
                    sum[i][j] += deviation * (b[r][j] - meanB[j]);
                }
            }
        }
        for (double[] row : sum) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= n - 1;
            }
        }
        return sum;
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != mean.length) {
                throw new IllegalArgumentException("row " + r + ": found " + rows[r].length + " values, but row 0 has "
                        + mean.length + " and all must agree");
            }
            for (int i = 0; i < mean.length; i++) {
                if (!Double.isFinite(rows[r][i])) {
                    throw new DataException(
                            "row " + r + ": value " + i + " is " + rows[r][i] + ", but it must be finite");
                }
                mean[i] += rows[r][i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= rows.length;
        }
        return mean;
    }

    /** Return the number of components k. */
    public int size() {
        return elements.length;
    }

    /** Return one covariance. */
    public double at(int row, int column) {
        return elements[row][column];
    }

    /** Return the standard error of one component. */
    public double error(int component) {
        return Math.sqrt(elements[component][component]);
    }

    /** Return the sum of the variances. */
    public double trace() {
        double trace = 0;
        for (int i = 0; i < elements.length; i++) {
            trace += elements[i][i];
        }
        return trace;
    }

    /** Return the variance of the combination {@code gᵀ x}: {@code gᵀ C g}. */
    public double variance(double[] g) {
        requireSize(size(), g.length);
        double sum = 0;
        for (int i = 0; i < g.length; i++) {
            for (int j = 0; j < g.length; j++) {
                sum += g[i] * elements[i][j] * g[j];
            }
        }
        return Math.max(0, sum);
    }

    /**
     * Return the standard error along a direction.
     *
     * @param direction of any length but 0
     * @throws IllegalArgumentException if it has no length
     */
    public double errorAlong(double[] direction) {
        return Math.sqrt(variance(unit(direction)));
    }

    /** Return the largest standard error that any direction has. */
    public double largestError() {
        double largest = 0;
        for (double value : eigen(elements).getRealEigenvalues()) {
            largest = Math.max(largest, value);
        }
        return Math.sqrt(largest);
    }

    /** Return the sum of two covariances. */
    public CovarianceMatrix plus(CovarianceMatrix other) {
        requireSize(size(), other.size());
        double[][] sum = toArray();
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[i][j] += other.elements[i][j];
            }
        }
        return new CovarianceMatrix(sum);
    }

    /** Tell whether all variances are 0. */
    public boolean isZero() {
        return trace() == 0;
    }

    /** Return the number of independent directions that have a variance. */
    public int rank() {
        return chi2(new double[size()]).dof();
    }

    /**
     * Judge a vector against zero, the covariance being known.
     *
     * @param vector k values
     */
    public Significance chi2(double[] vector) {
        return test(vector, Integer.MAX_VALUE);
    }

    /**
     * Judge a vector against zero with a covariance that was estimated from few replicates: p is that of Hotelling's
     * {@code T² (ν − d + 1)/(ν d)} as an F with d and ν − d + 1 degrees of freedom, d the rank.
     *
     * @param vector k values, independent of the covariance
     * @param degrees ν of the covariance: the number of replicates less one
     * @throws InsufficientDataException unless ν is at least the rank
     * @see "Hotelling 1931, Ann. Math. Stat. 2, 360"
     */
    public Significance hotelling(double[] vector, int degrees) {
        return test(vector, degrees);
    }

    private Significance test(double[] vector, int degrees) {
        int k = size();
        requireSize(k, vector.length);
        double[] scale = diagonal(elements);
        double[] x = new double[k];
        double length2 = 0;
        for (int i = 0; i < k; i++) {
            scale[i] = scale[i] > 0 ? Math.sqrt(scale[i]) : 1;
            x[i] = vector[i] / scale[i];
            length2 += x[i] * x[i];
        }
        double[][] correlation = scaled(elements, scale);
        Optional<double[][]> root = clearRoot(correlation);
        if (root.isPresent()) {
            double chi2 = lengthSquared(root.get(), x);
            return new Significance(chi2, k, probability(chi2, k, degrees), 0);
        }
        EigenDecomposition eigen = eigen(correlation);
        double chi2 = 0;
        double outside = 0;
        int rank = 0;
        for (int e = 0; e < k; e++) {
            double[] axis = eigen.getEigenvector(e).toArray();
            double component = 0;
            for (int i = 0; i < k; i++) {
                component += axis[i] * x[i];
            }
            double variance = eigen.getRealEigenvalue(e);
            if (variance > ROUNDING) {
                chi2 += component * component / variance;
                rank++;
            } else {
                outside += component * component;
            }
        }
        double fraction = length2 > 0 ? Math.sqrt(outside / length2) : 0;
        return new Significance(chi2, rank, probability(chi2, rank, degrees), fraction < ROUNDING ? 0 : fraction);
    }

    private static OptionalDouble probability(double chi2, int rank, int degrees) {
        if (rank == 0) {
            return OptionalDouble.empty();
        }
        if (degrees == Integer.MAX_VALUE) {
            return OptionalDouble.of(ChiSquare.survival(chi2, rank));
        }
        if (degrees < rank) {
            throw new InsufficientDataException("Hotelling's test: the covariance rests on " + (degrees + 1)
                    + " replicates, but " + rank + " components need at least " + (rank + 1));
        }
        double second = degrees - rank + 1.0;
        double f = chi2 * second / ((double) degrees * rank);
        // the upper tail of F is the lower one of 1/F, which keeps its digits
        return OptionalDouble.of(f > 0 ? new FDistribution(null, second, rank).cumulativeProbability(1 / f) : 1);
    }

    /** Return a new k × k array. */
    public double[][] toArray() {
        return Arrays.stream(elements).map(double[]::clone).toArray(double[][]::new);
    }

    private static double[] unit(double[] direction) {
        double length = 0;
        for (double d : direction) {
            length = Math.hypot(length, d);
        }
        if (!(length > 0)) {
            throw new IllegalArgumentException("direction " + Arrays.toString(direction) + " has no length");
        }
        double[] unit = direction.clone();
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= length;
        }
        return unit;
    }

    private static double[][] symmetric(double[][] matrix, String what) {
        int k = matrix.length;
        requireSquare(matrix, k);
        requireFinite(matrix, what);
        double[][] symmetric = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double scale = Math.sqrt(Math.abs(matrix[i][i] * matrix[j][j]));
                if (Math.abs(matrix[i][j] - matrix[j][i]) > ROUNDING * scale) {
                    throw new DataException(what + ": elements (" + i + ", " + j + ") and (" + j + ", " + i + ") are "
                            + matrix[i][j] + " and " + matrix[j][i] + ", but it must be symmetric");
                }
                symmetric[i][j] = 0.5 * (matrix[i][j] + matrix[j][i]);
            }
        }
        return symmetric;
    }

    private static void requireFinite(double[][] matrix, String what) {
        for (double[] row : matrix) {
            for (double element : row) {
                if (!Double.isFinite(element)) {
                    throw new DataException(what + ": found the element " + element + ", but all must be finite");
                }
            }
        }
    }

    private static void requireSquare(double[][] matrix, int k) {
        for (double[] row : matrix) {
            if (matrix.length != k || row.length != k) {
                throw new IllegalArgumentException("found a row of " + row.length + " among " + matrix.length
                        + ", but a " + k + " × " + k + " matrix is needed");
            }
        }
    }

    private static void requireSize(int k, int found) {
        if (k != found) {
            throw new IllegalArgumentException("found " + found + " components, but " + k + " are needed");
        }
    }

    private static double[] diagonal(double[][] matrix) {
        double[] diagonal = new double[matrix.length];
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = matrix[i][i];
        }
        return diagonal;
    }

    /**
     * Set to 0 what is 0 but for rounding, and refuse what is negative.
     *
     * @param variances that set the scale of rounding, one a component
     */
    private static double[][] clipped(double[][] matrix, double[] variances, String what) {
        int k = matrix.length;
        double[] scale = new double[k];
        for (int i = 0; i < k; i++) {
            if (matrix[i][i] < -ROUNDING * variances[i]) {
                throw negative(what, "of component " + i, matrix[i][i]);
            }
            scale[i] = variances[i] > 0 ? Math.sqrt(variances[i]) : 1;
        }
        double[][] correlation = scaled(matrix, scale);
        if (clearRoot(correlation).isPresent()) {
            return matrix;
        }
        EigenDecomposition eigen = eigen(correlation);
        for (int e = 0; e < k; e++) {
            if (eigen.getRealEigenvalue(e) < -ROUNDING) {
                throw negative(what, "of a combination", eigen.getRealEigenvalue(e));
            }
        }
        double[][] result = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                boolean both = matrix[i][i] > NOTHING * variances[i] && matrix[j][j] > NOTHING * variances[j];
                result[i][j] = both ? matrix[i][j] : 0;
            }
        }
        return result;
    }

    private static DataException negative(String what, String which, double variance) {
        return new DataException(what + ": the variance " + which + " would be " + variance
                + ", but a covariance has none below 0; the two estimates are not related as assumed");
    }

    private static double[][] scaled(double[][] matrix, double[] scale) {
        double[][] scaled = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                scaled[i][j] = matrix[i][j] / (scale[i] * scale[j]);
            }
        }
        return scaled;
    }

    /**
     * Return the Cholesky factor of a correlation matrix all of whose eigenvalues are above rounding for sure, as those of most
     * covariances are, whose eigenvectors nobody needs then. As they sum to k, the smallest is more than the determinant over e.
     */
    private static Optional<double[][]> clearRoot(double[][] correlation) {
        int k = correlation.length;
        double[][] root = new double[k][k];
        double determinant = 1;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = correlation[i][j];
                for (int m = 0; m < j; m++) {
                    rest -= root[i][m] * root[j][m];
                }
                root[i][j] = i == j ? Math.sqrt(rest) : rest / root[j][j];
            }
            determinant *= root[i][i] * root[i][i];
            if (correlation[i][i] > 1 + ROUNDING || !(determinant > 3 * ROUNDING)) {
                return Optional.empty();
            }
        }
        return Optional.of(root);
    }

    /** Return {@code xᵀ (L Lᵀ)⁻¹ x}. */
    private static double lengthSquared(double[][] root, double[] x) {
        double[] y = new double[x.length];
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double rest = x[i];
            for (int m = 0; m < i; m++) {
                rest -= root[i][m] * y[m];
            }
            y[i] = rest / root[i][i];
            sum += y[i] * y[i];
        }
        return sum;
    }

    private static EigenDecomposition eigen(double[][] matrix) {
        int k = matrix.length;
        double[][] symmetric = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                symmetric[i][j] = 0.5 * (matrix[i][j] + matrix[j][i]);
            }
        }
        return new EigenDecomposition(MatrixUtils.createRealMatrix(symmetric));
    }
}
