package org.peculiar.science.flow;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.peculiar.api.FlowFit;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.BulkAmplitude;
import org.peculiar.science.statistics.ChiSquare;
import org.peculiar.science.statistics.DirectionErrors;
import org.peculiar.science.statistics.ErrorEllipsoid;
import org.peculiar.science.statistics.SymmetricMatrix3;

/**
 * What people quote of a fitted bulk flow.
 *
 * <p>Speeds in km/s, angles in degrees, Galactic axes. Random, systematic and total errors stand apart; the total is their
 * sum, and equals the random one where no systematic error is known. Significance and lower limits come from the uncorrected
 * vector and the total covariance; the corrected speed takes off the total trace. Immutable.
 */
public final class BulkFlow {

    /** Of both lower limits. */
    public static final double CONFIDENCE = 0.95;

    private final FlowFit fit;
    private final GalacticVector velocity;
    private final SymmetricMatrix3 random;
    private final SymmetricMatrix3 total;
    private final BulkAmplitude amplitude;
    private final BulkAmplitude randomOnly;

    private BulkFlow(FlowFit fit) {
        this.fit = fit;
        velocity = new GalacticVector(fit.values()[0], fit.values()[1], fit.values()[2]);
        random = block(fit.random());
        total = block(fit.total());
        amplitude = BulkAmplitude.of(velocity, total.toArray());
        randomOnly = BulkAmplitude.of(velocity, random.toArray());
    }

    /** Tell whether a fit has a bulk flow: its first parameters are vx, vy and vz. */
    public static boolean isIn(FlowFit fit) {
        return fit.parameters().size() >= 3 && fit.parameters().subList(0, 3).equals(TracerVelocities.FLOW);
    }

    /**
     * View a fit as a bulk flow.
     *
     * @throws IllegalArgumentException if it has none, or a covariance is not positive definite
     */
    public static BulkFlow of(FlowFit fit) {
        requireNonNull(fit, "fit");
        if (!isIn(fit)) {
            throw new IllegalArgumentException(
                    fit.title() + ": the parameters are " + fit.parameters() + ", but vx, vy, vz are needed first");
        }
        return new BulkFlow(fit);
    }

    private static SymmetricMatrix3 block(double[][] covariance) {
        double[][] block = new double[3][];
        for (int i = 0; i < 3; i++) {
            block[i] = Arrays.copyOf(covariance[i], 3);
        }
        return SymmetricMatrix3.of(block);
    }

    /** Return the fit. */
    public FlowFit fit() {
        return fit;
    }

    /** Return the vector as fitted, in km/s. */
    public GalacticVector velocity() {
        return velocity;
    }

    /** Return the speed as fitted, in km/s. */
    public double speedKms() {
        return amplitude.raw();
    }

    /** Return the speed in km/s corrected for error bias with the total covariance: {@code √max(0, |V|² − tr C)}. */
    public double correctedSpeedKms() {
        return amplitude.corrected();
    }

    /** Return the Galactic longitude of the flow in degrees, in [0, 360). */
    public double lDeg() {
        return velocity.longitudeDeg();
    }

    /** Return the Galactic latitude of the flow in degrees. */
    public double bDeg() {
        return velocity.latitudeDeg();
    }

    /** Return the first-order errors of l and b from the total covariance. */
    public DirectionErrors directionErrors() {
        return DirectionErrors.of(velocity, total.toArray());
    }

    /** Return the first-order errors of l and b from the random covariance. */
    public DirectionErrors randomDirectionErrors() {
        return DirectionErrors.of(velocity, random.toArray());
    }

    /** Return the covariance of independent errors and of the modes that the fit marginalised, in (km/s)². */
    public SymmetricMatrix3 randomCovariance() {
        return random;
    }

    /** Return the covariance as if the marginalised modes were known, in (km/s)², where any was marginalised. */
    public Optional<SymmetricMatrix3> conditionalCovariance() {
        return fit.conditional().map(BulkFlow::block);
    }

    /** Return the sum of the systematic covariances in (km/s)², if there are any. */
    public Optional<SymmetricMatrix3> systematicCovariance() {
        return fit.systematic().values().stream().map(BulkFlow::block).reduce(SymmetricMatrix3::plus);
    }

    /** Return one systematic covariance in (km/s)² by its name. */
    public Optional<SymmetricMatrix3> systematicCovariance(String name) {
        return Optional.ofNullable(fit.systematic().get(name)).map(BulkFlow::block);
    }

    /** Return the sum of the random and systematic covariances, in (km/s)². */
    public SymmetricMatrix3 totalCovariance() {
        return total;
    }

    /** Return the ellipsoid of the random errors. */
    public ErrorEllipsoid randomEllipsoid() {
        return randomOnly.ellipsoid();
    }

    /** Return the ellipsoid of the systematic errors; empty if there are none or they span fewer than three dimensions. */
    public Optional<ErrorEllipsoid> systematicEllipsoid() {
        return systematicCovariance().filter(BulkFlow::isPositive).map(c -> ErrorEllipsoid.of(c.toArray()));
    }

    private static boolean isPositive(SymmetricMatrix3 c) {
        double xy = c.xx() * c.yy() - c.xy() * c.xy();
        return c.xx() > 0 && xy > 1e-12 * c.xx() * c.yy() && c.determinant() > 1e-12 * c.xx() * c.yy() * c.zz();
    }

    /** Return the ellipsoid of the total errors. */
    public ErrorEllipsoid totalEllipsoid() {
        return amplitude.ellipsoid();
    }

    /** Return the total standard error along the flow in km/s. */
    public double errorAlongFlowKms() {
        return amplitude.errorAlongFlow();
    }

    /** Return the random standard error along the flow in km/s. */
    public double randomErrorAlongFlowKms() {
        return randomOnly.errorAlongFlow();
    }

    /** Return the systematic standard error along the flow in km/s; 0 if none is known. */
    public double systematicErrorAlongFlowKms() {
        return systematicCovariance()
                .map(c -> Math.sqrt(c.quadratic(velocity.unit())))
                .orElse(0.0);
    }

    /** Return the total standard error in km/s along a direction of the sky. */
    public double errorAlongKms(GalacticVector direction) {
        return amplitude.ellipsoid().errorAlong(direction.unit());
    }

    /** Return the square root of the trace of the total covariance, in km/s. */
    public double sqrtTraceKms() {
        return Math.sqrt(total.trace());
    }

    /** Return {@code Vᵀ C⁻¹ V} with the total covariance: chi-square of rest with 3 degrees of freedom. */
    public double chi2AtRest() {
        return amplitude.chi2AtRest();
    }

    /** Return the probability of so large a chi-square if there were no flow, with the total covariance. */
    public double probabilityAtRest() {
        return amplitude.probabilityAtRest();
    }

    /** Return chi-square of rest from the random errors alone. */
    public double randomChi2AtRest() {
        return randomOnly.chi2AtRest();
    }

    /** Return the probability of so large a chi-square if there were no flow, from the random errors alone. */
    public double randomProbabilityAtRest() {
        return randomOnly.probabilityAtRest();
    }

    /**
     * Return the lower limit in km/s that a flat prior on the flow vector gives at {@link #CONFIDENCE}: such a prior favours
     * large speeds, and this is no confidence limit.
     */
    public double posteriorLowerLimitKms() {
        return amplitude.posteriorLowerLimit(CONFIDENCE);
    }

    /** Return Neyman's lower confidence limit in km/s at {@link #CONFIDENCE}. */
    public double neymanLowerLimitKms() {
        return amplitude.neymanLowerLimit(CONFIDENCE);
    }

    /** Return the probability of so large a chi-square if the model and the errors were right. */
    public OptionalDouble goodnessOfFit() {
        return fit.dof() > 0 ? OptionalDouble.of(ChiSquare.survival(fit.chi2(), fit.dof())) : OptionalDouble.empty();
    }

    /** Return the weighted depth {@code Σ R/ε² / Σ 1/ε²} in km/s. */
    public double depthKms() {
        double sum = 0;
        double weights = 0;
        double[] error = fit.tracers().errorKms();
        double[] distance = fit.tracers().distanceKms();
        for (int i = 0; i < error.length; i++) {
            double weight = 1 / (error[i] * error[i]);
            sum += weight * distance[i];
            weights += weight;
        }
        return sum / weights;
    }

    /** Return the other numbers that the model quotes, by name. */
    public Map<String, Double> quoted() {
        return fit.quoted();
    }
}
