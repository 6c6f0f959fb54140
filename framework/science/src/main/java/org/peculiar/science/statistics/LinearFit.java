package org.peculiar.science.statistics;

import java.util.Arrays;

/**
 * The result of a {@link LinearModel}. Immutable, unless the fit was made in a {@linkplain LinearModel.Workspace workspace} that
 * another has used since; arrays are returned as new ones.
 *
 * <p>The covariance is marginal: it contains what the shared errors add. {@link #conditionalCovariance} is as if they were
 * known.
 */
public final class LinearFit {

    private final LinearModel model;
    private final double[] values;
    private final double[] rowWeight;
    private final double[] prior;
    private final double[] normal;
    private final double[] inverse;
    private final double[] solution;
    private final int dof;

    LinearFit(LinearModel model, double[] values, LinearModel.Workspace workspace, int dof) {
        this.model = model;
        this.values = values;
        this.rowWeight = workspace.weight;
        this.prior = workspace.prior;
        this.normal = workspace.normal;
        this.inverse = workspace.inverse;
        this.solution = workspace.solution;
        this.dof = dof;
    }

    private int count() {
        return model.names().size();
    }

    /** Return the model that was fitted. */
    public LinearModel model() {
        return model;
    }

    /** Return the parameters, in the order of the model's names. */
    public double[] parameters() {
        return Arrays.copyOf(solution, count());
    }

    /** Return one parameter. */
    public double parameter(int parameter) {
        return solution[parameter];
    }

    /** Return the fitted amplitudes of the shared errors, in the order of {@link LinearModel#shared}. */
    public double[] sharedAmplitudes() {
        return Arrays.copyOfRange(solution, count(), solution.length);
    }

    /** Return the covariance of the parameters, shared errors marginalised. */
    public double[][] covariance() {
        return block(inverse, count());
    }

    /** Return the covariance of parameters and shared amplitudes together, parameters first. */
    public double[][] fullCovariance() {
        return block(inverse, solution.length);
    }

    /** Return the covariance that the parameters would have if the shared errors were known. */
    public double[][] conditionalCovariance() {
        return model.shared().isEmpty() ? covariance() : block(model.conditional(normal), count());
    }

    /**
     * Return the covariance of the parameters and of one more, the last, as if that had been fitted with them, shared errors
     * marginalised.
     *
     * @param name of the further parameter
     * @param column of the further parameter, one value a row
     * @throws org.peculiar.api.InsufficientDataException if the rows cannot tell it apart from the others
     */
    public double[][] covarianceWith(String name, double[] column) {
        return block(model.covarianceWith(name, column, rowWeight, normal), count() + 1);
    }

    private static double[][] block(double[] matrix, int size) {
        int stride = (int) Math.sqrt(matrix.length);
        double[][] block = new double[size][];
        for (int i = 0; i < size; i++) {
            block[i] = Arrays.copyOfRange(matrix, i * stride, i * stride + size);
        }
        return block;
    }

    /** Return the standard error of one parameter, shared errors marginalised. */
    public double error(int parameter) {
        return Math.sqrt(inverse[parameter * solution.length + parameter]);
    }

    /** Return chi-square, the priors of the shared errors included. */
    public double chi2() {
        double[] residual = residuals();
        double chi2 = 0;
        for (int r = 0; r < residual.length; r++) {
            chi2 += rowWeight[r] * residual[r] * residual[r];
        }
        for (int i = count(); i < solution.length; i++) {
            chi2 += prior[i] * solution[i] * solution[i];
        }
        return chi2;
    }

    /** Return the rows used less the unknowns: parameters, and shared errors without a prior. */
    public int dof() {
        return dof;
    }

    /** Return values minus the model, the shared errors included in the model. */
    public double[] residuals() {
        double[] residuals = new double[values.length];
        residuals(residuals);
        return residuals;
    }

    void residuals(double[] into) {
        System.arraycopy(values, 0, into, 0, values.length);
        for (int i = 0; i < solution.length; i++) {
            subtract(solution[i], model.column(i), into);
        }
    }

    private static void combine(
            double[] a, double perA, double[] b, double perB, double[] c, double perC, double[] into) {
        for (int r = 0; r < into.length; r++) {
            into[r] = perA * a[r] + perB * b[r] + perC * c[r];
        }
    }

    private static void subtract(double factor, double[] column, double[] from) {
        for (int r = 0; r < from.length; r++) {
            from[r] -= factor * column[r];
        }
    }

    /** Return what the parameters alone predict for each row, without the shared errors. */
    public double[] predicted() {
        double[] predicted = new double[model.rows()];
        for (int i = 0; i < count(); i++) {
            double[] column = model.column(i);
            for (int r = 0; r < predicted.length; r++) {
                predicted[r] += solution[i] * column[r];
            }
        }
        return predicted;
    }

    /**
     * Return the weights w of the linear estimator, {@code [parameter][row]}: parameters are the weighted sums of the values.
     * They reproduce the model, {@code Σ_n w_in x_jn = δ_ij}, and ignore a freely fitted shared error.
     */
    public double[][] weights() {
        double[][] weights = new double[count()][];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weights(i);
        }
        return weights;
    }

    /** Return the weights of one parameter, one a row. */
    public double[] weights(int parameter) {
        double[] weights = new double[rowWeight.length];
        double[] factor = Arrays.copyOfRange(inverse, parameter * solution.length, (parameter + 1) * solution.length);
        int from = 0;
        if (solution.length >= 3) {
            combine(model.column(0), factor[0], model.column(1), factor[1], model.column(2), factor[2], weights);
            from = 3;
        }
        for (int j = from; j < solution.length; j++) {
            subtract(-factor[j], model.column(j), weights);
        }
        for (int r = 0; r < weights.length; r++) {
            weights[r] *= rowWeight[r];
        }
        return weights;
    }
}
