package org.peculiar.science.redshift;

import org.peculiar.science.sky.GalacticVector;

/** Determinations of the motion of the Sun with respect to the centroid of the Local Group. */
public enum LocalGroup {
    /** Yahil, Tammann and Sandage 1977, ApJ 217, 903: 308 km/s towards (105°, −7°). */
    YAHIL1977(308, 105, -7),

    /** Karachentsev and Makarov 1996, AJ 111, 794: 316 km/s towards (93°, −4°). */
    KARACHENTSEV1996(316, 93, -4),

    /** The convention of the International Astronomical Union: 300 km/s towards (90°, 0°). */
    IAU(300, 90, 0);

    private final GalacticVector sunKms;

    LocalGroup(double speedKms, double lDeg, double bDeg) {
        sunKms = GalacticVector.ofPolar(speedKms, lDeg, bDeg);
    }

    /** Return the velocity of the Sun with respect to the Local Group, in km/s. */
    public GalacticVector sunKms() {
        return sunKms;
    }

    /** Return the velocity of the Local Group with respect to the CMB, in km/s: {@code V_sun,CMB − V_sun,LG}. */
    public GalacticVector velocityKms(SolarApex apex) {
        return apex.velocityKms().minus(sunKms);
    }
}
