package org.peculiar.science.velocity;

import java.util.function.DoubleUnaryOperator;
import org.peculiar.science.statistics.Normal;

/**
 * How the objects of an isotropic ideal survey are spread in distance, as quantiles.
 *
 * @param quantile distance in Mpc/h within which a fraction in (0, 1) of the objects is
 */
public record RadialProfile(DoubleUnaryOperator quantile) {

    private static final int MOST_STEPS = 50;

    /**
     * Spread objects as a Gaussian ball, numbers per distance as {@code r² exp(−r²/2R²)}.
     *
     * @param radius R in Mpc/h
     * @see "Watkins, Feldman and Hudson 2009, MNRAS 392, 743"
     */
    public static RadialProfile gaussian(double radius) {
        requireLength(radius);
        return new RadialProfile(u -> radius * maxwellian(u));
    }

    /**
     * Spread objects evenly over distance, numbers per distance constant: their flow is the mean flow of the ball, if the flow
     * has no curl.
     *
     * @param from smallest distance in Mpc/h
     * @param to largest distance in Mpc/h
     * @see "Peery, Watkins and Feldman 2018, MNRAS 481, 1368"
     */
    public static RadialProfile evenInDistance(double from, double to) {
        requireLength(to);
        if (!(from >= 0 && from < to)) {
            throw new IllegalArgumentException("ideal survey: found distances from " + from + " to " + to
                    + " Mpc/h, but the first must be smaller and not negative");
        }
        return new RadialProfile(u -> from + (to - from) * u);
    }

    private static void requireLength(double radius) {
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException(
                    "ideal survey: the radius was " + radius + " Mpc/h, but it must be positive");
        }
    }

    /** Return the length of a normal vector in three dimensions that a fraction u of them is within, by Newton's steps. */
    private static double maxwellian(double u) {
        // the leading term near 0, which is too small; far out, a step is never more than doubles or halves
        double x = Math.min(Math.cbrt(3 * u * Math.sqrt(Math.PI / 2)), 1.5);
        for (int i = 0; i < MOST_STEPS; i++) {
            double density = Math.sqrt(2 / Math.PI) * x * x * Math.exp(-x * x / 2);
            double within = x < 0.1
                    ? Math.sqrt(2 / Math.PI) * x * x * x * (1 / 3.0 - x * x * (0.1 - x * x * (1 / 56.0 - x * x / 432)))
                    : 1 - 2 * Normal.survival(x) - density / x;
            double next = x + Math.max(-x / 2, Math.min((u - within) / density, x));
            if (Math.abs(next - x) <= 1e-14 * x) {
                return next;
            }
            x = next;
        }
        return x;
    }
}
