package org.peculiar.report.draw;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The font of all figures, DejaVu Sans, which has the symbols of the field and is shipped. Thread-safe, as FontBox reads glyphs one at a time. */
final class Typeface {

    static final String FAMILY = "DejaVu Sans";

    /** What stands for a character that the font lacks. */
    private static final int UNKNOWN = 0x25A1;

    /** What a reader of the font needs; hints and kerning are left out, as widths here are those of the glyphs. */
    private static final List<String> NEEDED =
            List.of("head", "hhea", "loca", "maxp", "name", "cmap", "glyf", "hmtx", "OS/2", "post");

    private final TrueTypeFont font;
    private final CmapLookup characters;

    private Typeface(byte[] file) throws IOException {
        this.font = new TTFParser().parse(new RandomAccessReadBuffer(file));
        this.characters = font.getUnicodeCmapLookup();
    }

    /** Reads the shipped font. */
    static Typeface shipped() {
        try (InputStream in = Typeface.class.getResourceAsStream("DejaVuSans.ttf")) {
            return new Typeface(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the parsed font, which documents share. */
    TrueTypeFont font() {
        return font;
    }

    /** Returns a text in which a box stands for each character that the font lacks; control characters are gone. */
    String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> !Character.isISOControl(point))
                .forEach(point -> printable.appendCodePoint(characters.getGlyphId(point) == 0 ? UNKNOWN : point));
        return printable.toString();
    }

    /** Returns the width of a printable text, in the unit of the size. */
    double width(String printable, double size) {
        int width = 0;
        for (int i = 0; i < printable.length(); i += Character.charCount(printable.codePointAt(i))) {
            width += advance(characters.getGlyphId(printable.codePointAt(i)));
        }
        return width * size / unitsPerEm();
    }

    /** Returns the outlines of a printable text whose baseline begins at the origin, y downward. */
    Path2D outline(String printable, double size) {
        Path2D path = new Path2D.Double();
        double scale = size / unitsPerEm();
        double x = 0;
        try {
            for (int i = 0; i < printable.length(); i += Character.charCount(printable.codePointAt(i))) {
                int glyph = characters.getGlyphId(printable.codePointAt(i));
                GlyphData data = font.getGlyph().getGlyph(glyph);
                if (data != null) {
                    GeneralPath outline = data.getPath();
                    path.append(outline.getPathIterator(new AffineTransform(scale, 0, 0, -scale, x * scale, 0)), false);
                }
                x += advance(glyph);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    private int advance(int glyph) {
        try {
            return font.getAdvanceWidth(glyph);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int unitsPerEm() {
        try {
            return font.getUnitsPerEm();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a font file with the glyphs of some printable characters only. */
    byte[] subset(String printable) {
        try {
            TTFSubsetter subsetter = new TTFSubsetter(font, NEEDED);
            printable.codePoints().distinct().forEach(subsetter::add);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            subsetter.writeToStream(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
