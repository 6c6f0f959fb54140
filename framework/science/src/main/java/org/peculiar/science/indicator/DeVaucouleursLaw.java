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

    private static final int STEPS = 60;

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

    /**
     * Return log₁₀ of the radius, in effective radii, within which the mean surface brightness has a value; NaN where there is none
     * between 10⁻⁴ and 10⁴.
     *
     * @param meanBrightness within the effective radius, in mag/arcsec²
     * @param wanted in mag/arcsec²
     */
    public static double logRadiusWithin(double meanBrightness, double wanted) {
        double low = -LARGEST_LN_RADIUS;
        double high = LARGEST_LN_RADIUS;
        double fainter = wanted - meanBrightness;
        if (!(fainterMag(Math.exp(low)) <= fainter && fainter <= fainterMag(Math.exp(high)))) {
            return Double.NaN;
        }
        for (int step = 0; step < STEPS; step++) {
            double middle = 0.5 * (low + high);
            if (fainterMag(Math.exp(middle)) < fainter) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high) / Math.log(10);
    }
}
