package org.peculiar.plugin.diagnostic.mg2sigma;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;

/**
 * The galaxies with log σ in the clusters that the test can use: those with a velocity and a galaxy that has Mg2 as well.
 *
 * @param labels of the clusters
 * @param distanceKms of the clusters
 * @param velocityKms of the clusters
 * @param rowIds of the galaxies
 * @param cluster of each galaxy
 * @param logSigma of each galaxy
 * @param error of log σ of each galaxy; {@code NaN} where it is not known
 * @param tested the galaxies that have Mg2
 * @param mg2 of each galaxy of {@code tested}
 * @param withoutVelocity number of clusters left out for want of a velocity
 */
record Members(
        String[] labels,
        double[] distanceKms,
        double[] velocityKms,
        int[] rowIds,
        int[] cluster,
        double[] logSigma,
        double[] error,
        int[] tested,
        double[] mg2,
        int withoutVelocity) {

    static Members of(
            Survey survey, FlowFit.Tracers tracers, String mg2Name, String sigmaName, Optional<Double> error) {
        Table galaxies = survey.galaxies();
        double[] sigma = galaxies.values(sigmaName, Unit.DEX_KMS);
        double[] mg2 = galaxies.values(mg2Name, Unit.MAG);
        int[] tracer = tracerOf(survey.groups(), tracers);
        int[] groupOf = survey.groupOf();
        boolean[] used = new boolean[tracer.length];
        boolean[] lost = new boolean[tracer.length];
        for (int i = 0; i < sigma.length; i++) {
            if (groupOf[i] >= 0 && Double.isFinite(sigma[i]) && Double.isFinite(mg2[i])) {
                (tracer[groupOf[i]] < 0 ? lost : used)[groupOf[i]] = true;
            }
        }
        int[] groups =
                IntStream.range(0, used.length).filter(group -> used[group]).toArray();
        int[] clusterOf = new int[used.length];
        Arrays.fill(clusterOf, -1);
        for (int c = 0; c < groups.length; c++) {
            clusterOf[groups[c]] = c;
        }
        int[] rows = IntStream.range(0, sigma.length)
                .filter(i -> groupOf[i] >= 0 && clusterOf[groupOf[i]] >= 0 && Double.isFinite(sigma[i]))
                .toArray();
        int[] tested = IntStream.range(0, rows.length)
                .filter(k -> Double.isFinite(mg2[rows[k]]))
                .toArray();
        return new Members(
                Arrays.stream(groups)
                        .mapToObj(group -> survey.groups().labels()[group])
                        .toArray(String[]::new),
                Arrays.stream(groups)
                        .mapToDouble(g -> tracers.distanceKms()[tracer[g]])
                        .toArray(),
                Arrays.stream(groups)
                        .mapToDouble(g -> tracers.velocityKms()[tracer[g]])
                        .toArray(),
                Arrays.stream(rows).map(row -> galaxies.rowIds()[row]).toArray(),
                Arrays.stream(rows).map(row -> clusterOf[groupOf[row]]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> sigma[row]).toArray(),
                errors(galaxies, sigmaName, rows, error),
                tested,
                Arrays.stream(tested).mapToDouble(k -> mg2[rows[k]]).toArray(),
                (int) IntStream.range(0, lost.length)
                        .filter(group -> lost[group])
                        .count());
    }

    /** Returns the tracer that each group is, −1 for none. */
    private static int[] tracerOf(Table groups, FlowFit.Tracers tracers) {
        Map<Integer, Integer> byRowId = new HashMap<>();
        for (int t = 0; t < tracers.rowIds().length; t++) {
            byRowId.putIfAbsent(tracers.rowIds()[t], t);
        }
        return Arrays.stream(groups.rowIds())
                .map(rowId -> byRowId.getOrDefault(rowId, -1))
                .toArray();
    }

    private static double[] errors(Table galaxies, String name, int[] rows, Optional<Double> otherwise) {
        Column column = galaxies.column(name);
        double[] errors = new double[rows.length];
        for (int k = 0; k < rows.length; k++) {
            int row = rows[k];
            double own = column.errors().isPresent() ? column.errors().get()[row] : Double.NaN;
            errors[k] = Double.isNaN(own) ? otherwise.orElse(Double.NaN) : own;
            if (!(errors[k] >= 0) || Double.isInfinite(errors[k])) {
                throw new DataException(
                        galaxies.name() + ", " + galaxies.labels()[row] + ": the error of " + name + " is "
                                + (Double.isNaN(errors[k]) ? "not given" : String.valueOf(errors[k]))
                                + ", but the correlation that such errors fake depends on it; map an error column or give"
                                + " log-sigma-error:");
            }
        }
        return errors;
    }

    int clusters() {
        return labels.length;
    }

    /** Returns log σ of the galaxies that have Mg2. */
    double[] testedLogSigma() {
        return Arrays.stream(tested).mapToDouble(k -> logSigma[k]).toArray();
    }

    /** Returns the number of galaxies with Mg2 in each cluster. */
    int[] counts() {
        int[] counts = new int[clusters()];
        for (int k : tested) {
            counts[cluster[k]]++;
        }
        return counts;
    }

    /** Returns the cluster means of a value of each galaxy that has Mg2. */
    double[] testedMeans(double[] values, int[] counts) {
        double[] means = new double[clusters()];
        for (int j = 0; j < tested.length; j++) {
            means[cluster[tested[j]]] += values[j];
        }
        for (int c = 0; c < means.length; c++) {
            means[c] /= counts[c];
        }
        return means;
    }
}
