package org.peculiar.science.velocity;

import org.peculiar.science.statistics.ChiSquare;

/**
 * The distribution of the speed of a velocity whose three components are independent normal with one variance.
 *
 * @param rmsKms three-dimensional rms speed in km/s
 */
public record MaxwellianSpeed(double rmsKms) {

    public MaxwellianSpeed {
        if (!(rmsKms > 0) || Double.isInfinite(rmsKms)) {
            throw new IllegalArgumentException("speeds: the rms was " + rmsKms + " km/s, but it must be positive");
        }
    }

    /** Return the most probable speed in km/s, {@code √(2/3)} of the rms. */
    public double mostProbableKms() {
        return Math.sqrt(2.0 / 3) * rmsKms;
    }

    /** Return the mean speed in km/s, {@code √(8/3π)} of the rms. */
    public double meanKms() {
        return Math.sqrt(8 / (3 * Math.PI)) * rmsKms;
    }

    /** Return the standard deviation of the speed in km/s. */
    public double deviationKms() {
        return Math.sqrt(1 - 8 / (3 * Math.PI)) * rmsKms;
    }

    /** Return the probability density at a speed in km/s, in s/km. */
    public double density(double speedKms) {
        if (!(speedKms > 0)) {
            return 0;
        }
        double a2 = rmsKms * rmsKms / 3;
        double v2 = speedKms * speedKms;
        return Math.sqrt(2 / Math.PI) * v2 / (a2 * Math.sqrt(a2)) * Math.exp(-v2 / (2 * a2));
    }

    /** Return the probability of a larger speed than one in km/s. */
    public double probabilityAbove(double speedKms) {
        return speedKms <= 0 ? 1 : ChiSquare.survival(3 * speedKms * speedKms / (rmsKms * rmsKms), 3);
    }
}
