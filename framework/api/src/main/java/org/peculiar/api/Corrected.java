package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a correction returns.
 *
 * @param survey the corrected survey
 * @param nuisance the correction's own uncertainty, if it has one
 */
public record Corrected(Survey survey, Optional<Nuisance> nuisance) {

    public Corrected {
        requireNonNull(survey, "survey");
        requireNonNull(nuisance, "nuisance");
    }

    /** Return a corrected survey whose correction is exact. */
    public static Corrected exactly(Survey survey) {
        return new Corrected(survey, Optional.empty());
    }
}
