package org.peculiar.plugin.flow.nusser;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
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
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.flow.FlowScope;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.WeighedVelocities;
import org.pf4j.Extension;

/**
 * Estimates the mean velocity of the ball that the tracers fill, by weights that make them even in distance.
 *
 * <p>For a flow without curl, the mean velocity of a ball of radius R is 3/(4 pi R) times the integral of v_r n/r^2 over its
 * volume (Nusser 2016; Peery et al. 2018): radial velocities count by 1/r^2 for each volume. Tracers of number density nbar(r)
 * stand for a volume 1/nbar each, so the least-squares weights are 1/(nbar r^2) in place of 1/error^2, and the density comes from
 * a column of the survey, in any unit; without one the tracers are taken to fill the ball evenly, by number. Errors do not enter
 * the weights: the flow is that of the volume, not of the precise tracers, and noisier for it.
 *
 * <p>The covariance is that of the errors; thermal-dispersion and cz-error of the assumptions are part of them. Chi-square is of the
 * tracers about the flow, by their errors. Distances of unknown scale are refused.
 */
@Component(
        id = "nusser",
        title = "Bulk flow of a ball by volume weights",
        cite = {"2016MNRAS.455..178N", "2018MNRAS.481.1368P"},
        takes = "survey",
        example = "density: nbar")
@Extension
public final class NusserFlowModel implements FlowModel {

    private static final String WHAT = "bulk flow of a ball";

    private static final int FEWEST_TRACERS = 4;

    private static final List<Unit> UNITS = List.of(Unit.KMS, Unit.KMS, Unit.KMS);

    /** How to weigh. */
    public record Parameters(
            @Parameter(
                    doc =
                            "Column of the survey with the number density at each tracer; without it, the same everywhere")
            Optional<String> density,

            @Parameter(doc = "Velocities to weigh", value = "log-ratio")
            WeighedVelocities.Form velocities) {}

    private final Parameters parameters;
    private final Assumptions assumptions;

    @Inject
    NusserFlowModel(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        DistanceSample distances = inputs.distances();
        FlowScope.requireTracers(WHAT, distances, FEWEST_TRACERS);
        FlowScope.requireZeroPoint(WHAT, distances, "");
        WeighedVelocities weighed = WeighedVelocities.of(distances, assumptions, parameters.velocities());
        TracerVelocities given = weighed.given();
        double[][] weights = given.bulkFlow()
                .fit(given.velocityKms(), inverseWeights(given, inputs.survey()))
                .weights();
        double[] velocity = weighed.velocitiesKms(v -> predicted(given, flow(weights, v)));
        double[] flow = flow(weights, velocity);
        double[] predicted = predicted(given, flow);
        return new FlowFit(
                WHAT + ", volume weights"
                        + parameters.density().map(c -> " from " + c).orElse(""),
                TracerVelocities.FLOW,
                UNITS,
                flow,
                covariance(weights, given.varianceKms2()),
                Optional.empty(),
                Map.of(),
                chi2(velocity, predicted, given.varianceKms2()),
                given.size() - UNITS.size(),
                weighed.tracers(velocity, predicted),
                Optional.of(weights),
                quoted(given));
    }

    /** {@code nbar r²}, which stands in the place of a variance. */
    private double[] inverseWeights(TracerVelocities given, Optional<Survey> survey) {
        double[] inverse = parameters.density().isPresent()
                ? densities(
                        given.sample(),
                        survey.orElseThrow(),
                        parameters.density().get())
                : ones(given.size());
        for (int i = 0; i < inverse.length; i++) {
            double r = given.distanceKms()[i];
            if (!(inverse[i] > 0) || Double.isInfinite(inverse[i])) {
                throw new DataException(WHAT + ": " + given.sample().labels()[i] + ": found the density " + inverse[i]
                        + ", but a positive one is needed for each tracer");
            }
            inverse[i] *= r * r;
        }
        return inverse;
    }

    private static double[] densities(DistanceSample distances, Survey survey, String column) {
        Table table = distances.tracer() == DistanceSample.Tracer.GROUP ? survey.groups() : survey.galaxies();
        Map<Integer, Integer> rowOfId = new HashMap<>();
        for (int row = 0; row < table.size(); row++) {
            rowOfId.put(table.rowIds()[row], row);
        }
        double[] all = table.values(column);
        double[] density = new double[distances.size()];
        for (int i = 0; i < density.length; i++) {
            Integer row = rowOfId.get(distances.rowIds()[i]);
            if (row == null) {
                throw new DataException(
                        WHAT + ": " + distances.labels()[i] + " has a distance, but is not in the survey;"
                                + " take the survey that the distances were measured from, in: {survey: …}");
            }
            density[i] = all[row];
        }
        return density;
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] flow(double[][] weights, double[] velocity) {
        double[] flow = new double[weights.length];
        for (int j = 0; j < flow.length; j++) {
            for (int i = 0; i < velocity.length; i++) {
                flow[j] += weights[j][i] * velocity[i];
            }
        }
        return flow;
    }

    private static double[] predicted(TracerVelocities given, double[] flow) {
        double[][] n = given.flowColumns();
        double[] predicted = new double[given.size()];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = flow[0] * n[0][i] + flow[1] * n[1][i] + flow[2] * n[2][i];
        }
        return predicted;
    }

    private static double[][] covariance(double[][] weights, double[] variance) {
        double[][] covariance = new double[weights.length][weights.length];
        for (int j = 0; j < weights.length; j++) {
            for (int k = 0; k < weights.length; k++) {
                for (int i = 0; i < variance.length; i++) {
                    covariance[j][k] += weights[j][i] * weights[k][i] * variance[i];
                }
            }
        }
        return covariance;
    }

    private static double chi2(double[] velocity, double[] predicted, double[] variance) {
        double chi2 = 0;
        for (int i = 0; i < velocity.length; i++) {
            double residual = velocity[i] - predicted[i];
            chi2 += residual * residual / variance[i];
        }
        return chi2;
    }

    private Map<String, Double> quoted(TracerVelocities given) {
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("depth-kms", given.depthKms());
        quoted.put("ball-radius-kms", Arrays.stream(given.distanceKms()).max().orElseThrow());
        quoted.put("thermal-dispersion-kms", assumptions.thermalDispersionKms());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return quoted;
    }
}
