package org.peculiar.api.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes the index; a JSON library would stand on the compiler's class path of every plugin author. */
final class Json {

    private Json() {}

    static void write(Writer to, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            to.write('{');
            for (Iterator<? extends Map.Entry<?, ?>> i = object.entrySet().iterator(); i.hasNext(); ) {
                Map.Entry<?, ?> entry = i.next();
                string(to, (String) entry.getKey());
                to.write(':');
                write(to, entry.getValue());
                to.write(i.hasNext() ? "," : "");
            }
            to.write('}');
        } else if (value instanceof List<?> list) {
            to.write('[');
            for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
                write(to, i.next());
                to.write(i.hasNext() ? "," : "");
            }
            to.write(']');
        } else if (value instanceof String text) {
            string(to, text);
        } else {
            to.write(String.valueOf(value));
        }
    }

    private static void string(Writer to, String text) throws IOException {
        to.write('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> to.write("\\" + c);
                case '\n' -> to.write("\\n");
                default -> to.write(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        to.write('"');
    }
}
