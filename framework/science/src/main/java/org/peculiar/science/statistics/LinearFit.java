package org.peculiar.science.statistics;

import java.util.Arrays;

/**
 * The result of a {@link LinearModel}. Immutable; arrays are returned as new ones.
 *
 * <p>The covariance is marginal: it contains what the shared errors add. {@link #conditionalCovariance} is as if they were
 * known.
 */
public final class LinearFit {

    private final LinearModel model;
    private final double[] solution;
    private final double[][] inverse;
    private final double[][] conditional;
    private final double[] rowWeight;
    private final double[] residual;
    private final double chi2;
    private final int dof;

    LinearFit(
            LinearModel model,
            double[] solution,
            double[][] inverse,
            double[][] conditional,
            double[] rowWeight,
            double[] residual,
            double chi2,
            int dof) {
        this.model = model;
        this.solution = solution;
        this.inverse = inverse;
        this.conditional = conditional;
        this.rowWeight = rowWeight;
        this.residual = residual;
        this.chi2 = chi2;
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
        return block(conditional, count());
    }

    private static double[][] block(double[][] matrix, int size) {
        double[][] block = new double[size][];
        for (int i = 0; i < size; i++) {
            block[i] = Arrays.copyOf(matrix[i], size);
        }
        return block;
    }

    /** Return the standard error of one parameter, shared errors marginalised. */
    public double error(int parameter) {
        return Math.sqrt(inverse[parameter][parameter]);
    }

    /** Return chi-square, the priors of the shared errors included. */
    public double chi2() {
        return chi2;
    }

    /** Return the rows used less the unknowns: parameters, and shared errors without a prior. */
    public int dof() {
        return dof;
    }

    /** Return values minus the model, the shared errors included in the model. */
    public double[] residuals() {
        return residual.clone();
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
        double[][] weights = new double[count()][model.rows()];
        for (int i = 0; i < weights.length; i++) {
            double[] row = weights[i];
            for (int j = 0; j < solution.length; j++) {
                double[] column = model.column(j);
                double factor = inverse[i][j];
                for (int r = 0; r < row.length; r++) {
                    row[r] += factor * column[r];
                }
            }
            for (int r = 0; r < row.length; r++) {
                row[r] *= rowWeight[r];
            }
        }
        return weights;
    }
}
