package org.peculiar.api;

/**
 * Random numbers that are a pure function of a key and an element, so that neither order nor thread matters.
 *
 * <p>Use the row id as the element: two variants of a survey that drop different rows then share the numbers of the
 * rows they have in common. Implementations are immutable and thread-safe.
 */
public interface Draws {

    /** Return an independent stream, named for what it is used for. */
    Draws stream(String name);

    /** Return the independent stream of one replicate. */
    Draws replicate(long number);

    /** Draw from the uniform distribution on [0, 1). */
    double uniform(long element);

    /** Draw from the normal distribution of mean 0 and variance 1. */
    double gaussian(long element);

    /**
     * Draw from the normal distribution for many elements: what {@link #gaussian} would for each.
     *
     * @param elements which
     * @param into receives a number for each; it may be longer
     */
    default void gaussians(int[] elements, double[] into) {
        for (int i = 0; i < elements.length; i++) {
            into[i] = gaussian(elements[i]);
        }
    }
}
