package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.Significance;

/**
 * The flows that a survey would measure if linear theory were right: normal about 0, with the cosmic variance that its window
 * lets through and its own noise.
 *
 * @param cosmic covariance of the flow in linear theory, in (km/s)²
 * @param noise covariance from errors, in (km/s)²
 */
public record ExpectedFlow(CovarianceMatrix cosmic, CovarianceMatrix noise) {

    public ExpectedFlow {
        requireNonNull(cosmic, "cosmic");
        requireNonNull(noise, "noise");
    }

    /**
     * Return what an estimator would measure.
     *
     * @throws IllegalArgumentException if the table does not reach twice as far as the objects
     */
    public static ExpectedFlow of(LinearEstimator estimator, VelocityCovariance covariance) {
        return new ExpectedFlow(
                CovarianceMatrix.of(estimator.cosmicCovariance(covariance)),
                CovarianceMatrix.of(estimator.noiseCovariance()));
    }

    /** Return the sum of both covariances, in (km/s)². */
    public CovarianceMatrix total() {
        return cosmic.plus(noise);
    }

    /** Return the three-dimensional rms flow without noise, in km/s. */
    public double rmsKms() {
        return Math.sqrt(cosmic.trace());
    }

    /** Return the distribution of the speed without noise, as if it were the same in all directions. */
    public MaxwellianSpeed speed() {
        return new MaxwellianSpeed(rmsKms());
    }

    /** Judge a measured flow in km/s: chi-square with the {@link #total} covariance, and how often so large a one is measured. */
    public Significance of(GalacticVector flow) {
        return total().chi2(new double[] {flow.x(), flow.y(), flow.z()});
    }
}
