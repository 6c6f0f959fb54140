package org.peculiar.plugin.source.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peculiar.api.DataException;
import org.peculiar.plugin.source.table.FoundColumn.Content;

/**
 * Reads ECSV and CSV, by FastCSV.
 *
 * <p>STIL reads both too, but takes a cell that is no number for a missing one, and ends a table without a word at a quote
 * that is not closed; each would lose galaxies unseen.
 */
final class TextTable {

    private TextTable() {}

    static void read(BufferedReader reader, boolean ecsv, String file, TableSink sink) throws IOException {
        char delimiter = ',';
        List<FoundColumn> declared = List.of();
        int lines = 0;
        if (ecsv) {
            EcsvHeader header = EcsvHeader.read(reader, file);
            delimiter = header.delimiter();
            declared = header.columns();
            lines = header.lines();
        }
        Row row = new Row();
        CsvReader<Row> csv = CsvReader.builder()
                .fieldSeparator(delimiter)
                .commentStrategy(CommentStrategy.SKIP)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(row, reader);
        try {
            Iterator<Row> rows = csv.iterator();
            if (!rows.hasNext()) {
                throw new DataException(file + ": found no line of column names, but one is needed");
            }
            rows.next();
            row.columns = ecsv ? checked(declared, row, file) : named(row, file);
            sink.columns(row.columns);
            int width = row.columns.size();
            while (rows.hasNext()) {
                rows.next();
                if (row.fields == width) {
                    sink.row(row);
                } else {
                    sink.brokenRow("found " + row.fields + (row.fields == 1 ? " cell" : " cells") + " in line "
                            + (lines + row.line) + ", but the table has " + width + " columns");
                }
            }
        } catch (CsvParseException e) {
            throw new DataException(file + ": at line " + (lines + row.line) + ": " + reason(e), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String reason(CsvParseException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return "the line cannot be split into cells: " + deepest.getMessage();
    }

    private static List<FoundColumn> named(Row row, String file) {
        List<FoundColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < row.fields; i++) {
            String name = row.text(i);
            if (!name.isEmpty() && !names.add(name)) {
                throw new DataException(file + ": found two columns " + name + ", but names must differ");
            }
            columns.add(new FoundColumn(name, Optional.empty(), Content.UNTYPED));
        }
        return columns;
    }

    private static List<FoundColumn> checked(List<FoundColumn> declared, Row row, String file) {
        List<String> line = new ArrayList<>();
        for (int i = 0; i < row.fields; i++) {
            line.add(row.text(i));
        }
        List<String> header = new ArrayList<>();
        for (FoundColumn column : declared) {
            header.add(column.name());
        }
        if (!line.equals(header)) {
            throw new DataException(file + ": found the column names " + String.join(", ", line)
                    + ", but the ECSV header declares " + String.join(", ", header));
        }
        return declared;
    }

    /** The current row: FastCSV's buffer is its own, so the characters are copied; cells become objects only when asked for. */
    private static final class Row extends AbstractBaseCsvCallbackHandler<Row> implements TableSink.Cells {

        private List<FoundColumn> columns = List.of();
        private long line;
        private int fields;
        private char[] chars = new char[1 << 10];
        private int[] end = new int[1 << 6];

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            fields = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            int from = start(index);
            if (from + length > chars.length) {
                chars = Arrays.copyOf(chars, Math.max(2 * chars.length, from + length));
            }
            if (index == end.length) {
                end = Arrays.copyOf(end, 2 * end.length);
            }
            System.arraycopy(buffer, offset, chars, from, length);
            end[index] = from + length;
            fields = index + 1;
        }

        @Override
        protected Row buildRecord() {
            return this;
        }

        private int start(int index) {
            return index == 0 ? 0 : end[index - 1];
        }

        @Override
        public double number(int column) {
            return Decimals.parse(chars, start(column), end[column]);
        }

        @Override
        public String text(int column) {
            return new String(chars, start(column), end[column] - start(column)).strip();
        }

        @Override
        public Object value(int column) {
            Content content = columns.get(column).content();
            if (content == Content.NUMBER) {
                double number = number(column);
                return Double.isNaN(number) ? TableSink.Untyped.MISSING : (Object) number;
            }
            String text = text(column);
            if (text.isEmpty()) {
                return TableSink.Untyped.MISSING;
            }
            return switch (content) {
                case TEXT -> text;
                case TRUTH -> truth(text);
                default -> new TableSink.Untyped(text);
            };
        }

        private static Boolean truth(String text) {
            return switch (text) {
                case "True", "true", "1" -> true;
                case "False", "false", "0" -> false;
                default -> throw new NumberFormatException(text);
            };
        }
    }
}
