package org.peculiar.engine.descriptor;

/**
 * A place in a source.
 *
 * @param source the text
 * @param line from 1
 * @param column from 1
 * @param length of what is meant, in characters on that line; at least 1
 */
public record Position(Source source, int line, int column, int length) {

    /** Return the start of a source. */
    public static Position startOf(Source source) {
        return new Position(source, 1, 1, 1);
    }
}
