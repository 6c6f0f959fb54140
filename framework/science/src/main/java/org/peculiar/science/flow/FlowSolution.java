package org.peculiar.science.flow;

import static java.util.Objects.requireNonNull;

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
}
