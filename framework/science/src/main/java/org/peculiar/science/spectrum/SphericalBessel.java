package org.peculiar.science.spectrum;

/** Spherical Bessel functions over powers of their argument, {@code j_l(x)/x^l}: even, and smooth at 0. */
public final class SphericalBessel {

    /** Below this the closed forms lose digits; the series and the downward recurrence do not. */
    private static final double SERIES_BELOW = 1.5;

    /** Terms of the series that rounding leaves up to {@link #SERIES_BELOW}. */
    private static final int TERMS = 10;

    private static final double[] SERIES_3 = series(3);
    private static final double[] SERIES_4 = series(4);

    /** What is missing of π in {@link Math#PI}. */
    private static final double PI_LOW = 1.2246467991473532e-16;

    /** Taylor coefficients of sin(x)/x and cos(x) in x²: 1e-17 up to π/2. */
    private static final double[] SINE = taylor(1);

    private static final double[] COSINE = taylor(0);

    private SphericalBessel() {}

    /** {@code j_l(x)/x^l = Σ (−x²/2)^m/(m! (2l + 2m + 1)!!)} (Abramowitz and Stegun, equation 10.1.2), highest power first. */
    private static double[] series(int l) {
        double[] coefficients = new double[TERMS + 1];
        double term = 1;
        for (int i = 1; i <= l; i++) {
            term /= 2 * i + 1;
        }
        for (int m = 0; m <= TERMS; m++) {
            coefficients[TERMS - m] = term;
            term *= -0.5 / ((m + 1) * (2 * (l + m) + 3));
        }
        return coefficients;
    }

    private static double[] taylor(int odd) {
        double[] coefficients = new double[11];
        double term = 1;
        for (int m = 0; m < coefficients.length; m++) {
            coefficients[coefficients.length - 1 - m] = term;
            term /= -(2 * m + 1 + odd) * (2 * m + 2 + odd);
        }
        return coefficients;
    }

    /** Return {@code j0(x)}. */
    public static double j0(double x) {
        return Math.abs(x) < 1e-4 ? 1 - x * x / 6 : Math.sin(x) / x;
    }

    /** Return {@code j1(x)/x}; 1/3 at 0. */
    public static double j1OverX(double x) {
        double x2 = x * x;
        return x2 < SERIES_BELOW * SERIES_BELOW
                ? 5 * (7 * horner(SERIES_3, x2) - x2 * horner(SERIES_4, x2)) - x2 * horner(SERIES_3, x2)
                : (Math.sin(x) / x - Math.cos(x)) / x2;
    }

    /** Return the Fourier transform of a uniform sphere, {@code 3 j1(x)/x}; 1 at 0. */
    public static double topHat(double x) {
        return 3 * j1OverX(x);
    }

    /**
     * Set {@code j1(x)/x}, {@code j2(x)/x²}, {@code j3(x)/x³} and {@code j4(x)/x⁴} at once, to 1e-15, within some 15 ns.
     *
     * @param x not negative, below a billion
     * @param into four values
     */
    public static void fill(double x, double[] into) {
        double x2 = x * x;
        if (x < SERIES_BELOW) {
            double a4 = horner(SERIES_4, x2);
            double a3 = horner(SERIES_3, x2);
            double a2 = 7 * a3 - x2 * a4;
            into[0] = 5 * a2 - x2 * a3;
            into[1] = a2;
            into[2] = a3;
            into[3] = a4;
            return;
        }
        // sine and cosine of what is left of half turns share a reduction, where Math would do it twice
        double halfTurns = Math.rint(x / Math.PI);
        double left = Math.fma(-halfTurns, PI_LOW, Math.fma(-halfTurns, Math.PI, x));
        double left2 = left * left;
        double sign = ((long) halfTurns & 1) == 0 ? 1 : -1;
        double inverse = 1 / x2;
        double a0 = sign * left * horner(SINE, left2) * x * inverse;
        double a1 = (a0 - sign * horner(COSINE, left2)) * inverse;
        double a2 = (3 * a1 - a0) * inverse;
        double a3 = (5 * a2 - a1) * inverse;
        into[0] = a1;
        into[1] = a2;
        into[2] = a3;
        into[3] = (7 * a3 - a2) * inverse;
    }

    private static double horner(double[] coefficients, double x) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }
}
