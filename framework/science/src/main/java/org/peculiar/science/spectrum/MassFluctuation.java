package org.peculiar.science.spectrum;

/** The rms of the density within spheres, in linear theory: {@code σ²(R) = ∫ P(k) W²(kR) k² dk/2π²}. */
public final class MassFluctuation {

    private MassFluctuation() {}

    /** Return the rms within 8 Mpc/h; dimensionless. */
    public static double sigma8(PowerSpectrum spectrum) {
        return within(spectrum, 8);
    }

    /**
     * Return the rms within a sphere; dimensionless.
     *
     * @param radius in Mpc/h
     * @throws IllegalArgumentException if the spectrum is not known over the wavenumbers that such a sphere needs
     */
    public static double within(PowerSpectrum spectrum, double radius) {
        if (!(radius > 0)) {
            throw new IllegalArgumentException("sphere: the radius was " + radius + " Mpc/h, but it must be positive");
        }
        double from = Math.max(spectrum.kMin(), 1e-3 / (10 * radius));
        double to = Math.min(spectrum.kMax(), 400 / radius);
        if (from > 0.02 / radius || to < 8 / radius) {
            throw new IllegalArgumentException("sphere of " + radius + " Mpc/h: the spectrum is known from k = "
                    + spectrum.kMin() + " to " + spectrum.kMax() + " h/Mpc, but it must reach from "
                    + 0.02 / radius + " to " + 8 / radius);
        }
        Quadrature q = Wavenumbers.adaptive(from, to).quadrature(spectrum, 2 * radius);
        double sum = 0;
        for (int i = 0; i < q.size(); i++) {
            double k = q.k()[i];
            double w = SphericalBessel.topHat(k * radius);
            sum += q.powerTimesStep()[i] * k * k * w * w;
        }
        return Math.sqrt(sum / (2 * Math.PI * Math.PI));
    }
}
