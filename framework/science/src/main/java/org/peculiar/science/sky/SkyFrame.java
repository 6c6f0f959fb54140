package org.peculiar.science.sky;

import java.util.Locale;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;

/** A frame in which catalogues give positions. */
public enum SkyFrame {
    /** Galactic l, b. */
    GALACTIC(null),

    /** Supergalactic SGL, SGB. */
    SUPERGALACTIC(Rotation.GALACTIC_TO_SUPERGALACTIC.transpose()),

    /** Right ascension and declination, equinox J2000; ICRS and FK5 differ by less than 0.03″ and are not told apart. */
    EQUATORIAL_J2000(Rotation.EQUATORIAL_J2000_TO_GALACTIC),

    /**
     * Right ascension and declination, equinox B1950 (FK4), by the relation that defines the Galactic system; the elliptic
     * terms of aberration, up to 0.35″, stay in. {@link Fk4} removes them on the way to J2000.
     */
    EQUATORIAL_B1950(Rotation.EQUATORIAL_B1950_TO_GALACTIC);

    private final Rotation toGalactic;
    private final Rotation fromGalactic;

    SkyFrame(Rotation toGalactic) {
        this.toGalactic = toGalactic;
        this.fromGalactic = toGalactic == null ? null : toGalactic.transpose();
    }

    /**
     * Find a frame by the name that catalogues use: galactic, supergalactic, icrs, fk5, j2000, fk4 or b1950.
     *
     * @throws IllegalArgumentException if the name is none of these
     */
    public static SkyFrame ofName(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "galactic":
                return GALACTIC;
            case "supergalactic":
                return SUPERGALACTIC;
            case "icrs":
            case "fk5":
            case "j2000":
                return EQUATORIAL_J2000;
            case "fk4":
            case "b1950":
                return EQUATORIAL_B1950;
            default:
                throw new IllegalArgumentException("sky frame: found " + name
                        + ", but galactic, supergalactic, icrs, fk5, j2000, fk4 or b1950 is needed");
        }
    }

    /** Return what longitude is called in this frame, such as {@code right ascension}. */
    public String longitudeName() {
        return this == GALACTIC
                ? "Galactic longitude"
                : this == SUPERGALACTIC ? "supergalactic longitude" : "right ascension";
    }

    /** Return what latitude is called in this frame, such as {@code declination}. */
    public String latitudeName() {
        return this == GALACTIC
                ? "Galactic latitude"
                : this == SUPERGALACTIC ? "supergalactic latitude" : "declination";
    }

    /**
     * Convert coordinates of this frame.
     *
     * @param longitudeDeg in degrees, in [−360, 360]
     * @param latitudeDeg in degrees, in [−90, 90]
     * @return unit vectors in Galactic axes
     * @throws DataException if an angle is missing or out of range, naming its row (counted from 0)
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public Directions toGalactic(double[] longitudeDeg, double[] latitudeDeg) {
        int n = longitudeDeg.length;
        if (latitudeDeg.length != n) {
            throw new IllegalArgumentException(n + " longitudes, but " + latitudeDeg.length + " latitudes");
        }
        for (int i = 0; i < n; i++) {
            // one comparison a row that also catches NaN; the message is the business of the slow path
            if (!(Math.abs(longitudeDeg[i]) <= 360 && Math.abs(latitudeDeg[i]) <= 90)) {
                Angles.requireLongitudeDeg(longitudeDeg[i], longitudeName() + " of row " + i);
                Angles.requireLatitudeDeg(latitudeDeg[i], latitudeName() + " of row " + i);
            }
        }
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        Trigonometry.toVectors(longitudeDeg, latitudeDeg, x, y, z);
        if (toGalactic != null) {
            toGalactic.apply(x, y, z, x, y, z);
        }
        return new Directions(x, y, z);
    }

    /** Convert unit vectors in Galactic axes to coordinates of this frame. */
    public SkyCoordinates fromGalactic(Directions galactic) {
        int n = galactic.size();
        double[] longitudeDeg = new double[n];
        double[] latitudeDeg = new double[n];
        if (fromGalactic == null) {
            Trigonometry.toDegrees(galactic.x(), galactic.y(), galactic.z(), longitudeDeg, latitudeDeg);
        } else {
            double[] z = new double[n];
            fromGalactic.apply(galactic.x(), galactic.y(), galactic.z(), longitudeDeg, latitudeDeg, z);
            Trigonometry.toDegrees(longitudeDeg, latitudeDeg, z, longitudeDeg, latitudeDeg);
        }
        return new SkyCoordinates(longitudeDeg, latitudeDeg);
    }
}
