package org.peculiar.plugin.source.mocksurvey;

import java.util.Arrays;
import org.peculiar.api.Column;
import org.peculiar.api.Draws;
import org.peculiar.api.Quantity;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;

/** Velocity dispersions as measured, by column; {@code logSigma} changes until the survey is made of them. */
record DispersionMeasurements(int[] galaxyOf, int[] run, double[] logSigma) {

    /** Measures without the runs' offsets. */
    static DispersionMeasurements of(EarlyTypes galaxies, RunPlan plan, double errorDex, Draws noise) {
        int n = galaxies.key().length;
        int[] galaxyOf = new int[n * RunPlan.MOST];
        int[] run = new int[n * RunPlan.MOST];
        double[] logSigma = new double[n * RunPlan.MOST];
        int next = 0;
        for (int k = 0; k < n; k++) {
            for (int r : plan.runs(galaxies.cluster()[k], galaxies.key()[k])) {
                galaxyOf[next] = k;
                run[next] = r;
                logSigma[next] = galaxies.logSigma()[k]
                        + errorDex * noise.gaussian(galaxies.key()[k] * RunPlan.NAMES.size() + r);
                next++;
            }
        }
        return new DispersionMeasurements(
                Arrays.copyOf(galaxyOf, next), Arrays.copyOf(run, next), Arrays.copyOf(logSigma, next));
    }

    /** Adds the offset of each run. */
    void addOffsets(double offsetDex, Draws offset) {
        for (int m = 0; m < logSigma.length; m++) {
            logSigma[m] += offsetDex * offset.gaussian(run[m]);
        }
    }

    /**
     * Shifts the dispersions of each cluster so that its galaxies, weighted alike, put it at its estimated distance: then their
     * mean residual from the plane is (ln d − ln r)/(α ln 10), in dex.
     *
     * @param alpha of the plane
     */
    void fixEstimates(EarlyTypes galaxies, ClusterMotions clusters, double alpha) {
        double[] estimatedKms = clusters.estimatedKms();
        double[] trueKms = clusters.distanceKms();
        int n = galaxies.key().length;
        double[] sum = new double[n];
        int[] count = new int[n];
        for (int m = 0; m < logSigma.length; m++) {
            sum[galaxyOf[m]] += logSigma[m];
            count[galaxyOf[m]]++;
        }
        double[] residual = new double[trueKms.length];
        int[] members = new int[trueKms.length];
        for (int k = 0; k < n; k++) {
            residual[galaxies.cluster()[k]] += sum[k] / count[k] - galaxies.onPlane()[k];
            members[galaxies.cluster()[k]]++;
        }
        double[] shift = new double[trueKms.length];
        for (int i = 0; i < shift.length; i++) {
            double wanted = Math.log(estimatedKms[i] / trueKms[i]) / (Math.log(10) * alpha);
            shift[i] = wanted - residual[i] / members[i];
        }
        for (int k = 0; k < n; k++) {
            galaxies.logSigma()[k] += shift[galaxies.cluster()[k]];
        }
        for (int m = 0; m < logSigma.length; m++) {
            logSigma[m] += shift[galaxies.cluster()[galaxyOf[m]]];
        }
    }

    /** Return them as a survey's table of measurements. */
    Table table(EarlyTypes galaxies, double errorDex) {
        String[] labels = new String[galaxyOf.length];
        String[] runs = new String[galaxyOf.length];
        double[] errors = new double[galaxyOf.length];
        Arrays.fill(errors, errorDex);
        for (int m = 0; m < labels.length; m++) {
            labels[m] = galaxies.labels()[galaxyOf[m]];
            runs[m] = RunPlan.NAMES.get(run[m]);
        }
        Quantity quantity = new Quantity("log-sigma", Unit.DEX_KMS);
        return Table.of("measurements", labels)
                .with(errorDex > 0 ? Column.of(quantity, logSigma, errors) : Column.of(quantity, logSigma))
                .withText("run", runs);
    }
}
