package org.peculiar.engine.variants;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Survey;
import org.peculiar.engine.graph.Selection;
import org.peculiar.engine.sweep.Axis.Condition;
import org.peculiar.engine.sweep.Axis.RowKey;

/** Selections of rows, by what the rows hold or by which they are. */
final class Rows {

    private Rows() {}

    /** Return the rows that do not have a text. */
    static Selection without(RowKey key, String text) {
        return new Selected("without " + RowKeys.described(key) + " = " + text, value -> {
            String[] texts = RowKeys.texts(value, key);
            return select(value, key, row -> !text.equals(texts[row]));
        });
    }

    /** Return the rows that meet a condition. */
    static Selection where(RowKey key, Condition condition) {
        return new Selected("where " + RowKeys.described(key) + " " + condition, value -> {
            if (condition.keep().isPresent() || condition.drop().isPresent()) {
                String[] texts = RowKeys.texts(value, key);
                return select(
                        value,
                        key,
                        row -> condition
                                        .keep()
                                        .map(keep -> keep.equals(texts[row]))
                                        .orElse(true)
                                && condition
                                        .drop()
                                        .map(drop -> !drop.equals(texts[row]))
                                        .orElse(true));
            }
            double[] numbers = RowKeys.numbers(value, key, condition.unit());
            return select(
                    value,
                    key,
                    row -> condition.below().map(below -> numbers[row] < below).orElse(true)
                            && condition
                                    .above()
                                    .map(above -> numbers[row] >= above)
                                    .orElse(true));
        });
    }

    /**
     * Return the rows of given ids, or all others.
     *
     * @param identity what decides the ids
     * @param ids row ids in order, read when they are first needed
     */
    static Selection ofIds(String identity, Supplier<int[]> ids, boolean keep) {
        return new Selected((keep ? "keep " : "drop ") + identity, value -> {
            int[] sorted = ids.get();
            int[] rowIds =
                    value instanceof Survey survey ? survey.galaxies().rowIds() : ((DistanceSample) value).rowIds();
            return select(
                    value,
                    new RowKey(RowKey.Table.ROW, ""),
                    row -> Arrays.binarySearch(sorted, rowIds[row]) >= 0 == keep);
        });
    }

    private record Selected(String identity, UnaryOperator<Object> rows) implements Selection {
        @Override
        public Object of(Object value) {
            return rows.apply(value);
        }
    }

    private static Object select(Object value, RowKey key, IntPredicate wanted) {
        if (value instanceof DistanceSample sample) {
            return sample.select(kept(sample.size(), wanted, "tracer"));
        }
        Survey survey = (Survey) value;
        if (key.table() != RowKey.Table.MEASUREMENTS) {
            return survey.select(kept(survey.galaxies().size(), wanted, "galaxy"));
        }
        int[] rows = kept(survey.measurements().size(), wanted, "measurement");
        int[] galaxyOf = new int[rows.length];
        Arrays.setAll(galaxyOf, i -> survey.galaxyOf()[rows[i]]);
        return survey.withMeasurements(survey.measurements().select(rows), galaxyOf);
    }

    private static int[] kept(int size, IntPredicate wanted, String noun) {
        int[] rows = new int[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            if (wanted.test(row)) {
                rows[count++] = row;
            }
        }
        if (count == 0) {
            throw new DataException("no " + noun + " is left of " + size);
        }
        return Arrays.copyOf(rows, count);
    }
}
