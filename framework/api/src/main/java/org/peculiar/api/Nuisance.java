package org.peculiar.api;

import java.util.List;

/**
 * The uncertainty of a correction: named values with a covariance, and a way to displace them.
 *
 * @param name what it is, such as {@code run-offsets}
 * @param unit of the values
 * @param names one a value, such as the observing runs
 * @param values estimates, in {@code unit}
 * @param covariance of the values, in {@code unit} squared
 * @param step half-width for central differences that is small against the errors, in {@code unit}
 * @param displacement makes the corrected survey anew with the values displaced
 */
public record Nuisance(
        String name,
        String unit,
        List<String> names,
        double[] values,
        double[][] covariance,
        double step,
        Displacement displacement) {

    public Nuisance {
        names = List.copyOf(names);
        if (values.length != names.size() || covariance.length != names.size()) {
            throw new IllegalArgumentException(name + ": " + names.size() + " names, " + values.length
                    + " values and a " + covariance.length + "-row covariance, but the three must agree");
        }
        if (!(step > 0)) {
            throw new IllegalArgumentException(name + ": the step was " + step + " but must be positive");
        }
    }

    /** Makes the corrected survey anew with displaced values. */
    @FunctionalInterface
    public interface Displacement {

        /**
         * Correct with {@code values + by}.
         *
         * @param by one a value, in the nuisance's unit
         */
        Survey displaced(double[] by);
    }
}
