package org.peculiar.engine.descriptor;

import java.util.List;
import java.util.Optional;

/** A piece of YAML with its place; scalars are text until a parameter's type says what they are. */
public sealed interface Yaml {

    /** Return where it stands. */
    Position position();

    /**
     * A scalar.
     *
     * @param text as written, without quotes
     * @param plain whether it stood without quotes, so that {@code null} and {@code ~} mean nothing
     */
    record Scalar(String text, boolean plain, Position position) implements Yaml {

        /** Tell whether it is YAML's null. */
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** A sequence. */
    record Sequence(List<Yaml> items, Position position) implements Yaml {}

    /** A mapping with keys in order, none twice. */
    record Mapping(List<Entry> entries, Position position) implements Yaml {

        /** Return the value of a key. */
        public Optional<Yaml> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /** A key with its value. */
    record Entry(Scalar key, Yaml value) {}

    /** Name what it is, for messages. */
    default String noun() {
        if (this instanceof Scalar scalar) {
            if (scalar.isNull()) {
                return "nothing";
            }
            String shortened = shortened(scalar.text());
            return scalar.plain() ? shortened : '"' + shortened + '"';
        }
        return this instanceof Sequence ? "a list" : "a mapping";
    }

    /** Shorten a text to what a message can hold. */
    static String shortened(String text) {
        int most = 60;
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
