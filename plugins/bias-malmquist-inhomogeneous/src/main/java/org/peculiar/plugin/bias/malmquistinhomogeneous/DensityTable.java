package org.peculiar.plugin.bias.malmquistinhomogeneous;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.DataException;
import org.peculiar.api.Unit;
import org.peculiar.science.catalogue.CatalogueFile;
import org.peculiar.science.sky.GalacticVector;

/**
 * Density profiles as they stand in a file: for all the sky, for each tracer, or for directions.
 *
 * @param points of each profile: comoving distances in km/s, and densities
 * @param directions one a profile, where they are for directions
 */
record DensityTable(Map<String, Points> points, Map<String, GalacticVector> directions) {

    /** The one profile of a table without labels or directions. */
    static final String ALL_SKY = "";

    /** Points of a profile under way, in the order of the file. */
    record Points(List<Double> distanceKms, List<Double> density) {}

    /** The columns to read. */
    record Names(String distance, String density, Optional<String> tracer, Optional<String> l, Optional<String> b) {}

    /**
     * Read a table.
     *
     * @throws DataException if the file cannot be read or used, naming file, row and column
     */
    static DensityTable read(Path path, Names names) {
        CatalogueFile file = CatalogueFile.open(path, "a density profile");
        double[] distanceKms = file.distances(names.distance(), Unit.KMS);
        double[] density = file.numbers(names.density());
        if (distanceKms.length == 0) {
            throw new DataException(
                    file.file() + ": it has no rows, but at least one point of a density profile is needed");
        }
        Map<String, GalacticVector> directions = new LinkedHashMap<>();
        String[] profiles = profiles(file, names, distanceKms.length, directions);
        Map<String, Points> points = new LinkedHashMap<>();
        for (int i = 0; i < distanceKms.length; i++) {
            Points own = points.computeIfAbsent(profiles[i], key -> new Points(new ArrayList<>(), new ArrayList<>()));
            int last = own.distanceKms().size() - 1;
            if (!(distanceKms[i] >= 0)
                    || (last >= 0 && distanceKms[i] < own.distanceKms().get(last))) {
                throw new DataException(file.where(i) + names.distance() + " is " + distanceKms[i]
                        + " km/s, but distances must not be negative and must ascend within a profile");
            }
            own.distanceKms().add(distanceKms[i]);
            own.density().add(density[i]);
        }
        return new DensityTable(points, directions);
    }

    /** Returns the profile that each row is of, and notes the directions of profiles that are for such. */
    private static String[] profiles(
            CatalogueFile file, Names names, int rows, Map<String, GalacticVector> directions) {
        if (names.tracer().isPresent()) {
            return file.texts(names.tracer().get());
        }
        String[] profiles = new String[rows];
        Arrays.fill(profiles, ALL_SKY);
        if (names.l().isPresent()) {
            double[][] degrees = file.directionsDeg(names.l().get(), names.b().orElseThrow());
            for (int i = 0; i < rows; i++) {
                profiles[i] = degrees[0][i] + ", " + degrees[1][i];
                directions.put(profiles[i], GalacticVector.ofDegrees(degrees[0][i], degrees[1][i]));
            }
        }
        return profiles;
    }
}
