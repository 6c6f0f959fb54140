package org.peculiar.science.sky;

import static java.util.Objects.requireNonNull;

/**
 * Longitudes and latitudes, as tables print them.
 *
 * @param longitudeDeg l, SGL or right ascension in degrees, in [0, 360)
 * @param latitudeDeg b, SGB or declination in degrees, in [−90, 90]
 */
public record SkyCoordinates(double[] longitudeDeg, double[] latitudeDeg) {

    public SkyCoordinates {
        requireNonNull(longitudeDeg, "longitudeDeg");
        requireNonNull(latitudeDeg, "latitudeDeg");
        if (longitudeDeg.length != latitudeDeg.length) {
            throw new IllegalArgumentException(
                    longitudeDeg.length + " longitudes, but " + latitudeDeg.length + " latitudes");
        }
    }

    /** Return how many there are. */
    public int size() {
        return longitudeDeg.length;
    }
}
