package org.peculiar.science.spectrum;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/** How fast linear fluctuations grow today, {@code f = d ln D/d ln a}; dimensionless. */
public final class GrowthRate {

    private GrowthRate() {}

    /**
     * Return {@code Ωm^index}: 0.6 in the literature of the 1990s, 0.55 since.
     *
     * @see "Peebles 1980, The large-scale structure of the Universe, section 14; Linder 2005, PRD 72, 043529"
     */
    public static double powerLaw(double omegaM, double index) {
        if (!(omegaM > 0)) {
            throw new IllegalArgumentException("growth: omega-m was " + omegaM + ", but it must be positive");
        }
        return Math.pow(omegaM, index);
    }

    /**
     * Return the exact rate in a universe of matter, curvature and a cosmological constant, {@code f = 1/∫ da/(aE)³ − 3Ωm/2 −
     * Ωk} with the integral from 0 to 1.
     *
     * @see "Heath 1977, MNRAS 179, 351"
     */
    public static double exact(double omegaM, double omegaLambda) {
        if (!(omegaM > 0)) {
            throw new IllegalArgumentException("growth: omega-m was " + omegaM + ", but it must be positive");
        }
        double omegaK = 1 - omegaM - omegaLambda;
        GaussIntegrator gauss = new GaussIntegratorFactory().legendre(60, 0, 1);
        // a = x² makes the integrand a power series at 0
        double integral = gauss.integrate(x -> {
            double a = x * x;
            double aE2 = omegaM / a + omegaK + omegaLambda * a * a;
            return 2 * x / (aE2 * Math.sqrt(aE2));
        });
        return 1 / integral - 1.5 * omegaM - omegaK;
    }
}
