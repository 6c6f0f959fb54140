package org.peculiar.plugin.source.table;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peculiar.api.DataException;
import org.peculiar.plugin.source.table.FoundColumn.Content;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.util.DataSource;
import uk.ac.starlink.util.FileDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** Reads the first table of a FITS or VOTable file, by STIL: one row at a time, without keeping it. */
final class StilTable {

    // held, because a logger that nothing refers to forgets its level
    private static final Logger STIL = Logger.getLogger("uk.ac.starlink");

    static {
        STIL.setLevel(Level.OFF);
    }

    private StilTable() {}

    static void fits(Path path, String file, TableSink sink) {
        try {
            StarTable table = new FitsTableBuilder().makeStarTable(source(path), false, StoragePolicy.PREFER_MEMORY);
            Row row = new Row();
            sink.columns(row.columns(table));
            try (RowSequence rows = table.getRowSequence()) {
                while (rows.next()) {
                    row.cells = rows::getCell;
                    sink.row(row);
                }
            }
        } catch (IOException e) {
            throw new DataException(file + ": " + reason(e), e);
        }
    }

    static void votable(Path path, String file, TableSink sink) {
        VotableCheck.check(path, file);
        try (InputStream stream = source(path).getInputStream()) {
            new VOTableBuilder().streamStarTable(stream, new Stream(sink), null);
        } catch (IOException e) {
            throw new DataException(file + ": " + reason(e), e);
        }
    }

    private static DataSource source(Path path) throws IOException {
        return new FileDataSource(new File(path.toString()));
    }

    private static String reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return "the file ends too early: it is truncated or holds no table, but a whole table is needed";
            }
        }
        return "cannot be read as a table: " + e.getMessage();
    }

    /** What STIL pushes when it streams. */
    private static final class Stream implements uk.ac.starlink.table.TableSink {

        private final TableSink sink;
        private final Row row = new Row();

        Stream(TableSink sink) {
            this.sink = sink;
        }

        @Override
        public void acceptMetadata(StarTable table) {
            sink.columns(row.columns(table));
        }

        @Override
        public void acceptRow(Object[] cells) {
            row.cells = column -> cells[column];
            sink.row(row);
        }

        @Override
        public void endRows() {
            // nothing is kept that would need closing
        }
    }

    @FunctionalInterface
    private interface CellSource {
        Object cell(int column) throws IOException;
    }

    /** The current row. */
    private static final class Row implements TableSink.Cells {

        private CellSource cells;

        List<FoundColumn> columns(StarTable table) {
            List<FoundColumn> columns = new ArrayList<>();
            for (int i = 0; i < table.getColumnCount(); i++) {
                ColumnInfo info = table.getColumnInfo(i);
                Class<?> type = info.getContentClass();
                Content content = Number.class.isAssignableFrom(type)
                        ? Content.NUMBER
                        : type == Boolean.class ? Content.TRUTH : Content.TEXT;
                columns.add(new FoundColumn(
                        info.getName().strip(),
                        Optional.ofNullable(info.getUnitString()).filter(unit -> !unit.isBlank()),
                        content));
            }
            return columns;
        }

        private Object cell(int column) {
            try {
                return cells.cell(column);
            } catch (IOException e) {
                throw new DataException("column " + (column + 1) + ": " + reason(e), e);
            }
        }

        @Override
        public double number(int column) {
            Object cell = cell(column);
            if (cell == null) {
                return Double.NaN;
            }
            if (cell instanceof Number number) {
                return number.doubleValue();
            }
            if (cell instanceof String text) {
                return Decimals.parse(text);
            }
            throw new NumberFormatException(cell instanceof Boolean ? cell.toString() : "an array");
        }

        @Override
        public String text(int column) {
            Object cell = cell(column);
            if (cell == null) {
                return "";
            }
            if (cell instanceof Double || cell instanceof Float) {
                double number = ((Number) cell).doubleValue();
                return Double.isNaN(number) ? "" : Decimals.write(number);
            }
            return cell.toString().strip();
        }

        @Override
        public Object value(int column) {
            Object cell = cell(column);
            if (cell instanceof Number number) {
                double value = number.doubleValue();
                return Double.isNaN(value) ? TableSink.Untyped.MISSING : (Object) value;
            }
            if (cell == null || (cell instanceof String text && text.isBlank())) {
                return TableSink.Untyped.MISSING;
            }
            return cell instanceof String text ? text.strip() : cell instanceof Boolean ? cell : cell.toString();
        }
    }
}
