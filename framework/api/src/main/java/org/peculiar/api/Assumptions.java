package org.peculiar.api;

import static java.util.Objects.requireNonNull;

/**
 * What several steps of an analysis share, from {@code assume:} of the descriptor. Components have it injected.
 *
 * @param cosmology that distances and redshifts are converted in
 * @param thermalDispersionKms one-dimensional scatter of velocities about any smooth flow, in km/s
 * @param czErrorKms error of a tracer's redshift unless it has its own, in km/s
 */
public record Assumptions(CosmologyParameters cosmology, double thermalDispersionKms, double czErrorKms) {

    public Assumptions {
        requireNonNull(cosmology, "cosmology");
        if (!(thermalDispersionKms >= 0) || !(czErrorKms >= 0)) {
            throw new IllegalArgumentException("thermal dispersion " + thermalDispersionKms + " km/s and cz error "
                    + czErrorKms + " km/s, but neither may be negative");
        }
    }
}
