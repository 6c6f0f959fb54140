package org.peculiar.science.flow;

/** Infall into a spherical overdensity, {@code v = −H0 r f × a function of δ}; δ is the mean overdensity within r. */
public enum SphericalInfall {
    /** Linear theory: δ/3. */
    LINEAR {
        @Override
        double ofOverdensity(double delta) {
            return delta / 3;
        }
    },
    /**
     * Good to a few per cent up to δ of some tens: δ (1 + δ)^(−1/4)/3.
     *
     * @see "Yahil 1985, in ESO Workshop on the Virgo Cluster, eds. Richter and Binggeli, p. 359"
     */
    YAHIL1985 {
        @Override
        double ofOverdensity(double delta) {
            return delta * Math.pow(1 + delta, -0.25) / 3;
        }
    };

    private static final double KMS_PER_MPC_H = 100;

    abstract double ofOverdensity(double delta);

    /**
     * Return the velocity in km/s; negative where matter falls in.
     *
     * @param rMpcH distance from the centre in Mpc/h
     * @param delta mean overdensity within r; dimensionless, above −1
     * @param growthRate f = d ln D/d ln a; dimensionless
     */
    public double velocityKms(double rMpcH, double delta, double growthRate) {
        return -growthRate * KMS_PER_MPC_H * rMpcH * ofOverdensity(delta);
    }
}
