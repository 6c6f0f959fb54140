package org.peculiar.api;

/** Slices arrays by row. */
final class Rows {

    private Rows() {}

    static double[] select(double[] values, int[] rows) {
        double[] selected = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return selected;
    }

    static int[] select(int[] values, int[] rows) {
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return selected;
    }

    static String[] select(String[] values, int[] rows) {
        String[] selected = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return selected;
    }

    /** Return where each of {@code size} rows went, −1 for those left out. */
    static int[] inverse(int[] rows, int size) {
        int[] inverse = new int[size];
        java.util.Arrays.fill(inverse, -1);
        for (int i = 0; i < rows.length; i++) {
            inverse[rows[i]] = i;
        }
        return inverse;
    }
}
