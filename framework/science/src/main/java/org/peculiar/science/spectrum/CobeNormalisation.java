package org.peculiar.science.spectrum;

/**
 * The amplitude δ_H of the fluctuations that COBE saw in four years, as fitted by Bunn and White.
 *
 * <p>Its calibration has a standard error of 7 %.
 *
 * @see "Bunn and White 1997, ApJ 480, 6, equations 29 to 31; forms as in the program of Eisenstein and Hu"
 */
public final class CobeNormalisation {

    /** Standard error of δ_H, as a fraction of it. */
    public static final double CALIBRATION_ERROR = 0.07;

    private CobeNormalisation() {}

    /**
     * Return δ_H of a flat or open universe whose fluctuations are of density alone.
     *
     * @param tilt n of the primordial power law
     * @throws IllegalArgumentException if space is neither flat nor open without Λ, for which there is no fit
     */
    public static double deltaH(MatterContent matter, double tilt) {
        double t = tilt - 1;
        if (matter.isFlat()) {
            return flat(matter.omegaM()) * Math.exp(-0.95 * t - 0.169 * t * t);
        }
        if (matter.omegaLambda() != 0 || matter.omegaM() > 1) {
            throw new IllegalArgumentException("COBE normalisation: found omega-m " + matter.omegaM()
                    + " and omega-lambda " + matter.omegaLambda()
                    + ", but it is known for flat universes, and for open ones without a cosmological constant");
        }
        double ln = Math.log(matter.omegaM());
        return 1.95e-5 * Math.exp((-0.35 - 0.19 * ln - 0.17 * t) * ln) * Math.exp(-t - 0.14 * t * t);
    }

    /**
     * Return δ_H of a flat universe with the gravity waves of power-law inflation.
     *
     * @param tilt n of the primordial power law, at most 1
     * @throws IllegalArgumentException if space is not flat or the tilt above 1
     */
    public static double deltaHWithGravityWaves(MatterContent matter, double tilt) {
        if (!matter.isFlat() || tilt > 1) {
            throw new IllegalArgumentException("COBE normalisation with gravity waves: found omega-m "
                    + matter.omegaM() + ", omega-lambda " + matter.omegaLambda() + " and tilt " + tilt
                    + ", but it is known for flat universes and tilts up to 1");
        }
        double t = tilt - 1;
        return flat(matter.omegaM()) * Math.exp(t + 1.97 * t * t);
    }

    private static double flat(double omegaM) {
        double ln = Math.log(omegaM);
        return 1.94e-5 * Math.exp((-0.785 - 0.05 * ln) * ln);
    }
}
