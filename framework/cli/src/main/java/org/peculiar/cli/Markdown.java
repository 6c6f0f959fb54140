package org.peculiar.cli;

/** Texts as Markdown wants them. */
final class Markdown {

    private Markdown() {}

    /** Escapes what would otherwise be emphasis, such as the powers in {@code mag/arcsec**2}; code is left alone. */
    static String escaped(String prose) {
        StringBuilder escaped = new StringBuilder();
        boolean code = false;
        for (int i = 0; i < prose.length(); i++) {
            char c = prose.charAt(i);
            code ^= c == '`';
            if (c == '*' && !code) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** Closes a sentence that is not closed yet. */
    static String sentence(String text) {
        return text.endsWith(".") || text.endsWith(":") ? text : text + ".";
    }

    /** Returns what stands in a cell of a table. */
    static String cell(String text) {
        return text.replace('\n', ' ').replace("|", "\\|");
    }
}
