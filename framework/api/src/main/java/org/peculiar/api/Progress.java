package org.peculiar.api;

/** Host service that shows how far long work has come. */
public interface Progress {

    /**
     * Begin a task.
     *
     * @param name for people, such as {@code Fundamental Plane}
     * @param total number of units of work
     */
    Task begin(String name, long total);

    /** A task under way; thread-safe. */
    interface Task extends AutoCloseable {

        /** Say that more units of work are done. */
        void advance(long units);

        @Override
        void close();
    }
}
