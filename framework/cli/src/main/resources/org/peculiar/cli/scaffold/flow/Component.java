package @package@;

import jakarta.inject.Inject;
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
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.statistics.LinearFit;
import org.pf4j.Extension;

/**
 * Fits a bulk flow to the velocities of the tracers, v = V.n, by weighted least squares.
 *
 * <p>The errors of the velocities are at the distance estimate. Distances of unknown scale are refused.
 */
@Component(
        id = "@id@",
        title = "@title@",
        example = """
                fewest: 4
                """)
@Extension
public final class @Class@ implements FlowModel {

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "Tracers that are needed", value = "4", min = 4)
            int fewest) {}

    private final Parameters parameters;
    private final Assumptions assumptions;

    @Inject
    @Class@(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        DistanceSample distances = inputs.distances();
        FlowScope.requireTracers("@id@", distances, parameters.fewest());
        FlowScope.requireZeroPoint("@id@", distances, "");
        FlowSolution solution = TracerVelocities.ofDistances(distances, assumptions, ErrorDistance.ESTIMATE)
                .fit(TracerVelocities::bulkFlow);
        LinearFit fit = solution.fit();
        return new FlowFit(
                "@title@",
                TracerVelocities.FLOW,
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                fit.parameters(),
                fit.covariance(),
                Optional.empty(),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                tracers(solution),
                Optional.of(fit.weights()),
                Map.of("depth-kms", solution.velocities().depthKms()));
    }

    private static FlowFit.Tracers tracers(FlowSolution solution) {
        TracerVelocities velocities = solution.velocities();
        double[] errorKms = new double[velocities.size()];
        for (int i = 0; i < errorKms.length; i++) {
            errorKms[i] = Math.sqrt(velocities.varianceKms2()[i]);
        }
        DistanceSample distances = velocities.sample();
        return new FlowFit.Tracers(
                distances.labels(),
                distances.rowIds(),
                distances.directions(),
                velocities.distanceKms(),
                velocities.velocityKms(),
                errorKms,
                solution.fit().predicted());
    }
}
