package org.peculiar.plugin.flow.gravity;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Unit;
import org.peculiar.science.catalogue.CatalogueFile;

/** A catalogue of sources of gravity within a radius. */
record Sources(Directions directions, double[] distanceKms, double[] weight) {

    /** The columns to read; weights are 1 without one. */
    record Names(String l, String b, String distance, Optional<String> weight) {}

    /**
     * Read a table.
     *
     * @param radiusKms beyond which sources are left out
     * @throws DataException if the file cannot be read or used, naming file, row and column
     */
    static Sources read(Path path, Names names, double radiusKms) {
        CatalogueFile file = CatalogueFile.open(path, "sources");
        double[][] degrees = file.directionsDeg(names.l(), names.b());
        double[] distanceKms = file.distances(names.distance(), Unit.KMS);
        double[] weight = names.weight().map(file::numbers).orElseGet(() -> ones(distanceKms.length));
        for (int i = 0; i < distanceKms.length; i++) {
            if (!(distanceKms[i] > 0) || !(weight[i] >= 0)) {
                throw new DataException(file.where(i) + "the distance is " + distanceKms[i] + " km/s and the weight "
                        + weight[i] + ", but a positive distance and a weight that is not negative are needed");
            }
        }
        int[] kept = IntStream.range(0, distanceKms.length)
                .filter(i -> distanceKms[i] <= radiusKms)
                .toArray();
        if (kept.length == 0) {
            throw new DataException(
                    file.file() + ": found no source within " + radiusKms + " km/s, but at least one is needed");
        }
        return new Sources(
                Directions.ofDegrees(select(degrees[0], kept), select(degrees[1], kept)),
                select(distanceKms, kept),
                select(weight, kept));
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] select(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    double totalWeight() {
        double sum = 0;
        for (double w : weight) {
            sum += w;
        }
        return sum;
    }
}
