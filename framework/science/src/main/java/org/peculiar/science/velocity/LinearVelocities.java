package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.function.DoubleUnaryOperator;
import org.peculiar.science.spectrum.PowerSpectrum;
import org.peculiar.science.spectrum.Quadrature;
import org.peculiar.science.spectrum.SphericalBessel;
import org.peculiar.science.spectrum.Wavenumbers;

/**
 * The velocities that linear theory gives a power spectrum: {@code ⟨v²⟩ = (f H0)²/2π² ∫ P(k) W²(k) dk} for a window W.
 *
 * <p>Peebles 1993, Principles of physical cosmology, equation 21.68; H0 is 100 km/s to 1 Mpc/h.
 */
public final class LinearVelocities {

    private static final double H0 = 100;

    private final PowerSpectrum spectrum;
    private final double growthRate;
    private final Wavenumbers wavenumbers;

    private LinearVelocities(PowerSpectrum spectrum, double growthRate, Wavenumbers wavenumbers) {
        this.spectrum = requireNonNull(spectrum, "spectrum");
        this.wavenumbers = requireNonNull(wavenumbers, "wavenumbers");
        if (!(growthRate > 0 && growthRate < 100)) {
            throw new IllegalArgumentException(
                    "linear velocities: the growth rate was " + growthRate + ", but it must be positive");
        }
        this.growthRate = growthRate;
    }

    /**
     * Combine a spectrum with a growth rate.
     *
     * @param growthRate f = d ln D/d ln a, dimensionless; see {@link org.peculiar.science.spectrum.GrowthRate}
     * @param wavenumbers that integrals run over
     */
    public static LinearVelocities of(PowerSpectrum spectrum, double growthRate, Wavenumbers wavenumbers) {
        return new LinearVelocities(spectrum, growthRate, wavenumbers);
    }

    /** Return the power spectrum. */
    public PowerSpectrum spectrum() {
        return spectrum;
    }

    /** Return the growth rate; dimensionless. */
    public double growthRate() {
        return growthRate;
    }

    /** Return the wavenumbers that integrals run over. */
    public Wavenumbers wavenumbers() {
        return wavenumbers;
    }

    /** Return {@code (f H0)²/2π²} in (km/s)² (h/Mpc)². */
    public double factor() {
        double rate = growthRate * H0;
        return rate * rate / (2 * Math.PI * Math.PI);
    }

    /**
     * Return nodes and weights: {@link #factor} times {@code Σ powerTimesStep W²(k)} is a variance in (km/s)².
     *
     * @param length in Mpc/h that the squared window oscillates with at most
     * @throws IllegalArgumentException if the spectrum is not known over these wavenumbers
     */
    public Quadrature quadrature(double length) {
        return wavenumbers.quadrature(spectrum, length);
    }

    /**
     * Return the variance that a squared window lets through, in (km/s)².
     *
     * @param windowSquared of k in h/Mpc; dimensionless
     * @param length in Mpc/h that it oscillates with at most
     */
    public double variance(DoubleUnaryOperator windowSquared, double length) {
        Quadrature q = quadrature(length);
        double sum = 0;
        for (int i = 0; i < q.size(); i++) {
            sum += q.powerTimesStep()[i] * windowSquared.applyAsDouble(q.k()[i]);
        }
        return factor() * sum;
    }

    /** Return the three-dimensional rms velocity of a point, in km/s. */
    public double rmsKms() {
        return Math.sqrt(variance(k -> 1, 0));
    }

    /**
     * Return the three-dimensional rms bulk flow of uniform spheres, in km/s.
     *
     * @param radius in Mpc/h
     */
    public double rmsOfSphereKms(double radius) {
        requireLength(radius);
        return Math.sqrt(variance(
                k -> {
                    double w = SphericalBessel.topHat(k * radius);
                    return w * w;
                },
                2 * radius));
    }

    /**
     * Return the three-dimensional rms bulk flow of Gaussian volumes {@code exp(−r²/2R²)}, in km/s.
     *
     * @param radius R in Mpc/h
     */
    public double rmsOfGaussianKms(double radius) {
        requireLength(radius);
        // a Gaussian falls as fast as a wave of about this length turns
        return Math.sqrt(variance(k -> Math.exp(-k * k * radius * radius), 4 * radius));
    }

    /**
     * Return the fraction of a point's velocity variance that comes from outside the wavenumbers, as estimated from the slope
     * of the spectrum at their ends; dimensionless.
     */
    public double missedFraction() {
        double inside = variance(k -> 1, 0) / factor();
        double low = wavenumbers.kMin();
        double high = wavenumbers.kMax();
        double slopeLow = slope(low, low * 1.05);
        double slopeHigh = slope(high / 1.05, high);
        double below = slopeLow > -1 ? spectrum.at(low) * low / (slopeLow + 1) : Double.POSITIVE_INFINITY;
        double above = slopeHigh < -1 ? spectrum.at(high) * high / (-slopeHigh - 1) : Double.POSITIVE_INFINITY;
        return (below + above) / (inside + below + above);
    }

    private double slope(double a, double b) {
        return Math.log(spectrum.at(b) / spectrum.at(a)) / Math.log(b / a);
    }

    private static void requireLength(double radius) {
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw new IllegalArgumentException(
                    "linear velocities: the radius was " + radius + " Mpc/h, but it must be positive");
        }
    }
}
