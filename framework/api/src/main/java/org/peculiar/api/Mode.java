package org.peculiar.api;

import static java.util.Objects.requireNonNull;

/**
 * An error that the tracers of a sample share: a column of a low-rank covariance of ln d.
 *
 * @param name such as {@code zero-point}, {@code slopes-1} or {@code run-offsets-3}
 * @param lnDistance what one unit of it adds to each tracer's ln d; dimensionless
 * @param sigma its standard error in that unit; infinite for an unknown, which flows marginalise
 */
public record Mode(String name, double[] lnDistance, double sigma) {

    public Mode {
        requireNonNull(name, "name");
        requireNonNull(lnDistance, "lnDistance");
        if (!(sigma >= 0)) {
            throw new IllegalArgumentException(name + ": sigma was " + sigma + " but must not be negative");
        }
    }

    /** Return the mode of some tracers. */
    public Mode select(int[] rows) {
        return new Mode(name, Rows.select(lnDistance, rows), sigma);
    }
}
