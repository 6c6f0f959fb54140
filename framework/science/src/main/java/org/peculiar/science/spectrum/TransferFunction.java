package org.peculiar.science.spectrum;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

/**
 * How much a linear fluctuation has grown relative to one of very long wavelength. Implementations are immutable.
 *
 * <p>T is dimensionless and 1 for k towards 0, but for the scale-dependent growth that massive neutrinos cause.
 */
@FunctionalInterface
public interface TransferFunction {

    /** The Hubble length c/H0 in Mpc/h. */
    double HUBBLE_LENGTH = SPEED_OF_LIGHT_KMS / 100;

    /**
     * Return T(k).
     *
     * @param k wavenumber in h/Mpc, positive
     */
    double at(double k);

    /**
     * Return the fit of Bardeen, Bond, Kaiser and Szalay for adiabatic cold dark matter, with {@link #shape}.
     *
     * @see "Bardeen et al. 1986, ApJ 304, 15, equation G3"
     */
    static TransferFunction bardeenBondKaiserSzalay(MatterContent matter) {
        double shape = shape(matter);
        return k -> {
            double q = k / shape;
            double a = 16.1 * q;
            double b = 5.46 * q;
            double c = 6.71 * q;
            return Math.log1p(2.34 * q)
                    / (2.34 * q)
                    * Math.pow(1 + 3.89 * q + a * a + b * b * b + c * c * c * c, -0.25);
        };
    }

    /**
     * Return the fit of Efstathiou, Bond and White, with {@link #shape}.
     *
     * @see "Efstathiou, Bond and White 1992, MNRAS 258, 1P, equation 7"
     */
    static TransferFunction efstathiouBondWhite(MatterContent matter) {
        double shape = shape(matter);
        return k -> {
            double q = k / shape;
            double c = 1.7 * q;
            return Math.pow(1 + Math.pow(6.4 * q + Math.pow(3 * q, 1.5) + c * c, 1.13), -1 / 1.13);
        };
    }

    /**
     * Return the fit of Eisenstein and Hu with the baryons' acoustic oscillations; neutrinos count as cold dark matter.
     *
     * @see "Eisenstein and Hu 1998, ApJ 496, 605, equations 2 to 24"
     */
    static TransferFunction eisensteinHu1998(MatterContent matter) {
        return new EisensteinHu1998(matter);
    }

    /**
     * Return the fit of Eisenstein and Hu with massive neutrinos, without oscillations.
     *
     * @see "Eisenstein and Hu 1999, ApJ 511, 5, equations 1 to 24"
     */
    static TransferFunction eisensteinHu1999(MatterContent matter) {
        return new EisensteinHu1999(matter);
    }

    /**
     * Return the shape parameter {@code Γ = Ωm h exp(−Ωb (1 + √(2h)/Ωm))} in h/Mpc.
     *
     * @see "Sugiyama 1995, ApJS 100, 281, equation 3.9"
     */
    static double shape(MatterContent matter) {
        return matter.omegaM()
                * matter.h()
                * Math.exp(-matter.omegaB() * (1 + Math.sqrt(2 * matter.h()) / matter.omegaM()));
    }
}
