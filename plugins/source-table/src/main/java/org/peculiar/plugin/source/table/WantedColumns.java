package org.peculiar.plugin.source.table;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.peculiar.api.Quantity;
import org.peculiar.plugin.source.table.TableSource.Position;
import org.peculiar.plugin.source.table.TableSource.Redshift;

/** What is read of each row of a table, and what it is to become. */
final class WantedColumns {

    private WantedColumns() {}

    /** Values with their errors, in a unit that factors bring them to; what becomes of both then. */
    record Quantities(
            Quantity quantity,
            Numbers values,
            double factor,
            Optional<Numbers> errors,
            double errorFactor,
            boolean logarithm) {}

    /** Two columns that are a position. */
    record Sky(Position position, Numbers longitude, Numbers latitude) {}

    /** Columns that are a redshift, in units that factors bring to z. */
    record Velocities(
            Redshift origin,
            Numbers first,
            double factor,
            Optional<Numbers> fallback,
            double fallbackFactor,
            Optional<Numbers> errors,
            double errorFactor,
            boolean unitKnown) {}

    /** One column of numbers under way. */
    static final class Numbers {
        final String column;
        final ToDoubleFunction<TableSink.Cells> cell;
        final double[] missing;
        final boolean codesGiven;
        double[] values = new double[1 << 10];

        Numbers(String column, ToDoubleFunction<TableSink.Cells> cell, double[] missing, boolean codesGiven) {
            this.column = column;
            this.cell = cell;
            this.missing = missing;
            this.codesGiven = codesGiven;
        }

        double read(TableSink.Cells cells) {
            double value = cell.applyAsDouble(cells);
            for (double code : missing) {
                if (value == code) {
                    return Double.NaN;
                }
            }
            return value;
        }

        double[] trimmed(int size) {
            return values.length == size ? values : Arrays.copyOf(values, size);
        }
    }

    /** One column of text under way. */
    static final class Texts {
        final String column;
        final int index;
        String[] values = new String[1 << 10];

        Texts(String column, int index) {
            this.column = column;
            this.index = index;
        }

        String[] trimmed(int size) {
            return values.length == size ? values : Arrays.copyOf(values, size);
        }
    }
}
