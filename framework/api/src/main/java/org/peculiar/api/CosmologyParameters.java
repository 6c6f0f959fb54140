package org.peculiar.api;

import static java.util.Objects.requireNonNull;

/**
 * The background cosmology that distances are computed in; H0 never appears.
 *
 * @param name for people, such as {@code einstein-de-sitter}
 * @param omegaM matter density today over critical; dimensionless
 * @param omegaLambda density of the cosmological constant over critical; dimensionless
 */
public record CosmologyParameters(String name, double omegaM, double omegaLambda) {

    public CosmologyParameters {
        requireNonNull(name, "name");
        if (!(omegaM >= 0 && omegaM <= 10) || !(omegaLambda >= -10 && omegaLambda <= 10)) {
            throw new IllegalArgumentException("cosmology " + name + " has omega-m " + omegaM + " and omega-lambda "
                    + omegaLambda + ", but 0 ≤ omega-m ≤ 10 and |omega-lambda| ≤ 10 are needed");
        }
    }
}
