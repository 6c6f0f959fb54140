package org.peculiar.plugin.source.mocksurvey;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.Arrays;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Draws;
import org.peculiar.api.Quantity;
import org.peculiar.api.Table;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Flow;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Parameters;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.sky.GalacticVector;

/**
 * Where the clusters are and how they move: their distances, which stay where they are whatever the flow is, and their redshifts,
 * which take part in it.
 */
final class ClusterMotions {

    private final Parameters parameters;
    private final Clusters clusters;
    private final double[] rest;
    private final double[] distanceKms;
    private final double[] estimatedKms;

    /**
     * Place the clusters.
     *
     * @throws DataException if one has no positive distance
     */
    ClusterMotions(Parameters parameters, Clusters clusters, Cosmology cosmology, Draws draws) {
        this.parameters = parameters;
        this.clusters = clusters;
        double[] fixed = restRedshifts();
        estimatedKms = Arrays.stream(fixed).map(cosmology::angularDiameterKms).toArray();
        if (parameters.malmquistConsistent()) {
            distanceKms = scatteredDistances(draws.stream("distance"));
            rest = Arrays.stream(distanceKms)
                    .map(d -> cosmology.redshiftOf(DistanceType.ANGULAR_DIAMETER, d))
                    .toArray();
        } else {
            distanceKms = estimatedKms;
            rest = fixed;
        }
    }

    /** Returns the true angular-diameter distances in km/s. */
    double[] distanceKms() {
        return distanceKms;
    }

    /** Returns those that the galaxies are to estimate; others than the true ones if these scatter about them. */
    double[] estimatedKms() {
        return estimatedKms;
    }

    /** Returns the true comoving distances in km/s. */
    double[] comovingKms() {
        double[] comoving = new double[rest.length];
        Arrays.setAll(comoving, i -> distanceKms[i] * (1 + rest[i]));
        return comoving;
    }

    /** Takes the reference flow out of the listed redshifts. */
    private double[] restRedshifts() {
        double[] outwards = along(parameters.referenceFlow());
        double[] found = new double[clusters.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = (1 + clusters.z()[i]) / (1 + outwards[i] / SPEED_OF_LIGHT_KMS) - 1;
            if (!(found[i] > 0)) {
                throw new DataException("clusters: " + clusters.labels()[i] + ": cz = "
                        + clusters.z()[i] * SPEED_OF_LIGHT_KMS + " km/s is below the " + outwards[i]
                        + " km/s of the reference flow there, but a positive distance is needed");
            }
        }
        return found;
    }

    /** Returns the velocity away from us that a flow gives each cluster, in km/s. */
    private double[] along(Flow flow) {
        Directions directions = clusters.directions();
        GalacticVector v = flow.velocityKms();
        double[] radial = new double[directions.size()];
        for (int i = 0; i < radial.length; i++) {
            radial[i] = v.x() * directions.x()[i]
                    + v.y() * directions.y()[i]
                    + v.z() * directions.z()[i];
        }
        return radial;
    }

    /** Returns D of a cluster: the standard deviation of ln d that its galaxies leave. */
    private double distanceError(int members) {
        return Math.log(10) * parameters.plane().alpha() * parameters.scatterDex() / Math.sqrt(members);
    }

    private double[] scatteredDistances(Draws draws) {
        double[] distances = new double[estimatedKms.length];
        for (int i = 0; i < distances.length; i++) {
            double error = distanceError(clusters.members()[i]);
            distances[i] = estimatedKms[i] * Math.exp(3 * error * error + error * draws.gaussian(clusters.rowIds()[i]));
        }
        return distances;
    }

    /**
     * Returns the clusters as groups with observed redshifts.
     *
     * @param assumptions about velocities, where the parameters say nothing
     * @throws DataException if a redshift is not positive
     */
    Table groups(Assumptions assumptions, Draws draws) {
        double[] flow = along(parameters.flow());
        double thermalKms = parameters.thermalDispersionKms().orElse(assumptions.thermalDispersionKms());
        double errorKms = parameters.czErrorKms().orElse(assumptions.czErrorKms());
        Draws thermal = draws.stream("thermal");
        Draws noise = draws.stream("cz");
        double[] z = new double[rest.length];
        for (int i = 0; i < z.length; i++) {
            int id = clusters.rowIds()[i];
            double v = flow[i] + thermalKms * thermal.gaussian(id);
            z[i] = (1 + rest[i]) * (1 + v / SPEED_OF_LIGHT_KMS)
                    - 1
                    + errorKms * noise.gaussian(id) / SPEED_OF_LIGHT_KMS;
            if (!(z[i] > 0)) {
                throw new DataException("clusters: " + clusters.labels()[i] + ": drew cz = " + z[i] * SPEED_OF_LIGHT_KMS
                        + " km/s, but it must be positive: the cluster is too near for such velocities");
            }
        }
        double[] errors = new double[z.length];
        Arrays.fill(errors, errorKms / SPEED_OF_LIGHT_KMS);
        return Table.of("groups", clusters.labels())
                .with(clusters.directions())
                .with(errorKms > 0 ? Column.of(Quantity.REDSHIFT, z, errors) : Column.of(Quantity.REDSHIFT, z));
    }
}
