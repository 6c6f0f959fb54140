package org.peculiar.engine.work;

import java.util.List;

/** Does work. */
public interface Workers {

    /**
     * Do all pieces of work, in any order, and hand on each row as soon as it is made.
     *
     * @param work pieces, most useful order first
     * @param finished takes each row; called from many threads
     * @throws RuntimeException what a piece or the taker of rows throws first; pieces that have begun are finished, others are not begun
     */
    void run(List<? extends Work> work, Finished finished);

    /** Takes rows. */
    @FunctionalInterface
    interface Finished {

        /** Take a row. */
        void row(Work work, byte[] row);
    }
}
