package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresOptimizer;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.util.Pair;
import org.peculiar.api.DataException;

/**
 * Weighted least squares of a model that is not linear in its parameters, by the method of Levenberg and Marquardt.
 *
 * @param parameters where the sum of squares is least
 * @param linear the model linearised there, as a fit: with its covariance, its weights and its chi-square
 */
public record NonlinearFit(double[] parameters, LinearFit linear) {

    private static final int MOST_EVALUATIONS = 10_000;

    public NonlinearFit {
        requireNonNull(linear, "linear");
    }

    /** A model of values, one a row. */
    @FunctionalInterface
    public interface Model {

        /** Return what the parameters predict. */
        double[] predict(double[] parameters);
    }

    /**
     * Fit a model.
     *
     * @param names of the parameters
     * @param start of the search
     * @param steps of the parameters in central differences
     * @param values one a row
     * @param variances of the independent errors, positive
     * @throws DataException if the search does not end
     * @throws org.peculiar.api.InsufficientDataException if the rows cannot determine the parameters, naming those that cannot be
     *     told apart
     */
    public static NonlinearFit of(
            List<String> names, Model model, double[] start, double[] steps, double[] values, double[] variances) {
        if (values.length < names.size()) {
            // the linear fit says what is missing
            return linearised(names, model, start, steps, values, variances);
        }
        double[] weights = new double[values.length];
        Arrays.setAll(weights, i -> 1 / variances[i]);
        try {
            LeastSquaresOptimizer.Optimum optimum = new LevenbergMarquardtOptimizer()
                    .optimize(new LeastSquaresBuilder()
                            .start(start)
                            .target(values)
                            .weight(new DiagonalMatrix(weights))
                            .model(p -> new Pair<>(
                                    new ArrayRealVector(model.predict(p.toArray())),
                                    new Array2DRowRealMatrix(transposed(jacobian(model, p.toArray(), steps)))))
                            .maxEvaluations(MOST_EVALUATIONS)
                            .maxIterations(MOST_EVALUATIONS)
                            .build());
            return linearised(names, model, optimum.getPoint().toArray(), steps, values, variances);
        } catch (MathIllegalStateException e) {
            throw new DataException(
                    "fit: no least sum of squares was found; look for wild values, or start elsewhere", e);
        }
    }

    private static NonlinearFit linearised(
            List<String> names, Model model, double[] at, double[] steps, double[] values, double[] variances) {
        double[][] columns = jacobian(model, at, steps);
        double[] target = model.predict(at);
        for (int i = 0; i < target.length; i++) {
            target[i] = values[i] - target[i];
            for (int k = 0; k < columns.length; k++) {
                target[i] += columns[k][i] * at[k];
            }
        }
        return new NonlinearFit(at, LinearModel.of(names, columns).fit(target, variances));
    }

    /** Derivatives by each parameter, {@code [parameter][row]}. */
    private static double[][] jacobian(Model model, double[] at, double[] steps) {
        double[][] columns = new double[at.length][];
        for (int k = 0; k < at.length; k++) {
            double[] moved = at.clone();
            moved[k] = at[k] + steps[k];
            double[] above = model.predict(moved);
            moved[k] = at[k] - steps[k];
            double[] below = model.predict(moved);
            double width = 2 * steps[k];
            columns[k] = new double[above.length];
            Arrays.setAll(columns[k], i -> (above[i] - below[i]) / width);
        }
        return columns;
    }

    private static double[][] transposed(double[][] columns) {
        double[][] rows = new double[columns[0].length][columns.length];
        for (int k = 0; k < columns.length; k++) {
            for (int i = 0; i < rows.length; i++) {
                rows[i][k] = columns[k][i];
            }
        }
        return rows;
    }
}
