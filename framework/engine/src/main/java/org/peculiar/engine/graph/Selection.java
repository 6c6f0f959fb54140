package org.peculiar.engine.graph;

/** Some rows of a survey or of distances. Immutable and thread-safe. */
public interface Selection {

    /** Return a text that tells this selection from any other of the same result. */
    String identity();

    /**
     * Select.
     *
     * @param value a survey or a distance sample
     * @return the same kind of value
     * @throws org.peculiar.api.DataException if nothing is left, or the value lacks what is selected by
     */
    Object of(Object value);
}
