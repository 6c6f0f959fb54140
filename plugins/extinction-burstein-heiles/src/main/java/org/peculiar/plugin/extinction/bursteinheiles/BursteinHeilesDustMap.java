package org.peculiar.plugin.extinction.bursteinheiles;

import jakarta.inject.Inject;
import org.peculiar.api.Component;
import org.peculiar.api.Directions;
import org.peculiar.api.ExtinctionMap;
import org.peculiar.api.Parameter;
import org.peculiar.api.ReddeningScale;
import org.pf4j.Extension;

/**
 * Look up E(B−V) in the maps of Burstein and Heiles (1982), made from counts of galaxies and columns of neutral hydrogen.
 *
 * <p>The maps come with the plugin. They cover |b| ≥ 10°; nearer the plane the reddening is unknown. Between 10° and
 * {@code cap-latitude} E(B−V) stands in cells of 0.3° in longitude by 0.6° in latitude, to 0.001 mag; around the poles it
 * follows from the hydrogen column in cells of 0.3°, E(B−V) = −0.0372 + 0.0000357 × column. The value is that of the cell a
 * direction lies in. Where that cell has no data, as on much of the southern cap, it is that of the cell whose centre is
 * nearest, if that is within {@code search-radius}; otherwise it is unknown.
 *
 * <p>Values can be slightly negative, down to −0.055 mag, and are given as they are: to clip them would shift zero points.
 * The maps of Schlegel, Finkbeiner and Davis are higher by 0.02 mag on average, which zero points absorb too.
 *
 * @see "Burstein and Heiles 1982, AJ 87, 1165"
 */
@Component(
        id = "burstein-heiles",
        title = "Burstein & Heiles (1982) reddening maps",
        cite = "1982AJ.....87.1165B",
        example = """
                bands: {mu-e: R}
                cap-latitude: 65 deg
                search-radius: 1.5 deg
                """)
@Extension
public final class BursteinHeilesDustMap implements ExtinctionMap {

    private static final double LOWEST_LATITUDE_DEG = 10;

    private final Parameters parameters;
    private final Grids grids;

    /**
     * Where one kind of grid gives way to the other, and how gaps are filled.
     *
     * @param capLatitudeDeg in degrees
     * @param searchRadiusDeg in degrees
     */
    public record Parameters(
            @Parameter(
                    doc = "Galactic latitude, north or south, from which the grids of the polar caps are used; "
                            + "62 deg is that of the authors' reader",
                    unit = "deg",
                    value = "65 deg",
                    min = 60,
                    max = 65)
            double capLatitudeDeg,

            @Parameter(
                    doc = "How far away the nearest cell with data may be where a cell has none; "
                            + "0 deg leaves the gaps unknown",
                    unit = "deg",
                    value = "1.5 deg",
                    min = 0,
                    max = 10)
            double searchRadiusDeg) {}

    /** Unpack the maps. */
    @Inject
    public BursteinHeilesDustMap(Parameters parameters) {
        this.parameters = parameters;
        this.grids = Grids.load();
    }

    @Override
    public double[] reddening(Directions galactic) {
        double[] ebvMag = new double[galactic.size()];
        for (int i = 0; i < ebvMag.length; i++) {
            ebvMag[i] = ebvMag(decimal(galactic.longitudeDeg(i)), decimal(galactic.latitudeDeg(i)));
        }
        return ebvMag;
    }

    private double ebvMag(double lDeg, double bDeg) {
        double distanceDeg = Math.abs(bDeg);
        // Also when it is no number.
        if (!(distanceDeg >= LOWEST_LATITUDE_DEG)) {
            return Double.NaN;
        }
        boolean north = bDeg > 0;
        Grid grid = distanceDeg >= parameters.capLatitudeDeg()
                ? north ? grids.northCap() : grids.southCap()
                : north ? grids.northBelt() : grids.southBelt();
        double ebvMag = grid.ebvMag(lDeg, distanceDeg);
        return Double.isNaN(ebvMag) ? grid.nearestEbvMag(lDeg, distanceDeg, parameters.searchRadiusDeg()) : ebvMag;
    }

    /**
     * Undo the rounding that an angle suffers on its way through a unit vector, some 1e-14 deg, so that coordinates with
     * few decimals, as in tables, fall on their own side of the border between two cells.
     */
    private static double decimal(double angleDeg) {
        return Math.rint(angleDeg * 1e10) / 1e10;
    }

    @Override
    public ReddeningScale scale() {
        return ReddeningScale.BURSTEIN_HEILES;
    }
}
