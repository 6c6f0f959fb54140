package org.peculiar.plugin.correction.runoffsets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;

/**
 * Measurements of galaxies in several runs, and the offsets that make them agree.
 *
 * <p>{@code y_gs = µ_g + o_s + noise}. The galaxy's µ_g is eliminated: with weights w = 1/e² and their sum W over a galaxy, the
 * residuals {@code y − ȳ} are regressed on {@code δ_s − w_s/W}, one run of each connected group left out; the gauge is a linear
 * map afterwards. Immutable.
 */
final class Overlaps {

    private final List<String> runs;
    private final int[] component;
    private final int components;
    /** Measurements of galaxy g are rows start[g] to start[g + 1] of the columns below. */
    private final int[] start;

    private final int[] run;
    private final double[] value;
    private final double[] weight;

    /**
     * What the overlaps tell.
     *
     * @param offsets one a run
     * @param covariance of the offsets
     * @param clipped measurements that were left out, in the order of {@link Overlaps}
     * @param galaxies number of galaxies with more than one measurement that was used
     * @param chi2 of their measurements about the corrected means
     * @param dof its degrees of freedom
     */
    record Solution(double[] offsets, double[][] covariance, boolean[] clipped, int galaxies, double chi2, int dof) {

        int clippedCount() {
            int count = 0;
            for (boolean out : clipped) {
                count += out ? 1 : 0;
            }
            return count;
        }
    }

    /**
     * Corrected means of the galaxies; NaN for one without a measurement.
     *
     * @param values one a galaxy
     * @param errors one a galaxy
     */
    record Means(double[] values, double[] errors) {}

    private Overlaps(List<String> runs, int[] start, int[] run, double[] value, double[] weight) {
        this.runs = runs;
        this.start = start;
        this.run = run;
        this.value = value;
        this.weight = weight;
        component = connect();
        components = 1 + Arrays.stream(component).max().orElse(-1);
    }

    static Overlaps of(List<String> runs, int[] galaxyOf, int galaxies, int[] runOf, double[] values, double[] errors) {
        int[] start = new int[galaxies + 1];
        for (int g : galaxyOf) {
            start[g + 1]++;
        }
        for (int g = 0; g < galaxies; g++) {
            start[g + 1] += start[g];
        }
        int n = values.length;
        int[] next = start.clone();
        int[] run = new int[n];
        double[] value = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            int row = next[galaxyOf[i]]++;
            run[row] = runOf[i];
            value[row] = values[i];
            weight[row] = 1 / (errors[i] * errors[i]);
        }
        return new Overlaps(runs, start, run, value, weight);
    }

    /** Numbers the groups of runs that galaxies link. */
    private int[] connect() {
        int[] parent = new int[runs.size()];
        Arrays.setAll(parent, s -> s);
        for (int g = 0; g + 1 < start.length; g++) {
            for (int row = start[g] + 1; row < start[g + 1]; row++) {
                parent[root(parent, run[row])] = root(parent, run[row - 1]);
            }
        }
        int[] number = new int[runs.size()];
        Arrays.fill(number, -1);
        int[] of = new int[runs.size()];
        int count = 0;
        for (int s = 0; s < of.length; s++) {
            int root = root(parent, s);
            if (number[root] < 0) {
                number[root] = count++;
            }
            of[s] = number[root];
        }
        return of;
    }

    private static int root(int[] parent, int s) {
        int at = s;
        while (parent[at] != at) {
            at = parent[at];
        }
        return at;
    }

    /** Return the groups of runs that galaxies link, each in alphabetical order. */
    List<List<String>> components() {
        List<List<String>> groups = new ArrayList<>();
        for (int c = 0; c < components; c++) {
            groups.add(new ArrayList<>());
        }
        for (int s = 0; s < component.length; s++) {
            groups.get(component[s]).add(runs.get(s));
        }
        return groups;
    }

    /** Solve for the offsets; without a reference, or in a group without it, their mean is zero. */
    Solution solve(Optional<Integer> reference) {
        return solve(reference, new boolean[value.length]);
    }

    /**
     * Solve, leave out what deviates too much, and solve again until nothing does.
     *
     * <p>What was left out stays out, so that the rounds end. A round takes only what deviates at least half as much as the
     * worst: a wild measurement draws the offset of its run away and makes sound ones look bad.
     */
    Solution solveClipping(double clip, Optional<Integer> reference) {
        boolean[] clipped = new boolean[value.length];
        while (true) {
            Solution solution = solve(reference, clipped);
            int[] worst = new int[start.length - 1];
            double[] deviation = new double[start.length - 1];
            for (int g = 0; g < worst.length; g++) {
                worst[g] = worst(g, solution.offsets(), clipped, deviation);
            }
            double most = Arrays.stream(deviation).max().orElse(0);
            if (!(most > clip)) {
                return solution;
            }
            clipped = clipped.clone();
            for (int g = 0; g < worst.length; g++) {
                if (deviation[g] > clip && deviation[g] >= 0.5 * most) {
                    leaveOut(g, worst[g], clipped);
                }
            }
        }
    }

    /** The measurement of a galaxy that deviates most from its mean, in standard errors of its residual; −1 for a single one. */
    private int worst(int g, double[] offsets, boolean[] clipped, double[] deviation) {
        int worst = -1;
        double sum = sumOfWeights(g, clipped);
        double mean = mean(g, offsets, clipped, sum);
        for (int row = start[g]; row < start[g + 1]; row++) {
            if (!clipped[row] && weight[row] < sum) {
                double residual = Math.abs(value[row] - offsets[run[row]] - mean);
                double ratio = residual / Math.sqrt(1 / weight[row] - 1 / sum);
                if (worst < 0 || ratio > deviation[g]) {
                    deviation[g] = ratio;
                    worst = row;
                }
            }
        }
        return worst;
    }

    /** The two of a pair deviate alike, and nothing tells which is wrong: both go. */
    private void leaveOut(int g, int worst, boolean[] clipped) {
        int used = 0;
        for (int row = start[g]; row < start[g + 1]; row++) {
            used += clipped[row] ? 0 : 1;
        }
        for (int row = start[g]; row < start[g + 1]; row++) {
            clipped[row] |= used == 2 || row == worst;
        }
    }

    private double sumOfWeights(int g, boolean[] clipped) {
        double sum = 0;
        for (int row = start[g]; row < start[g + 1]; row++) {
            sum += clipped[row] ? 0 : weight[row];
        }
        return sum;
    }

    private double mean(int g, double[] offsets, boolean[] clipped, double sumOfWeights) {
        double sum = 0;
        for (int row = start[g]; row < start[g + 1]; row++) {
            sum += clipped[row] ? 0 : weight[row] * (value[row] - offsets[run[row]]);
        }
        return sum / sumOfWeights;
    }

    private Solution solve(Optional<Integer> reference, boolean[] clipped) {
        int n = runs.size();
        int[] rows = overlapping(clipped);
        int[] column = new int[n];
        List<String> names = new ArrayList<>();
        boolean[] first = new boolean[components];
        for (int s = 0; s < n; s++) {
            // one run of each group stands for its unknown common scale
            column[s] = first[component[s]] ? names.size() : -1;
            if (first[component[s]]) {
                names.add(runs.get(s));
            }
            first[component[s]] = true;
        }
        double[][] regressors = new double[names.size()][rows.length];
        double[] residual = new double[rows.length];
        double[] variance = new double[rows.length];
        int galaxies = fill(rows, clipped, column, regressors, residual, variance);
        double[] relative = new double[n];
        double[][] relativeCovariance = new double[n][n];
        double chi2 = 0;
        if (!names.isEmpty()) {
            LinearFit fit = LinearModel.of(names, regressors).fit(residual, variance);
            chi2 = fit.chi2();
            double[][] covariance = fit.covariance();
            for (int s = 0; s < n; s++) {
                relative[s] = column[s] < 0 ? 0 : fit.parameters()[column[s]];
                for (int t = 0; t < n; t++) {
                    relativeCovariance[s][t] = column[s] < 0 || column[t] < 0 ? 0 : covariance[column[s]][column[t]];
                }
            }
        }
        double[][] gauge = gauge(reference);
        return new Solution(
                times(gauge, relative),
                conjugated(gauge, relativeCovariance),
                clipped,
                galaxies,
                chi2,
                rows.length - galaxies - names.size());
    }

    /** The rows of galaxies that have at least two. */
    private int[] overlapping(boolean[] clipped) {
        int[] rows = new int[value.length];
        int count = 0;
        for (int g = 0; g + 1 < start.length; g++) {
            int used = 0;
            for (int row = start[g]; row < start[g + 1]; row++) {
                used += clipped[row] ? 0 : 1;
            }
            for (int row = start[g]; row < start[g + 1] && used > 1; row++) {
                if (!clipped[row]) {
                    rows[count++] = row;
                }
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** Fills the regression, and returns how many galaxies it is of. */
    private int fill(
            int[] rows, boolean[] clipped, int[] column, double[][] regressors, double[] residual, double[] variance) {
        double[] none = new double[runs.size()];
        int galaxies = 0;
        int i = 0;
        for (int g = 0; g + 1 < start.length && i < rows.length; g++) {
            if (rows[i] >= start[g + 1]) {
                continue;
            }
            galaxies++;
            double sum = sumOfWeights(g, clipped);
            double mean = mean(g, none, clipped, sum);
            int from = i;
            while (i < rows.length && rows[i] < start[g + 1]) {
                i++;
            }
            for (int k = from; k < i; k++) {
                residual[k] = value[rows[k]] - mean;
                variance[k] = 1 / weight[rows[k]];
                for (int j = from; j < i; j++) {
                    int s = column[run[rows[j]]];
                    if (s >= 0) {
                        regressors[s][k] += (j == k ? 1 : 0) - weight[rows[j]] / sum;
                    }
                }
            }
        }
        return galaxies;
    }

    /** The linear map from offsets relative to each group's first run to offsets in the gauge. */
    private double[][] gauge(Optional<Integer> reference) {
        int n = runs.size();
        int[] members = new int[components];
        for (int c : component) {
            members[c]++;
        }
        double[][] gauge = new double[n][n];
        for (int s = 0; s < n; s++) {
            gauge[s][s] = 1;
            boolean fixed = reference.isPresent() && component[reference.get()] == component[s];
            for (int t = 0; t < n; t++) {
                if (fixed) {
                    gauge[s][t] -= t == reference.get() ? 1 : 0;
                } else if (component[t] == component[s]) {
                    gauge[s][t] -= 1.0 / members[component[s]];
                }
            }
        }
        return gauge;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    private static double[][] conjugated(double[][] map, double[][] covariance) {
        int n = map.length;
        double[][] half = new double[n][];
        for (int i = 0; i < n; i++) {
            half[i] = times(covariance, map[i]);
        }
        double[][] result = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] row = times(map, half[i]);
            for (int j = 0; j < n; j++) {
                result[i][j] = row[j];
            }
        }
        return result;
    }

    /** Average each galaxy's corrected measurements; one of which all were clipped keeps them all. */
    Means means(double[] offsets, boolean[] clipped) {
        int galaxies = start.length - 1;
        boolean[] all = new boolean[value.length];
        double[] values = new double[galaxies];
        double[] errors = new double[galaxies];
        for (int g = 0; g < galaxies; g++) {
            double sum = sumOfWeights(g, clipped);
            boolean[] out = sum > 0 ? clipped : all;
            sum = sum > 0 ? sum : sumOfWeights(g, all);
            values[g] = sum > 0 ? mean(g, offsets, out, sum) : Double.NaN;
            errors[g] = sum > 0 ? 1 / Math.sqrt(sum) : Double.NaN;
        }
        return new Means(values, errors);
    }
}
