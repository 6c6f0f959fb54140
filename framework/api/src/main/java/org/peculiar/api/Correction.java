package org.peculiar.api;

import org.pf4j.ExtensionPoint;

/**
 * Corrects observables of a survey.
 *
 * <p>Implementations are immutable and thread-safe. They keep all rows and their order; a value that cannot be
 * corrected becomes {@code NaN}, so that the galaxy is left out and counted later. They record a {@link Treatment}, and
 * refuse a survey that already carries it.
 */
@Kind("correction")
public interface Correction extends ExtensionPoint {

    /**
     * Correct the survey.
     *
     * @return the corrected survey and, where the correction is itself uncertain, its nuisance
     * @throws DataException if the survey lacks what the correction needs, or was so corrected before
     */
    Corrected correct(Survey survey);
}
