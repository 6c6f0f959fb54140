package org.peculiar.science.spectrum;

/**
 * What a universe is made of, as far as the growth of its structure depends on it. Densities are today's, over critical.
 *
 * @param omegaM all matter: dark, baryons, massive neutrinos; dimensionless
 * @param omegaLambda cosmological constant; dimensionless
 * @param h H0 over 100 km/s/Mpc; dimensionless
 * @param omegaB baryons; dimensionless
 * @param omegaNu massive neutrinos; dimensionless
 * @param neutrinoSpecies number of massive neutrino species of equal mass; dimensionless
 * @param temperatureK of the cosmic microwave background in K
 */
public record MatterContent(
        double omegaM,
        double omegaLambda,
        double h,
        double omegaB,
        double omegaNu,
        double neutrinoSpecies,
        double temperatureK) {

    public MatterContent {
        if (!(omegaM > 0 && omegaM <= 10) || !(omegaLambda >= -10 && omegaLambda <= 10)) {
            throw new IllegalArgumentException("matter: omega-m " + omegaM + " and omega-lambda " + omegaLambda
                    + ", but 0 < omega-m ≤ 10 and |omega-lambda| ≤ 10 are needed");
        }
        if (!(h > 0.1 && h < 3)) {
            throw new IllegalArgumentException("matter: h was " + h + ", but it must be within 0.1 and 3");
        }
        if (!(omegaB >= 0) || !(omegaNu >= 0) || !(omegaB + omegaNu < omegaM)) {
            throw new IllegalArgumentException("matter: omega-b " + omegaB + " and omega-nu " + omegaNu + " of omega-m "
                    + omegaM + ", but baryons and neutrinos must leave room for cold dark matter");
        }
        if (!(neutrinoSpecies > 0) || !(temperatureK > 1 && temperatureK < 10)) {
            throw new IllegalArgumentException("matter: " + neutrinoSpecies + " neutrino species at " + temperatureK
                    + " K, but a positive number and a temperature within 1 and 10 K are needed");
        }
    }

    /** Return a content without massive neutrinos. */
    public static MatterContent of(double omegaM, double omegaLambda, double h, double omegaB, double temperatureK) {
        return new MatterContent(omegaM, omegaLambda, h, omegaB, 0, 1, temperatureK);
    }

    /** Tell whether space is flat, to rounding. */
    public boolean isFlat() {
        return Math.abs(omegaM + omegaLambda - 1) < 1e-9;
    }
}
