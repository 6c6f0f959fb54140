package org.peculiar.science.flow;

import static java.util.Objects.requireNonNull;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.function.Function;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.statistics.LinearModel;

/**
 * The velocities of one sample after another while all distances are multiplied by one factor after another: for whoever looks
 * for the factor that they all lack, or has the samples of a Monte Carlo.
 *
 * <p>Belongs to one thread. Everything happens in the same arrays: velocities and fits are overwritten by the next ones.
 */
public final class ScalableDistances {

    private final DistanceTable table;
    private final double independentVariance;
    private final ErrorDistance errorDistance;
    private final LinearModel.Workspace workspace = new LinearModel.Workspace();
    private DistanceSample sample;
    private double[] distance = {};
    private double[] ofRedshift = {};
    private double[] comoving = {};
    private double[] velocity = {};
    private double[] variance = {};

    /**
     * Make ready for samples.
     *
     * @param errorDistance which distance stands in the errors of velocities
     */
    public ScalableDistances(Assumptions assumptions, ErrorDistance errorDistance) {
        this.table = Cosmology.of(assumptions.cosmology()).table();
        this.independentVariance = TracerVelocities.independentVariance(assumptions);
        this.errorDistance = requireNonNull(errorDistance, "errorDistance");
    }

    /**
     * Take the distances of a sample out of their logs.
     *
     * @throws DataException if a redshift is needed for the errors and not positive, naming the tracer
     */
    public void take(DistanceSample next) {
        sample = next;
        int n = next.size();
        if (distance.length != n) {
            distance = new double[n];
            comoving = new double[n];
            velocity = new double[n];
            variance = new double[n];
            ofRedshift = errorDistance == ErrorDistance.REDSHIFT ? new double[n] : ofRedshift;
        }
        double[] ln = next.lnDistance();
        for (int i = 0; i < n; i++) {
            distance[i] = Math.exp(ln[i]);
        }
        if (errorDistance == ErrorDistance.REDSHIFT) {
            for (int i = 0; i < n; i++) {
                ofRedshift[i] = TracerVelocities.distanceOfRedshift(next, i, table);
            }
        }
    }

    /**
     * Return the velocities if all distances are larger by a factor.
     *
     * @throws DataException if a distance has no redshift in the cosmology, naming the tracer
     */
    public TracerVelocities times(double factor) {
        redshifts(factor, velocity);
        int n = distance.length;
        switch (sample.type()) {
            case ANGULAR_DIAMETER:
                for (int i = 0; i < n; i++) {
                    comoving[i] = factor * distance[i] * (1 + velocity[i]);
                }
                break;
            case LUMINOSITY:
                for (int i = 0; i < n; i++) {
                    comoving[i] = factor * distance[i] / (1 + velocity[i]);
                }
                break;
            default:
                for (int i = 0; i < n; i++) {
                    comoving[i] = factor * distance[i];
                }
                break;
        }
        double[] z = sample.z();
        double[] error = sample.lnError();
        double[] errorAt = errorDistance == ErrorDistance.REDSHIFT ? ofRedshift : comoving;
        for (int i = 0; i < n; i++) {
            velocity[i] = SPEED_OF_LIGHT_KMS * (z[i] - velocity[i]) / (1 + velocity[i]);
            double scatter = error[i] * errorAt[i];
            variance[i] = scatter * scatter + independentVariance;
        }
        return new TracerVelocities(sample, comoving, velocity, comoving, variance);
    }

    /**
     * Fit a model to the velocities if all distances are larger by a factor.
     *
     * @throws DataException if a distance has no redshift in the cosmology, naming the tracer
     * @throws org.peculiar.api.InsufficientDataException if the tracers cannot determine the model
     */
    public FlowSolution fit(double factor, Function<TracerVelocities, LinearModel> model) {
        return times(factor).fit(model, workspace);
    }

    private void redshifts(double factor, double[] into) {
        DistanceType type = sample.type();
        int i = 0;
        try {
            if (type == DistanceType.ANGULAR_DIAMETER) {
                for (; i < into.length; i++) {
                    into[i] = table.redshiftOfAngularDiameter(factor * distance[i]);
                }
            } else {
                for (; i < into.length; i++) {
                    into[i] = table.redshiftOf(type, factor * distance[i]);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new DataException(sample.labels()[i] + ": " + e.getMessage(), e);
        }
    }
}
