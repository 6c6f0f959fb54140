package org.peculiar.api;

import java.util.Map;

/** An extinction that depends on the direction alone, and so can be looked up anywhere on the sky. */
public interface ExtinctionMap extends Extinction {

    /**
     * Look up the reddening towards directions.
     *
     * @param galactic unit vectors in Galactic axes
     * @return E(B−V) in mag, one a direction; {@code NaN} where the map does not reach
     */
    double[] reddening(Directions galactic);

    @Override
    default double[] reddening(Table galaxies) {
        return reddening(galaxies.directions());
    }

    /** Show the map over the whole sky, as {@code reddening}; not one that is the same everywhere. */
    @Override
    default Map<String, Figure> figures() {
        return ReddeningFigure.of(this);
    }
}
