package org.peculiar.engine.descriptor;

import java.util.Locale;

/**
 * Something in a descriptor that must be mended.
 *
 * @param position where
 * @param path which value, such as {@code steps.flow.with.weights}; may be empty
 * @param message what was found, what is needed
 */
public record Problem(Position position, String path, String message) {

    private static final int WIDTH = 160;

    /** Show it as {@code file:line:column: path: message}, with the line and a caret below. */
    public String show() {
        StringBuilder shown = new StringBuilder();
        shown.append(position.source().name())
                .append(':')
                .append(position.line())
                .append(':')
                .append(position.column())
                .append(": ")
                .append(printable(path.isEmpty() ? message : path + ": " + message));
        if (position.line() <= position.source().lines().size()) {
            shown.append(excerpt(position.source().lines().get(position.line() - 1)));
        }
        return shown.toString();
    }

    /** Shows a window of the line; columns count characters, not the pairs that Java keeps some of them in. */
    private String excerpt(String line) {
        int[] characters = line.codePoints().toArray();
        int column = Math.min(position.column() - 1, characters.length);
        int from = Math.max(0, Math.min(column - WIDTH / 2, characters.length - WIDTH));
        int to = Math.min(characters.length, from + WIDTH);
        String part = printable(new String(characters, from, to - from).replace('\t', '→'));
        int carets = Math.max(1, Math.min(position.length(), to - column));
        return String.format(
                Locale.ROOT,
                "%n%6d | %s%n       | %s%s",
                position.line(),
                part,
                " ".repeat(column - from),
                "^".repeat(carets));
    }

    /** Keeps a text to its line, and away from what would steer a terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    }
}
