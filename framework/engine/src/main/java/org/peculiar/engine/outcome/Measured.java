package org.peculiar.engine.outcome;

/**
 * A number that a claim bounds or a target compares.
 *
 * @param value in the unit of the estimand, in per cent for a significance, a fraction for a coverage, false alarms and a consistency
 * @param error its standard error or Monte Carlo error in the same unit; {@code NaN} where it has none
 * @param kind what the error is: of sampling, or of the Monte Carlo
 * @param where the variant that it was found at; empty where it is not one variant's
 * @param trouble what makes the number doubtful, such as variants that failed; empty if nothing does
 */
public record Measured(double value, double error, String kind, String where, String trouble) {

    /** Of the data. */
    static final String SAMPLING = "sampling";

    /** Of a finite number of replicates. */
    static final String MONTE_CARLO = "Monte Carlo";

    static Measured of(double value, double error, String kind) {
        return new Measured(value, error, kind, "", "");
    }

    Measured at(String variant) {
        return new Measured(value, error, kind, variant, trouble);
    }

    Measured but(String what) {
        return what.isEmpty() ? this : new Measured(value, error, kind, where, what);
    }
}
