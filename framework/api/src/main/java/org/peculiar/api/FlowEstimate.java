package org.peculiar.api;

import static java.util.Objects.requireNonNull;

/**
 * What the replicates of a flow are read for: a {@link FlowFit} without its tracers, its weights, and what else is quoted of a
 * single fit. Immutable; arrays are shared and not to be written to.
 *
 * @param values estimates, in the order and units of the model's parameters
 * @param random covariance of the estimates, as {@link FlowFit#random}
 * @param chi2 of the fit
 * @param dof degrees of freedom
 * @param depthKms weighted depth in km/s, {@code NaN} where the model quotes none
 */
public record FlowEstimate(double[] values, double[][] random, double chi2, int dof, double depthKms) {

    public FlowEstimate {
        requireNonNull(values, "values");
        if (random.length != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values and a " + random.length + "-row covariance, but the two must agree");
        }
    }
}
