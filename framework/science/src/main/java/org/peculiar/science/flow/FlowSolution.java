package org.peculiar.science.flow;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.peculiar.api.FlowFit;
import org.peculiar.science.statistics.LinearFit;

/**
 * A linear flow model as fitted.
 *
 * @param velocities that were fitted; linearised about the solution itself if they came from log-distance ratios
 * @param fit its result: parameters that are velocities in km/s, a zero point dimensionless
 */
public record FlowSolution(TracerVelocities velocities, LinearFit fit) {

    public FlowSolution {
        requireNonNull(velocities, "velocities");
        requireNonNull(fit, "fit");
    }

    /** Return the radial velocities of the model in km/s, without its zero point, which is an error of distances. */
    public double[] predictedKms() {
        double[] predicted = fit.predicted();
        int zeroPoint = fit.model().names().indexOf(TracerVelocities.ZERO_POINT);
        if (zeroPoint >= 0) {
            double h = fit.parameter(zeroPoint);
            for (int i = 0; i < predicted.length; i++) {
                predicted[i] -= h * velocities.responseKms()[i];
            }
        }
        return predicted;
    }

    /** Return the tracers as the fit saw them. */
    public FlowFit.Tracers tracers() {
        double[] error = new double[velocities.size()];
        Arrays.setAll(error, i -> Math.sqrt(velocities.varianceKms2()[i]));
        return new FlowFit.Tracers(
                velocities.sample().labels(),
                velocities.sample().rowIds(),
                velocities.sample().directions(),
                velocities.distanceKms(),
                velocities.velocityKms(),
                error,
                predictedKms());
    }
}
