package org.peculiar.report.figure;

import java.util.List;
import org.peculiar.science.sky.GalacticVector;

/**
 * A place or direction that readers know.
 *
 * @param name short, as papers print it
 * @param lDeg Galactic longitude
 * @param bDeg Galactic latitude
 * @param distanceKms H0 d; {@code NaN} for a direction
 */
record Landmark(String name, double lDeg, double bDeg, double distanceKms) {

    /** The Great Attractor (Lynden-Bell et al. 1988, ApJ 326, 19). */
    static final Landmark GREAT_ATTRACTOR = new Landmark("GA", 307, 9, 4200);

    /** The Shapley Concentration, at A3558. */
    static final Landmark SHAPLEY = new Landmark("SC", 311.98, 30.74, 14400);

    /** The Horologium-Reticulum supercluster, near A3266. */
    static final Landmark HOROLOGIUM = new Landmark("HR", 272, -40, 18000);

    /** The Local Group, where we are. */
    static final Landmark LOCAL_GROUP = new Landmark("LG", 0, 0, 0);

    static final List<Landmark> PLACES = List.of(LOCAL_GROUP, GREAT_ATTRACTOR, SHAPLEY, HOROLOGIUM);

    /**
     * Directions: motion of the Local Group; flows of the 7 Samurai (Lynden-Bell et al. 1988), of Lauer and Postman (1994, ApJ 425,
     * 418) and of Riess, Press and Kirshner (1997); superclusters.
     */
    static final List<Landmark> DIRECTIONS = List.of(
            new Landmark("LG", 276, 30, Double.NaN),
            new Landmark("7S", 307, 9, Double.NaN),
            new Landmark("LP", 343, 52, Double.NaN),
            new Landmark("R", 282, -8, Double.NaN),
            SHAPLEY,
            HOROLOGIUM);

    GalacticVector position() {
        return GalacticVector.ofPolar(distanceKms, lDeg, bDeg);
    }
}
