package org.peculiar.plugin.source.table;

import java.util.List;

/** Takes in a table: first its columns, then each row. */
interface TableSink {

    void columns(List<FoundColumn> columns);

    /** Takes in the next row; the cells are valid during the call only. */
    void row(Cells cells);

    /** Takes note of a row that cannot be read. */
    void brokenRow(String problem);

    /** The cells of one row, by column index. */
    interface Cells {

        /**
         * Returns a cell as a number, {@code NaN} if it is missing.
         *
         * @throws NumberFormatException whose message is what was found instead of a number
         */
        double number(int column);

        /** Returns a cell as text without surrounding blanks, empty if it is missing. */
        String text(int column);

        /** Returns a cell as row selections see it: a Double, Boolean, String or {@link Untyped}, or {@link Untyped#MISSING}. */
        Object value(int column);
    }

    /** A cell of a format without types: a number or a text, as the expression needs it. */
    record Untyped(String text) {

        static final Untyped MISSING = new Untyped("");

        boolean missing() {
            return text.isEmpty();
        }
    }
}
