package org.peculiar.plugin.flow.shear;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Parameter;
import org.peculiar.api.Unit;
import org.peculiar.science.flow.FlowScope;
import org.peculiar.science.flow.FlowSolution;
import org.peculiar.science.flow.LogDistanceRatios;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.pf4j.Extension;

/**
 * Fits a flow to first order in distance, v = V.n + r n^T S n: a bulk flow V and a symmetric tensor S, in Galactic axes; r is the
 * comoving distance in Mpc/h. An antisymmetric part, a rotation, has no radial velocity and cannot be seen.
 *
 * <p>modes: expansion fits nine numbers: V and s-xx, s-yy, s-zz, s-xy, s-yz, s-xz. A third of the trace is a local expansion in
 * excess of the Hubble flow, with which a zero point of the distances would be confused. modes: traceless fits eight, a flow and a
 * shear: s-zz is -s-xx - s-yy. A monopole may go with it: a zero point (Hubble-like, constant in eta), or a constant velocity in
 * km/s.
 *
 * <p>weights, errors and velocities are those of flow/bulk. Where the distances are shallow or the sky is uneven, shear and flow
 * mix: their covariance says how much, and what cannot be told apart at all is refused.
 */
@Component(
        id = "shear",
        title = "Bulk flow and shear",
        cite = {"1988MNRAS.231..149K", "1995ApJ...455...26J"},
        example = """
                modes: traceless
                monopole: zero-point
                """)
@Extension
public final class ShearFlowModel implements FlowModel {

    private static final double KMS_PER_MPC_H = 100;

    private static final String MONOPOLE = "monopole";

    private static final List<String> EXPANSION = List.of("s-xx", "s-yy", "s-zz", "s-xy", "s-yz", "s-xz");
    private static final List<String> TRACELESS = List.of("s-xx", "s-yy", "s-xy", "s-yz", "s-xz");

    /** What is fitted, and the distance in its errors. */
    public enum Weights {
        /** Log-distance ratios; errors at the distance of the model. */
        ETA,
        /** Velocities; errors at the distance estimate. */
        DISTANCE_ESTIMATE,
        /** Velocities; errors at the distance of the redshift, which contains the flow itself. */
        REDSHIFT
    }

    /** Which part of the tensor is fitted. */
    public enum Modes {
        /** All six components: shear and local expansion. */
        EXPANSION,
        /** Five: shear without expansion. */
        TRACELESS
    }

    /** What is fitted beside flow and shear. */
    public enum Monopole {
        /** Nothing. */
        NONE,
        /** A zero point of the distances: in- or outflow in proportion to distance, constant in η. */
        ZERO_POINT,
        /** The same velocity everywhere, in- or outwards. */
        CONSTANT
    }

    /** How to fit. */
    public record Parameters(
            @Parameter(doc = "What is fitted, and the distance in its errors", value = "eta")
            Weights weights,

            @Parameter(doc = "Which part of the tensor is fitted", value = "expansion")
            Modes modes,

            @Parameter(
                    doc = "What is fitted beside flow and shear: a zero point, or a constant velocity",
                    value = "none")
            Monopole monopole) {

        public Parameters {
            if (modes == Modes.EXPANSION && monopole == Monopole.ZERO_POINT) {
                throw new IllegalArgumentException(
                        "monopole: found zero-point with modes: expansion, but an expansion and a zero point are the same"
                                + " thing; choose modes: traceless");
            }
        }
    }

    private final Parameters parameters;
    private final Assumptions assumptions;

    @Inject
    ShearFlowModel(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        DistanceSample distances = inputs.distances();
        List<String> names = names();
        FlowScope.requireMoreThan("shear", distances, names);
        if (parameters.monopole() != Monopole.ZERO_POINT) {
            FlowScope.requireZeroPoint("shear", distances, ", or choose modes: traceless with monopole: zero-point");
        }
        FlowSolution solution = solve(distances);
        LinearFit fit = solution.fit();
        return new FlowFit(
                title(),
                names,
                units(),
                fit.parameters(),
                fit.covariance(),
                Optional.of(solution.velocities()
                        .fit(TracerVelocities::bulkFlow)
                        .fit()
                        .covariance()),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                solution.tracers(),
                Optional.of(fit.weights()),
                quoted(solution));
    }

    private FlowSolution solve(DistanceSample distances) {
        return switch (parameters.weights()) {
            case ETA -> LogDistanceRatios.of(distances, assumptions).fitVelocities(this::model);
            case DISTANCE_ESTIMATE ->
                TracerVelocities.ofDistances(distances, assumptions, ErrorDistance.ESTIMATE)
                        .fit(this::model);
            case REDSHIFT ->
                TracerVelocities.ofDistances(distances, assumptions, ErrorDistance.REDSHIFT)
                        .fit(this::model);
        };
    }

    private String title() {
        return (parameters.modes() == Modes.EXPANSION ? "bulk flow, shear and expansion" : "bulk flow and shear")
                + switch (parameters.weights()) {
                    case ETA -> ", log-distance ratios";
                    case DISTANCE_ESTIMATE -> ", velocities weighted by distance estimate";
                    case REDSHIFT -> ", velocities weighted by redshift";
                };
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(TracerVelocities.FLOW);
        names.addAll(parameters.modes() == Modes.EXPANSION ? EXPANSION : TRACELESS);
        if (parameters.monopole() != Monopole.NONE) {
            names.add(parameters.monopole() == Monopole.CONSTANT ? MONOPOLE : TracerVelocities.ZERO_POINT);
        }
        return names;
    }

    private List<Unit> units() {
        List<Unit> units = new ArrayList<>(List.of(Unit.KMS, Unit.KMS, Unit.KMS));
        int tensor = parameters.modes() == Modes.EXPANSION ? EXPANSION.size() : TRACELESS.size();
        for (int i = 0; i < tensor; i++) {
            units.add(Unit.KMS_PER_MPC_H);
        }
        if (parameters.monopole() != Monopole.NONE) {
            units.add(parameters.monopole() == Monopole.CONSTANT ? Unit.KMS : Unit.NONE);
        }
        return units;
    }

    private LinearModel model(TracerVelocities v) {
        List<double[]> columns = new ArrayList<>(Arrays.asList(v.flowColumns()));
        double[] x = columns.get(0);
        double[] y = columns.get(1);
        double[] z = columns.get(2);
        if (parameters.modes() == Modes.EXPANSION) {
            columns.add(column(v, i -> x[i] * x[i]));
            columns.add(column(v, i -> y[i] * y[i]));
            columns.add(column(v, i -> z[i] * z[i]));
        } else {
            columns.add(column(v, i -> x[i] * x[i] - z[i] * z[i]));
            columns.add(column(v, i -> y[i] * y[i] - z[i] * z[i]));
        }
        columns.add(column(v, i -> 2 * x[i] * y[i]));
        columns.add(column(v, i -> 2 * y[i] * z[i]));
        columns.add(column(v, i -> 2 * x[i] * z[i]));
        if (parameters.monopole() == Monopole.ZERO_POINT) {
            columns.add(v.responseKms());
        } else if (parameters.monopole() == Monopole.CONSTANT) {
            double[] ones = new double[v.size()];
            Arrays.fill(ones, 1);
            columns.add(ones);
        }
        return LinearModel.of(names(), columns.toArray(double[][]::new));
    }

    private static double[] column(TracerVelocities v, java.util.function.IntToDoubleFunction ofDirection) {
        double[] column = new double[v.size()];
        Arrays.setAll(column, i -> v.distanceKms()[i] / KMS_PER_MPC_H * ofDirection.applyAsDouble(i));
        return column;
    }

    private Map<String, Double> quoted(FlowSolution solution) {
        Map<String, Double> quoted = new LinkedHashMap<>();
        double[][] c = solution.fit().covariance();
        quoted.put("depth-kms", solution.velocities().depthKms());
        quoted.put("marginal-sqrt-trace-kms", Math.sqrt(c[0][0] + c[1][1] + c[2][2]));
        if (parameters.modes() == Modes.EXPANSION) {
            double[] p = solution.fit().parameters();
            double variance = 0;
            for (int i = 3; i < 6; i++) {
                for (int j = 3; j < 6; j++) {
                    variance += c[i][j] / 9;
                }
            }
            quoted.put("expansion-kms-per-mpc-h", (p[3] + p[4] + p[5]) / 3);
            quoted.put("expansion-error-kms-per-mpc-h", Math.sqrt(variance));
        }
        quoted.put("thermal-dispersion-kms", assumptions.thermalDispersionKms());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return quoted;
    }
}
