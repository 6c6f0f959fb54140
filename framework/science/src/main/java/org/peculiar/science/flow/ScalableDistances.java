package org.peculiar.science.flow;

import static java.util.Objects.requireNonNull;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;

/**
 * The distances of a sample out of their logs, for whoever looks for the factor that they all lack. Immutable.
 */
public final class ScalableDistances {

    private final DistanceSample sample;
    private final DistanceTable table;
    private final double independentVariance;
    private final double[] distance;
    private final double[] errorDistance;

    private ScalableDistances(
            DistanceSample sample,
            DistanceTable table,
            double independentVariance,
            double[] distance,
            double[] errorDistance) {
        this.sample = sample;
        this.table = table;
        this.independentVariance = independentVariance;
        this.distance = distance;
        this.errorDistance = errorDistance;
    }

    /**
     * Take the distances of a sample.
     *
     * @param errorDistance which distance stands in the errors of velocities
     * @throws DataException if a redshift is needed for the errors and not positive, naming the tracer
     */
    public static ScalableDistances of(DistanceSample sample, Assumptions assumptions, ErrorDistance errorDistance) {
        requireNonNull(errorDistance, "errorDistance");
        DistanceTable table = Cosmology.of(assumptions.cosmology()).table();
        double[] ln = sample.lnDistance();
        double[] distance = new double[ln.length];
        for (int i = 0; i < distance.length; i++) {
            distance[i] = Math.exp(ln[i]);
        }
        double[] ofRedshift = null;
        if (errorDistance == ErrorDistance.REDSHIFT) {
            ofRedshift = new double[distance.length];
            for (int i = 0; i < ofRedshift.length; i++) {
                ofRedshift[i] = TracerVelocities.distanceOfRedshift(sample, i, table);
            }
        }
        return new ScalableDistances(
                sample, table, TracerVelocities.independentVariance(assumptions), distance, ofRedshift);
    }

    /**
     * Return the velocities if all distances are larger by a factor.
     *
     * @throws DataException if a distance has no redshift in the cosmology, naming the tracer
     */
    public TracerVelocities times(double factor) {
        int n = distance.length;
        double[] comoving = new double[n];
        double[] velocity = new double[n];
        double[] variance = new double[n];
        redshifts(factor, velocity);
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
        double[] errorAt = errorDistance == null ? comoving : errorDistance;
        for (int i = 0; i < n; i++) {
            velocity[i] = SPEED_OF_LIGHT_KMS * (z[i] - velocity[i]) / (1 + velocity[i]);
            double scatter = error[i] * errorAt[i];
            variance[i] = scatter * scatter + independentVariance;
        }
        return new TracerVelocities(sample, comoving, velocity, comoving, variance);
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
