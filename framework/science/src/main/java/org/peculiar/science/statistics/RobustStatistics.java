package org.peculiar.science.statistics;

import java.util.Arrays;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

/** Location and scatter that a few wild values do not spoil. */
public final class RobustStatistics {

    /** Turns the median absolute deviation of a normal distribution into its standard deviation: {@code 1/Φ⁻¹(3/4)}. */
    private static final double NORMAL_PER_MAD = 1.482602218505602;

    private RobustStatistics() {}

    /**
     * Return the median.
     *
     * @throws InsufficientDataException if there are no values
     * @throws DataException if a value is NaN, naming its row (counted from 0)
     */
    public static double median(double[] values) {
        if (values.length == 0) {
            throw new InsufficientDataException("median: found no values, but at least 1 is needed");
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new DataException("row " + i + ": found no value, but a median needs one");
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    }

    /**
     * Return the standard deviation of the normal distribution that has the values' median absolute deviation.
     *
     * @throws InsufficientDataException if there are no values
     * @throws DataException if a value is NaN, naming its row (counted from 0)
     */
    public static double scatter(double[] values) {
        double centre = median(values);
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            deviations[i] = Math.abs(values[i] - centre);
        }
        return NORMAL_PER_MAD * median(deviations);
    }
}
