package org.peculiar.science.spectrum;

/** The power spectrum of linear density fluctuations today. Implementations are immutable. */
public interface PowerSpectrum {

    /**
     * Return P(k) in (Mpc/h)³.
     *
     * @param k wavenumber in h/Mpc, positive
     * @throws IllegalArgumentException if the spectrum is not known there
     */
    double at(double k);

    /** Return the smallest wavenumber in h/Mpc that the spectrum is known at; 0 if all. */
    default double kMin() {
        return 0;
    }

    /** Return the largest wavenumber in h/Mpc that the spectrum is known at; infinite if all. */
    default double kMax() {
        return Double.POSITIVE_INFINITY;
    }

    /** Return the wavenumbers in h/Mpc, ascending, between which alone the spectrum is smooth; integration stops at each. */
    default double[] knots() {
        return new double[0];
    }

    /** Return the spectrum with P multiplied by a factor. */
    default PowerSpectrum times(double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("found a factor of " + factor + ", but a positive one is needed");
        }
        PowerSpectrum original = this;
        return new PowerSpectrum() {
            @Override
            public double at(double k) {
                return factor * original.at(k);
            }

            @Override
            public double kMin() {
                return original.kMin();
            }

            @Override
            public double kMax() {
                return original.kMax();
            }

            @Override
            public double[] knots() {
                return original.knots();
            }
        };
    }
}
