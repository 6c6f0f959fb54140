package org.peculiar.science.flow;

import static java.util.Objects.requireNonNull;

import org.peculiar.science.sky.GalacticVector;

/**
 * A spherical mass that its surroundings fall towards, {@code u(r) = u_A (r/d_A) [(d_A² + c²)/(r² + c²)]^((n + 1)/2)}: r is the distance
 * to it, and u_A the speed at the Local Group, d_A away.
 *
 * @param positionKms of the centre, in Galactic axes, in km/s
 * @param infallKms u_A, in km/s
 * @param coreKms c, within which the infall falls off towards the centre, in km/s
 * @param exponent n: far out u falls as r^−n; dimensionless
 * @see "Faber and Burstein 1988, in Large-Scale Motions in the Universe, eds. Rubin and Coyne, p. 115"
 */
public record Attractor(GalacticVector positionKms, double infallKms, double coreKms, double exponent) {

    /** Distance in km/s within which there is no direction to fall in. */
    private static final double LEAST_DISTANCE = 1e-9;

    public Attractor {
        requireNonNull(positionKms, "positionKms");
        if (!(positionKms.length() > 0)) {
            throw new IllegalArgumentException("an attractor at the Local Group has no infall there to speak of");
        }
        if (!(coreKms >= 0)) {
            throw new IllegalArgumentException("the core was " + coreKms + " km/s but must not be negative");
        }
    }

    /** Return the velocity at a place, in km/s, for an observer at rest with the CMB. */
    public GalacticVector velocityKms(GalacticVector placeKms) {
        GalacticVector towards = positionKms.minus(placeKms);
        double r = Math.max(towards.length(), LEAST_DISTANCE);
        double d = positionKms.length();
        double core = coreKms * coreKms;
        double falling = Math.pow((d * d + core) / (r * r + core), (exponent + 1) / 2);
        return towards.times(infallKms / d * falling);
    }
}
