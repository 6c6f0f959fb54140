package org.peculiar.report.draw;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Supplier;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes SVG in which text stays text, and a mark keeps its label as a {@code title}.
 *
 * <p>Groups have the classes {@code panel}, {@code series} and the kind and role of the series, so that a page can restyle and
 * find them; {@code data-i} numbers the marks of a series.
 */
final class SvgCanvas implements Canvas {

    private final StringWriter written = new StringWriter();
    private final StringBuilder used = new StringBuilder();
    private final XMLStreamWriter xml;
    private final String id;
    private final Deque<Ink> inks = new ArrayDeque<>();
    private int clips;

    /**
     * Begins a document.
     *
     * @param id of the picture, unique in the page that it becomes part of
     */
    SvgCanvas(String id, double width, double height, String title, String description) {
        this.id = id;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            xml.writeAttribute("class", "figure");
            xml.writeAttribute("role", "img");
            xml.writeAttribute("aria-labelledby", id + "-title " + id + "-desc");
            xml.writeAttribute("width", number(width) + "pt");
            xml.writeAttribute("height", number(height) + "pt");
            xml.writeAttribute("viewBox", "0 0 " + number(width) + " " + number(height));
            xml.writeAttribute("font-family", "'" + Typeface.FAMILY + "', Verdana, sans-serif");
            xml.writeAttribute("style", "font-kerning:none");
            element("title", id + "-title", title);
            element("desc", id + "-desc", description);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void element(String name, String elementId, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("id", elementId);
        xml.writeCharacters(visible(text));
        xml.writeEndElement();
    }

    /** Returns the text without what XML 1.0 does not admit. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints()
                .filter(point ->
                        point >= 0x20 && point != 0xfffe && point != 0xffff && !(point >= 0xd800 && point < 0xe000))
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /**
     * What was written.
     *
     * @param id of the picture
     * @param element of SVG, without a font
     * @param characters that it sets
     */
    record Painted(String id, String element, String characters) {

        private static final String END = "</svg>";

        /** Returns a document that stands alone, with the font cut down to what it sets. */
        String alone(Typeface face) {
            return element.substring(0, element.length() - END.length()) + "<style>" + fontFace(face, characters)
                    + "</style>" + END;
        }
    }

    /** Ends the element. */
    Painted finish() {
        try {
            xml.writeEndElement();
            xml.close();
            return new Painted(id, written.toString(), used.toString());
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    static String fontFace(Typeface face, String characters) {
        return "@font-face{font-family:'" + Typeface.FAMILY + "';src:url(data:font/ttf;base64,"
                + Base64.getEncoder().encodeToString(face.subset(characters)) + ") format('truetype')}";
    }

    @Override
    public void begin(String kind, String name, Ink ink) {
        inks.push(ink);
        try {
            xml.writeStartElement("g");
            xml.writeAttribute("class", ink.role().isEmpty() ? kind : kind + " " + ink.role());
            if (!name.isEmpty()) {
                xml.writeAttribute("data-name", visible(name));
            }
            if (ink.fills() || ink.strokes()) {
                xml.writeAttribute("fill", ink.fills() ? colour(ink.fill()) : "none");
            }
            if (ink.strokes()) {
                xml.writeAttribute("stroke", colour(ink.stroke()));
                xml.writeAttribute("stroke-width", number(ink.width()));
                if (ink.dash().length > 0) {
                    xml.writeAttribute("stroke-dasharray", number(ink.dash()[0]) + " " + number(ink.dash()[1]));
                }
            }
            if (ink.opacity() < 1) {
                xml.writeAttribute(ink.fills() ? "fill-opacity" : "stroke-opacity", number(ink.opacity()));
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void end() {
        inks.pop();
        close();
    }

    private void close() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void clip(Shape shape) {
        try {
            String clip = id + "-clip-" + clips++;
            xml.writeStartElement("clipPath");
            xml.writeAttribute("id", clip);
            geometry(shape);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("g");
            xml.writeAttribute("clip-path", "url(#" + clip + ")");
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void unclip() {
        close();
    }

    @Override
    public void mark(Shape shape, int index, String label) {
        try {
            geometry(shape);
            if (index >= 0) {
                xml.writeAttribute("data-i", Integer.toString(index));
            }
            if (!label.isEmpty()) {
                xml.writeStartElement("title");
                xml.writeCharacters(visible(label));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private void geometry(Shape shape) throws XMLStreamException {
        if (shape instanceof Ellipse2D circle && number(circle.getWidth()).equals(number(circle.getHeight()))) {
            xml.writeStartElement("circle");
            attribute("cx", circle.getCenterX());
            attribute("cy", circle.getCenterY());
            attribute("r", circle.getWidth() / 2);
        } else if (shape instanceof Ellipse2D ellipse) {
            xml.writeStartElement("ellipse");
            attribute("cx", ellipse.getCenterX());
            attribute("cy", ellipse.getCenterY());
            attribute("rx", ellipse.getWidth() / 2);
            attribute("ry", ellipse.getHeight() / 2);
        } else if (shape instanceof Line2D line) {
            xml.writeStartElement("line");
            attribute("x1", line.getX1());
            attribute("y1", line.getY1());
            attribute("x2", line.getX2());
            attribute("y2", line.getY2());
        } else if (shape instanceof Rectangle2D box) {
            xml.writeStartElement("rect");
            attribute("x", box.getX());
            attribute("y", box.getY());
            attribute("width", box.getWidth());
            attribute("height", box.getHeight());
        } else {
            xml.writeStartElement("path");
            xml.writeAttribute("d", path(shape));
        }
    }

    private void attribute(String name, double value) throws XMLStreamException {
        xml.writeAttribute(name, number(value));
    }

    private static String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] c = new double[6];
        for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
            int points = switch (at.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> add(path, 'M', 1);
                case PathIterator.SEG_LINETO -> add(path, 'L', 1);
                case PathIterator.SEG_QUADTO -> add(path, 'Q', 2);
                case PathIterator.SEG_CUBICTO -> add(path, 'C', 3);
                default -> add(path, 'Z', 0);
            };
            for (int i = 0; i < 2 * points; i++) {
                path.append(i == 0 ? "" : " ").append(number(c[i]));
            }
        }
        return path.toString();
    }

    private static int add(StringBuilder path, char command, int points) {
        path.append(command);
        return points;
    }

    @Override
    public void text(RichText text, double x, double y, double size, Anchor anchor, boolean upward, int colour) {
        try {
            xml.writeStartElement("text");
            if (upward) {
                xml.writeAttribute("transform", "translate(" + number(x) + " " + number(y) + ") rotate(-90)");
            } else {
                attribute("x", x);
                attribute("y", y);
            }
            attribute("font-size", size);
            if (anchor != Anchor.START) {
                xml.writeAttribute("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
            }
            xml.writeAttribute("fill", colour(colour));
            xml.writeAttribute("stroke", "none");
            double rise = 0;
            for (RichText.Run run : text.runs()) {
                used.append(run.text());
                if (run.scale() == 1 && run.rise() == rise) {
                    xml.writeCharacters(visible(run.text()));
                } else {
                    xml.writeStartElement("tspan");
                    attribute("dy", (rise - run.rise()) * size);
                    attribute("font-size", run.scale() * size);
                    xml.writeCharacters(visible(run.text()));
                    xml.writeEndElement();
                    rise = run.rise();
                }
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void image(Supplier<Raster> raster, Rectangle2D place) {
        try {
            xml.writeEmptyElement("image");
            attribute("x", place.getX());
            attribute("y", place.getY());
            attribute("width", place.getWidth());
            attribute("height", place.getHeight());
            xml.writeAttribute("preserveAspectRatio", "none");
            xml.writeAttribute(
                    "href",
                    "data:image/png;base64,"
                            + Base64.getEncoder().encodeToString(raster.get().png()));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String colour(int rgb) {
        return String.format("#%06x", rgb);
    }

    /** Returns a length to a hundredth of a point. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
