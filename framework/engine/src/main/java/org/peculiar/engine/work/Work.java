package org.peculiar.engine.work;

/** A piece of work. */
public interface Work {

    /** Return a hash of all that decides the row. */
    String key();

    /** Return how much work it is, for progress: a variant or a replicate is 1. */
    int size();

    /**
     * Do it.
     *
     * @return the row, as it will be kept
     */
    byte[] run();
}
