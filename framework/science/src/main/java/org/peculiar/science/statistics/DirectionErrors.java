package org.peculiar.science.statistics;

import org.peculiar.science.sky.GalacticVector;

/**
 * First-order errors of the direction of a vector.
 *
 * <p>{@code δl = √(e_lᵀ C e_l)/(|V| cos b)}, {@code δb = √(e_bᵀ C e_b)/|V|} with the unit vectors e_l and e_b along growing l
 * and b. Good for errors that are small against the vector.
 *
 * @param lDeg standard error of Galactic longitude in degrees (of l itself, not of l cos b)
 * @param bDeg standard error of Galactic latitude in degrees
 */
public record DirectionErrors(double lDeg, double bDeg) {

    /**
     * Propagate a covariance.
     *
     * @throws IllegalArgumentException for the zero vector or a matrix that is no covariance
     */
    public static DirectionErrors of(GalacticVector vector, double[][] covariance) {
        SymmetricMatrix3 c = SymmetricMatrix3.of(covariance);
        GalacticVector u = vector.unit();
        double length = vector.length();
        double cosB = Math.sqrt(u.x() * u.x() + u.y() * u.y());
        // at a pole l has no meaning: e_l is any horizontal direction and the error infinite
        GalacticVector eastward =
                cosB > 0 ? new GalacticVector(-u.y() / cosB, u.x() / cosB, 0) : new GalacticVector(0, 1, 0);
        GalacticVector northward = u.cross(eastward);
        return new DirectionErrors(
                Math.toDegrees(Math.sqrt(c.quadratic(eastward)) / (length * cosB)),
                Math.toDegrees(Math.sqrt(c.quadratic(northward)) / length));
    }
}
