package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Values of one quantity, a row each, and their standard errors where they have them. {@code NaN} is a missing value.
 *
 * <p>The arrays are shared and not to be written to.
 */
public final class Column {

    private final Quantity quantity;
    private final double[] values;
    private final double[] errors;

    private Column(Quantity quantity, double[] values, double[] errors) {
        this.quantity = requireNonNull(quantity, "quantity");
        this.values = requireNonNull(values, "values");
        this.errors = errors;
        if (errors != null && errors.length != values.length) {
            throw new IllegalArgumentException(
                    quantity.name() + " has " + values.length + " values, but " + errors.length + " errors");
        }
    }

    /** Return a column without errors. */
    public static Column of(Quantity quantity, double[] values) {
        return new Column(quantity, values, null);
    }

    /** Return a column with a standard error for each value, in the same unit. */
    public static Column of(Quantity quantity, double[] values, double[] errors) {
        return new Column(quantity, values, requireNonNull(errors, "errors"));
    }

    /** Return what it holds. */
    public Quantity quantity() {
        return quantity;
    }

    /** Return the values, in the quantity's unit. */
    public double[] values() {
        return values;
    }

    /** Return the standard errors, in the quantity's unit. */
    public Optional<double[]> errors() {
        return Optional.ofNullable(errors);
    }

    /** Return the same quantity and errors with other values. */
    public Column withValues(double[] other) {
        return new Column(quantity, other, errors);
    }

    boolean sharesAllButValues(Column other) {
        return quantity.equals(other.quantity) && errors == other.errors;
    }

    /** Return the column of some rows. */
    public Column select(int[] rows) {
        return new Column(quantity, Rows.select(values, rows), errors == null ? null : Rows.select(errors, rows));
    }
}
