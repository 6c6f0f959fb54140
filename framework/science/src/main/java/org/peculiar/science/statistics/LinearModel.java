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
 * <p>Minimises {@code Σ (y − X p − M a)²/var + Σ (a/σ)²} by normal equations, scaled to unit diagonal and inverted,
 * with one step of refinement where that gains digits; for up to some 16 columns. Marginalising the amplitudes a is the same
 * as generalised least squares with the covariance {@code diag(var) + Σ σ² m mᵀ}. Immutable; columns are not copied.
 */
public final class LinearModel {

    /** The normal matrix, scaled to unit diagonal, may have at most this condition number (1-norm). */
    public static final double MAX_CONDITION = 1e8;

    /** Below this condition number one solution has lost no more than three digits, and is not refined. */
    private static final double WELL_CONDITIONED = 1e3;

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

    /** Return the model with one more column, after the others. */
    public LinearModel with(String name, double[] column) {
        if (column.length != rows()) {
            throw new IllegalArgumentException(name + " has " + column.length + " rows, but the model has " + rows());
        }
        List<String> more = new ArrayList<>(names);
        more.add(name);
        double[][] columns = Arrays.copyOf(regressors, regressors.length + 1);
        columns[regressors.length] = column;
        return new LinearModel(more, columns, shared);
    }

    /**
     * Return the model with further shared errors to marginalise.
     *
     * @throws IllegalArgumentException if one differs in length from the columns
     */
    public LinearModel marginalising(List<SharedError> more) {
        if (more.isEmpty()) {
            return this;
        }
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
        return fit(values, variances, new Workspace());
    }

    /** Arrays that one fit after the other works in, so that thousands of them need no others. Belongs to one thread. */
    public static final class Workspace {

        double[] weight = {};
        double[] residual = {};
        double[] prior = {};
        double[] gradient;
        double[] solution;
        double[] scale;
        double[][] normal;
        double[][] inverse;

        private void prepare(int rows, int size) {
            if (weight.length != rows) {
                weight = new double[rows];
                residual = new double[rows];
            }
            if (prior.length != size) {
                prior = new double[size];
                gradient = new double[size];
                solution = new double[size];
                scale = new double[size];
                normal = new double[size][size];
                inverse = new double[size][size];
            }
        }
    }

    /**
     * Fit the model in arrays that are there already: the result is overwritten by the next fit in the same workspace.
     *
     * @see #fit(double[], double[])
     */
    public LinearFit fit(double[] values, double[] variances, Workspace workspace) {
        int n = rows();
        requireNonNull(values, "values");
        requireNonNull(variances, "variances");
        if (values.length != n || variances.length != n) {
            throw new IllegalArgumentException(
                    n + " rows, but " + values.length + " values and " + variances.length + " variances");
        }
        int k = regressors.length;
        int size = k + shared.size();
        workspace.prepare(n, size);
        double[] weight = workspace.weight;
        int used = weigh(values, variances, weight);
        int free = k;
        double[] prior = workspace.prior;
        for (int j = 0; j < size; j++) {
            double sigma = j < k ? Double.POSITIVE_INFINITY : shared.get(j - k).sigma();
            prior[j] = 1 / (sigma * sigma);
            free += j >= k && prior[j] == 0 ? 1 : 0;
        }
        if (used < free) {
            throw new InsufficientDataException("fit: found " + used + " rows, but " + free + " unknowns ("
                    + String.join(", ", freeNames(prior)) + ") need at least as many");
        }
        double[][] normal = workspace.normal;
        double[] gradient = workspace.gradient;
        if (size == 3) {
            addUp(column(0), column(1), column(2), weight, values, normal, gradient);
        } else if (size == 4) {
            addUp(column(0), column(1), column(2), column(3), weight, values, normal, gradient);
        } else {
            addUp(weight, values, normal, gradient);
        }
        for (int i = 0; i < size; i++) {
            normal[i][i] += prior[i];
        }
        double[][] inverse = workspace.inverse;
        double condition = invert(normal, inverse, workspace.scale);
        double[] solution = workspace.solution;
        Arrays.fill(solution, 0);
        step(inverse, gradient, solution);
        LinearFit fit = new LinearFit(this, values, workspace, used - free);
        if (condition > WELL_CONDITIONED) {
            double[] residual = workspace.residual;
            fit.residuals(residual);
            for (int r = 0; r < n; r++) {
                residual[r] *= weight[r];
            }
            for (int i = 0; i < size; i++) {
                gradient[i] = dot(residual, column(i)) - prior[i] * solution[i];
            }
            step(inverse, gradient, solution);
        }
        return fit;
    }

    /** Invert the variances; returns how many rows count. */
    private static int weigh(double[] values, double[] variances, double[] weight) {
        for (int i = 0; i < weight.length; i++) {
            weight[i] = 1 / variances[i];
        }
        int used = 0;
        for (int i = 0; i < weight.length; i++) {
            if (!Double.isFinite(values[i]) || !(variances[i] > 0)) {
                throw new DataException("fit: row " + i + ": found " + values[i] + " with variance " + variances[i]
                        + ", but a finite value and a positive variance are needed");
            }
            used += weight[i] > 0 ? 1 : 0;
        }
        return used;
    }

    private static void step(double[][] inverse, double[] gradient, double[] solution) {
        for (int i = 0; i < solution.length; i++) {
            double step = 0;
            for (int j = 0; j < solution.length; j++) {
                step += inverse[i][j] * gradient[j];
            }
            solution[i] += step;
        }
    }

    /** Add up the normal matrix and the weighted values, one column after the other. */
    private void addUp(double[] weight, double[] values, double[][] normal, double[] gradient) {
        double[] weighted = new double[weight.length];
        for (int i = 0; i < gradient.length; i++) {
            double[] a = column(i);
            for (int r = 0; r < weighted.length; r++) {
                weighted[r] = weight[r] * a[r];
            }
            for (int j = 0; j <= i; j++) {
                normal[i][j] = dot(weighted, column(j));
                normal[j][i] = normal[i][j];
            }
            gradient[i] = dot(weighted, values);
        }
    }

    /** The same for three columns in one pass: a flow, which Monte Carlos fit millions of times. */
    private static void addUp(
            double[] a,
            double[] b,
            double[] c,
            double[] weight,
            double[] values,
            double[][] normal,
            double[] gradient) {
        double aa = 0;
        double ab = 0;
        double ac = 0;
        double bb = 0;
        double bc = 0;
        double cc = 0;
        double av = 0;
        double bv = 0;
        double cv = 0;
        for (int r = 0; r < weight.length; r++) {
            double wa = weight[r] * a[r];
            double wb = weight[r] * b[r];
            double wc = weight[r] * c[r];
            aa = Math.fma(wa, a[r], aa);
            ab = Math.fma(wa, b[r], ab);
            ac = Math.fma(wa, c[r], ac);
            bb = Math.fma(wb, b[r], bb);
            bc = Math.fma(wb, c[r], bc);
            cc = Math.fma(wc, c[r], cc);
            av = Math.fma(wa, values[r], av);
            bv = Math.fma(wb, values[r], bv);
            cv = Math.fma(wc, values[r], cv);
        }
        set(normal[0], aa, ab, ac);
        set(normal[1], ab, bb, bc);
        set(normal[2], ac, bc, cc);
        set(gradient, av, bv, cv);
    }

    private static void set(double[] row, double x, double y, double z) {
        row[0] = x;
        row[1] = y;
        row[2] = z;
    }

    /** The same for four columns: a flow with a zero point. */
    private static void addUp(
            double[] a,
            double[] b,
            double[] c,
            double[] d,
            double[] weight,
            double[] values,
            double[][] normal,
            double[] gradient) {
        double aa = 0;
        double ab = 0;
        double ac = 0;
        double ad = 0;
        double bb = 0;
        double bc = 0;
        double bd = 0;
        double cc = 0;
        double cd = 0;
        double dd = 0;
        double av = 0;
        double bv = 0;
        double cv = 0;
        double dv = 0;
        for (int r = 0; r < weight.length; r++) {
            double w = weight[r];
            double v = values[r];
            double wa = w * a[r];
            double wb = w * b[r];
            double wc = w * c[r];
            double wd = w * d[r];
            aa = Math.fma(wa, a[r], aa);
            ab = Math.fma(wa, b[r], ab);
            ac = Math.fma(wa, c[r], ac);
            ad = Math.fma(wa, d[r], ad);
            bb = Math.fma(wb, b[r], bb);
            bc = Math.fma(wb, c[r], bc);
            bd = Math.fma(wb, d[r], bd);
            cc = Math.fma(wc, c[r], cc);
            cd = Math.fma(wc, d[r], cd);
            dd = Math.fma(wd, d[r], dd);
            av = Math.fma(wa, v, av);
            bv = Math.fma(wb, v, bv);
            cv = Math.fma(wc, v, cv);
            dv = Math.fma(wd, v, dv);
        }
        set(normal[0], aa, ab, ac);
        set(normal[1], ab, bb, bc);
        set(normal[2], ac, bc, cc);
        set(normal[3], ad, bd, cd);
        set(gradient, av, bv, cv);
        normal[0][3] = ad;
        normal[1][3] = bd;
        normal[2][3] = cd;
        normal[3][3] = dd;
        gradient[3] = dv;
    }

    /** Return the covariance of all columns if the normal matrix of some rows is extended by one more, which becomes the last. */
    double[][] covarianceWith(String name, double[] column, double[] weight, double[][] normal) {
        LinearModel extended = with(name, column);
        int k = regressors.length;
        int size = normal.length + 1;
        double[] weighted = new double[weight.length];
        for (int r = 0; r < weighted.length; r++) {
            weighted[r] = weight[r] * column[r];
        }
        double[][] more = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                more[i][j] = i == k || j == k
                        ? dot(weighted, extended.column(i == k ? j : i))
                        : normal[i < k ? i : i - 1][j < k ? j : j - 1];
                more[j][i] = more[i][j];
            }
            more[i][i] = i == k ? dot(weighted, column) : normal[i < k ? i : i - 1][i < k ? i : i - 1];
        }
        double[][] covariance = new double[size][size];
        extended.invert(more, covariance, new double[size]);
        return covariance;
    }

    /** Return the inverse of the normal matrix of the regressors alone, as if the shared errors were known. */
    double[][] conditional(double[][] normal, double[][] covariance) {
        if (shared.isEmpty()) {
            return covariance;
        }
        int k = regressors.length;
        double[][] block = new double[k][];
        for (int i = 0; i < k; i++) {
            block[i] = Arrays.copyOf(normal[i], k);
        }
        double[][] inverse = new double[k][k];
        invert(block, inverse, new double[k]);
        return inverse;
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

    /** Invert a normal matrix, refusing what the rows cannot determine; returns the condition number of the scaled matrix. */
    private double invert(double[][] normal, double[][] inverse, double[] scale) {
        int size = normal.length;
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
        scale(normal, scale, inverse);
        double norm = largestRowSum(inverse);
        double condition = invert(inverse) ? norm * largestRowSum(inverse) : Double.POSITIVE_INFINITY;
        if (!(condition <= MAX_CONDITION)) {
            scale(normal, scale, inverse);
            throw new InsufficientDataException(String.format(
                    Locale.ROOT,
                    "fit: these rows cannot tell apart %s (condition number %.1e), but at most %.0e is needed",
                    String.join(" and ", inseparable(inverse)),
                    condition,
                    MAX_CONDITION));
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                inverse[i][j] *= scale[i] * scale[j];
                // what rounding did to the symmetry is undone
                inverse[j][i] = inverse[i][j];
            }
        }
        return condition;
    }

    /** Scale a normal matrix to unit diagonal. */
    private static void scale(double[][] normal, double[] scale, double[][] scaled) {
        for (int i = 0; i < scale.length; i++) {
            double[] from = normal[i];
            double[] to = scaled[i];
            for (int j = 0; j < scale.length; j++) {
                to[j] = from[j] * (scale[i] * scale[j]);
            }
            to[i] = 1;
        }
    }

    private static double largestRowSum(double[][] m) {
        double largest = 0;
        for (double[] row : m) {
            double sum = 0;
            for (double x : row) {
                sum += Math.abs(x);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
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

    /**
     * Invert a symmetric matrix in place, by sweeping one column after the other; its pivots are those of Cholesky. Returns false,
     * and leaves the matrix half done, if it is not positive definite.
     */
    private static boolean invert(double[][] m) {
        int size = m.length;
        for (int p = 0; p < size; p++) {
            double[] pivot = m[p];
            if (!(pivot[p] > 0)) {
                return false;
            }
            double inverse = 1 / pivot[p];
            for (int i = 0; i < size; i++) {
                if (i != p) {
                    double[] row = m[i];
                    double factor = row[p] * inverse;
                    for (int j = 0; j < size; j++) {
                        row[j] -= factor * pivot[j];
                    }
                    row[p] = -factor;
                }
            }
            for (int j = 0; j < size; j++) {
                pivot[j] *= inverse;
            }
            pivot[p] = inverse;
        }
        return true;
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
