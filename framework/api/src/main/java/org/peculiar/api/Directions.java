package org.peculiar.api;

/**
 * Directions on the sky, as unit vectors in Galactic axes: x towards (l, b) = (0°, 0°), y towards (90°, 0°), z towards
 * b = 90°.
 *
 * <p>Three arrays, shared and not to be written to.
 */
public final class Directions {

    private final double[] x;
    private final double[] y;
    private final double[] z;

    /**
     * Take unit vectors as they are.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public Directions(double[] x, double[] y, double[] z) {
        if (x.length != y.length || x.length != z.length) {
            throw new IllegalArgumentException("directions need three arrays of one length, but found " + x.length
                    + ", " + y.length + ", " + z.length);
        }
        this.x = x;
        this.y = y;
        this.z = z;
    }

    /**
     * Convert Galactic coordinates in degrees.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static Directions ofDegrees(double[] l, double[] b) {
        if (l.length != b.length) {
            throw new IllegalArgumentException(l.length + " longitudes, but " + b.length + " latitudes");
        }
        int n = l.length;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            double longitude = Math.toRadians(l[i]);
            double latitude = Math.toRadians(b[i]);
            double cos = Math.cos(latitude);
            x[i] = cos * Math.cos(longitude);
            y[i] = cos * Math.sin(longitude);
            z[i] = Math.sin(latitude);
        }
        return new Directions(x, y, z);
    }

    /** Return how many there are. */
    public int size() {
        return x.length;
    }

    /** Return the components towards (0°, 0°). */
    public double[] x() {
        return x;
    }

    /** Return the components towards (90°, 0°). */
    public double[] y() {
        return y;
    }

    /** Return the components towards b = 90°. */
    public double[] z() {
        return z;
    }

    /** Return one Galactic longitude in degrees, in [0, 360). */
    public double longitudeDeg(int i) {
        double l = Math.toDegrees(Math.atan2(y[i], x[i]));
        double positive = l < 0 ? l + 360 : l;
        return positive >= 360 ? 0 : positive;
    }

    /** Return one Galactic latitude in degrees. */
    public double latitudeDeg(int i) {
        return Math.toDegrees(Math.atan2(z[i], Math.hypot(x[i], y[i])));
    }

    /** Return the directions of some rows. */
    public Directions select(int[] rows) {
        return new Directions(Rows.select(x, rows), Rows.select(y, rows), Rows.select(z, rows));
    }
}
