package org.peculiar.science.redshift;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import org.peculiar.api.Directions;

/**
 * Ways to convert a redshift between the heliocentric frame and that of the cosmic microwave background.
 *
 * <p>With {@code β = v/c} of the Sun and µ the cosine of the angle between object and apex. Each way is the exact inverse of
 * itself. They differ by up to {@code z v µ}: 11 km/s at cz = 9000 km/s.
 */
public enum CmbConversion {
    /** {@code 1+z_cmb = (1+z_hel) √(1−β²) / (1−βµ)}: special relativity; the default. */
    EXACT {
        @Override
        double ratio(double mu, double beta) {
            return Math.sqrt(1 - beta * beta) / (1 - beta * mu);
        }
    },

    /** {@code 1+z_cmb = (1+z_hel) √((1+βµ)/(1−βµ))}: as if all motion were radial; within 0.24 km/s of the exact form. */
    RADIAL {
        @Override
        double ratio(double mu, double beta) {
            return Math.sqrt((1 + beta * mu) / (1 - beta * mu));
        }
    },

    /** {@code 1+z_cmb = (1+z_hel)(1+βµ)}. */
    FIRST_ORDER {
        @Override
        double ratio(double mu, double beta) {
            return 1 + beta * mu;
        }
    },

    /** {@code cz_cmb = cz_hel + v µ}: historical, as usual in the 1990s; wrong by {@code z v µ}. */
    ADDITIVE {
        @Override
        double ratio(double mu, double beta) {
            throw new IllegalStateException("the additive form is not a ratio");
        }

        @Override
        public double toCmb(double zHel, double mu, double speedKms) {
            return zHel + speedKms * mu / SPEED_OF_LIGHT_KMS;
        }

        @Override
        public double toHeliocentric(double zCmb, double mu, double speedKms) {
            return zCmb - speedKms * mu / SPEED_OF_LIGHT_KMS;
        }
    };

    /** Return {@code (1+z_cmb)/(1+z_hel)}. */
    abstract double ratio(double mu, double beta);

    /**
     * Convert a heliocentric redshift to the CMB frame.
     *
     * @param zHel heliocentric redshift; dimensionless
     * @param mu cosine of the angle between the object and the apex
     * @param speedKms speed of the Sun in km/s
     */
    public double toCmb(double zHel, double mu, double speedKms) {
        double excess = ratio(mu, speedKms / SPEED_OF_LIGHT_KMS) - 1;
        return zHel + excess * (1 + zHel);
    }

    /**
     * Convert a redshift in the CMB frame to the heliocentric frame, the inverse of {@link #toCmb(double, double, double)}.
     *
     * @param zCmb redshift in the CMB frame; dimensionless
     * @param mu cosine of the angle between the object and the apex
     * @param speedKms speed of the Sun in km/s
     */
    public double toHeliocentric(double zCmb, double mu, double speedKms) {
        double ratio = ratio(mu, speedKms / SPEED_OF_LIGHT_KMS);
        return (zCmb - (ratio - 1)) / ratio;
    }

    /**
     * Convert heliocentric redshifts to the CMB frame.
     *
     * @throws IllegalArgumentException if redshifts and directions differ in number
     */
    public double[] toCmb(double[] zHel, Directions galactic, SolarApex apex) {
        double[] mu = cosines(zHel, galactic, apex);
        double[] zCmb = new double[zHel.length];
        for (int i = 0; i < zCmb.length; i++) {
            zCmb[i] = toCmb(zHel[i], mu[i], apex.speedKms());
        }
        return zCmb;
    }

    /**
     * Convert redshifts in the CMB frame to the heliocentric frame.
     *
     * @throws IllegalArgumentException if redshifts and directions differ in number
     */
    public double[] toHeliocentric(double[] zCmb, Directions galactic, SolarApex apex) {
        double[] mu = cosines(zCmb, galactic, apex);
        double[] zHel = new double[zCmb.length];
        for (int i = 0; i < zHel.length; i++) {
            zHel[i] = toHeliocentric(zCmb[i], mu[i], apex.speedKms());
        }
        return zHel;
    }

    private static double[] cosines(double[] z, Directions galactic, SolarApex apex) {
        if (z.length != galactic.size()) {
            throw new IllegalArgumentException(z.length + " redshifts, but " + galactic.size() + " directions");
        }
        return apex.cosines(galactic);
    }
}
