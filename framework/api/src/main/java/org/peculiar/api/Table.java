package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An immutable columnar table: galaxies, groups or measurements.
 *
 * <p>A row is known by its row id, its place among the rows as they were first read, which stays with it through every
 * selection; and by its label, the catalogue's own identifier. Correlations between the errors of two quantities are
 * per row, as for log r_e with ⟨µ⟩_e.
 */
public final class Table {

    private final String name;
    private final int[] rowIds;
    private final String[] labels;
    private final Directions directions;
    private final OrderedMap<String, Column> columns;
    private final OrderedMap<String, String[]> texts;
    private final OrderedMap<Pair, double[]> correlations;

    private record Pair(String first, String second) {
        static Pair of(String a, String b) {
            return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }

    private Table(
            String name,
            int[] rowIds,
            String[] labels,
            Directions directions,
            OrderedMap<String, Column> columns,
            OrderedMap<String, String[]> texts,
            OrderedMap<Pair, double[]> correlations) {
        this.name = name;
        this.rowIds = rowIds;
        this.labels = labels;
        this.directions = directions;
        this.columns = columns;
        this.texts = texts;
        this.correlations = correlations;
    }

    /**
     * Return a table without columns, whose row ids are 0, 1, 2 and so on.
     *
     * @param name as messages call it, such as {@code galaxies}
     * @param labels the catalogue's identifiers
     */
    public static Table of(String name, String[] labels) {
        int[] rowIds = new int[labels.length];
        Arrays.setAll(rowIds, i -> i);
        return new Table(
                requireNonNull(name, "name"), rowIds, labels, null, OrderedMap.of(), OrderedMap.of(), OrderedMap.of());
    }

    /** Return the name that messages use. */
    public String name() {
        return name;
    }

    /** Return the number of rows. */
    public int size() {
        return rowIds.length;
    }

    /** Return each row's place among the rows as first read. */
    public int[] rowIds() {
        return rowIds;
    }

    /** Return the catalogue's identifiers. */
    public String[] labels() {
        return labels;
    }

    /** Tell whether the rows have directions. */
    public boolean hasDirections() {
        return directions != null;
    }

    /**
     * Return the directions of the rows.
     *
     * @throws DataException if the table has none
     */
    public Directions directions() {
        if (directions == null) {
            throw new DataException(name + ": no positions, but the directions of the rows are needed");
        }
        return directions;
    }

    /** Return the names of the numeric quantities, in the order they were added. */
    public Set<String> quantities() {
        return columns.keySet();
    }

    /** Return the names of the text columns, in the order they were added. */
    public Set<String> texts() {
        return texts.keySet();
    }

    /** Tell whether the table has a numeric quantity. */
    public boolean has(String quantity) {
        return columns.containsKey(quantity);
    }

    /**
     * Return a numeric column.
     *
     * @throws DataException if there is none of that name
     */
    public Column column(String quantity) {
        Column column = columns.get(quantity);
        if (column == null) {
            throw new DataException(name + ": no column for " + quantity + "; there " + listed(columns.keySet()));
        }
        return column;
    }

    /**
     * Return the values of a quantity, in its unit.
     *
     * @throws DataException if there is none of that name
     */
    public double[] values(String quantity) {
        return column(quantity).values();
    }

    /**
     * Return the values of a quantity that must be in a given unit.
     *
     * @throws DataException if there is none of that name, or it measures something else
     */
    public double[] values(String quantity, Unit unit) {
        Column column = column(quantity);
        if (column.quantity().unit() != unit) {
            boolean bare = column.quantity().unit() == Unit.NONE;
            throw new DataException(name + ": " + column.quantity() + " was found" + (bare ? " without a unit" : "")
                    + ", but " + quantity + " is needed in " + (unit == Unit.NONE ? "pure numbers" : unit.symbol())
                    + (bare ? "; say so with unit: where the table is read" : ""));
        }
        return column.values();
    }

    /**
     * Return a text column.
     *
     * @throws DataException if there is none of that name
     */
    public String[] text(String column) {
        String[] text = texts.get(column);
        if (text == null) {
            throw new DataException(name + ": no text column " + column + "; there " + listed(texts.keySet()));
        }
        return text;
    }

    /** Return the correlation of the errors of two quantities, one a row, where it is known. */
    public Optional<double[]> correlation(String a, String b) {
        return Optional.ofNullable(correlations.get(Pair.of(a, b)));
    }

    /** Return the table with directions. */
    public Table with(Directions towards) {
        requireSize("directions", towards.size());
        return new Table(name, rowIds, labels, towards, columns, texts, correlations);
    }

    /** Return the table with a column added, or replaced. */
    public Table with(Column column) {
        requireSize(column.quantity().name(), column.values().length);
        return new Table(
                name, rowIds, labels, directions, columns.plus(column.quantity().name(), column), texts, correlations);
    }

    /** Return the table with a text column added, or replaced. */
    public Table withText(String column, String[] text) {
        requireSize(column, text.length);
        return new Table(name, rowIds, labels, directions, columns, texts.plus(column, text), correlations);
    }

    /** Return the table with the correlation of the errors of two quantities, one a row. */
    public Table withCorrelation(String a, String b, double[] correlation) {
        requireSize("correlation of " + a + " and " + b, correlation.length);
        return new Table(
                name, rowIds, labels, directions, columns, texts, correlations.plus(Pair.of(a, b), correlation));
    }

    /** Return some rows, in the order given; a row may be asked for more than once. */
    public Table select(int[] rows) {
        Map<String, Column> selectedColumns = new LinkedHashMap<>();
        columns.forEach((key, column) -> selectedColumns.put(key, column.select(rows)));
        Map<String, String[]> selectedTexts = new LinkedHashMap<>();
        texts.forEach((key, text) -> selectedTexts.put(key, Rows.select(text, rows)));
        Map<Pair, double[]> selectedCorrelations = new LinkedHashMap<>();
        correlations.forEach((key, values) -> selectedCorrelations.put(key, Rows.select(values, rows)));
        return new Table(
                name,
                Rows.select(rowIds, rows),
                Rows.select(labels, rows),
                directions == null ? null : directions.select(rows),
                OrderedMap.copyOf(selectedColumns),
                OrderedMap.copyOf(selectedTexts),
                OrderedMap.copyOf(selectedCorrelations));
    }

    /**
     * Tell whether another table shares everything with this one but the values of one quantity, as a table drawn from it does.
     * Arrays are compared by reference: equal ones may go unnoticed.
     */
    public boolean sharesAllBut(String quantity, Table other) {
        if (rowIds != other.rowIds
                || labels != other.labels
                || directions != other.directions
                || !texts.equals(other.texts)
                || !correlations.equals(other.correlations)
                || !columns.hasKeysOf(other.columns)) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            Column mine = columns.valueAt(i);
            Column its = other.columns.valueAt(i);
            if (mine != its && !(mine.quantity().name().equals(quantity) && mine.sharesAllButValues(its))) {
                return false;
            }
        }
        return true;
    }

    private void requireSize(String what, int found) {
        if (found != size()) {
            throw new IllegalArgumentException(
                    name + ": " + what + " has " + found + " rows, but the table has " + size());
        }
    }

    private static String listed(Set<String> names) {
        return names.isEmpty() ? "are none" : "are " + String.join(", ", names);
    }
}
