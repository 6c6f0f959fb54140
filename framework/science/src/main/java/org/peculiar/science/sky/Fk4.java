package org.peculiar.science.sky;

import org.apache.commons.math3.linear.MatrixUtils;

/**
 * Converts positions between B1950 (FK4) and J2000 (FK5), for objects without proper motion.
 *
 * <p>{@code s = r − A + (r·A) r} removes the elliptic terms of aberration A from the FK4 unit vector r; then {@code M s} is
 * normalised. What is left against a full treatment, up to 0.25″, is the fictitious proper motion of FK4, which depends on
 * the epoch of observation.
 *
 * @see "Standish 1982, A&A 115, 20; Aoki et al. 1983, A&A 128, 263"
 */
public final class Fk4 {

    /** Elliptic terms of aberration at B1950; radians, equatorial components. */
    private static final double[] A = {-1.62557e-6, -0.31919e-6, -0.13843e-6};

    private static final double[][] B1950_TO_J2000 = {
        {0.9999256782, -0.0111820611, -0.0048579477},
        {0.0111820610, 0.9999374784, -0.0000271765},
        {0.0048579479, -0.0000271474, 0.9999881997}
    };

    // The published matrix is orthogonal to 1e-10 only: its inverse, not its transpose, makes the round trip exact.
    private static final double[][] J2000_TO_B1950 =
            MatrixUtils.inverse(MatrixUtils.createRealMatrix(B1950_TO_J2000)).getData();

    private Fk4() {}

    /**
     * Convert B1950 to J2000.
     *
     * @param raDeg right ascension at B1950 in degrees, in [−360, 360]
     * @param decDeg declination at B1950 in degrees
     * @throws org.peculiar.api.DataException if an angle is missing or out of range, naming its row (counted from 0)
     */
    public static SkyCoordinates toJ2000(double[] raDeg, double[] decDeg) {
        return convert(raDeg, decDeg, true);
    }

    /**
     * Convert J2000 to B1950, the inverse of {@link #toJ2000}.
     *
     * @param raDeg right ascension at J2000 in degrees, in [−360, 360]
     * @param decDeg declination at J2000 in degrees
     * @throws org.peculiar.api.DataException if an angle is missing or out of range, naming its row (counted from 0)
     */
    public static SkyCoordinates toB1950(double[] raDeg, double[] decDeg) {
        return convert(raDeg, decDeg, false);
    }

    private static SkyCoordinates convert(double[] raDeg, double[] decDeg, boolean forward) {
        if (raDeg.length != decDeg.length) {
            throw new IllegalArgumentException(
                    raDeg.length + " right ascensions, but " + decDeg.length + " declinations");
        }
        double[] lon = new double[raDeg.length];
        double[] lat = new double[raDeg.length];
        for (int i = 0; i < lon.length; i++) {
            Angles.requireLongitudeDeg(raDeg[i], "right ascension of row " + i);
            Angles.requireLatitudeDeg(decDeg[i], "declination of row " + i);
            double[] r = GalacticVector.ofDegrees(raDeg[i], decDeg[i]).toArray();
            double[] v = forward
                    ? times(B1950_TO_J2000, withoutEllipticTerms(r))
                    : withEllipticTerms(times(J2000_TO_B1950, r));
            lon[i] = Trigonometry.longitudeDeg(v[0], v[1]);
            lat[i] = Trigonometry.latitudeDeg(v[0], v[1], v[2]);
        }
        return new SkyCoordinates(lon, lat);
    }

    private static double[] withoutEllipticTerms(double[] r) {
        double along = dot(r, A);
        return new double[] {r[0] - A[0] + along * r[0], r[1] - A[1] + along * r[1], r[2] - A[2] + along * r[2]};
    }

    /** Solve {@code s ∝ r − A + (r·A) r} for the unit vector r; each round gains six digits. */
    private static double[] withEllipticTerms(double[] s) {
        double norm = Math.sqrt(dot(s, s));
        double[] r = {s[0] / norm, s[1] / norm, s[2] / norm};
        for (int round = 0; round < 4; round++) {
            double along = dot(r, A);
            double[] t = withoutEllipticTerms(r);
            double length = Math.sqrt(dot(t, t));
            for (int k = 0; k < 3; k++) {
                r[k] = (length * s[k] / norm + A[k]) / (1 + along);
            }
        }
        return r;
    }

    private static double[] times(double[][] m, double[] v) {
        return new double[] {dot(m[0], v), dot(m[1], v), dot(m[2], v)};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
