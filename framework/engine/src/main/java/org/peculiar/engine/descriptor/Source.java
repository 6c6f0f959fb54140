package org.peculiar.engine.descriptor;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A text that positions refer to: a descriptor, or an override of the command line.
 *
 * @param name as messages show it
 * @param lines without line ends
 */
public record Source(String name, List<String> lines) {

    /** What ends a line for SnakeYAML, whose line numbers positions carry. */
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");

    /** Return a source of one text. */
    public static Source of(String name, String text) {
        boolean marked = text.startsWith("\uFEFF"); // a byte order mark has no column
        List<String> lines =
                LINE_END.splitAsStream(marked ? text.substring(1) : text).toList();
        boolean nothing = lines.size() == 1 && lines.get(0).isEmpty();
        return new Source(name, nothing ? List.of() : lines);
    }

    /** Sources are few and their texts long: one equals itself only. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
