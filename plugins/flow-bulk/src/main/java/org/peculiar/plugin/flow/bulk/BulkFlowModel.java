package org.peculiar.plugin.flow.bulk;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.FlowEstimate;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Mode;
import org.peculiar.api.Parameter;
import org.peculiar.api.Stage;
import org.peculiar.api.Unit;
import org.peculiar.science.flow.FlowScope;
import org.peculiar.science.flow.FlowSolution;
import org.peculiar.science.flow.LogDistanceRatios;
import org.peculiar.science.flow.ScalableDistances;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.pf4j.Extension;

/**
 * Fits a bulk flow: one velocity vector V for the whole sample, v_i = V.n_i.
 *
 * <p>By default the fit is to log-distance ratios eta, whose errors are Gaussian, with the errors and the Jacobian at the
 * distance that the model gives, iterated: the tracers' velocities, distances and errors in the result are those of that
 * linearisation. With weights: distance-estimate it is to velocities c (z - z_H)/(1 + z_H) with errors at the distance
 * estimate, as the surveys of the 1990s did: the same thing for groups with errors up to 0.1, but badly biased for single
 * galaxies. Errors are eps^2 = (D R)^2 + cz-error^2 + thermal-dispersion^2, and V = A^-1 sum n v/eps^2 with A = sum n n/eps^2,
 * which is Kaiser's (1988) maximum-likelihood estimate.
 *
 * <p>monopole: zero-point fits a Hubble-like zero point (constant in eta) with the flow, whatever a step did before; monopole: constant
 * fits an in- or outflow of the same speed everywhere, which no error of the distances' scale makes.
 *
 * <p>A^-1 is the error if the zero point of the distances were known. marginalise: [zero-point] gives the error without that
 * assumption, and keeps the other as the conditional one: distances of unknown scale get a free, Hubble-like zero point (constant
 * in eta), a further parameter of the fit; where a step has fitted the zero point, V stays what it is, and the error that the
 * step found is propagated. Other shared errors of the distances are marginalised by their names, with their own sizes; slopes
 * stands for slopes-1, slopes-2 and so on. Distances of unknown scale are refused unless their zero point is marginalised. Both
 * errors, the zero point's own error and its correlation with V, which uneven sky coverage causes, are quoted in any case.
 */
@Component(
        id = "bulk",
        title = "Bulk flow",
        cite = {"1988MNRAS.231..149K", "1999ApJ...512L..79H"},
        example = """
                weights: eta
                marginalise: [zero-point]
                """)
@Extension
public final class BulkFlowModel implements FlowModel {

    private static final int FEWEST_TRACERS = 4;

    private static final List<Unit> FLOW = List.of(Unit.KMS, Unit.KMS, Unit.KMS);
    private static final List<Unit> FLOW_AND_ZERO_POINT = List.of(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE);

    private static final List<String> CORRELATIONS =
            List.of("monopole-dipole-correlation-x", "monopole-dipole-correlation-y", "monopole-dipole-correlation-z");

    /** What is fitted, and the distance in its errors. */
    public enum Weights {
        /** Log-distance ratios; errors at the distance of the model. */
        ETA,
        /** Velocities; errors at the distance estimate. */
        DISTANCE_ESTIMATE,
        /** Velocities; errors at the distance of the redshift, which contains the flow itself. */
        REDSHIFT
    }

    /** What is fitted beside the flow. */
    public enum Monopole {
        /** Nothing. */
        NONE,
        /** A zero point of the distances: in- or outflow in proportion to distance, constant in η. */
        ZERO_POINT,
        /** The same velocity everywhere, in- or outwards: no error of distances is such. */
        CONSTANT
    }

    /** How to fit. */
    public record Parameters(
            @Parameter(doc = "What is fitted, and the distance in its errors", value = "eta")
            Weights weights,

            @Parameter(
                    doc =
                            "What is fitted beside the flow, whatever the zero point of the distances: a zero point, or a constant"
                                    + " velocity",
                    value = "none")
            Monopole monopole,

            @Parameter(
                    doc = "Shared errors to marginalise: zero-point, and those that the distances have, by name",
                    value = "[]")
            List<String> marginalise) {

        public Parameters {
            marginalise = List.copyOf(marginalise);
            if (new TreeSet<>(marginalise).size() < marginalise.size()) {
                throw new IllegalArgumentException("marginalise: found " + marginalise + ", but each name only once");
            }
            if (monopole == Monopole.ZERO_POINT && marginalise.contains(TracerVelocities.ZERO_POINT)) {
                throw new IllegalArgumentException(
                        "monopole: found zero-point, which marginalise: [zero-point] names, too; leave one of them out");
            }
        }
    }

    private final Parameters parameters;
    private final Assumptions assumptions;

    @Inject
    BulkFlowModel(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        Solved solved = solve(inputs.distances(), scalable());
        FlowSolution solution = solved.solution();
        LinearFit fit = solution.fit();
        boolean marginal = !parameters.marginalise().isEmpty() || parameters.monopole() != Monopole.NONE;
        // without shared errors or a free zero point, the fit is that of the flow alone
        LinearFit alone =
                marginal ? solution.velocities().fit(TracerVelocities::bulkFlow).fit() : fit;
        return new FlowFit(
                title(),
                fit.model().names(),
                units(solved),
                fit.parameters(),
                solved.random(),
                marginal ? Optional.of(alone.covariance()) : Optional.empty(),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                solution.tracers(),
                Optional.of(fit.weights()),
                quoted(solution, alone));
    }

    @Override
    public Stage<Inputs, FlowEstimate> prepare(Inputs like) {
        ScalableDistances own = scalable();
        return inputs -> {
            Solved solved = solve(inputs.distances(), own);
            LinearFit fit = solved.solution().fit();
            return new FlowEstimate(
                    fit.parameters(),
                    solved.random(),
                    fit.chi2(),
                    fit.dof(),
                    solved.solution().velocities().depthKms());
        };
    }

    /**
     * A fit of what the parameters ask for.
     *
     * @param random covariance of the parameters
     * @param free whether the zero point is one of them
     */
    private record Solved(FlowSolution solution, double[][] random, boolean free) {}

    private List<Unit> units(Solved solved) {
        List<Unit> units = new ArrayList<>(solved.free() ? FLOW_AND_ZERO_POINT : FLOW);
        if (parameters.monopole() == Monopole.CONSTANT) {
            units.add(Unit.KMS);
        }
        return units;
    }

    private Solved solve(DistanceSample distances, ScalableDistances scalable) {
        FlowScope.requireTracers("bulk flow", distances, FEWEST_TRACERS);
        boolean monopole = parameters.monopole() == Monopole.ZERO_POINT;
        boolean asked = monopole || parameters.marginalise().contains(TracerVelocities.ZERO_POINT);
        boolean fitted = distances.zeroPoint() == ZeroPoint.FITTED;
        if (!asked) {
            FlowScope.requireZeroPoint("bulk flow", distances, ", monopole: zero-point, or marginalise: [zero-point]");
        }
        // a fitted zero point came from the same tracers: as a prior its error would count them twice
        Optional<Mode> propagated = asked && fitted && !monopole ? zeroPoint(distances) : Optional.empty();
        boolean free = asked && propagated.isEmpty();
        List<Mode> modes = modes(distances);
        FlowSolution solution = solve(distances, scalable, v -> model(v, free, modes));
        double[][] random = solution.fit().covariance();
        propagated.ifPresent(mode -> propagate(mode, solution, random));
        return new Solved(solution, random, free);
    }

    private String title() {
        switch (parameters.weights()) {
            case ETA:
                return "bulk flow, log-distance ratios";
            case DISTANCE_ESTIMATE:
                return "bulk flow, velocities weighted by distance estimate";
            default:
                return "bulk flow, velocities weighted by redshift";
        }
    }

    private ScalableDistances scalable() {
        return new ScalableDistances(
                assumptions,
                parameters.weights() == Weights.REDSHIFT ? ErrorDistance.REDSHIFT : ErrorDistance.ESTIMATE);
    }

    private FlowSolution solve(
            DistanceSample distances, ScalableDistances scalable, Function<TracerVelocities, LinearModel> model) {
        if (parameters.weights() == Weights.ETA) {
            LogDistanceRatios ratios = LogDistanceRatios.of(distances, assumptions);
            return parameters.monopole() == Monopole.CONSTANT ? ratios.fitVelocities(model) : ratios.fit(model);
        }
        scalable.take(distances);
        return scalable.fit(1, model);
    }

    private LinearModel model(TracerVelocities velocities, boolean free, List<Mode> modes) {
        LinearModel model = free ? velocities.bulkFlowAndZeroPoint() : velocities.bulkFlow();
        if (parameters.monopole() == Monopole.CONSTANT) {
            double[] ones = new double[velocities.size()];
            Arrays.fill(ones, 1);
            model = model.with("monopole", ones);
        }
        return modes.isEmpty()
                ? model
                : model.marginalising(modes.stream().map(velocities::shared).toList());
    }

    private static Optional<Mode> zeroPoint(DistanceSample distances) {
        return distances.modes().stream()
                .filter(mode -> mode.name().equals(TracerVelocities.ZERO_POINT) && Double.isFinite(mode.sigma()))
                .findFirst();
    }

    /** The modes of the distances that were asked for, without the zero point. */
    private List<Mode> modes(DistanceSample distances) {
        if (parameters.marginalise().isEmpty()) {
            return List.of();
        }
        List<Mode> found = new ArrayList<>();
        for (String name : parameters.marginalise()) {
            if (!name.equals(TracerVelocities.ZERO_POINT)) {
                List<Mode> named = distances.modes().stream()
                        .filter(mode -> mode.name().equals(name) || mode.name().matches("\\Q" + name + "\\E-\\d+"))
                        .toList();
                if (named.isEmpty()) {
                    TreeSet<String> known = new TreeSet<>(List.of(TracerVelocities.ZERO_POINT));
                    distances.modes().forEach(mode -> known.add(mode.name()));
                    throw new DataException("bulk flow: marginalise: found " + name
                            + ", but the shared errors of the distances are " + String.join(", ", known));
                }
                found.addAll(named);
            }
        }
        return found;
    }

    /** Add what an error of the zero point does to the flow, {@code σ² g gᵀ} with {@code g = −dV/dh = Σ w r}. */
    private static void propagate(Mode mode, FlowSolution solution, double[][] covariance) {
        double[] column = solution.velocities().shared(mode).column();
        double[][] weights = solution.fit().weights();
        double[] response = new double[covariance.length];
        for (int i = 0; i < response.length; i++) {
            for (int r = 0; r < column.length; r++) {
                response[i] += weights[i][r] * column[r];
            }
        }
        for (int i = 0; i < response.length; i++) {
            for (int j = 0; j < response.length; j++) {
                covariance[i][j] += mode.sigma() * mode.sigma() * response[i] * response[j];
            }
        }
    }

    private Map<String, Double> quoted(FlowSolution solution, LinearFit alone) {
        TracerVelocities velocities = solution.velocities();
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("depth-kms", velocities.depthKms());
        quoted.put("conditional-sqrt-trace-kms", sqrtTrace(alone.covariance()));
        try {
            double[][] c = alone.covarianceWith(TracerVelocities.ZERO_POINT, velocities.responseKms());
            quoted.put("marginal-sqrt-trace-kms", sqrtTrace(c));
            quoted.put("zero-point-error", Math.sqrt(c[3][3]));
            for (int i = 0; i < CORRELATIONS.size(); i++) {
                quoted.put(CORRELATIONS.get(i), c[i][3] / Math.sqrt(c[i][i] * c[3][3]));
            }
        } catch (InsufficientDataException e) {
            // these tracers fix a flow, but not a zero point beside it: there is nothing to quote
            quoted.remove("marginal-sqrt-trace-kms");
        }
        double[] amplitude = solution.fit().sharedAmplitudes();
        for (int i = 0; i < amplitude.length; i++) {
            quoted.put(solution.fit().model().shared().get(i).name() + "-amplitude", amplitude[i]);
        }
        quoted.put("thermal-dispersion-kms", assumptions.thermalDispersionKms());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return quoted;
    }

    private static double sqrtTrace(double[][] covariance) {
        return Math.sqrt(covariance[0][0] + covariance[1][1] + covariance[2][2]);
    }
}
