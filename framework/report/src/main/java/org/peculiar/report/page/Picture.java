package org.peculiar.report.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import org.peculiar.api.Figure;
import org.peculiar.report.draw.Drawing;
import org.peculiar.report.figure.Figures;

/**
 * A figure on a page.
 *
 * @param name of it, in kebab-case
 * @param title of it
 * @param caption below it
 * @param wide whether it needs the width of the page
 * @param svg an element of SVG; empty if an image serves better
 * @param image a PNG as a data URL, if there is no SVG
 */
public record Picture(String name, String title, String caption, boolean wide, Optional<Trusted> svg, String image) {

    /** Drawings that are longer become images: thousands of marks that can be pointed at make a page slow and large. */
    private static final int LONGEST = 600_000;

    private static final double DOTS_PER_INCH = 200;

    static Picture of(Figures.Named named) {
        Figure figure = named.figure();
        Drawing drawing = named.drawing();
        String svg = drawing.svgElement(named.id());
        boolean few = svg.length() <= LONGEST;
        return new Picture(
                named.name(),
                Drawing.plain(figure.title()),
                Drawing.plain(figure.caption()),
                figure.width() == Figure.Width.PAGE,
                few ? Optional.of(Trusted.drawing(svg)) : Optional.empty(),
                few ? "" : png(drawing));
    }

    private static String png(Drawing drawing) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            drawing.png(out, DOTS_PER_INCH);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
