package org.peculiar.engine.replicates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Draws;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Survey;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Axis.RowKey;
import org.peculiar.engine.variants.RowKeys;
import org.peculiar.science.resampling.Resample;
import org.peculiar.science.sky.Patches;

/** The ways to redraw that need no model: rows with replacement, and a correction's own values. */
final class Redraws {

    /** Fewer distinct blocks cannot constrain a flow and its zero point. */
    private static final int LEAST_BLOCKS = 4;

    private Redraws() {}

    /**
     * Draw rows, or blocks of rows, with replacement.
     *
     * @param value a survey or distances
     */
    static Redraw bootstrap(Object value, Axis.Bootstrap axis, Draws draws) {
        int[][] blocks = blocks(value, axis.by(), axis.patches().orElse(0));
        if (blocks.length < LEAST_BLOCKS) {
            throw new InsufficientDataException("sweep.vary." + axis.name() + ": found " + blocks.length
                    + " blocks to draw from, but at least " + LEAST_BLOCKS + " are needed");
        }
        boolean whole = axis.by().table() != RowKey.Table.ROW;
        return number -> {
            Resample drawn = Resample.of(blocks.length, LEAST_BLOCKS, draws.replicate(number));
            if (!drawn.isEnough()) {
                throw new InsufficientDataException("only " + drawn.distinct() + " distinct blocks were drawn");
            }
            int[] picks = drawn.picks();
            int size = 0;
            for (int pick : picks) {
                size += blocks[pick].length;
            }
            int[] rows = new int[size];
            int[] copy = new int[size];
            int next = 0;
            for (int i = 0; i < picks.length; i++) {
                for (int row : blocks[picks[i]]) {
                    rows[next] = row;
                    copy[next++] = whole ? i : 0;
                }
            }
            return value instanceof Survey survey ? survey.resample(rows, copy) : ((DistanceSample) value).select(rows);
        };
    }

    private static int[][] blocks(Object value, RowKey key, int patches) {
        int[] rowIds = RowKeys.rowIds(value);
        if (key.table() == RowKey.Table.SKY) {
            return blocks(box(Patches.of(RowKeys.directions(value), patches)));
        } else if (key.table() == RowKey.Table.ROW) {
            int[][] single = new int[rowIds.length][];
            Arrays.setAll(single, row -> new int[] {row});
            return single;
        }
        return blocks(RowKeys.texts(value, key));
    }

    private static Object[] box(int[] numbers) {
        return Arrays.stream(numbers).boxed().toArray();
    }

    /** Rows without a key are left out: they belong to no block. */
    private static int[][] blocks(Object[] keys) {
        Map<Object, List<Integer>> byKey = new LinkedHashMap<>();
        for (int row = 0; row < keys.length; row++) {
            if (keys[row] != null) {
                byKey.computeIfAbsent(keys[row], unseen -> new ArrayList<>()).add(row);
            }
        }
        return byKey.values().stream()
                .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** Displace a correction's values by normal deviates with their covariance. */
    static Redraw displaced(Nuisance nuisance, Draws draws) {
        int n = nuisance.values().length;
        double[][] root = root(nuisance.covariance());
        return number -> {
            Draws of = draws.replicate(number);
            double[] by = new double[n];
            for (int j = 0; j < n; j++) {
                double g = of.gaussian(j);
                for (int i = 0; i < n; i++) {
                    by[i] += root[i][j] * g;
                }
            }
            return nuisance.displacement().displaced(by);
        };
    }

    /** A matrix whose square is a covariance, which may be singular, as that of values with zero mean. */
    private static double[][] root(double[][] covariance) {
        int n = covariance.length;
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance));
        double[][] root = new double[n][n];
        for (int j = 0; j < n; j++) {
            double scale = Math.sqrt(Math.max(0, eigen.getRealEigenvalue(j)));
            for (int i = 0; i < n; i++) {
                root[i][j] = scale * eigen.getV().getEntry(i, j);
            }
        }
        return root;
    }

    /**
     * Displace a correction's values by what they change by when the galaxies that decide them are drawn with replacement.
     *
     * @param survey that the correction takes
     */
    static Redraw resampled(Nuisance nuisance, Correction correction, Survey survey, Draws draws) {
        int n = survey.galaxies().size();
        return number -> {
            Draws of = draws.replicate(number);
            int[] rows = new int[n];
            Arrays.setAll(rows, i -> (int) (of.uniform(i) * n));
            Corrected corrected = correction.correct(survey.resample(rows, new int[n]));
            Nuisance again = corrected
                    .nuisance()
                    .orElseThrow(() -> new DataException("the resampled survey leaves nothing uncertain"));
            double[] by = new double[nuisance.values().length];
            for (int i = 0; i < by.length; i++) {
                int place = again.names().indexOf(nuisance.names().get(i));
                if (place < 0) {
                    throw new DataException("no " + nuisance.names().get(i) + " in the resampled survey");
                }
                by[i] = again.values()[place] - nuisance.values()[i];
            }
            return nuisance.displacement().displaced(by);
        };
    }
}
