package org.peculiar.science.statistics;

/**
 * The standard normal distribution, fast and accurate in the tails.
 *
 * <p>Rational Chebyshev approximations; relative error below 1e-15 for |x| &lt; 6 and below 1e-13 to the end of the range.
 *
 * @see "Cody 1969, Math. Comp. 23, 631"
 */
public final class Normal {

    private static final double SQRT_HALF = 0.7071067811865476;
    private static final double ROOT_TWO_PI = 2.5066282746310007;
    private static final double ONE_OVER_ROOT_PI = 0.5641895835477563;

    /** ln √(2π). */
    private static final double LOG_ROOT_TWO_PI = 0.9189385332046728;

    private static final double[] A = {
        3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694, 0.18577770618460315
    };
    private static final double[] B = {23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171};
    private static final double[] C = {
        0.5641884969886701,
        8.883149794388377,
        66.11919063714163,
        298.6351381974001,
        881.952221241769,
        1712.0476126340707,
        2051.0783778260716,
        1230.3393547979972,
        2.1531153547440383e-8
    };
    private static final double[] D = {
        15.744926110709835,
        117.6939508913125,
        537.1811018620099,
        1621.3895745666903,
        3290.7992357334597,
        4362.619090143247,
        3439.3676741437216,
        1230.3393548037495
    };
    private static final double[] P = {
        0.30532663496123236,
        0.36034489994980445,
        0.12578172611122926,
        0.016083785148742275,
        0.0006587491615298378,
        0.016315387137302097
    };
    private static final double[] Q = {
        2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918
    };

    private Normal() {}

    /** Return the density {@code exp(−x²/2)/√(2π)}. */
    public static double density(double x) {
        return Math.exp(-0.5 * x * x) / ROOT_TWO_PI;
    }

    /** Return the probability of a value below x. */
    public static double cdf(double x) {
        double y = Math.abs(x) * SQRT_HALF;
        if (y <= 0.46875) {
            return 0.5 + 0.5 * erfNearZero(x * SQRT_HALF);
        }
        double tail = 0.5 * scaledTail(y) * gauss(x);
        return x < 0 ? tail : 1 - tail;
    }

    /** Return the probability of a value above x, accurate where it is small. */
    public static double survival(double x) {
        return cdf(-x);
    }

    /** Return the natural logarithm of {@link #cdf}, finite for all finite x. */
    public static double logCdf(double x) {
        double y = Math.abs(x) * SQRT_HALF;
        if (y <= 0.46875) {
            return Math.log(0.5 + 0.5 * erfNearZero(x * SQRT_HALF));
        }
        if (x < 0) {
            return Math.log(0.5 * scaledTail(y)) - 0.5 * x * x;
        }
        return Math.log1p(-0.5 * scaledTail(y) * gauss(x));
    }

    /** Return the natural logarithm of {@link #density}. */
    public static double logDensity(double x) {
        return -0.5 * x * x - LOG_ROOT_TWO_PI;
    }

    /** Return {@code density(x)/cdf(x)}, the derivative of {@link #logCdf}; about −x far below zero. */
    public static double inverseMills(double x) {
        double y = Math.abs(x) * SQRT_HALF;
        if (x < 0 && y > 0.46875) {
            return 1 / (ROOT_TWO_PI * 0.5 * scaledTail(y));
        }
        return density(x) / cdf(x);
    }

    private static double erfNearZero(double x) {
        double q = x * x;
        double top = A[4] * q;
        double bottom = q;
        for (int i = 0; i < 3; i++) {
            top = (top + A[i]) * q;
            bottom = (bottom + B[i]) * q;
        }
        return x * (top + A[3]) / (bottom + B[3]);
    }

    /** {@code exp(y²) erfc(y)} for y &gt; 0.46875. */
    private static double scaledTail(double y) {
        if (y <= 4) {
            double top = C[8] * y;
            double bottom = y;
            for (int i = 0; i < 7; i++) {
                top = (top + C[i]) * y;
                bottom = (bottom + D[i]) * y;
            }
            return (top + C[7]) / (bottom + D[7]);
        }
        double q = 1 / (y * y);
        double top = P[5] * q;
        double bottom = q;
        for (int i = 0; i < 4; i++) {
            top = (top + P[i]) * q;
            bottom = (bottom + Q[i]) * q;
        }
        return (ONE_OVER_ROOT_PI - q * (top + P[4]) / (bottom + Q[4])) / y;
    }

    /** {@code exp(−x²/2)}, corrected for the rounding of x², which would cost a factor x² in the tail. */
    private static double gauss(double x) {
        double square = x * x;
        double c = 134217729 * x;
        double head = c - (c - x);
        double rest = x - head;
        double rounded = ((head * head - square) + 2 * head * rest) + rest * rest;
        return Math.abs(x) < 100 ? Math.exp(-0.5 * square) * (1 - 0.5 * rounded) : 0;
    }
}
