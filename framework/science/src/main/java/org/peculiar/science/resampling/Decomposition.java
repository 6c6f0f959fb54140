package org.peculiar.science.resampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.peculiar.api.InsufficientDataException;

/**
 * Divides the spread of a factorial's estimates among its factors, to describe it: no errors, no p-values.
 *
 * <p>Estimates have k components in one unit; squares are squared lengths. Estimates of one cell, a combination of levels, are
 * averaged first, and each cell counts once. A factor's sum of squares is that of its level means about the overall mean, a
 * pair's that of what the means by both levels add to the two factors'; the rest is what is left of the total. In a complete
 * factorial the parts are orthogonal and the shares add up to 1. Where cells are missing, means are over those present; the
 * parts overlap then, and the rest may be negative. Immutable.
 *
 * @see "Fisher 1925, Statistical Methods for Research Workers"
 */
public final class Decomposition {

    private final int[][] cells;
    private final double[][] values;
    private final int[] levels;
    private final double[] mean;
    private final double total;

    private Decomposition(int[][] cells, double[][] values, int[] levels) {
        this.cells = cells;
        this.values = values;
        this.levels = levels;
        mean = mean(values);
        double sum = 0;
        for (double[] value : values) {
            double[] deviation = Vectors.minus(value, mean);
            sum += Vectors.dot(deviation, deviation);
        }
        total = sum;
    }

    /**
     * Take the estimates of a factorial.
     *
     * @param levels {@code [estimate][factor]}, counted from 0; the number of levels of a factor is the largest found plus one
     * @param estimates {@code [estimate][k]}
     * @throws InsufficientDataException if there are no estimates, or none with one of the levels, naming it
     * @throws org.peculiar.api.DataException if a component is not finite
     */
    public static Decomposition of(int[][] levels, double[][] estimates) {
        if (estimates.length == 0 || levels.length != estimates.length) {
            throw new InsufficientDataException("decomposition: found " + estimates.length
                    + " estimates and the levels of " + levels.length + ", but as many are needed, and at least 1");
        }
        int factors = levels[0].length;
        int[] counts = new int[factors];
        Map<List<Integer>, List<double[]>> byCell = new LinkedHashMap<>();
        for (int e = 0; e < estimates.length; e++) {
            Vectors.require(estimates[e], estimates[0].length, "decomposition: estimate " + e);
            if (levels[e].length != factors || Arrays.stream(levels[e]).anyMatch(level -> level < 0)) {
                throw new IllegalArgumentException("decomposition: estimate " + e + " has the levels "
                        + Arrays.toString(levels[e]) + ", but " + factors + " that are not negative are needed");
            }
            for (int f = 0; f < factors; f++) {
                counts[f] = Math.max(counts[f], levels[e][f] + 1);
            }
            List<Integer> cell = Arrays.stream(levels[e]).boxed().collect(Collectors.toList());
            byCell.computeIfAbsent(cell, c -> new ArrayList<>()).add(estimates[e]);
        }
        int[][] cells = byCell.keySet().stream()
                .map(cell -> cell.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        for (int f = 0; f < factors; f++) {
            for (int level = 0; level < counts[f]; level++) {
                int factor = f;
                int wanted = level;
                if (Arrays.stream(cells).noneMatch(cell -> cell[factor] == wanted)) {
                    throw new InsufficientDataException("decomposition: no estimate has level " + level + " of factor "
                            + f + ", but each level needs one");
                }
            }
        }
        double[][] values = byCell.values().stream()
                .map(rows -> mean(rows.toArray(new double[0][])))
                .toArray(double[][]::new);
        return new Decomposition(cells, values, counts);
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i];
            }
        }
        return Vectors.times(1.0 / rows.length, mean);
    }

    /** Return the number of factors. */
    public int factors() {
        return levels.length;
    }

    /** Return the number of levels of a factor. */
    public int levels(int factor) {
        return levels[factor];
    }

    /** Tell whether every combination of levels has an estimate, so that the shares add up to 1. */
    public boolean isComplete() {
        return Arrays.stream(levels).asLongStream().reduce(1, Math::multiplyExact) == cells.length;
    }

    /** Return the mean of all cells, k components. */
    public double[] mean() {
        return mean.clone();
    }

    /** Return the mean of the cells that have a level of a factor, k components. */
    public double[] levelMean(int factor, int level) {
        return mean(IntStream.range(0, cells.length)
                .filter(c -> cells[c][factor] == level)
                .mapToObj(c -> values[c])
                .toArray(double[][]::new));
    }

    /** Return the sum of the squared distances of the cells from their mean, in the squared unit of the estimates. */
    public double totalSquares() {
        return total;
    }

    /** Return the share of a factor's main effect in the total sum of squares; 0 if the estimates do not vary. */
    public double mainShare(int factor) {
        return share(mainSquares(factor));
    }

    /**
     * Return the share of what two factors do beyond the sum of their main effects; 0 if the estimates do not vary.
     *
     * @throws IllegalArgumentException if they are one
     */
    public double pairShare(int factor, int other) {
        return share(pairSquares(factor, other));
    }

    /** Return the share of all that neither main effects nor pairs account for. */
    public double restShare() {
        double rest = total;
        for (int f = 0; f < factors(); f++) {
            rest -= mainSquares(f);
            for (int g = 0; g < f; g++) {
                rest -= pairSquares(f, g);
            }
        }
        return share(rest);
    }

    private double share(double squares) {
        return total > 0 ? squares / total : 0;
    }

    private double mainSquares(int factor) {
        double[][] means = means(factor);
        double sum = 0;
        for (int[] cell : cells) {
            double[] effect = Vectors.minus(means[cell[factor]], mean);
            sum += Vectors.dot(effect, effect);
        }
        return sum;
    }

    private double pairSquares(int f, int g) {
        if (f == g) {
            throw new IllegalArgumentException("factor " + f + " was paired with itself, but two are needed");
        }
        double[][] meansF = means(f);
        double[][] meansG = means(g);
        double[][] sums = new double[levels[f] * levels[g]][mean.length];
        int[] counts = new int[sums.length];
        for (int c = 0; c < cells.length; c++) {
            int both = cells[c][f] * levels[g] + cells[c][g];
            counts[both]++;
            for (int i = 0; i < mean.length; i++) {
                sums[both][i] += values[c][i];
            }
        }
        double sum = 0;
        for (int both = 0; both < sums.length; both++) {
            if (counts[both] > 0) {
                double square = 0;
                for (int i = 0; i < mean.length; i++) {
                    double effect = sums[both][i] / counts[both]
                            - meansF[both / levels[g]][i]
                            - meansG[both % levels[g]][i]
                            + mean[i];
                    square += effect * effect;
                }
                sum += counts[both] * square;
            }
        }
        return sum;
    }

    private double[][] means(int factor) {
        double[][] means = new double[levels[factor]][mean.length];
        int[] counts = new int[levels[factor]];
        for (int c = 0; c < cells.length; c++) {
            int level = cells[c][factor];
            counts[level]++;
            for (int i = 0; i < mean.length; i++) {
                means[level][i] += values[c][i];
            }
        }
        for (int level = 0; level < counts.length; level++) {
            means[level] = Vectors.times(1.0 / counts[level], means[level]);
        }
        return means;
    }
}
