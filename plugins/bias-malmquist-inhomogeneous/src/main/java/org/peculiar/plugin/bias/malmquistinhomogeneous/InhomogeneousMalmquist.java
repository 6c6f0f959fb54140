package org.peculiar.plugin.bias.malmquistinhomogeneous;

import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.DataFiles;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Parameter;
import org.peculiar.api.Treatment;
import org.peculiar.science.bias.MalmquistScope;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.sky.GalacticVector;
import org.pf4j.Extension;

/**
 * Corrects distance estimates for the Malmquist bias in a known density field.
 *
 * <p>If ln d has a Gaussian error D and n(r) is the number density of such objects along the line of sight, the truth given the
 * estimate has the mean E[r | d] = int r^3 n g dr / int r^2 n g dr with g = exp(-(ln r - ln d)^2/(2 D^2)); a constant density
 * gives the homogeneous correction d exp(3.5 D^2). D is the tracer's own error, of the group and not of its galaxies.
 *
 * <p>The density comes as a table under data: with a comoving distance, in km/s unless its unit says Mpc/h, and a density in any
 * unit, such as 1 + delta. One profile may serve all the sky; a column that names tracers gives each its own; columns of
 * Galactic longitude and latitude give profiles to directions, of which each tracer takes the nearest. Between points the
 * density is linear, two rows of one distance are a jump, a negative density counts as zero, and beyond the ends it stays
 * constant. The integral is exact.
 *
 * <p>Its scope is that of the homogeneous correction: groups analysed by estimated distance. It refuses distances that are
 * conditioned on redshift and, unless told otherwise, single galaxies; it must come before the zero point, so that the density
 * is looked up at distances normalised to mean Hubble flow.
 */
@Component(
        id = "malmquist-inhomogeneous",
        title = "Inhomogeneous Malmquist bias",
        cite = {"1988ApJ...326...19L", "1995PhR...261..271S"},
        example = """
                density: profiles
                tracer: cluster
                """)
@Extension
public final class InhomogeneousMalmquist implements DistanceBias {

    /** What is averaged over the possible true distances. */
    public enum Average {
        /** The distance, for velocities from distances. */
        DISTANCE,
        /** Its logarithm, for log-distance ratios. */
        LOG_DISTANCE
    }

    /** The density, and how to use it. */
    public record Parameters(
            @Parameter(doc = "Table of the density along lines of sight, a name under data:")
            DataFile density,

            @Parameter(doc = "Column of comoving distances, ascending within a profile", value = "distance")
            String distance,

            @Parameter(doc = "Column of the number density, in any unit", value = "density")
            String value,

            @Parameter(doc = "Column that names the tracer a profile is for")
            Optional<String> tracer,

            @Parameter(doc = "Column of Galactic longitude in degrees, if profiles are for directions")
            Optional<String> l,

            @Parameter(doc = "Column of Galactic latitude in degrees, if profiles are for directions")
            Optional<String> b,

            @Parameter(doc = "What is averaged over the possible true distances", value = "distance")
            Average average,

            @Parameter(
                    doc = "Whether to correct single galaxies, for which the assumptions hardly hold",
                    value = "false")
            boolean singleGalaxies) {

        public Parameters {
            if (l.isPresent() != b.isPresent()) {
                throw new IllegalArgumentException("profiles for directions need both l and b");
            }
            if (tracer.isPresent() && l.isPresent()) {
                throw new IllegalArgumentException(
                        "profiles are for tracers (tracer) or for directions (l, b), but both were given");
            }
        }
    }

    private final Parameters parameters;
    private final DistanceTable cosmology;
    private final DensityTable table;

    @Inject
    InhomogeneousMalmquist(Parameters parameters, Assumptions assumptions, DataFiles files) {
        this.parameters = parameters;
        cosmology = Cosmology.of(assumptions.cosmology()).table();
        table = DensityTable.read(
                files.file(parameters.density().path()),
                new DensityTable.Names(
                        parameters.distance(),
                        parameters.value(),
                        parameters.tracer(),
                        parameters.l(),
                        parameters.b()));
    }

    @Override
    public DistanceSample correct(DistanceSample distances) {
        MalmquistScope.require(distances, parameters.singleGalaxies());
        Map<String, DensityProfile> profiles = new HashMap<>();
        table.points().forEach((key, points) -> profiles.put(key, profile(points, distances.type())));
        double[] lnDistance = new double[distances.size()];
        for (int i = 0; i < lnDistance.length; i++) {
            DensityProfile profile = profiles.get(key(distances, i));
            double d = Math.exp(distances.lnDistance()[i]);
            double error = distances.lnError()[i];
            lnDistance[i] = parameters.average() == Average.DISTANCE
                    ? Math.log(profile.meanDistance(d, error))
                    : profile.meanLogDistance(d, error);
            if (!Double.isFinite(lnDistance[i])) {
                throw new DataException(distances.labels()[i] + ": the density is zero everywhere near its distance of "
                        + Math.round(d) + " km/s, but some is needed where the tracer can be");
            }
        }
        return distances
                .withLnDistance(lnDistance)
                .treated(new Treatment(
                        "malmquist",
                        "inhomogeneous, density " + parameters.density().name() + ", "
                                + (parameters.average() == Average.DISTANCE ? "mean distance" : "mean log distance")));
    }

    /** Expresses a profile's comoving distances in the type of the estimates. */
    private DensityProfile profile(DensityTable.Points points, DistanceType type) {
        double[] distance = new double[points.distanceKms().size()];
        double[] density = new double[distance.length];
        for (int k = 0; k < distance.length; k++) {
            double comoving = points.distanceKms().get(k);
            distance[k] = type == DistanceType.COMOVING || comoving == 0
                    ? comoving
                    : cosmology.distanceKms(type, cosmology.redshiftOfComoving(comoving));
            density[k] = points.density().get(k);
        }
        return new DensityProfile(distance, density);
    }

    private String key(DistanceSample distances, int i) {
        if (parameters.tracer().isPresent()) {
            String label = distances.labels()[i];
            if (!table.points().containsKey(label)) {
                throw new DataException(
                        parameters.density().name() + ": no profile for " + label + ", but each tracer needs one");
            }
            return label;
        }
        if (parameters.l().isPresent()) {
            GalacticVector towards = new GalacticVector(
                    distances.directions().x()[i],
                    distances.directions().y()[i],
                    distances.directions().z()[i]);
            return table.directions().entrySet().stream()
                    .max(java.util.Comparator.comparingDouble(
                            entry -> entry.getValue().dot(towards)))
                    .map(Map.Entry::getKey)
                    .orElseThrow();
        }
        return DensityTable.ALL_SKY;
    }
}
