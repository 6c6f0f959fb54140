package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

/**
 * An error that all values of a fit share, as a column: the covariance of the values gains {@code σ² m mᵀ}.
 *
 * @param name such as {@code zero-point}
 * @param column m, what one unit of it adds to each value
 * @param sigma its prior standard error in that unit; infinite for an unknown, which is fitted freely; 0 for none
 */
public record SharedError(String name, double[] column, double sigma) {

    public SharedError {
        requireNonNull(name, "name");
        requireNonNull(column, "column");
        if (!(sigma >= 0)) {
            throw new IllegalArgumentException(name + ": sigma was " + sigma + " but must not be negative");
        }
    }
}
