package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

/**
 * Weighted least squares: values as a sum of columns times parameters, with independent errors and shared ones.
 *
 * <p>Minimises {@code Σ (y − X p − M a)²/var + Σ (a/σ)²} by normal equations, scaled to unit diagonal and solved by Cholesky
 * with one step of refinement; for up to some 16 columns. Marginalising the amplitudes a is the same as generalised least
 * squares with the covariance {@code diag(var) + Σ σ² m mᵀ}. Immutable; columns are not copied.
 */
public final class LinearModel {

    /** The normal matrix, scaled to unit diagonal, may have at most this condition number (1-norm). */
    public static final double MAX_CONDITION = 1e8;

    private final List<String> names;
    private final double[][] regressors;
    private final List<SharedError> shared;

    private LinearModel(List<String> names, double[][] regressors, List<SharedError> shared) {
        this.names = names;
        this.regressors = regressors;
        this.shared = shared;
    }

    /**
     * Name the columns.
     *
     * @param names one a parameter
     * @param regressors {@code [parameter][row]}
     * @throws IllegalArgumentException if there is no column, or they differ in length or number from the names
     */
    public static LinearModel of(List<String> names, double[][] regressors) {
        if (regressors.length == 0 || names.size() != regressors.length) {
            throw new IllegalArgumentException(names.size() + " names and " + regressors.length
                    + " columns, but one each is needed, and at least one");
        }
        for (double[] column : regressors) {
            if (column.length != regressors[0].length) {
                throw new IllegalArgumentException("columns of " + regressors[0].length + " and " + column.length
                        + " rows, but one length is needed");
            }
        }
        return new LinearModel(List.copyOf(names), regressors.clone(), List.of());
    }

    /**
     * Return the model with further shared errors to marginalise.
     *
     * @throws IllegalArgumentException if one differs in length from the columns
     */
    public LinearModel marginalising(List<SharedError> more) {
        List<SharedError> all = new ArrayList<>(shared);
        for (SharedError error : more) {
            if (error.column().length != rows()) {
                throw new IllegalArgumentException(
                        error.name() + " has " + error.column().length + " rows, but the model has " + rows());
            }
            // a known error is no error
            if (error.sigma() > 0) {
                all.add(error);
            }
        }
        return new LinearModel(names, regressors, List.copyOf(all));
    }

    /** Return the names of the parameters. */
    public List<String> names() {
        return names;
    }

    /** Return the shared errors that are marginalised. */
    public List<SharedError> shared() {
        return shared;
    }

    /** Return the number of rows. */
    public int rows() {
        return regressors[0].length;
    }

    double[] column(int i) {
        return i < regressors.length
                ? regressors[i]
                : shared.get(i - regressors.length).column();
    }

    private String name(int i) {
        return i < regressors.length
                ? names.get(i)
                : shared.get(i - regressors.length).name();
    }

    /**
     * Fit the model.
     *
     * @param values one a row
     * @param variances of the independent errors, one a row, positive; infinite to leave a row out
     * @throws DataException if a value is not finite or a variance not positive, naming its row (counted from 0)
     * @throws InsufficientDataException if the rows cannot determine the parameters, naming those that cannot be told apart
     */
    public LinearFit fit(double[] values, double[] variances) {
        int n = rows();
        requireNonNull(values, "values");
        requireNonNull(variances, "variances");
        if (values.length != n || variances.length != n) {
            throw new IllegalArgumentException(
                    n + " rows, but " + values.length + " values and " + variances.length + " variances");
        }
        int used = 0;
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(values[i]) || !(variances[i] > 0)) {
                throw new DataException("fit: row " + i + ": found " + values[i] + " with variance " + variances[i]
                        + ", but a finite value and a positive variance are needed");
            }
            weight[i] = 1 / variances[i];
            used += weight[i] > 0 ? 1 : 0;
        }
        int k = regressors.length;
        int size = k + shared.size();
        int free = k;
        double[] prior = new double[size];
        for (int j = k; j < size; j++) {
            double sigma = shared.get(j - k).sigma();
            prior[j] = 1 / (sigma * sigma);
            free += prior[j] == 0 ? 1 : 0;
        }
        if (used < free) {
            throw new InsufficientDataException("fit: found " + used + " rows, but " + free + " unknowns ("
                    + String.join(", ", freeNames(prior)) + ") need at least as many");
        }
        double[][] normal = new double[size][size];
        double[] weighted = new double[n];
        for (int i = 0; i < size; i++) {
            double[] a = column(i);
            for (int r = 0; r < n; r++) {
                weighted[r] = weight[r] * a[r];
            }
            for (int j = 0; j <= i; j++) {
                normal[i][j] = dot(weighted, column(j));
                normal[j][i] = normal[i][j];
            }
            normal[i][i] += prior[i];
        }
        double[][] covariance = invert(normal);
        double[] solution = new double[size];
        double[] residual = values.clone();
        // the second round is the refinement: it works on the residuals of the first
        for (int round = 0; round < 2; round++) {
            double[] gradient = new double[size];
            for (int r = 0; r < n; r++) {
                weighted[r] = weight[r] * residual[r];
            }
            for (int i = 0; i < size; i++) {
                gradient[i] = dot(weighted, column(i)) - prior[i] * solution[i];
            }
            for (int i = 0; i < size; i++) {
                double step = dot(covariance[i], gradient);
                solution[i] += step;
                double[] a = column(i);
                for (int r = 0; r < n; r++) {
                    residual[r] -= step * a[r];
                }
            }
        }
        double chi2 = 0;
        for (int r = 0; r < n; r++) {
            chi2 += weight[r] * residual[r] * residual[r];
        }
        for (int i = k; i < size; i++) {
            chi2 += prior[i] * solution[i] * solution[i];
        }
        return new LinearFit(
                this, solution, covariance, conditional(normal, covariance), weight, residual, chi2, used - free);
    }

    private double[][] conditional(double[][] normal, double[][] covariance) {
        if (shared.isEmpty()) {
            return covariance;
        }
        int k = regressors.length;
        double[][] block = new double[k][];
        for (int i = 0; i < k; i++) {
            block[i] = Arrays.copyOf(normal[i], k);
        }
        return invert(block);
    }

    private List<String> freeNames(double[] prior) {
        List<String> free = new ArrayList<>();
        for (int i = 0; i < prior.length; i++) {
            if (prior[i] == 0) {
                free.add(name(i));
            }
        }
        return free;
    }

    /** Invert a normal matrix, refusing what the rows cannot determine. */
    private double[][] invert(double[][] normal) {
        int size = normal.length;
        double[] scale = new double[size];
        for (int i = 0; i < size; i++) {
            if (!Double.isFinite(normal[i][i])) {
                throw new DataException(
                        "fit: " + name(i) + " has a value that is not finite, but finite ones are needed");
            }
            if (!(normal[i][i] > 0)) {
                throw new InsufficientDataException(
                        "fit: " + name(i) + " is zero in every row, but it needs rows that depend on it");
            }
            scale[i] = 1 / Math.sqrt(normal[i][i]);
        }
        double[][] scaled = new double[size][size];
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                scaled[i][j] = i == j ? 1 : normal[i][j] * scale[i] * scale[j];
                sum += Math.abs(scaled[i][j]);
            }
            largest = Math.max(largest, sum);
        }
        double[][] inverse = choleskyInverse(scaled);
        double inverseLargest = 0;
        for (int i = 0; i < size && inverse.length > 0; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += Math.abs(inverse[i][j]);
            }
            inverseLargest = Math.max(inverseLargest, sum);
        }
        double condition = inverse.length == 0 ? Double.POSITIVE_INFINITY : largest * inverseLargest;
        if (!(condition <= MAX_CONDITION)) {
            throw new InsufficientDataException(String.format(
                    Locale.ROOT,
                    "fit: these rows cannot tell apart %s (condition number %.1e), but at most %.0e is needed",
                    String.join(" and ", inseparable(scaled)),
                    condition,
                    MAX_CONDITION));
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                inverse[i][j] *= scale[i] * scale[j];
            }
        }
        return inverse;
    }

    /** Name the columns that the weakest eigenvector mixes. */
    private List<String> inseparable(double[][] scaled) {
        EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(scaled));
        double[] weakest = eigen.getEigenvector(scaled.length - 1).toArray();
        double most = Arrays.stream(weakest).map(Math::abs).max().getAsDouble();
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < weakest.length; i++) {
            if (Math.abs(weakest[i]) > 0.1 * most) {
                mixed.add(name(i));
            }
        }
        return mixed;
    }

    /** Return the inverse, or an empty array if the matrix is not positive definite. */
    private static double[][] choleskyInverse(double[][] m) {
        int size = m.length;
        double[][] lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = m[i][j];
                for (int l = 0; l < j; l++) {
                    sum -= lower[i][l] * lower[j][l];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        return new double[0][];
                    }
                    lower[i][i] = Math.sqrt(sum);
                } else {
                    lower[i][j] = sum / lower[j][j];
                }
            }
        }
        double[][] factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            factor[i][i] = 1 / lower[i][i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int l = j; l < i; l++) {
                    sum -= lower[i][l] * factor[l][j];
                }
                factor[i][j] = sum / lower[i][i];
            }
        }
        double[][] inverse = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int l = i; l < size; l++) {
                    sum += factor[l][i] * factor[l][j];
                }
                inverse[i][j] = sum;
                inverse[j][i] = sum;
            }
        }
        return inverse;
    }

    /** Sum of products in four chains, which a processor adds at once. */
    static double dot(double[] a, double[] b) {
        int n = a.length;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
