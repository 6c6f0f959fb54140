package org.peculiar.engine.replicates;

/** Makes replicates of a step's output. Belongs to one thread. */
@FunctionalInterface
interface Redraw {

    /**
     * Return a replicate.
     *
     * @param number of the replicate, from 0
     * @throws org.peculiar.api.DataException if there is none of that number, such as a resample that cannot be used
     */
    Object replicate(long number);
}
