package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

import org.peculiar.science.sky.GalacticVector;

/**
 * The speed of a bulk flow: how large, how significant, and how small it may be.
 *
 * <p>Use the total covariance, random and systematic. Errors lengthen a vector, {@code E|V_obs|² = |V|² + tr C}: the corrected
 * speed takes that off. Significance and limits come from the uncorrected vector.
 */
public final class BulkAmplitude {

    private final GalacticVector flow;
    private final ErrorEllipsoid ellipsoid;

    private BulkAmplitude(GalacticVector flow, ErrorEllipsoid ellipsoid) {
        this.flow = flow;
        this.ellipsoid = ellipsoid;
    }

    /**
     * Take a flow with its covariance.
     *
     * @param flow as fitted, in km/s
     * @param covariance total, in (km/s)²
     * @throws IllegalArgumentException unless the covariance is 3 × 3, symmetric and positive definite
     */
    public static BulkAmplitude of(GalacticVector flow, double[][] covariance) {
        return new BulkAmplitude(requireNonNull(flow, "flow"), ErrorEllipsoid.of(covariance));
    }

    /** Return the error ellipsoid. */
    public ErrorEllipsoid ellipsoid() {
        return ellipsoid;
    }

    /** Return the uncorrected speed |V| in km/s. */
    public double raw() {
        return flow.length();
    }

    /**
     * Return the speed corrected for error bias in km/s: {@code √max(0, |V|² − tr C)}.
     *
     * @see "Lauer and Postman 1994, ApJ 425, 418"
     */
    public double corrected() {
        double raw = flow.length();
        return Math.sqrt(Math.max(0, raw * raw - ellipsoid.covariance().trace()));
    }

    /**
     * Return the standard error along the flow in km/s.
     *
     * @throws IllegalArgumentException if the flow is zero
     */
    public double errorAlongFlow() {
        return ellipsoid.errorAlong(flow.unit());
    }

    /** Return {@code Vᵀ C⁻¹ V}, chi-square of rest with 3 degrees of freedom. */
    public double chi2AtRest() {
        return ellipsoid.covariance().inverse().quadratic(flow);
    }

    /** Return the probability of a chi-square at least so large if there were no flow. */
    public double probabilityAtRest() {
        return ChiSquare.survival(chi2AtRest(), 3);
    }

    /**
     * Return the lower limit in km/s that a flat prior on the flow <em>vector</em> gives: the 1 − confidence quantile of |V|
     * for V normal about the uncorrected flow. Such a prior favours speeds as V²; this is no confidence limit.
     *
     * @param confidence in (0, 1), such as 0.95
     */
    public double posteriorLowerLimit(double confidence) {
        return new GaussianBall(ellipsoid).quantile(1 - confidence, flow);
    }

    /**
     * Return Neyman's lower limit in km/s: the smallest true speed, along the observed direction, at which a speed as large as
     * the one observed has probability 1 − confidence. Zero if rest itself has that probability.
     *
     * @param confidence in (0, 1), such as 0.95
     */
    public double neymanLowerLimit(double confidence) {
        return raw() == 0 ? 0 : new GaussianBall(ellipsoid).meanReaching(1 - confidence, raw(), flow.unit());
    }
}
