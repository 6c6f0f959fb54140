package org.peculiar.science.resampling;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalDouble;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.Significance;

/**
 * The difference V_a − V_b of two estimates that share data, and its error.
 *
 * <p>Vectors have k components in one unit, km/s for flows. Immutable.
 */
public final class PairedDifference {

    /**
     * A vector must be this many times as long as its largest error for its length and direction to be linear in it: the terms
     * of second order then stay below a quarter of the largest variance.
     */
    public static final double LINEAR = 2;

    private final double[] a;
    private final double[] b;
    private final double[] shift;
    private final JointCovariance joint;

    private PairedDifference(double[] a, double[] b, JointCovariance joint) {
        this.a = a;
        this.b = b;
        this.joint = joint;
        shift = Vectors.minus(a, b);
    }

    /**
     * A number that depends on the estimates nonlinearly, its error propagated to first order.
     *
     * @param value empty where it is not defined
     * @param error its standard error in the same unit; empty where first order does not hold
     * @param reason why something is empty; otherwise an empty text
     */
    public record Propagated(OptionalDouble value, OptionalDouble error, String reason) {

        public Propagated {
            requireNonNull(value, "value");
            requireNonNull(error, "error");
            requireNonNull(reason, "reason");
        }

        private static Propagated exact(double value) {
            return new Propagated(OptionalDouble.of(value), OptionalDouble.of(0), "");
        }

        private static Propagated withoutError(double value, String reason) {
            return new Propagated(OptionalDouble.of(value), OptionalDouble.empty(), reason);
        }
    }

    /**
     * Take two estimates with their joint covariance.
     *
     * @param a the variant, k components
     * @param b what it is compared with, k components
     * @throws org.peculiar.api.DataException if a component is not finite
     * @throws IllegalArgumentException if the numbers of components differ
     */
    public static PairedDifference of(double[] a, double[] b, JointCovariance joint) {
        int k = joint.first().size();
        Vectors.require(a, k, "difference: first estimate");
        Vectors.require(b, k, "difference: second estimate");
        return new PairedDifference(a.clone(), b.clone(), joint);
    }

    /** Return V_a − V_b, k components. */
    public double[] shift() {
        return shift.clone();
    }

    /** Return |V_a − V_b|. */
    public double length() {
        return Vectors.length(shift);
    }

    /** Return the joint covariance. */
    public JointCovariance joint() {
        return joint;
    }

    /** Return how the covariance was made, such as {@code paired replicates}. */
    public String method() {
        return joint.method();
    }

    /** Return the covariance of V_a − V_b. */
    public CovarianceMatrix covariance() {
        return joint.difference();
    }

    /**
     * Return the standard error of the difference along a direction.
     *
     * @param direction of any length but 0, k components
     */
    public double errorAlong(double[] direction) {
        return covariance().errorAlong(direction);
    }

    /** Return the standard error along the difference itself; empty if that is zero. */
    public OptionalDouble errorAlongShift() {
        return length() > 0 ? OptionalDouble.of(errorAlong(shift)) : OptionalDouble.empty();
    }

    /** Return the Monte Carlo error of a standard error s, {@code s/√(2(n − 1))}, where it rests on n replicates. */
    public OptionalDouble monteCarloError(double s) {
        return joint.replicates().isPresent()
                ? OptionalDouble.of(s / Math.sqrt(2.0 * (joint.replicates().getAsInt() - 1)))
                : OptionalDouble.empty();
    }

    /**
     * Judge the difference against zero; by Hotelling's test where the covariance rests on replicates.
     *
     * @throws org.peculiar.api.InsufficientDataException for no more replicates than components
     */
    public Significance significance() {
        return joint.replicates().isPresent()
                ? covariance().hotelling(shift, joint.replicates().getAsInt() - 1)
                : covariance().chi2(shift);
    }

    /** Return |V_a| − |V_b| with its error to first order, in the unit of the estimates. */
    public Propagated amplitudeChange() {
        double change = Vectors.length(a) - Vectors.length(b);
        if (covariance().isZero()) {
            return Propagated.exact(change);
        }
        String reason = tooShort("first", a, joint.first());
        reason = reason.isEmpty() ? tooShort("second", b, joint.second()) : reason;
        return reason.isEmpty()
                ? new Propagated(
                        OptionalDouble.of(change),
                        OptionalDouble.of(error(Vectors.unit(a), Vectors.times(-1, Vectors.unit(b)))),
                        "")
                : Propagated.withoutError(change, reason);
    }

    /** Return the angle between V_a and V_b in degrees with its error to first order. */
    public Propagated angleDeg() {
        if (!(Vectors.length(a) > 0) || !(Vectors.length(b) > 0)) {
            return new Propagated(
                    OptionalDouble.empty(), OptionalDouble.empty(), "a vector of length 0 has no direction");
        }
        double[] ua = Vectors.unit(a);
        double[] ub = Vectors.unit(b);
        // stable at 0° and 180°, unlike the arc cosine
        double half = Math.atan2(
                Vectors.length(Vectors.minus(ua, ub)), Vectors.length(Vectors.minus(ua, Vectors.times(-1, ub))));
        double angle = 2 * half;
        if (covariance().isZero()) {
            return Propagated.exact(Math.toDegrees(angle));
        }
        String reason = tooShort("first", a, joint.first());
        reason = reason.isEmpty() ? tooShort("second", b, joint.second()) : reason;
        if (!reason.isEmpty()) {
            return Propagated.withoutError(Math.toDegrees(angle), reason);
        }
        double sine = Math.sin(angle);
        double crosswise = covariance().largestError() / Math.min(Vectors.length(a), Vectors.length(b));
        if (!(Math.min(angle, Math.PI - angle) > LINEAR * crosswise)) {
            return Propagated.withoutError(
                    Math.toDegrees(angle),
                    String.format(
                            Locale.ROOT,
                            "an angle of %.3g° is within %.0f errors of %.3g° of parallel: its error is not linear",
                            Math.toDegrees(angle),
                            LINEAR,
                            Math.toDegrees(crosswise)));
        }
        double cosine = Vectors.dot(ua, ub);
        double[] ga = Vectors.times(1 / (sine * Vectors.length(a)), Vectors.minus(Vectors.times(cosine, ua), ub));
        double[] gb = Vectors.times(1 / (sine * Vectors.length(b)), Vectors.minus(Vectors.times(cosine, ub), ua));
        return new Propagated(
                OptionalDouble.of(Math.toDegrees(angle)), OptionalDouble.of(Math.toDegrees(error(ga, gb))), "");
    }

    private static String tooShort(String which, double[] v, CovarianceMatrix covariance) {
        double error = covariance.largestError();
        return Vectors.length(v) >= LINEAR * error
                ? ""
                : String.format(
                        Locale.ROOT,
                        "the %s vector is %.4g long with errors up to %.4g, but linear propagation needs %.0f times that",
                        which,
                        Vectors.length(v),
                        error,
                        LINEAR);
    }

    /** The error of {@code g_aᵀ V_a + g_bᵀ V_b}. */
    private double error(double[] ga, double[] gb) {
        double own = joint.first().variance(ga) + joint.second().variance(gb);
        double[][] cross = joint.cross();
        double shared = 0;
        for (int i = 0; i < ga.length; i++) {
            shared += ga[i] * Vectors.dot(cross[i], gb);
        }
        double variance = own + 2 * shared;
        // less is rounding of a difference of equals
        return variance > 1e-14 * own ? Math.sqrt(variance) : 0;
    }
}
