package org.peculiar.plugin.source.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlScript;
import org.apache.commons.jexl3.introspection.JexlPermissions;

/**
 * The condition that rows are kept by: an expression of JEXL without anything that could act, such as calls, loops or
 * assignments.
 */
final class Selection {

    private final String expression;
    private final JexlScript condition;
    private final Row row;

    private Selection(String expression, JexlScript condition, Row row) {
        this.expression = expression;
        this.condition = condition;
        this.row = row;
    }

    /**
     * Prepares an expression for the columns of a table.
     *
     * @throws IllegalArgumentException if it is none, or names a column that is not there; the message says which
     */
    static Selection of(String expression, List<FoundColumn> columns) {
        JexlScript condition = parse(expression);
        List<String> names = columns.stream().map(FoundColumn::name).toList();
        List<String> identifiers = names.stream().map(Selection::identifier).toList();
        List<String> variables = new ArrayList<>();
        for (List<String> variable : condition.getVariables()) {
            String name = variable.get(0);
            if (variable.size() > 1) {
                throw new IllegalArgumentException("found " + String.join(".", variable)
                        + ", but columns have no properties; a name with a point is written with _");
            }
            if (!identifiers.contains(name)) {
                throw new IllegalArgumentException("found no column " + name + "; " + Nearest.hint(name, identifiers));
            }
            variables.add(name);
        }
        int[] indices = variables.stream().mapToInt(identifiers::indexOf).toArray();
        return new Selection(expression, condition, new Row(variables.toArray(String[]::new), indices));
    }

    private static JexlScript parse(String expression) {
        JexlFeatures features = JexlFeatures.createNone().comparatorNames(true).structuredLiteral(true);
        JexlEngine engine = new JexlBuilder()
                .features(features)
                .permissions(JexlPermissions.NONE)
                .arithmetic(new CellArithmetic())
                .strict(true)
                .silent(false)
                .safe(false)
                .antish(false)
                .cancellable(false)
                .create();
        try {
            // the first refuses statements, the second knows its variables
            engine.createExpression(expression);
            return engine.createScript(expression);
        } catch (JexlException | StackOverflowError e) {
            throw new IllegalArgumentException("found '" + shortened(expression) + "', which is no condition on columns"
                    + (e instanceof JexlException jexl ? ": " + reason(jexl) : ""));
        }
    }

    private static String shortened(String expression) {
        return expression.length() <= 100 ? expression : expression.substring(0, 100) + "…";
    }

    /** The part of JEXL's message behind its own place names. */
    private static String reason(JexlException e) {
        Throwable cause = e.getCause();
        String message = cause instanceof ArithmeticException ? cause.getMessage() : e.getMessage();
        return message.replaceFirst("^\\S*@(\\d+):(\\d+) ", "character $2: ")
                .lines()
                .findFirst()
                .orElse("");
    }

    /** Turns a column name into one that expressions can hold. */
    private static String identifier(String column) {
        String plain = column.replaceAll("[^A-Za-z0-9_$]", "_");
        return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
    }

    /**
     * Tells whether a row meets the condition.
     *
     * @throws IllegalArgumentException if the condition makes no sense for it; the message says why
     */
    boolean keeps(TableSink.Cells cells) {
        row.cells = cells;
        Object answer;
        try {
            answer = condition.execute(row);
        } catch (JexlException e) {
            throw new IllegalArgumentException(reason(e), e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (answer instanceof Boolean yes) {
            return yes;
        }
        throw new IllegalArgumentException(
                "'" + shortened(expression) + "' gives " + answer + ", but a condition is needed, such as cz > 3000");
    }

    /** Hands the cells of the current row to JEXL, by name. */
    private static final class Row implements JexlContext {

        private final String[] names;
        private final int[] columns;
        private TableSink.Cells cells;

        Row(String[] names, int[] columns) {
            this.names = names;
            this.columns = columns;
        }

        private int place(String name) {
            // a handful of names: cheaper than hashing
            for (int i = 0; i < names.length; i++) {
                if (names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public Object get(String name) {
            int place = place(name);
            if (place < 0) {
                // a name that only shows when a text is put together
                throw new ArithmeticException("found no column " + name);
            }
            try {
                return cells.value(columns[place]);
            } catch (NumberFormatException e) {
                throw new ArithmeticException(
                        "found " + e.getMessage() + " in column " + name + ", but a number is needed");
            }
        }

        @Override
        public boolean has(String name) {
            return place(name) >= 0;
        }

        @Override
        public void set(String name, Object value) {
            throw new UnsupportedOperationException("columns " + Arrays.toString(names) + " cannot be set");
        }
    }
}
