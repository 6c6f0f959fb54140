package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;
import org.peculiar.api.DataException;
import org.peculiar.api.FlowFit;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.CovarianceMatrix;

/**
 * The bulk flow of a survey, as measured here or as published.
 *
 * @param velocity in km/s, not corrected for error bias
 * @param error total covariance, random and systematic, in (km/s)²
 * @param estimator how it was estimated, where that is known and linear
 */
public record MeasuredFlow(GalacticVector velocity, CovarianceMatrix error, Optional<LinearEstimator> estimator) {

    public MeasuredFlow {
        requireNonNull(velocity, "velocity");
        requireNonNull(error, "error");
        requireNonNull(estimator, "estimator");
    }

    /**
     * Take the bulk flow of a fit, the first three of its parameters.
     *
     * @throws DataException if the model has no bulk flow, or its covariance is not one
     */
    public static MeasuredFlow of(FlowFit fit) {
        if (fit.values().length < 3) {
            throw new DataException(fit.title() + ": found " + fit.values().length
                    + " parameters, but a bulk flow needs three components");
        }
        double[][] total = fit.total();
        double[][] block = new double[3][];
        for (int j = 0; j < 3; j++) {
            block[j] = Arrays.copyOf(total[j], 3);
        }
        return new MeasuredFlow(
                GalacticVector.of(Arrays.copyOf(fit.values(), 3)),
                CovarianceMatrix.of(block),
                fit.weights().isPresent() ? Optional.of(LinearEstimator.of(fit)) : Optional.empty());
    }
}
