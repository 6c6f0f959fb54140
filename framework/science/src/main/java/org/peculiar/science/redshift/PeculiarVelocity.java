package org.peculiar.science.redshift;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import org.peculiar.science.cosmology.DistanceTable;

/**
 * Relates observed redshift, Hubble redshift and radial peculiar velocity.
 *
 * <p>{@code 1+z_cmb = (1+z_H)(1+v/c)}, where z_H is the redshift that the object would have at rest.
 *
 * @see "Davis and Scrimgeour 2014, MNRAS 442, 1117"
 */
public final class PeculiarVelocity {

    private PeculiarVelocity() {}

    /** Return the radial peculiar velocity in km/s: {@code v = c (z_cmb − z_H)/(1 + z_H)}. */
    public static double ofRedshiftsKms(double zCmb, double zHubble) {
        return SPEED_OF_LIGHT_KMS * (zCmb - zHubble) / (1 + zHubble);
    }

    /**
     * Return radial peculiar velocities in km/s.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static double[] ofRedshiftsKms(double[] zCmb, double[] zHubble) {
        if (zCmb.length != zHubble.length) {
            throw new IllegalArgumentException(zCmb.length + " redshifts, but " + zHubble.length + " Hubble redshifts");
        }
        double[] v = new double[zCmb.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = ofRedshiftsKms(zCmb[i], zHubble[i]);
        }
        return v;
    }

    /** Return the redshift that an object at Hubble redshift z_H is observed at when it moves at v km/s. */
    public static double zCmb(double zHubble, double vKms) {
        double beta = vKms / SPEED_OF_LIGHT_KMS;
        return zHubble + beta * (1 + zHubble);
    }

    /** Return the Hubble redshift of an object observed at z_cmb that moves at v km/s. */
    public static double zHubble(double zCmb, double vKms) {
        double beta = vKms / SPEED_OF_LIGHT_KMS;
        return (zCmb - beta) / (1 + beta);
    }

    /**
     * Return the radial peculiar velocity in km/s of a log-distance ratio, without approximation: invert {@code dm(z_H) =
     * dm(z_cmb) 10^−η}.
     *
     * @param eta {@code log10(dm(z_cmb)/dm)}, of transverse comoving distances; dex
     * @param zCmb positive redshift in the CMB frame
     * @throws IllegalArgumentException if the redshift is not positive
     */
    public static double ofLogRatioKms(double eta, double zCmb, DistanceTable cosmology) {
        double d = cosmology.comovingKms(zCmb) * Math.pow(10, -eta);
        return ofRedshiftsKms(zCmb, cosmology.redshiftOfComoving(d));
    }

    /**
     * Return the log-distance ratio of a radial peculiar velocity, the inverse of {@link #ofLogRatioKms}.
     *
     * @return {@code log10(dm(z_cmb)/dm(z_H))} in dex
     * @throws IllegalArgumentException if a redshift is not positive
     */
    public static double logRatio(double vKms, double zCmb, DistanceTable cosmology) {
        return Math.log10(cosmology.comovingKms(zCmb) / cosmology.comovingKms(zHubble(zCmb, vKms)));
    }

    /**
     * Return {@code z_mod}, with {@code c z_mod ≈ dl}: {@code z [1 + (1−q0) z/2 − (1−q0−3q0²+j0) z²/6]}; good to 2e-6 at z =
     * 0.05.
     *
     * @param z redshift; dimensionless
     * @param q0 deceleration parameter; dimensionless
     * @param j0 jerk; dimensionless, 1 for a cosmological constant in flat space
     */
    public static double modifiedRedshift(double z, double q0, double j0) {
        return z * (1 + 0.5 * (1 - q0) * z - (1 - q0 - 3 * q0 * q0 + j0) * z * z / 6);
    }

    /**
     * Return the estimate in km/s that has Gaussian errors: {@code v = c z_mod/(1+z_mod) ln(c z_mod/dl)}.
     *
     * <p>The ratio is one of luminosity-type distances; a comoving η gives another velocity (2.6 % at z = 0.03).
     *
     * @param z redshift in the CMB frame
     * @param eta {@code log10(c z_mod/dl)} in dex
     * @param q0 deceleration parameter; dimensionless
     * @param j0 jerk; dimensionless
     * @see "Watkins and Feldman 2015, MNRAS 450, 1868"
     */
    public static double watkinsFeldmanKms(double z, double eta, double q0, double j0) {
        double modified = modifiedRedshift(z, q0, j0);
        return SPEED_OF_LIGHT_KMS * modified / (1 + modified) * (eta * Math.log(10));
    }
}
