package org.peculiar.report.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Symbol;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DrawingTest {

    private static final Figure.Axis X = Figure.Axis.of("Distance (km s⁻¹)").range(0, 10);
    private static final Figure.Axis Y =
            Figure.Axis.of("⟨µ⟩_{e} (mag arcsec⁻²)").range(20, 10);

    private static Figure figure(Series... series) {
        return Figure.of("A title", "A caption.", Figure.Plane.of(X, Y, List.of(series)));
    }

    private static Series.Points points(double[] x, double[] y, String... labels) {
        return Series.Points.of("clusters", Role.DATA, Symbol.FILLED_CIRCLE, x, y)
                .withLabels(labels);
    }

    private static Document parse(String svg) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    private static List<Element> all(Document svg, String tag) {
        NodeList nodes = svg.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<Element> marks(Document svg) {
        return all(svg, "circle").stream()
                .filter(circle -> circle.hasAttribute("data-i"))
                .toList();
    }

    /** The frame is the clip; coordinates in SVG are rounded to 0.01 points. */
    @Test
    void marksLieWhereTheAxesSay() {
        Document svg =
                parse(Drawing.of(figure(points(new double[] {0, 5, 2.5}, new double[] {20, 15, 10}, "a", "b", "c")))
                        .svg("test"));
        Element frame = (Element) all(svg, "clipPath").get(0).getFirstChild();
        double left = number(frame, "x");
        double bottom = number(frame, "y") + number(frame, "height");
        double[] across = {0, 0.5, 0.25};
        double[] up = {0, 0.5, 1};
        for (int i = 0; i < 3; i++) {
            Element mark = marks(svg).get(i);
            assertThat(number(mark, "cx")).isCloseTo(left + across[i] * number(frame, "width"), within(0.02));
            assertThat(number(mark, "cy")).isCloseTo(bottom - up[i] * number(frame, "height"), within(0.02));
        }
        assertThat(number(frame, "height") / number(frame, "width")).isCloseTo(0.75, within(1e-3));
    }

    @Test
    void textStaysTextWithUnitsAndMinusSigns() {
        Figure figure = Figure.of(
                "Velocities",
                "",
                Figure.Plane.of(
                        X.range(-2000, 2000),
                        Y,
                        List.of(points(new double[] {1}, new double[] {12}, "A194")
                                .labelled())));
        List<String> texts = all(parse(Drawing.of(figure).svg("test")), "text").stream()
                .map(Element::getTextContent)
                .toList();
        assertThat(texts).contains("Distance (km s⁻¹)", "⟨µ⟩e (mag arcsec⁻²)", "−2000", "−1000", "0", "1000", "A194");
    }

    @Test
    void namesCannotBecomeMarkup() {
        String evil = "<script>alert(\"1\")</script>\u0000]]>&";
        Series series = points(new double[] {1}, new double[] {12}, evil).labelled();
        String svg = Drawing.of(Figure.of(
                        evil, evil, Figure.Plane.of(X, Y, List.of(series)).withTitle(evil)))
                .svg("test");
        assertThat(svg).doesNotContain("<script");
        Document parsed = parse(svg);
        assertThat(all(parsed, "script")).isEmpty();
        assertThat(all(parsed, "title").get(0).getTextContent()).isEqualTo("<script>alert(\"1\")</script>]]>&");
        assertThat(all(parsed, "text").stream().map(Element::getTextContent))
                .contains("<script>alert(\"1\")</script>]]>&");
    }

    /** Text inherits the stroke of its group, and would look bold. */
    @Test
    void textHasNoStroke() {
        Document svg = parse(Drawing.of(figure(points(new double[] {1}, new double[] {11}, "a")))
                .svg("test"));
        assertThat(all(svg, "text"))
                .isNotEmpty()
                .allMatch(text -> text.getAttribute("stroke").equals("none"));
    }

    @Test
    void outlineOfTheSkyIsTwiceAsWideAsHigh() {
        Figure sky = Figure.of("Sky", "The sky.", Figure.Sky.galactic(0, List.of()));
        assertThat(all(parse(Drawing.of(sky).svg("test")), "ellipse"))
                .isNotEmpty()
                .allSatisfy(outline ->
                        assertThat(number(outline, "rx")).isCloseTo(2 * number(outline, "ry"), within(0.02)));
    }

    /** Browsers refuse a font that lacks one of the tables that OpenType requires. */
    @Test
    void embeddedFontHasTheTablesThatBrowsersRequire() throws IOException {
        try (TrueTypeFont font = new TTFParser()
                .parse(new RandomAccessReadBuffer(Typeface.shipped().subset("km s⁻¹")))) {
            assertThat(font.getTableMap().keySet())
                    .contains("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "glyf", "loca");
        }
    }

    @Test
    void svgTellsWhatItShows() {
        Element svg = parse(Drawing.of(figure()).svg("apex")).getDocumentElement();
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("apex-title apex-desc");
        assertThat(svg.getFirstChild().getTextContent()).isEqualTo("A title");
        assertThat(svg.getFirstChild().getNextSibling().getTextContent()).isEqualTo("A caption.");
        // 84 mm
        assertThat(svg.getAttribute("width")).isEqualTo("238.11pt");
    }

    @Test
    void whatIsReadAloudHasNoMarksOfSubscripts() {
        Figure figure = Figure.of("D_{n}–σ", "In R^{2}.", Figure.Plane.of(X, Y, List.of()));
        Element svg = parse(Drawing.of(figure).svg("a")).getDocumentElement();
        assertThat(svg.getFirstChild().getTextContent()).isEqualTo("Dn–σ");
        assertThat(svg.getFirstChild().getNextSibling().getTextContent()).isEqualTo("In R2.");
    }

    @Test
    void svgThatStandsAloneBringsItsFont() {
        assertThat(Drawing.of(figure()).svg("a")).contains("@font-face{font-family:'DejaVu Sans'");
        assertThat(Drawing.of(figure()).svgElement("a")).doesNotContain("@font-face");
        assertThat(Drawing.fontFace("abc")).startsWith("@font-face{").hasSizeLessThan(20_000);
    }

    @Test
    void pdfHasItsTextAndEmbedsTheFont() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Drawing.of(figure(points(new double[] {1}, new double[] {12}, "A194").labelled()))
                .pdf(out);
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Distance (km s⁻¹)", "⟨µ", "A194");
            var resources = pdf.getPage(0).getResources();
            for (var name : resources.getFontNames()) {
                PDFont font = resources.getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+DejaVuSans");
            }
            assertThat(resources.getFontNames()).hasSize(1);
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isCloseTo(238.11f, within(0.01f));
        }
        assertThat(out.size()).isLessThan(60_000);
    }

    /** Large discs are curves in PDF, small ones dots; 600 dots per inch show both. */
    @Test
    void pdfShowsMarksOfAnySizeInTheirPlace() throws IOException {
        Drawing drawing = Drawing.of(figure(points(new double[] {2, 7}, new double[] {12, 17}, "small", "large")
                .withSizes(new double[] {0.3, 2})));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drawing.pdf(out);
        Document svg = parse(drawing.svg("test"));
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            double scale = 600.0 / 72;
            BufferedImage image = new PDFRenderer(pdf).renderImageWithDPI(0, 600);
            for (Element mark : marks(svg)) {
                int x = (int) (number(mark, "cx") * scale);
                int y = (int) (number(mark, "cy") * scale);
                int beyond = (int) ((number(mark, "r") + 0.5) * scale);
                assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(0x000000);
                assertThat(image.getRGB(x + beyond, y) & 0xffffff).isEqualTo(0xffffff);
                assertThat(image.getRGB(x, y - beyond) & 0xffffff).isEqualTo(0xffffff);
            }
        }
    }

    @Test
    void sameFigureGivesTheSameBytes() throws IOException {
        ByteArrayOutputStream[] out = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
        for (ByteArrayOutputStream each : out) {
            Drawing.of(figure(
                            points(new double[] {1}, new double[] {12}, "A194").labelled()))
                    .pdf(each);
        }
        assertThat(out[0].toByteArray()).isEqualTo(out[1].toByteArray());
    }

    @Test
    void pngHasTheResolutionAskedFor() throws IOException {
        Drawing drawing = Drawing.of(figure(points(new double[] {5}, new double[] {15}, "A194")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drawing.png(out, 300);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(84 / 25.4 * 300));
        byte[] bytes = out.toByteArray();
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
        int perMetre = java.nio.ByteBuffer.wrap(bytes).getInt(at);
        assertThat(perMetre).isEqualTo(11811);
        Document svg = parse(drawing.svg("test"));
        double scale = 300.0 / 72;
        int x = (int) (number(marks(svg).get(0), "cx") * scale);
        int y = (int) (number(marks(svg).get(0), "cy") * scale);
        assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(0x000000);
        assertThat(image.getRGB(x + 12, y) & 0xffffff).isEqualTo(0xffffff);
    }

    @Test
    void nothingToShowGivesAnEmptyFrame() {
        Figure empty = Figure.of(
                "Nothing",
                "",
                Figure.Plane.of(
                        Figure.Axis.of("x"),
                        Figure.Axis.of("y").logarithmic(),
                        List.of(points(new double[0], new double[0]), points(new double[] {Double.NaN}, new double[] {1
                        }))),
                Figure.Sky.galactic(0, List.of()));
        assertThat(marks(parse(Drawing.of(empty).svg("test")))).isEmpty();
    }

    @Test
    void oneValueGetsAxesAboutIt() {
        Figure one = Figure.of(
                "One",
                "",
                Figure.Plane.of(
                        Figure.Axis.of("x"),
                        Figure.Axis.of("y").logarithmic(),
                        List.of(points(new double[] {3}, new double[] {5}, "one"))));
        Document svg = parse(Drawing.of(one).svg("test"));
        Element frame = (Element) all(svg, "clipPath").get(0).getFirstChild();
        assertThat(number(marks(svg).get(0), "cx"))
                .isCloseTo(number(frame, "x") + number(frame, "width") / 2, within(0.02));
        assertThat(number(marks(svg).get(0), "cy"))
                .isCloseTo(number(frame, "y") + number(frame, "height") / 2, within(0.02));
    }

    @Test
    void manyMarksShrink() {
        double[] x = new double[10_000];
        double[] y = new double[10_000];
        Arrays.setAll(x, i -> i % 100 / 10.0);
        Arrays.setAll(y, i -> 10 + Math.floorDiv(i, 100) / 10.0);
        Document svg = parse(Drawing.of(figure(Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, x, y)))
                .svg("test"));
        assertThat(marks(svg)).hasSize(10_000);
        assertThat(number(marks(svg).get(0), "r")).isLessThan(0.8);
    }

    /** Labels of twenty neighbours: none may cover another, so some are left out. */
    @Test
    void labelsDoNotCoverEachOther() {
        double[] x = new double[20];
        double[] y = new double[20];
        String[] labels = new String[20];
        for (int i = 0; i < 20; i++) {
            x[i] = 5 + 0.05 * i;
            y[i] = 15 + 0.1 * (i % 5);
            labels[i] = "cluster " + i;
        }
        List<Element> texts =
                all(parse(Drawing.of(figure(points(x, y, labels).labelled())).svg("test")), "text").stream()
                        .filter(text -> text.getTextContent().startsWith("cluster "))
                        .toList();
        assertThat(texts).hasSizeGreaterThan(8);
        for (Element a : texts) {
            for (Element b : texts) {
                boolean apart =
                        Math.abs(number(a, "y") - number(b, "y")) > 4 || Math.abs(number(a, "x") - number(b, "x")) > 24;
                assertThat(a == b || apart).isTrue();
            }
        }
    }

    @Test
    void labelsOfJoinedPanelsStandInLine() {
        Figure.Axis narrow = Figure.Axis.of("narrow").range(0, 5);
        Figure.Axis wide = Figure.Axis.of("wide").range(-10000, 10000);
        Document svg = parse(Drawing.of(Figure.of(
                        "A title", "", Figure.Plane.of(X, narrow, List.of()), Figure.Plane.of(X, wide, List.of())))
                .svg("test"));
        List<String> places = all(svg, "text").stream()
                .filter(text -> List.of("narrow", "wide").contains(text.getTextContent()))
                .map(text -> text.getAttribute("transform").replaceFirst("[ ,].*", ""))
                .toList();
        assertThat(places).hasSize(2);
        assertThat(places.get(0)).matches("translate\\(\\d.*").isEqualTo(places.get(1));
    }

    @Test
    void panelsWithOneAxisAreJoined() {
        Figure.Plane above = Figure.Plane.of(X, Y, List.of(points(new double[] {5}, new double[] {15}, "a")));
        Figure.Plane below = above.withAspect(0.3);
        Document svg = parse(Drawing.of(Figure.of("Joined", "", above, below)).svg("test"));
        Element upper = (Element) all(svg, "clipPath").get(0).getFirstChild();
        Element lower = (Element) all(svg, "clipPath").get(1).getFirstChild();
        assertThat(number(upper, "y") + number(upper, "height")).isCloseTo(number(lower, "y"), within(0.02));
        assertThat(number(upper, "x")).isEqualTo(number(lower, "x"));
        assertThat(all(svg, "text").stream()
                        .filter(text -> text.getTextContent().startsWith("Distance")))
                .hasSize(1);
    }
}
