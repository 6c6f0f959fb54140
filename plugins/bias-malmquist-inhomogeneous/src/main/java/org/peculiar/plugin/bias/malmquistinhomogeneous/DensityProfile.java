package org.peculiar.plugin.bias.malmquistinhomogeneous;

import java.util.Arrays;
import org.peculiar.science.statistics.Normal;

/**
 * The number density of tracers along a line of sight, linear between the points of a table and constant beyond its ends.
 *
 * <p>Where ln d is Gaussian with error D about ln r, the truth given the estimate has the density {@code r² n(r)
 * exp(−(ln r − ln d)²/2D²)}. Of a density that is linear in r its moments are closed forms: with {@code x = ln(r/d)} and {@code
 * u = (x − m D²)/D},
 *
 * <pre>{@code
 * ∫ e^(m x) e^(−x²/2D²) dx = √(2π) D e^(m²D²/2) ΔΦ(u),   with a factor x in it:  … (m D² ΔΦ(u) − D Δφ(u))
 * }</pre>
 *
 * so that the integral over a table of any steepness, edges included, is exact. Immutable.
 */
final class DensityProfile {

    /** Beyond this many D from the estimate lies less than 1e-15 of any moment. */
    private static final double REACH = 8.5;

    private final double[] distance;
    private final double[] density;

    /**
     * Take a table.
     *
     * @param distance ascending, not negative; two equal ones are a jump
     * @param density one a distance; negative ones count as zero
     */
    DensityProfile(double[] distance, double[] density) {
        this.distance = distance;
        this.density = Arrays.stream(density).map(n -> Math.max(0, n)).toArray();
    }

    /** Return the mean of r given the estimate, NaN if there is no density within reach. */
    double meanDistance(double estimate, double error) {
        return estimate * moments(estimate, error)[1];
    }

    /** Return the mean of ln r given the estimate, NaN if there is no density within reach. */
    double meanLogDistance(double estimate, double error) {
        return Math.log(estimate) + moments(estimate, error)[2];
    }

    /** Integrates 1, r/d and ln(r/d) over the distribution of r; the last two over the first. */
    private double[] moments(double estimate, double error) {
        if (error == 0) {
            return new double[] {1, 1, 0};
        }
        double low = estimate * Math.exp(-REACH * error + 3 * error * error);
        double high = estimate * Math.exp(REACH * error + 5 * error * error);
        double[] sum = new double[3];
        double from = low;
        double densityFrom = at(low);
        for (int k = firstAbove(low); k < distance.length && distance[k] < high; k++) {
            add(sum, estimate, error, from, densityFrom, distance[k], density[k]);
            from = distance[k];
            densityFrom = density[k];
        }
        add(sum, estimate, error, from, densityFrom, high, below(high));
        return new double[] {sum[0], sum[1] / sum[0], sum[2] / sum[0]};
    }

    /** The density at a distance; at a jump that beyond it. */
    private double at(double r) {
        int k = firstAbove(r);
        return k == 0 ? density[0] : k == density.length ? density[k - 1] : between(k, r);
    }

    /** The density at a distance; at a jump that before it. */
    private double below(double r) {
        int k = firstAbove(r);
        while (k > 0 && distance[k - 1] == r) {
            k--;
        }
        return k == 0 ? density[0] : k == density.length ? density[k - 1] : between(k, r);
    }

    private double between(int k, double r) {
        double t = (r - distance[k - 1]) / (distance[k] - distance[k - 1]);
        return density[k - 1] + t * (density[k] - density[k - 1]);
    }

    private int firstAbove(double r) {
        int low = 0;
        int high = distance.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (distance[middle] > r) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Adds the piece between two distances, on which the density is linear. */
    private static void add(double[] sum, double d, double error, double r1, double n1, double r2, double n2) {
        if (!(r2 > r1) || (n1 == 0 && n2 == 0)) {
            return;
        }
        // n = offset + slope r/d
        double slope = (n2 - n1) / (r2 - r1) * d;
        double offset = n1 - slope * r1 / d;
        double x1 = Math.log(r1 / d);
        double x2 = Math.log(r2 / d);
        sum[0] += offset * moment(3, error, x1, x2) + slope * moment(4, error, x1, x2);
        sum[1] += offset * moment(4, error, x1, x2) + slope * moment(5, error, x1, x2);
        sum[2] += offset * logMoment(3, error, x1, x2) + slope * logMoment(4, error, x1, x2);
    }

    private static double moment(int m, double error, double x1, double x2) {
        double centre = m * error * error;
        return Math.exp(0.5 * m * centre) * probability((x1 - centre) / error, (x2 - centre) / error);
    }

    private static double logMoment(int m, double error, double x1, double x2) {
        double centre = m * error * error;
        double u1 = (x1 - centre) / error;
        double u2 = (x2 - centre) / error;
        return Math.exp(0.5 * m * centre)
                * (centre * probability(u1, u2) - error * (Normal.density(u2) - Normal.density(u1)));
    }

    /** The normal probability between two limits, from the tail that does not cancel. */
    private static double probability(double u1, double u2) {
        return u1 > 0 ? Normal.survival(u1) - Normal.survival(u2) : Normal.cdf(u2) - Normal.cdf(u1);
    }
}
