package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.peculiar.api.DataException;
import org.peculiar.api.FlowFit;

/**
 * A bulk flow as linear combinations of the radial velocities of objects, {@code V_j = Σ_n w_jn v_n}: what windows, cosmic
 * variances and comparisons of surveys need to know of how it was estimated.
 *
 * @param positions of the objects
 * @param weights {@code [component][object]} for the three Galactic components; dimensionless
 * @param noiseVariance of the velocities in (km/s)²: measurement, and the scatter about any smooth flow
 */
public record LinearEstimator(Positions positions, double[][] weights, double[] noiseVariance) {

    public LinearEstimator {
        requireNonNull(positions, "positions");
        if (weights.length != 3 || noiseVariance.length != positions.size()) {
            throw new IllegalArgumentException("linear estimator: " + weights.length + " components of "
                    + positions.size() + " objects with " + noiseVariance.length
                    + " variances, but three components and as many variances as objects are needed");
        }
        for (double[] row : weights) {
            if (row.length != positions.size()) {
                throw new IllegalArgumentException(
                        "linear estimator: found " + row.length + " weights, but " + positions.size() + " objects");
            }
        }
    }

    /**
     * Return how a fit estimated its bulk flow, the first three of its parameters.
     *
     * @throws DataException if its model is not linear in the velocities, or has no bulk flow
     */
    public static LinearEstimator of(FlowFit fit) {
        double[][] weights = fit.weights()
                .filter(w -> w.length >= 3)
                .orElseThrow(
                        () -> new DataException(
                                fit.title()
                                        + ": the fit has no weights of a bulk flow, but a window needs them; use a linear model of one"));
        double[] error = fit.tracers().errorKms();
        double[] variance = new double[error.length];
        for (int i = 0; i < variance.length; i++) {
            variance[i] = error[i] * error[i];
        }
        return new LinearEstimator(
                Positions.ofKms(fit.tracers().directions(), fit.tracers().distanceKms()),
                Arrays.copyOf(weights, 3),
                variance);
    }

    /** Return the covariance that noise gives the flow, {@code Σ w_jn w_kn σ_n²}, in (km/s)². */
    public double[][] noiseCovariance() {
        double[][] covariance = new double[3][3];
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                for (int n = 0; n < noiseVariance.length; n++) {
                    covariance[j][k] += weights[j][n] * weights[k][n] * noiseVariance[n];
                }
            }
        }
        return covariance;
    }

    /**
     * Return the covariance that linear theory gives the flow, {@code Σ w_jm w_kn ⟨v_m v_n⟩}, in (km/s)²: its cosmic variance.
     *
     * @throws IllegalArgumentException if the table does not reach twice as far as the objects
     */
    public double[][] cosmicCovariance(VelocityCovariance covariance) {
        double[][] cosmic = covariance.ofCombinations(positions, weights, positions, weights);
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < j; k++) {
                double mean = 0.5 * (cosmic[j][k] + cosmic[k][j]);
                cosmic[j][k] = mean;
                cosmic[k][j] = mean;
            }
        }
        return cosmic;
    }

    /**
     * Return the covariance that linear theory gives the flows of two estimators, {@code Σ w_jm w'_kn ⟨v_m v_n⟩}, in (km/s)²;
     * rows are this one's components.
     *
     * @throws IllegalArgumentException if the table does not reach as far as the two depths together
     */
    public double[][] cosmicCovariance(LinearEstimator other, VelocityCovariance covariance) {
        return covariance.ofCombinations(positions, weights, other.positions, other.weights);
    }

    /** Return the effective depth {@code Σ r/σ² / Σ 1/σ²} in Mpc/h. */
    public double depth() {
        double sum = 0;
        double total = 0;
        for (int n = 0; n < noiseVariance.length; n++) {
            sum += positions.r()[n] / noiseVariance[n];
            total += 1 / noiseVariance[n];
        }
        return sum / total;
    }
}
