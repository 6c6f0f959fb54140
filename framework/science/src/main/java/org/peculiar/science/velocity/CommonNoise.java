package org.peculiar.science.velocity;

import java.util.ArrayList;
import java.util.List;
import org.peculiar.api.Directions;

/**
 * The noise that two surveys share because they have some objects in common.
 *
 * @param withinDeg objects closer than this on the sky, in degrees, are the same
 * @param what of their noise is common
 * @param motionKms for {@link What#MOTION}, scatter of velocities about any smooth flow in km/s
 */
public record CommonNoise(double withinDeg, What what, double motionKms) {

    /** What is common to the noise of one object in two surveys. */
    public enum What {
        /** Nothing. */
        NOTHING,
        /** Its own motion; it was measured twice. */
        MOTION,
        /** All of it, up to the smaller of both: both surveys use one measurement. */
        ALL
    }

    public CommonNoise {
        if (!(withinDeg >= 0 && withinDeg < 90) || !(motionKms >= 0)) {
            throw new IllegalArgumentException("common noise: found objects within " + withinDeg + "° and a motion of "
                    + motionKms + " km/s, but an angle from 0° to 90° is needed and a motion that is not negative");
        }
    }

    /** One object in two surveys, by its rows. */
    public record Pair(int a, int b) {}

    /** Return the objects that both have; one that is near several of the other survey's makes as many pairs. */
    public List<Pair> pairs(Positions a, Positions b) {
        List<Pair> pairs = new ArrayList<>();
        if (what == What.NOTHING) {
            return pairs;
        }
        double chord = 2 * Math.sin(Math.toRadians(withinDeg) / 2);
        double most = chord * chord;
        Directions p = a.directions();
        Directions q = b.directions();
        for (int m = 0; m < a.size(); m++) {
            for (int n = 0; n < b.size(); n++) {
                double dx = p.x()[m] - q.x()[n];
                double dy = p.y()[m] - q.y()[n];
                double dz = p.z()[m] - q.z()[n];
                if (dx * dx + dy * dy + dz * dz <= most) {
                    pairs.add(new Pair(m, n));
                }
            }
        }
        return pairs;
    }

    /** Return the covariance of two flows from the noise of common objects, {@code Σ w_jm w_kn σ²}, in (km/s)². */
    public double[][] covariance(LinearEstimator a, LinearEstimator b) {
        double[][] covariance = new double[3][3];
        for (Pair pair : pairs(a.positions(), b.positions())) {
            double variance = Math.min(a.noiseVariance()[pair.a()], b.noiseVariance()[pair.b()]);
            if (what == What.MOTION) {
                variance = Math.min(variance, motionKms * motionKms);
            }
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    covariance[j][k] += a.weights()[j][pair.a()] * b.weights()[k][pair.b()] * variance;
                }
            }
        }
        return covariance;
    }
}
