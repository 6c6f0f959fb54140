package org.peculiar.science.statistics;

import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

/**
 * The inverse-variance mean of some values.
 *
 * @param mean in the unit of the values
 * @param variance of the mean, from the given variances: {@code 1/Σw}
 * @param chi2 of the values about the mean; dimensionless
 * @param count of values
 */
public record WeightedMean(double mean, double variance, double chi2, int count) {

    /**
     * Average.
     *
     * @param values any unit
     * @param variances one a value, positive
     * @throws InsufficientDataException if there are none
     * @throws DataException if a value is not finite or a variance not positive, naming its row (counted from 0)
     */
    public static WeightedMean of(double[] values, double[] variances) {
        if (values.length != variances.length) {
            throw new IllegalArgumentException(values.length + " values, but " + variances.length + " variances");
        }
        if (values.length == 0) {
            throw new InsufficientDataException("mean: found no values, but at least 1 is needed");
        }
        double sumW = 0;
        double sumWx = 0;
        // about the first value, so that a large common offset costs no digits
        double origin = values[0];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || !(variances[i] > 0)) {
                throw new DataException("row " + i + ": found " + values[i] + " with variance " + variances[i]
                        + ", but a finite value and a positive variance are needed");
            }
            double w = 1 / variances[i];
            sumW += w;
            sumWx += w * (values[i] - origin);
        }
        double mean = origin + sumWx / sumW;
        double chi2 = 0;
        for (int i = 0; i < values.length; i++) {
            double residual = values[i] - mean;
            chi2 += residual * residual / variances[i];
        }
        return new WeightedMean(mean, 1 / sumW, chi2, values.length);
    }

    /** Return the standard error of the mean. */
    public double error() {
        return Math.sqrt(variance);
    }
}
