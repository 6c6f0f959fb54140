package org.peculiar.plugin.flow.maximumlikelihood;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Parameter;
import org.peculiar.api.Unit;
import org.peculiar.science.flow.FlowScope;
import org.peculiar.science.flow.FlowSolution;
import org.peculiar.science.flow.LogDistanceRatios;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.statistics.LikelihoodInterval;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.pf4j.Extension;

/**
 * Fits a bulk flow and the dispersion s of velocities about it, by maximum likelihood: what assume.thermal-dispersion says for other
 * flow models is here found from the tracers themselves, and not used.
 *
 * <p>-ln L = 1/2 sum [(v_i - V.n_i)^2/(e_i^2 + s^2) + ln(e_i^2 + s^2)], with e^2 = (D R)^2 + cz-error^2. For each s, V is that of weighted
 * least squares, the profile; s maximises it between 0 and largest-dispersion. Its errors are where ln L is lower by 1/2:
 * thermal-dispersion-below-kms and -above-kms, of which the first is missing where even s = 0 is not excluded;
 * thermal-dispersion-limit-kms is not exceeded at 95 %, ln L being lower by 1.92. The covariance of V is A^-1 at the best s.
 *
 * <p>space: velocity takes the distance estimates as they are, with errors at the estimate: for groups with errors up to 0.1. space:
 * eta takes log-distance ratios, whose errors are normal, and compares them with the model at its own distances: -ln L = 1/2 sum
 * [(ln(d_z/d) - ln(d_z/d_model))^2/var + ln var], var = D^2 + (s^2 + cz-error^2)/r^2, where r = dv/d ln d.
 */
@Component(
        id = "maximum-likelihood",
        title = "Bulk flow and velocity dispersion by maximum likelihood",
        cite = {"1988MNRAS.231..149K", "1995ApJ...449..446N"},
        example = """
                space: eta
                monopole: zero-point
                """)
@Extension
public final class MaximumLikelihoodFlowModel implements FlowModel {

    private static final int FEWEST_TRACERS = 5;

    /** What has normal errors. */
    public enum Space {
        /** Log-distance ratios. */
        ETA,
        /** Velocities from the distance estimates. */
        VELOCITY
    }

    /** What is fitted beside flow and dispersion. */
    public enum Monopole {
        /** Nothing. */
        NONE,
        /** A zero point of the distances: in- or outflow in proportion to distance, constant in η. */
        ZERO_POINT
    }

    /** How to fit. */
    public record Parameters(
            @Parameter(doc = "What has normal errors: log-distance ratios, or velocities", value = "eta")
            Space space,

            @Parameter(doc = "What is fitted beside flow and dispersion", value = "none")
            Monopole monopole,

            @Parameter(doc = "Largest dispersion to look for", unit = "km/s", value = "1500 km/s", min = 1)
            double largestDispersionKms) {}

    private final Parameters parameters;
    private final Assumptions assumptions;

    @Inject
    MaximumLikelihoodFlowModel(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        DistanceSample distances = inputs.distances();
        boolean free = parameters.monopole() == Monopole.ZERO_POINT;
        int fewest = FEWEST_TRACERS + (free ? 1 : 0);
        if (distances.size() < fewest) {
            throw new InsufficientDataException("maximum-likelihood flow: found " + distances.size()
                    + " tracers, but flow and dispersion need at least " + fewest);
        }
        if (!free) {
            FlowScope.requireZeroPoint("maximum-likelihood flow", distances, ", or monopole: zero-point");
        }
        LikelihoodInterval dispersion =
                LikelihoodInterval.find(s -> logLikelihood(solve(distances, s)), 0, parameters.largestDispersionKms());
        if (dispersion.best() == parameters.largestDispersionKms()) {
            throw new DataException(
                    "maximum-likelihood flow: the dispersion is " + parameters.largestDispersionKms()
                            + " km/s, the largest that was looked for; give a larger largest-dispersion, or look for wild distances");
        }
        FlowSolution solution = solve(distances, dispersion.best());
        LinearFit fit = solution.fit();
        return new FlowFit(
                parameters.space() == Space.ETA
                        ? "bulk flow and dispersion, likelihood of log-distance ratios"
                        : "bulk flow and dispersion, likelihood of velocities",
                fit.model().names(),
                free ? List.of(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE) : List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                fit.parameters(),
                fit.covariance(),
                free
                        ? Optional.of(solution.velocities()
                                .fit(TracerVelocities::bulkFlow)
                                .fit()
                                .covariance())
                        : Optional.empty(),
                Map.of(),
                fit.chi2(),
                // the dispersion is one more unknown
                fit.dof() - 1,
                solution.tracers(),
                Optional.of(fit.weights()),
                quoted(solution, dispersion));
    }

    private FlowSolution solve(DistanceSample distances, double dispersionKms) {
        Assumptions with = new Assumptions(assumptions.cosmology(), dispersionKms, assumptions.czErrorKms());
        return parameters.space() == Space.ETA
                ? LogDistanceRatios.of(distances, with).fit(this::model)
                : TracerVelocities.ofDistances(distances, with, ErrorDistance.ESTIMATE)
                        .fit(this::model);
    }

    private LinearModel model(TracerVelocities v) {
        return parameters.monopole() == Monopole.ZERO_POINT ? v.bulkFlowAndZeroPoint() : v.bulkFlow();
    }

    /** Without the constant {@code −n ln(2π)/2}. */
    private double logLikelihood(FlowSolution solution) {
        TracerVelocities v = solution.velocities();
        double sum = solution.fit().chi2();
        for (int i = 0; i < v.size(); i++) {
            double perLn = parameters.space() == Space.ETA ? v.responseKms()[i] : 1;
            sum += Math.log(v.varianceKms2()[i] / (perLn * perLn));
        }
        return -0.5 * sum;
    }

    private Map<String, Double> quoted(FlowSolution solution, LikelihoodInterval dispersion) {
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("depth-kms", solution.velocities().depthKms());
        quoted.put("thermal-dispersion-kms", dispersion.best());
        dispersion.below().ifPresent(s -> quoted.put("thermal-dispersion-below-kms", s));
        dispersion.above().ifPresent(s -> quoted.put("thermal-dispersion-above-kms", s));
        dispersion.upperLimit().ifPresent(s -> quoted.put("thermal-dispersion-limit-kms", s));
        quoted.put("log-likelihood", dispersion.logLikelihood());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return quoted;
    }
}
