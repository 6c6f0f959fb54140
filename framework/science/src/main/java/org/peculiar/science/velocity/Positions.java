package org.peculiar.science.velocity;

import org.peculiar.api.Directions;

/** Where objects are, as seen by the observer at the origin: directions, and comoving distances in Mpc/h. */
public final class Positions {

    private static final double KMS_PER_MPC_H = 100;

    private final Directions directions;
    private final double[] r;
    private final double[] x;
    private final double[] y;
    private final double[] z;

    private Positions(Directions directions, double[] r) {
        this.directions = directions;
        this.r = r;
        int n = r.length;
        if (directions.size() != n) {
            throw new IllegalArgumentException(
                    "positions: " + directions.size() + " directions, but " + n + " distances");
        }
        x = new double[n];
        y = new double[n];
        z = new double[n];
        for (int i = 0; i < n; i++) {
            if (!(r[i] >= 0) || Double.isInfinite(r[i])) {
                throw new IllegalArgumentException("positions: the distance of object " + i + " was " + r[i]
                        + " Mpc/h, but it must be a number that is not negative");
            }
            x[i] = r[i] * directions.x()[i];
            y[i] = r[i] * directions.y()[i];
            z[i] = r[i] * directions.z()[i];
        }
    }

    /**
     * Take distances in Mpc/h.
     *
     * @throws IllegalArgumentException if a distance is negative or not finite
     */
    public static Positions ofMpcH(Directions directions, double[] distance) {
        return new Positions(directions, distance);
    }

    /**
     * Take distances {@code H0 d} in km/s.
     *
     * @throws IllegalArgumentException if a distance is negative or not finite
     */
    public static Positions ofKms(Directions directions, double[] distanceKms) {
        double[] r = new double[distanceKms.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = distanceKms[i] / KMS_PER_MPC_H;
        }
        return new Positions(directions, r);
    }

    /** Return how many objects there are. */
    public int size() {
        return r.length;
    }

    /** Return the directions. */
    public Directions directions() {
        return directions;
    }

    /** Return distances in Mpc/h. */
    public double[] r() {
        return r;
    }

    /** Return coordinates towards (l, b) = (0°, 0°) in Mpc/h. */
    public double[] x() {
        return x;
    }

    /** Return coordinates towards (90°, 0°) in Mpc/h. */
    public double[] y() {
        return y;
    }

    /** Return coordinates towards b = 90° in Mpc/h. */
    public double[] z() {
        return z;
    }

    /** Return the largest distance in Mpc/h; 0 of no objects. */
    public double depth() {
        double depth = 0;
        for (double distance : r) {
            depth = Math.max(depth, distance);
        }
        return depth;
    }
}
