package org.peculiar.science.indicator;

import org.apache.commons.math3.special.Gamma;

/**
 * The r^{1/4} law of surface brightness.
 *
 * <p>The light within {@code x = r/r_e} is the fraction {@code F(x) = P(8, b x^{1/4})}, with P the regularised lower incomplete gamma
 * function.
 *
 * @see "de Vaucouleurs 1948, Ann. Astrophys. 11, 247"
 */
public final class DeVaucouleursLaw {

    /** Such that half of the light is within the effective radius: {@code P(8, b) = 1/2}. */
    private static final double B = 7.669249442500804;

    /** 7!, of the density of the gamma distribution of order 8. */
    private static final double FACTORIAL = 5040;

    private static final int MOST_ROUNDS = 100;
    private static final double CONVERGED = 1e-14;

    /** Radii beyond which no galaxy is asked for, in ln of effective radii. */
    private static final double LARGEST_LN_RADIUS = Math.log(1e4);

    private DeVaucouleursLaw() {}

    /** Return the fraction of the light within a radius, in effective radii. */
    public static double fraction(double radius) {
        return Gamma.regularizedGammaP(8, B * Math.sqrt(Math.sqrt(radius)));
    }

    /** Return by how many mag the mean surface brightness within a radius is fainter than that within the effective one. */
    public static double fainterMag(double radius) {
        return -2.5 * Math.log10(fraction(radius) / (0.5 * radius * radius));
    }

    /** Return the derivative of {@link #fainterMag} by log₁₀ of the radius, in mag. */
    public static double fainterPerDex(double radius) {
        double y = B * Math.sqrt(Math.sqrt(radius));
        // dF/d ln x, with F the distribution of y and d ln y = d ln x/4
        double density = 0.25 * Math.pow(y, 8) * Math.exp(-y) / FACTORIAL;
        return 2.5 * (2 - density / fraction(radius));
    }

    /**
     * Return log₁₀ of the radius, in effective radii, within which the mean surface brightness has a value; NaN where there is none
     * between 10⁻⁴ and 10⁴.
     *
     * @param meanBrightness within the effective radius, in mag/arcsec²
     * @param wanted in mag/arcsec²
     */
    public static double logRadiusWithin(double meanBrightness, double wanted) {
        double fainter = wanted - meanBrightness;
        double ln = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double radius = Math.exp(ln);
            double step = (fainterMag(radius) - fainter) * Math.log(10) / fainterPerDex(radius);
            // no step beyond a factor of seven, for the law bends
            ln -= Math.max(-2, Math.min(2, step));
            if (!(Math.abs(ln) <= LARGEST_LN_RADIUS)) {
                return Double.NaN;
            }
            if (Math.abs(step) < CONVERGED * Math.max(1, Math.abs(ln))) {
                break;
            }
        }
        return ln / Math.log(10);
    }
}
