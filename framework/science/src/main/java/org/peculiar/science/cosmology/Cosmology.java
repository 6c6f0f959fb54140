package org.peculiar.science.cosmology;

import static java.util.Objects.requireNonNull;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleUnaryOperator;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DistanceType;

/**
 * Distances in a universe of matter, curvature and a cosmological constant, to rounding error.
 *
 * <p>{@code E(z) = √(Ωm(1+z)³ + Ωk(1+z)² + ΩΛ)}, {@code Ωk = 1 − Ωm − ΩΛ}; line-of-sight comoving distance {@code χ = c ∫dz/E};
 * transverse comoving {@code dm = (c/√Ωk) sinh(√Ωk χ/c)} for Ωk &gt; 0, χ for 0, the sine of |Ωk| for Ωk &lt; 0; {@code da =
 * dm/(1+z)}, {@code dl = dm (1+z)}. Immutable and thread-safe.
 *
 * @see "Hogg 1999, astro-ph/9905116"
 */
public final class Cosmology {

    /** Distances are inverted up to this redshift, or up to where they stop growing. */
    public static final double MAX_INVERTIBLE_REDSHIFT = 10;

    // Gauss–Legendre nodes and weights of 10 points on [-1, 1] (Abramowitz and Stegun, table 25.4).
    private static final double[] NODE = {
        0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717
    };
    private static final double[] WEIGHT = {
        0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814
    };

    /** Panels no longer than this in ln(1+z) keep the quadrature at rounding error for any Λ. */
    private static final double PANEL = 0.25;

    private static final double C = SPEED_OF_LIGHT_KMS;

    /** Matter at the critical density, Ωm = 1: what SMAC is reproduced with. */
    public static final Cosmology EINSTEIN_DE_SITTER =
            new Cosmology(new CosmologyParameters("einstein-de-sitter", 1, 0));

    /** Flat, Ωm = 0.3. */
    public static final Cosmology FLAT_LCDM_03 = new Cosmology(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7));

    /** Flat, Ωm = 0.315 (Planck Collaboration 2020, A&amp;A 641, A6, table 2). */
    public static final Cosmology PLANCK2018 = new Cosmology(new CosmologyParameters("planck2018", 0.315, 0.685));

    /** Steps ask for their cosmology again and again, and its table takes a thousand root findings. */
    private static final Map<CosmologyParameters, Cosmology> OTHERS = new ConcurrentHashMap<>();

    private static final int MOST_OTHERS = 64;

    private final CosmologyParameters parameters;
    private final double omegaM;
    private final double omegaK;
    private final double omegaLambda;
    private final double comovingPeakRedshift;
    private final double comovingPeakKms;
    private final double angularPeakRedshift;
    private final double angularPeakKms;
    private volatile DistanceTable table;

    private Cosmology(CosmologyParameters parameters) {
        this.parameters = parameters;
        omegaM = parameters.omegaM();
        omegaLambda = parameters.omegaLambda();
        double curvature = 1 - omegaM - omegaLambda;
        // 1 − 0.3 − 0.7 is not 0 in binary
        omegaK = Math.abs(curvature) < 1e-12 ? 0 : curvature;
        requireExpansion();
        comovingPeakRedshift = comovingPeak();
        comovingPeakKms = comovingKms(comovingPeakRedshift);
        angularPeakRedshift = angularDiameterPeak();
        angularPeakKms = angularDiameterKms(angularPeakRedshift);
    }

    /**
     * Return the cosmology of some parameters.
     *
     * @throws IllegalArgumentException if such a universe did not expand from redshift 1000
     */
    public static Cosmology of(CosmologyParameters parameters) {
        requireNonNull(parameters, "parameters");
        for (Cosmology preset : new Cosmology[] {EINSTEIN_DE_SITTER, FLAT_LCDM_03, PLANCK2018}) {
            if (preset.omegaM == parameters.omegaM() && preset.omegaLambda == parameters.omegaLambda()) {
                return preset;
            }
        }
        Cosmology known = OTHERS.get(parameters);
        if (known == null) {
            known = new Cosmology(parameters);
            if (OTHERS.size() >= MOST_OTHERS) {
                OTHERS.clear();
            }
            OTHERS.put(parameters, known);
        }
        return known;
    }

    private void requireExpansion() {
        double turn = omegaM > 0 ? -2 * omegaK / (3 * omegaM) : 0;
        double last = 1001;
        boolean expands = e2(last) > 0 && (turn <= 1 || turn >= last || e2(turn) > 0);
        if (!expands) {
            throw new IllegalArgumentException("cosmology " + parameters.name() + ": a universe with omega-m " + omegaM
                    + " and omega-lambda " + omegaLambda + " has not expanded from z = 1000, but that is needed");
        }
    }

    private double e2(double onePlusZ) {
        return (omegaM * onePlusZ + omegaK) * onePlusZ * onePlusZ + omegaLambda;
    }

    /** Return the parameters. */
    public CosmologyParameters parameters() {
        return parameters;
    }

    /** Return the curvature density {@code 1 − Ωm − ΩΛ}; dimensionless. */
    public double omegaK() {
        return omegaK;
    }

    /** Return the deceleration parameter {@code q0 = Ωm/2 − ΩΛ}; dimensionless. */
    public double q0() {
        return omegaM / 2 - omegaLambda;
    }

    /** Return {@code E(z) = H(z)/H0}; dimensionless. */
    public double hubbleRatio(double z) {
        return Math.sqrt(e2(1 + z));
    }

    /** Return the table of the same distances, which is what loops use; made at the first call. */
    public DistanceTable table() {
        DistanceTable made = table;
        if (made == null) {
            // two threads may both make it: the two are equal
            made = new DistanceTable(this);
            table = made;
        }
        return made;
    }

    /**
     * Return the line-of-sight comoving distance in km/s.
     *
     * @param z cosmological redshift
     * @throws IllegalArgumentException if the redshift is negative or NaN
     */
    public double lineOfSightKms(double z) {
        requireRedshift(z);
        if (omegaM == 1 && omegaLambda == 0) {
            // 2c (1 − 1/√(1+z)), written so that small z does not cancel
            double s = Math.sqrt(1 + z);
            return 2 * C * z / (s * (s + 1));
        }
        double span = Math.log1p(z);
        int panels = (int) (span / PANEL) + 1;
        double half = 0.5 * span / panels;
        double sum = 0;
        for (int p = 0; p < panels; p++) {
            double middle = (2 * p + 1) * half;
            double part = 0;
            for (int k = 0; k < NODE.length; k++) {
                double offset = half * NODE[k];
                part += WEIGHT[k] * (integrand(middle - offset) + integrand(middle + offset));
            }
            sum += part;
        }
        return C * half * sum;
    }

    /** {@code dz/E} in {@code x = ln(1+z)}. */
    private double integrand(double x) {
        double onePlusZ = Math.exp(x);
        return onePlusZ / Math.sqrt(e2(onePlusZ));
    }

    /**
     * Return the transverse comoving distance in km/s.
     *
     * @param z cosmological redshift
     * @throws IllegalArgumentException if the redshift is negative or NaN
     */
    public double comovingKms(double z) {
        double chi = lineOfSightKms(z);
        if (omegaK == 0) {
            return chi;
        }
        double k = Math.sqrt(Math.abs(omegaK)) / C;
        return omegaK > 0 ? Math.sinh(k * chi) / k : Math.sin(k * chi) / k;
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

    /** Return the redshift where the angular-diameter distance is largest; at most {@link #MAX_INVERTIBLE_REDSHIFT}. */
    public double angularDiameterPeakRedshift() {
        return angularPeakRedshift;
    }

    /**
     * Return the redshift of a distance, to rounding error, by bracketed Newton steps.
     *
     * @param type of the distance
     * @param distanceKms {@code H0 d} in km/s, positive
     * @throws IllegalArgumentException if the distance is not positive, or beyond the largest that the type can have
     */
    public double redshiftOf(DistanceType type, double distanceKms) {
        requireDistance(distanceKms);
        double low = 0;
        boolean angular = type == DistanceType.ANGULAR_DIAMETER;
        double high = angular ? angularPeakRedshift : comovingPeakRedshift;
        double most = angular
                ? angularPeakKms
                : type == DistanceType.COMOVING ? comovingPeakKms : comovingPeakKms * (1 + comovingPeakRedshift);
        if (distanceKms > most) {
            throw new IllegalArgumentException(name(type) + " distance: found " + distanceKms + " km/s, but at most "
                    + most + " km/s (z = " + high + ") is needed in cosmology " + parameters.name());
        }
        double z = Math.min(distanceKms / C, high);
        for (int round = 0; round < 100; round++) {
            double d = comovingKms(z);
            double slope = comovingSlope(z, d);
            double onePlusZ = 1 + z;
            double miss;
            double steepness;
            switch (type) {
                case COMOVING:
                    miss = d - distanceKms;
                    steepness = slope;
                    break;
                case LUMINOSITY:
                    miss = d * onePlusZ - distanceKms;
                    steepness = slope * onePlusZ + d;
                    break;
                default:
                    miss = d / onePlusZ - distanceKms;
                    steepness = (slope - d / onePlusZ) / onePlusZ;
                    break;
            }
            if (miss > 0) {
                high = z;
            } else {
                low = z;
            }
            double step = miss / steepness;
            // Newton's steps square their error: what a step this small leaves is below rounding
            if (Math.abs(step) <= 1e-9 * z) {
                return z - step;
            }
            double next = z - step;
            z = next > low && next < high ? next : 0.5 * (low + high);
        }
        return z;
    }

    /** {@code d dm/dz = (c/E) √(1 + Ωk dm²/c²)}, for a comoving distance that still grows. */
    private double comovingSlope(double z, double dm) {
        double x = dm / C;
        return C / hubbleRatio(z) * Math.sqrt(Math.max(0, 1 + omegaK * x * x));
    }

    private double comovingPeak() {
        if (omegaK >= 0 || Math.sqrt(-omegaK) * lineOfSightKms(MAX_INVERTIBLE_REDSHIFT) / C < Math.PI / 2) {
            return MAX_INVERTIBLE_REDSHIFT;
        }
        double k = Math.sqrt(-omegaK) / C;
        return bisect(z -> k * lineOfSightKms(z) - Math.PI / 2);
    }

    private double angularDiameterPeak() {
        // in a closed universe the slope is that of the sine, which comovingSlope knows only up to its own peak
        double top = comovingPeakRedshift;
        DoubleUnaryOperator falling = z -> {
            double d = comovingKms(z);
            return d / (1 + z) - comovingSlope(z, d);
        };
        return falling.applyAsDouble(top) <= 0 ? top : bisect(z -> z > top ? 1 : falling.applyAsDouble(z));
    }

    /** Find where a function turns from negative to positive on [0, MAX_INVERTIBLE_REDSHIFT]. */
    private static double bisect(DoubleUnaryOperator function) {
        double low = 0;
        double high = MAX_INVERTIBLE_REDSHIFT;
        while (high - low > 1e-12) {
            double middle = 0.5 * (low + high);
            if (function.applyAsDouble(middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    static void requireRedshift(double z) {
        if (!(z >= 0 && z <= 1e6)) {
            throw new IllegalArgumentException(
                    "redshift: found " + z + ", but a distance needs a cosmological redshift of at least 0");
        }
    }

    static void requireDistance(double distanceKms) {
        if (!(distanceKms > 0 && distanceKms < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "distance: found " + distanceKms + " km/s, but a redshift needs a positive one");
        }
    }

    private static String name(DistanceType type) {
        return type == DistanceType.COMOVING
                ? "comoving"
                : type == DistanceType.LUMINOSITY ? "luminosity" : "angular-diameter";
    }

    @Override
    public String toString() {
        return parameters.toString();
    }
}
