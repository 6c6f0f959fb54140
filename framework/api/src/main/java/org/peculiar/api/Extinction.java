package org.peculiar.api;

import java.util.Map;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * Gives the Galactic reddening in front of the galaxies of a survey.
 *
 * <p>Implementations are immutable and thread-safe. They give E(B−V) only: bands, coefficients and what happens
 * where a map does not reach belong to the kind, which the host applies.
 */
@Kind("extinction")
public interface Extinction extends ExtensionPoint {

    /**
     * Look up the reddening of every row.
     *
     * @param galaxies rows with directions
     * @return E(B−V) in mag on the scale of {@link #scale}, one a row; {@code NaN} where it is not known
     */
    double[] reddening(Table galaxies);

    /** Show what there is to show without a survey; figures by name, in kebab-case, none by default. */
    default Map<String, Figure> figures() {
        return Map.of();
    }

    /**
     * Say what a reader of the result must know of the data behind, such as that they are a stand-in.
     *
     * @return part of a sentence; empty, the default, when there is nothing to warn of
     */
    default Optional<String> caveat() {
        return Optional.empty();
    }

    /** Tell which calibration the reddening is on, which decides the coefficients it may meet. */
    ReddeningScale scale();
}
