package org.peculiar.engine.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.api.DataException;
import uk.ac.starlink.ecsv.EcsvTableBuilder;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.util.FileDataSource;

/** A table of a record, read back column by column. Immutable, but for its arrays, which are not to be written to. */
public final class RecordedTable {

    /**
     * A column.
     *
     * @param name of it
     * @param unit of its numbers; empty if they have none
     * @param doc one sentence, perhaps empty
     * @param numeric whether it holds numbers
     */
    public record Column(String name, String unit, String doc, boolean numeric) {}

    /** Room for so many rows at first. */
    private static final int ROWS = 1024;

    private final Path file;
    private final int size;
    private final Map<String, Column> columns;
    private final Map<String, Object> cells;

    private RecordedTable(Path file, int size, Map<String, Column> columns, Map<String, Object> cells) {
        this.file = file;
        this.size = size;
        this.columns = columns;
        this.cells = cells;
    }

    /**
     * Read an ECSV file.
     *
     * @throws DataException if it is none
     */
    static RecordedTable read(Path file) {
        try {
            StarTable table = new EcsvTableBuilder()
                    .makeStarTable(new FileDataSource(file.toFile()), false, StoragePolicy.PREFER_MEMORY);
            Map<String, Column> columns = new LinkedHashMap<>();
            for (int i = 0; i < table.getColumnCount(); i++) {
                Column column = column(table.getColumnInfo(i));
                columns.put(column.name(), column);
            }
            Object[] cells = columns.values().stream()
                    .map(column -> column.numeric() ? new double[ROWS] : new String[ROWS])
                    .toArray();
            int size = fill(table, cells);
            Map<String, Object> byName = new LinkedHashMap<>();
            for (String name : columns.keySet()) {
                byName.put(name, resized(cells[byName.size()], size));
            }
            return new RecordedTable(file, size, columns, byName);
        } catch (IOException e) {
            throw new DataException(
                    file + ": is no ECSV table: " + e.getMessage() + "; the record is damaged, run the analysis again",
                    e);
        }
    }

    private static Column column(ColumnInfo info) {
        return new Column(
                info.getName(),
                info.getUnitString() == null ? "" : info.getUnitString(),
                info.getDescription() == null ? "" : info.getDescription(),
                Number.class.isAssignableFrom(info.getContentClass()));
    }

    /** Fills columns in one go through the file, which does not tell its rows beforehand; returns how many there are. */
    private static int fill(StarTable table, Object[] cells) throws IOException {
        int size = 0;
        int room = ROWS;
        try (RowSequence rows = table.getRowSequence()) {
            for (; rows.next(); size++) {
                if (size == room) {
                    room *= 2;
                    for (int i = 0; i < cells.length; i++) {
                        cells[i] = resized(cells[i], room);
                    }
                }
                Object[] row = rows.getRow();
                for (int i = 0; i < cells.length; i++) {
                    if (cells[i] instanceof double[] numbers) {
                        numbers[size] = row[i] instanceof Number number ? number.doubleValue() : Double.NaN;
                    } else {
                        ((String[]) cells[i])[size] = row[i] == null ? "" : row[i].toString();
                    }
                }
            }
        }
        return size;
    }

    private static Object resized(Object column, int size) {
        return column instanceof double[] numbers
                ? Arrays.copyOf(numbers, size)
                : Arrays.copyOf((String[]) column, size);
    }

    /** Return the number of rows. */
    public int size() {
        return size;
    }

    /** Return its columns in order. */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** Tell whether it has a column. */
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /**
     * Return a column of numbers, {@code NaN} where there is none, in the unit that {@link #columns} tells.
     *
     * @throws DataException if it has no such column
     */
    public double[] numbers(String column) {
        return (double[]) cells(column, true);
    }

    /**
     * Return a column of texts, empty where there is none.
     *
     * @throws DataException if it has no such column
     */
    public String[] texts(String column) {
        return (String[]) cells(column, false);
    }

    private Object cells(String column, boolean numeric) {
        if (!has(column) || columns.get(column).numeric() != numeric) {
            throw new DataException(file + ": found the columns " + String.join(", ", columns.keySet()) + ", but "
                    + column + ", of " + (numeric ? "numbers" : "texts") + ", is needed; the record is damaged,"
                    + " run the analysis again");
        }
        return cells.get(column);
    }
}
