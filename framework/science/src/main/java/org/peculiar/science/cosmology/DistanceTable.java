package org.peculiar.science.cosmology;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.function.DoubleUnaryOperator;
import org.peculiar.api.DistanceType;

/**
 * The distances and redshifts of a {@link Cosmology} from piecewise Chebyshev fits, for loops over tracers.
 *
 * <p>Agrees with the cosmology to 1e-13 relative. What is tabulated is {@code dm(z)/(c z)} on 0 ≤ z ≤ 1 and {@code c z(d)/d}
 * up to that distance (to z = 0.5 for angular-diameter ones, which stop growing soon after): smooth functions near 1, so that
 * the relative error stays small down to z = 0. Beyond, the cosmology itself answers. Immutable and thread-safe.
 */
public final class DistanceTable {

    private static final double C = SPEED_OF_LIGHT_KMS;

    /** One Chebyshev fit of degree 9 to each of 32 equal pieces: truncation below 1e-15 for 0 ≤ Ωm ≤ 1. */
    private static final int PIECES = 32;

    private static final int TERMS = 10;

    private final Cosmology cosmology;
    private final double[] forward;
    private final double forwardScale;
    private final double[] comoving;
    private final double comovingScale;
    private final double[] luminosity;
    private final double luminosityScale;
    private final double[] angular;
    private final double angularScale;

    DistanceTable(Cosmology cosmology) {
        this.cosmology = cosmology;
        double end = Math.min(1, cosmology.angularDiameterPeakRedshift());
        forwardScale = PIECES / end;
        forward = fit(end, z -> cosmology.comovingKms(z) / (C * z));
        double dm = cosmology.comovingKms(end);
        comovingScale = PIECES / dm;
        comoving = fit(dm, d -> C * cosmology.redshiftOf(DistanceType.COMOVING, d) / d);
        double dl = cosmology.luminosityKms(end);
        luminosityScale = PIECES / dl;
        luminosity = fit(dl, d -> C * cosmology.redshiftOf(DistanceType.LUMINOSITY, d) / d);
        double da = cosmology.angularDiameterKms(0.5 * end);
        angularScale = PIECES / da;
        angular = fit(da, d -> C * cosmology.redshiftOf(DistanceType.ANGULAR_DIAMETER, d) / d);
    }

    /** Fit each piece of [0, end] at its Chebyshev nodes; coefficients are those of powers of t in [-1, 1]. */
    private static double[] fit(double end, DoubleUnaryOperator function) {
        double[] coefficients = new double[PIECES * TERMS];
        double half = 0.5 * end / PIECES;
        double[] values = new double[TERMS];
        for (int piece = 0; piece < PIECES; piece++) {
            for (int k = 0; k < TERMS; k++) {
                double t = Math.cos(Math.PI * (k + 0.5) / TERMS);
                values[k] = function.applyAsDouble((2 * piece + 1 + t) * half);
            }
            double[] powers = powers(values);
            System.arraycopy(powers, 0, coefficients, piece * TERMS, TERMS);
        }
        return coefficients;
    }

    /** Turn values at the Chebyshev nodes into coefficients of powers. */
    private static double[] powers(double[] values) {
        double[] result = new double[TERMS];
        double[] last = new double[TERMS];
        double[] current = new double[TERMS];
        last[0] = 1;
        current[1] = 1;
        for (int j = 0; j < TERMS; j++) {
            double sum = 0;
            for (int k = 0; k < TERMS; k++) {
                sum += values[k] * Math.cos(Math.PI * j * (k + 0.5) / TERMS);
            }
            double coefficient = (j == 0 ? 1.0 : 2.0) * sum / TERMS;
            for (int i = 0; i < TERMS; i++) {
                result[i] += coefficient * last[i];
            }
            double[] next = new double[TERMS];
            for (int i = 0; i < TERMS; i++) {
                next[i] = (i == 0 ? 0 : 2 * current[i - 1]) - last[i];
            }
            last = current;
            current = next;
        }
        return result;
    }

    private static double evaluate(double[] c, double scaled) {
        int piece = (int) scaled;
        double t = 2 * (scaled - piece) - 1;
        int i = piece * TERMS;
        // two interleaved Horner chains: half the latency of one
        double u = t * t;
        double even = Math.fma(u, Math.fma(u, Math.fma(u, Math.fma(u, c[i + 8], c[i + 6]), c[i + 4]), c[i + 2]), c[i]);
        double odd =
                Math.fma(u, Math.fma(u, Math.fma(u, Math.fma(u, c[i + 9], c[i + 7]), c[i + 5]), c[i + 3]), c[i + 1]);
        return Math.fma(t, odd, even);
    }

    /** Return the cosmology that the table is of. */
    public Cosmology cosmology() {
        return cosmology;
    }

    /**
     * Return the transverse comoving distance in km/s.
     *
     * @param z cosmological redshift
     * @throws IllegalArgumentException if the redshift is negative or NaN
     */
    public double comovingKms(double z) {
        double scaled = z * forwardScale;
        if (scaled >= 0 && scaled < PIECES) {
            return C * z * evaluate(forward, scaled);
        }
        return cosmology.comovingKms(z);
    }

    /**
     * Return the angular-diameter distance in km/s.
     *
     * @param z cosmological redshift
     * @throws IllegalArgumentException if the redshift is negative or NaN
     */
    public double angularDiameterKms(double z) {
        return comovingKms(z) / (1 + z);
    }

    /**
     * Return the luminosity distance in km/s.
     *
     * @param z cosmological redshift
     * @throws IllegalArgumentException if the redshift is negative or NaN
     */
    public double luminosityKms(double z) {
        return comovingKms(z) * (1 + z);
    }

    /** Return the distance of a type in km/s at a redshift. */
    public double distanceKms(DistanceType type, double z) {
        double d = comovingKms(z);
        return type == DistanceType.COMOVING ? d : type == DistanceType.LUMINOSITY ? d * (1 + z) : d / (1 + z);
    }

    /**
     * Return distances of a type in km/s.
     *
     * @throws IllegalArgumentException if a redshift is negative or NaN, naming its row (counted from 0)
     */
    public double[] distancesKms(DistanceType type, double[] z) {
        double[] d = new double[z.length];
        for (int i = 0; i < d.length; i++) {
            if (!(z[i] >= 0)) {
                throw new IllegalArgumentException("row " + i + ": redshift: found " + z[i]
                        + ", but a distance needs a cosmological redshift of at least 0");
            }
            d[i] = distanceKms(type, z[i]);
        }
        return d;
    }

    /**
     * Return the redshift of a transverse comoving distance in km/s.
     *
     * @throws IllegalArgumentException if the distance is not positive, or beyond the largest that the cosmology inverts
     */
    public double redshiftOfComoving(double distanceKms) {
        double scaled = distanceKms * comovingScale;
        if (scaled > 0 && scaled < PIECES) {
            return distanceKms / C * evaluate(comoving, scaled);
        }
        return cosmology.redshiftOf(DistanceType.COMOVING, distanceKms);
    }

    /**
     * Return the redshift of an angular-diameter distance in km/s, on the near side of its peak.
     *
     * @throws IllegalArgumentException if the distance is not positive, or beyond the peak
     */
    public double redshiftOfAngularDiameter(double distanceKms) {
        double scaled = distanceKms * angularScale;
        if (scaled > 0 && scaled < PIECES) {
            return distanceKms / C * evaluate(angular, scaled);
        }
        return cosmology.redshiftOf(DistanceType.ANGULAR_DIAMETER, distanceKms);
    }

    /**
     * Return the redshift of a luminosity distance in km/s.
     *
     * @throws IllegalArgumentException if the distance is not positive, or beyond the largest that the cosmology inverts
     */
    public double redshiftOfLuminosity(double distanceKms) {
        double scaled = distanceKms * luminosityScale;
        if (scaled > 0 && scaled < PIECES) {
            return distanceKms / C * evaluate(luminosity, scaled);
        }
        return cosmology.redshiftOf(DistanceType.LUMINOSITY, distanceKms);
    }

    /** Return the redshift of a distance of a type in km/s; see the methods of the single types. */
    public double redshiftOf(DistanceType type, double distanceKms) {
        switch (type) {
            case COMOVING:
                return redshiftOfComoving(distanceKms);
            case LUMINOSITY:
                return redshiftOfLuminosity(distanceKms);
            default:
                return redshiftOfAngularDiameter(distanceKms);
        }
    }

    /**
     * Return the redshifts of distances of a type in km/s.
     *
     * @throws IllegalArgumentException if a distance is not positive or too large, naming its row (counted from 0)
     */
    public double[] redshiftsOf(DistanceType type, double[] distanceKms) {
        double[] z = new double[distanceKms.length];
        for (int i = 0; i < z.length; i++) {
            try {
                z[i] = redshiftOf(type, distanceKms[i]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row " + i + ": " + e.getMessage(), e);
            }
        }
        return z;
    }
}
