package org.peculiar.plugin.bias.none;

import jakarta.inject.Inject;
import org.peculiar.api.Component;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceSample;
import org.pf4j.Extension;

/**
 * Leaves distances as they are.
 *
 * <p>It stands in for a bias correction in a variant that goes without: uses: bias/none.
 */
@Component(id = "none", title = "No correction of distances", example = "{}")
@Extension
public final class NoBias implements DistanceBias {

    /** There is nothing to choose. */
    @Inject
    public NoBias() {}

    @Override
    public DistanceSample correct(DistanceSample distances) {
        return distances;
    }
}
