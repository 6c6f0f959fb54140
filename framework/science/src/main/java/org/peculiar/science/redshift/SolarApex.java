package org.peculiar.science.redshift;

import static java.util.Objects.requireNonNull;

import org.peculiar.api.Directions;
import org.peculiar.science.sky.GalacticVector;

/**
 * The motion of the Sun with respect to the cosmic microwave background, as measured from its dipole.
 *
 * @param name such as {@code planck2018}
 * @param speedKms in km/s
 * @param lDeg Galactic longitude of the direction of motion, in degrees
 * @param bDeg Galactic latitude, in degrees
 * @param speedErrorKms standard error in km/s
 * @param lErrorDeg standard error in degrees
 * @param bErrorDeg standard error in degrees
 * @param source publication
 */
public record SolarApex(
        String name,
        double speedKms,
        double lDeg,
        double bDeg,
        double speedErrorKms,
        double lErrorDeg,
        double bErrorDeg,
        String source) {

    /** Planck 2018, the default for new work. */
    public static final SolarApex PLANCK2018 = new SolarApex(
            "planck2018",
            369.82,
            264.021,
            48.253,
            0.11,
            0.011,
            0.005,
            "Planck Collaboration 2020, A&A 641, A1, table 2");

    /** COBE DMR, first two years: what surveys of the 1990s used. */
    public static final SolarApex COBE1993 =
            new SolarApex("cobe1993", 369.5, 264.4, 48.4, 3.0, 0.3, 0.5, "Kogut et al. 1993, ApJ 419, 1");

    /** COBE FIRAS; the errors are half the published 95 % limits. */
    public static final SolarApex FIXSEN1996 =
            new SolarApex("fixsen1996", 371, 264.14, 48.26, 0.5, 0.15, 0.15, "Fixsen et al. 1996, ApJ 473, 576");

    public SolarApex {
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        if (!(speedKms >= 0 && speedKms < 1e5) || !(Math.abs(bDeg) <= 90) || !(Math.abs(lDeg) <= 360)) {
            throw new IllegalArgumentException("solar apex " + name + ": found " + speedKms + " km/s towards (" + lDeg
                    + "°, " + bDeg + "°), but a speed below 1e5 km/s and Galactic coordinates are needed");
        }
    }

    /** Return the velocity in km/s. */
    public GalacticVector velocityKms() {
        return GalacticVector.ofPolar(speedKms, lDeg, bDeg);
    }

    /** Return the cosine of the angle between each direction, as seen from the Sun, and the apex. */
    public double[] cosines(Directions galactic) {
        GalacticVector apex = GalacticVector.ofDegrees(lDeg, bDeg);
        double[] x = galactic.x();
        double[] y = galactic.y();
        double[] z = galactic.z();
        double[] mu = new double[x.length];
        for (int i = 0; i < mu.length; i++) {
            mu[i] = apex.x() * x[i] + apex.y() * y[i] + apex.z() * z[i];
        }
        return mu;
    }
}
