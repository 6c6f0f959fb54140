package org.peculiar.science.statistics;

import org.apache.commons.math3.special.Gamma;

/** The upper tail of the chi-square distribution. */
public final class ChiSquare {

    /** Degrees of freedom up to which a finite sum is quicker and more accurate. */
    private static final int MOST_SUMMED = 200;

    /** Beyond this exp(−χ²/2) underflows while the sum may not. */
    private static final double LARGEST_SUMMED = 1400;

    private ChiSquare() {}

    /**
     * Return the probability that χ² exceeds a value, accurate in the tail: {@code Q(dof/2, χ²/2)}, the upper incomplete gamma
     * function.
     *
     * @param chi2 not negative
     * @param dof degrees of freedom, positive
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static double survival(double chi2, double dof) {
        if (!(chi2 >= 0) || !(dof > 0 && dof < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("chi-square: found " + chi2 + " for " + dof
                    + " degrees of freedom, but a value of at least 0 and a positive number are needed");
        }
        if (chi2 == Double.POSITIVE_INFINITY) {
            return 0;
        }
        if (dof <= MOST_SUMMED && dof == Math.rint(dof) && chi2 < LARGEST_SUMMED) {
            return sum(chi2, (int) dof);
        }
        return Gamma.regularizedGammaQ(0.5 * dof, 0.5 * chi2);
    }

    /**
     * {@code Q(a+1, x) = Q(a, x) + xᵃ e⁻ˣ/Γ(a+1)} from {@code Q(½, x) = erfc √x} or {@code Q(1, x) = e⁻ˣ}: all terms are
     * positive. For 3 degrees of freedom it is {@code erfc(√(χ²/2)) + √(2χ²/π) exp(−χ²/2)}.
     */
    private static double sum(double chi2, int dof) {
        double x = 0.5 * chi2;
        boolean odd = dof % 2 == 1;
        double q = odd ? 2 * Normal.cdf(-Math.sqrt(chi2)) : Math.exp(-x);
        double a = odd ? 0.5 : 1;
        // xᵃ e⁻ˣ/Γ(a+1), with Γ(3/2) = √π/2
        double term = odd ? 2 * Math.sqrt(x / Math.PI) * Math.exp(-x) : x * Math.exp(-x);
        for (; a < 0.5 * dof; a++) {
            q += term;
            term *= x / (a + 1);
        }
        return Math.min(1, q);
    }
}
