package org.peculiar.api;

import org.pf4j.ExtensionPoint;

/**
 * Brings a survey into being: from tables, or synthetic.
 *
 * <p>Implementations are immutable and thread-safe. Row ids number the rows as they were read, so that they stay the
 * same for the same files.
 */
@Kind("source")
public interface Source extends ExtensionPoint {

    /**
     * Read or draw the survey.
     *
     * @param draws random numbers keyed by the descriptor's seed and the step; a source of real data ignores them
     * @return the survey, with directions in Galactic axes
     * @throws DataException if the data cannot be used, naming file, row and column
     */
    Survey survey(Draws draws);
}
