package org.peculiar.engine.descriptor;

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
                .append(path.isEmpty() ? "" : path + ": ")
                .append(message);
        if (position.line() <= position.source().lines().size()) {
            String line = position.source().lines().get(position.line() - 1).replace('\t', ' ');
            int from = Math.max(0, Math.min(position.column() - 1, line.length()) - WIDTH / 2);
            String part = line.substring(from, Math.min(line.length(), from + WIDTH));
            int indent = position.column() - 1 - from;
            int carets = Math.max(1, Math.min(position.length(), part.length() - indent));
            shown.append(String.format(
                    "%n%6d | %s%n       | %s%s", position.line(), part, " ".repeat(indent), "^".repeat(carets)));
        }
        return shown.toString();
    }
}
