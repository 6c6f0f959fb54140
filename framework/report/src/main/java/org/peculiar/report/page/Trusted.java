package org.peculiar.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a page takes as it is, without escaping: our own style and scripts, JSON that cannot leave its element, and drawings.
 * Everything else that a template is given is escaped; this class is the only place where text becomes markup.
 *
 * @param text markup
 */
public record Trusted(String text) implements Content {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        JSON.getFactory().setCharacterEscapes(new InsideHtml());
    }

    /** Escapes what could end a script element, or begin a comment in it. */
    private static final class InsideHtml extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = standardAsciiEscapesForJSON();
            for (char c : new char[] {'<', '>', '&'}) {
                escapes[c] = ESCAPE_CUSTOM;
            }
            return escapes;
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            return new SerializedString(String.format("\\u%04x", c));
        }
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(text);
    }

    /** Return data as JSON for a script element. */
    static Trusted json(Object data) {
        try {
            return new Trusted(JSON.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Return resources of this program, one after the other. */
    static Trusted resources(String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            try (InputStream in = Trusted.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + " is not on the class path");
                }
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Trusted(text.toString());
    }

    /** Return a drawing that an XML writer made, and that has therefore escaped its texts. */
    static Trusted drawing(String svg) {
        return new Trusted(svg);
    }

    /** Return the hash by which a content security policy allows an inline script. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
