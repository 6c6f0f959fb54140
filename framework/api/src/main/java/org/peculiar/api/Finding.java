package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a diagnostic found.
 *
 * <p>Scalars, tables and figures have names in kebab-case, since descriptors and file names use them; those of columns are of letters,
 * digits and underscores. Immutable; arrays are shared and not to be written to.
 *
 * @param title one line for people
 * @param scalars numbers by name, in the order in which they are told
 * @param tables by name
 * @param notes sentences that a reader of the numbers must know
 * @param figures as data, by name; the host draws them
 */
public record Finding(
        String title,
        Map<String, Scalar> scalars,
        Map<String, Columns> tables,
        List<String> notes,
        Map<String, Figure> figures) {

    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    public Finding {
        requireNonNull(title, "title");
        scalars = named(scalars, KEBAB, "a scalar's name is in kebab-case, such as slope-error");
        tables = named(tables, KEBAB, "a table's name is in kebab-case, such as group-offsets");
        notes = List.copyOf(notes);
        figures = named(figures, KEBAB, "a figure's name is in kebab-case, such as window-function");
    }

    /** Make a finding without figures. */
    public Finding(String title, Map<String, Scalar> scalars, Map<String, Columns> tables, List<String> notes) {
        this(title, scalars, tables, notes, Map.of());
    }

    /** Return the finding with figures, by name. */
    public Finding withFigures(Map<String, Figure> drawn) {
        return new Finding(title, scalars, tables, notes, drawn);
    }

    /**
     * A number.
     *
     * @param value in {@code unit}; {@code NaN} where it does not exist
     * @param error standard error in {@code unit}, if it has one
     * @param unit of both
     * @param doc one sentence
     */
    public record Scalar(double value, OptionalDouble error, Unit unit, String doc) {

        public Scalar {
            requireNonNull(error, "error");
            requireNonNull(unit, "unit");
            requireNonNull(doc, "doc");
            if (error.isPresent() && error.getAsDouble() < 0) {
                throw new IllegalArgumentException(
                        doc + ": the error was " + error.getAsDouble() + " but must not be negative");
            }
        }

        /** Return a number without an error. */
        public static Scalar of(double value, Unit unit, String doc) {
            return new Scalar(value, OptionalDouble.empty(), unit, doc);
        }

        /** Return a number with its standard error. */
        public static Scalar of(double value, double error, Unit unit, String doc) {
            return new Scalar(value, OptionalDouble.of(error), unit, doc);
        }
    }

    /** A column of a table. */
    public sealed interface Cells {

        /** Return the number of rows. */
        int size();

        /** Return one sentence on what it holds. */
        String doc();
    }

    /**
     * A column of texts.
     *
     * @param values one a row
     * @param doc one sentence
     */
    public record Texts(String[] values, String doc) implements Cells {

        public Texts {
            requireNonNull(values, "values");
            requireNonNull(doc, "doc");
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    /**
     * A column of numbers.
     *
     * @param values one a row, in {@code unit}; {@code NaN} is a missing one
     * @param unit of the values
     * @param doc one sentence
     */
    public record Numbers(double[] values, Unit unit, String doc) implements Cells {

        public Numbers {
            requireNonNull(values, "values");
            requireNonNull(unit, "unit");
            requireNonNull(doc, "doc");
        }

        @Override
        public int size() {
            return values.length;
        }
    }

    /**
     * A table, column by column.
     *
     * @param byName the columns in order, at least one, all of the same size
     */
    public record Columns(Map<String, Cells> byName) {

        public Columns {
            byName = named(byName, COLUMN, "a column's name has letters, digits and underscores, such as offset_error");
            Collection<Cells> cells = byName.values();
            if (cells.stream().mapToInt(Cells::size).distinct().count() != 1) {
                throw new IllegalArgumentException("found columns of "
                        + cells.stream()
                                .map(column -> String.valueOf(column.size()))
                                .toList()
                        + " rows, but a table needs at least one column, and as many rows in each");
            }
        }

        /** Return the number of rows. */
        public int size() {
            return byName.values().iterator().next().size();
        }
    }

    private static <T> Map<String, T> named(Map<String, T> given, Pattern pattern, String needed) {
        given.forEach((name, value) -> {
            if (!pattern.matcher(name).matches()) {
                throw new IllegalArgumentException("found '" + name + "', but " + needed);
            }
            requireNonNull(value, name);
        });
        return Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }
}
