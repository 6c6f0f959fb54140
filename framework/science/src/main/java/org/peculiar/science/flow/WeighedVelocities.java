package org.peculiar.science.flow;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.sky.GalacticVector;

/**
 * Velocities for an estimator with weights that are set once, by where the tracers are and how precise, and never by their
 * velocities: minimum variance, or a weighting of a volume. Immutable.
 */
public final class WeighedVelocities {

    private static final double CONVERGED_KMS = 1e-8;
    private static final int MOST_ROUNDS = 60;

    /** Which velocities are weighed. */
    public enum Form {
        /** Of log-distance ratios, linearised about the result; weights from the distances of the redshifts. */
        LOG_RATIO,
        /** Of Watkins and Feldman (2015), at the distances of the redshifts. */
        WATKINS_FELDMAN,
        /** c (z - z_H)/(1 + z_H) at the distance estimates. */
        DISTANCE_ESTIMATE
    }

    private final TracerVelocities given;
    private final Optional<LogDistanceRatios> ratios;

    private WeighedVelocities(TracerVelocities given, Optional<LogDistanceRatios> ratios) {
        this.given = given;
        this.ratios = ratios;
    }

    /**
     * Take the velocities of a sample.
     *
     * @throws DataException if a redshift is not positive, or a distance has none in the cosmology, naming the tracer
     */
    public static WeighedVelocities of(DistanceSample distances, Assumptions assumptions, Form form) {
        switch (form) {
            case LOG_RATIO:
                LogDistanceRatios ratios = LogDistanceRatios.of(distances, assumptions);
                return new WeighedVelocities(ratios.at(new GalacticVector(0, 0, 0)), Optional.of(ratios));
            case WATKINS_FELDMAN:
                return new WeighedVelocities(
                        LogDistanceRatios.of(distances, assumptions).watkinsFeldman(), Optional.empty());
            default:
                return new WeighedVelocities(
                        TracerVelocities.ofDistances(distances, assumptions, ErrorDistance.ESTIMATE), Optional.empty());
        }
    }

    /** Return what weights may be made of: distances, responses and errors; with the velocities as if at rest. */
    public TracerVelocities given() {
        return given;
    }

    /**
     * Return the velocities in km/s; from log-distance ratios, what is left of them about the model that they lead to, {@code v =
     * v_model + r (ln ratio − prediction)}. The responses r stay those that are given, since weights may be blind to them.
     *
     * @param model of velocities: the radial velocities that the estimate from them predicts, in km/s
     * @throws DataException if the iteration does not settle
     */
    public double[] velocitiesKms(UnaryOperator<double[]> model) {
        double[] velocity = given.velocityKms();
        if (ratios.isEmpty()) {
            return velocity;
        }
        double[] response = given.responseKms();
        double[] predicted = model.apply(velocity);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            TracerVelocities about = ratios.get().at(predicted);
            velocity = new double[response.length];
            for (int i = 0; i < velocity.length; i++) {
                double left = (about.velocityKms()[i] - predicted[i]) / about.responseKms()[i];
                velocity[i] = predicted[i] + left * response[i];
            }
            double[] next = model.apply(velocity);
            double moved = 0;
            for (int i = 0; i < next.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - predicted[i]));
            }
            if (moved < CONVERGED_KMS) {
                return velocity;
            }
            predicted = next;
        }
        throw new DataException("flow in log-distance ratios: no convergence in " + MOST_ROUNDS
                + " rounds; look for wild distances or too small errors");
    }

    /** Return the tracers of a fit to velocities, with what it predicts, both in km/s. */
    public FlowFit.Tracers tracers(double[] velocityKms, double[] predictedKms) {
        DistanceSample sample = given.sample();
        return new FlowFit.Tracers(
                sample.labels(),
                sample.rowIds(),
                sample.directions(),
                given.distanceKms(),
                velocityKms,
                Arrays.stream(given.varianceKms2()).map(Math::sqrt).toArray(),
                predictedKms);
    }
}
