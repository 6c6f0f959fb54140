package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    public static final double MAX_CONDITION = NormalMatrix.MAX_CONDITION;

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

        /** Normal matrix and its inverse, one row after the other. */
        double[] normal;

        double[] inverse;

        private void prepare(int rows, int size) {
            if (weight.length != rows) {
                weight = new double[rows];
                residual = new double[rows];
            }
            if (prior.length != size) {
                prior = new double[size];
                gradient = new double[size];
                solution = new double[size];
                normal = new double[size * size];
                inverse = new double[size * size];
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
        double[] normal = workspace.normal;
        double[] gradient = workspace.gradient;
        if (size == 3) {
            addUp(column(0), column(1), column(2), weight, values, normal, gradient);
        } else if (size == 4) {
            addUp(column(0), column(1), column(2), column(3), weight, values, normal, gradient);
        } else {
            addUp(weight, values, normal, gradient);
        }
        for (int i = 0; i < size; i++) {
            normal[i * size + i] += prior[i];
        }
        double[] inverse = workspace.inverse;
        double condition = NormalMatrix.invert(normal, size, inverse, this::name);
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

    private static void step(double[] inverse, double[] gradient, double[] solution) {
        int size = solution.length;
        for (int i = 0; i < size; i++) {
            double step = 0;
            for (int j = 0; j < size; j++) {
                step += inverse[i * size + j] * gradient[j];
            }
            solution[i] += step;
        }
    }

    /** Add up the normal matrix and the weighted values, one column after the other. */
    private void addUp(double[] weight, double[] values, double[] normal, double[] gradient) {
        double[] weighted = new double[weight.length];
        int size = gradient.length;
        for (int i = 0; i < size; i++) {
            double[] a = column(i);
            for (int r = 0; r < weighted.length; r++) {
                weighted[r] = weight[r] * a[r];
            }
            for (int j = 0; j <= i; j++) {
                normal[i * size + j] = dot(weighted, column(j));
                normal[j * size + i] = normal[i * size + j];
            }
            gradient[i] = dot(weighted, values);
        }
    }

    /** The same for three columns in one pass: a flow, which Monte Carlos fit millions of times. */
    private static void addUp(
            double[] a, double[] b, double[] c, double[] weight, double[] values, double[] normal, double[] gradient) {
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
        set(normal, 0, aa, ab, ac);
        set(normal, 3, ab, bb, bc);
        set(normal, 6, ac, bc, cc);
        set(gradient, 0, av, bv, cv);
    }

    private static void set(double[] into, int from, double x, double y, double z) {
        into[from] = x;
        into[from + 1] = y;
        into[from + 2] = z;
    }

    /** The same for four columns: a flow with a zero point. */
    private static void addUp(
            double[] a,
            double[] b,
            double[] c,
            double[] d,
            double[] weight,
            double[] values,
            double[] normal,
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
        set(normal, 0, aa, ab, ac);
        set(normal, 4, ab, bb, bc);
        set(normal, 8, ac, bc, cc);
        set(normal, 12, ad, bd, cd);
        set(gradient, 0, av, bv, cv);
        normal[3] = ad;
        normal[7] = bd;
        normal[11] = cd;
        normal[15] = dd;
        gradient[3] = dv;
    }

    /** Return the covariance of all columns if the normal matrix of some rows is extended by one more, which becomes the last. */
    double[] covarianceWith(String name, double[] column, double[] weight, double[] normal) {
        LinearModel extended = with(name, column);
        int k = regressors.length;
        int last = k + shared.size();
        int size = last + 1;
        double[] weighted = new double[weight.length];
        for (int r = 0; r < weighted.length; r++) {
            weighted[r] = weight[r] * column[r];
        }
        double[] more = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double element = i == k || j == k
                        ? dot(weighted, extended.column(i == k ? j : i))
                        : normal[(i < k ? i : i - 1) * last + (j < k ? j : j - 1)];
                more[i * size + j] = element;
                more[j * size + i] = element;
            }
        }
        double[] covariance = new double[size * size];
        NormalMatrix.invert(more, size, covariance, extended::name);
        return covariance;
    }

    /** Return the inverse of the normal matrix of the regressors alone, as if the shared errors were known. */
    double[] conditional(double[] normal) {
        int k = regressors.length;
        int size = k + shared.size();
        double[] block = new double[k * k];
        for (int i = 0; i < k; i++) {
            System.arraycopy(normal, i * size, block, i * k, k);
        }
        double[] inverse = new double[k * k];
        NormalMatrix.invert(block, k, inverse, this::name);
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
