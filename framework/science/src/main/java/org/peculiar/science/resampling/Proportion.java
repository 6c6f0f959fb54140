package org.peculiar.science.resampling;

/**
 * How many of a number of independent trials came out, as an estimate of a probability.
 *
 * <p>Intervals are Wilson's, which are right near 0 and 1, where the normal error of a fraction vanishes.
 *
 * @param count that came out
 * @param trials at least 1
 * @see "Wilson 1927, J. Am. Stat. Assoc. 22, 209"
 */
public record Proportion(int count, int trials) {

    public Proportion {
        if (trials < 1 || count < 0 || count > trials) {
            throw new IllegalArgumentException(
                    "found " + count + " of " + trials + ", but 0 to all of at least 1 are needed");
        }
    }

    /** Return count over trials. */
    public double fraction() {
        return (double) count / trials;
    }

    /** Return the lower end of the interval of z standard deviations. */
    public double lower(double z) {
        return count == 0 ? 0 : Math.max(0, centre(z) - halfWidth(z));
    }

    /** Return the upper end of the interval of z standard deviations. */
    public double upper(double z) {
        return count == trials ? 1 : Math.min(1, centre(z) + halfWidth(z));
    }

    /** Return half the width of the interval of one standard deviation. */
    public double error() {
        return halfWidth(1);
    }

    /** Tell whether a probability lies in the interval of z standard deviations. */
    public boolean agreesWith(double probability, double z) {
        return probability >= lower(z) && probability <= upper(z);
    }

    private double centre(double z) {
        return (fraction() + z * z / (2 * trials)) / (1 + z * z / trials);
    }

    private double halfWidth(double z) {
        double f = fraction();
        return z / (1 + z * z / trials) * Math.sqrt(f * (1 - f) / trials + z * z / (4.0 * trials * trials));
    }
}
