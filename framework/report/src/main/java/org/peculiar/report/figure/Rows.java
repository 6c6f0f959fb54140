package org.peculiar.report.figure;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some rows of columns. */
final class Rows {

    private final int[] rows;

    private Rows(int[] rows) {
        this.rows = rows;
    }

    static Rows where(int size, IntPredicate taken) {
        return new Rows(IntStream.range(0, size).filter(taken).toArray());
    }

    int size() {
        return rows.length;
    }

    double[] of(double[] column) {
        return Arrays.stream(rows).mapToDouble(i -> column[i]).toArray();
    }

    String[] of(String[] column) {
        return Arrays.stream(rows).mapToObj(i -> column[i]).toArray(String[]::new);
    }
}
