package org.peculiar.plugin.extinction.none;

import org.peculiar.api.Component;
import org.peculiar.api.Directions;
import org.peculiar.api.ExtinctionMap;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.Table;
import org.pf4j.Extension;

/**
 * Give no reddening anywhere.
 *
 * <p>E(B−V) is 0 in every direction, so magnitudes stay as they are. Use it for catalogues that are already corrected, for
 * mocks without dust, and to see what a correction for dust does. Unlike the maps, it needs no positions.
 */
@Component(id = "none", title = "No extinction", example = "bands: {mu-e: R}\n")
@Extension
public final class NoExtinction implements ExtinctionMap {

    @Override
    public double[] reddening(Directions galactic) {
        return new double[galactic.size()];
    }

    @Override
    public double[] reddening(Table galaxies) {
        return new double[galaxies.size()];
    }

    @Override
    public ReddeningScale scale() {
        return ReddeningScale.NONE;
    }
}
