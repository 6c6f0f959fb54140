package org.peculiar.plugin.flow.minimumvariance;

import java.nio.file.Path;
import java.util.List;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Unit;
import org.peculiar.science.catalogue.CatalogueFile;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.sky.SkyFrame;
import org.peculiar.science.velocity.Positions;

/**
 * The points of an ideal survey as they stand in a file: columns l and b, or ra and dec, in degrees; and distance in Mpc/h (or
 * another unit that the table gives), or z.
 */
final class PointTable {

    private PointTable() {}

    /**
     * Read the points.
     *
     * @param distances of redshifts
     * @throws DataException if the file cannot be read or used, naming file, row and column
     */
    static Positions read(Path path, DistanceTable distances) {
        CatalogueFile file = CatalogueFile.open(path, "an ideal survey");
        boolean galactic = file.columns().contains("l");
        boolean redshift = !file.columns().contains("distance");
        String longitude = galactic ? "l" : "ra";
        String latitude = galactic ? "b" : "dec";
        String distance = redshift ? "z" : "distance";
        for (String needed : List.of(longitude, latitude, distance)) {
            if (!file.columns().contains(needed)) {
                throw new DataException(file.file() + ": no column " + needed + "; there are "
                        + String.join(", ", file.columns())
                        + ", but an ideal survey needs l and b or ra and dec, and distance or z");
            }
        }
        double[][] degrees = file.directionsDeg(longitude, latitude);
        double[] r = redshift ? file.numbers(distance) : file.distances(distance, Unit.MPC_H);
        for (int i = 0; i < r.length; i++) {
            if (!(r[i] >= 0)) {
                throw new DataException(
                        file.where(i) + distance + " is " + r[i] + ", but one that is not negative is needed");
            }
            r[i] = redshift ? distances.comovingKms(r[i]) / 100 : r[i];
        }
        Directions directions = galactic
                ? Directions.ofDegrees(degrees[0], degrees[1])
                : SkyFrame.EQUATORIAL_J2000.toGalactic(degrees[0], degrees[1]);
        return Positions.ofMpcH(directions, r);
    }
}
