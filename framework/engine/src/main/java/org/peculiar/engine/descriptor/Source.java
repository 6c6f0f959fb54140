package org.peculiar.engine.descriptor;

import java.util.List;

/**
 * A text that positions refer to: a descriptor, or an override of the command line.
 *
 * @param name as messages show it
 * @param lines without line ends
 */
public record Source(String name, List<String> lines) {

    /** Return a source of one text. */
    public static Source of(String name, String text) {
        return new Source(name, text.lines().toList());
    }
}
