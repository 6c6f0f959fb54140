package org.peculiar.report.draw;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.peculiar.api.Figure;

/**
 * A figure laid out on paper, ready to be written in any format.
 *
 * <p>Not thread-safe; several drawings may be made at once.
 */
public final class Drawing {

    private static final double POINTS_PER_MM = 72 / 25.4;
    private static final double COLUMN_MM = 84;
    private static final double PAGE_MM = 178;
    private static final double PAD = 2;
    private static final double BETWEEN = 10;
    private static final int PASSES = 3;

    static {
        // Java would look for a display otherwise, and fail where one is announced but is not there.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private final Figure figure;
    private final Typeface face;
    private final List<PanelView> views = new ArrayList<>();
    private final List<Rectangle2D> frames = new ArrayList<>();
    private final double width;
    private double height;
    private SvgCanvas.Painted painted;

    private Drawing(Figure figure, Typeface face) {
        this.figure = figure;
        this.face = face;
        this.width = POINTS_PER_MM * (figure.width() == Figure.Width.PAGE ? PAGE_MM : COLUMN_MM);
        prepare();
        layOut();
        views.forEach(view -> view.settle(frames.get(views.indexOf(view))));
        layOut();
    }

    /** Lay a figure out. */
    public static Drawing of(Figure figure) {
        return new Drawing(figure, Shipped.FACE);
    }

    /** Holds the font, which is read when it is first needed. */
    private static final class Shipped {
        static final Typeface FACE = Typeface.shipped();

        private Shipped() {}
    }

    private void prepare() {
        List<Figure.Panel> panels = figure.panels();
        List<PlaneView> alike = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            if (panels.get(i) instanceof Figure.Plane plane) {
                Extent extent = new Extent();
                int first = i;
                while (joined(first - 1)) {
                    first--;
                }
                for (int k = first; k == first || joined(k - 1); k++) {
                    extent.add(PlaneView.horizontal(panels.get(k).series()));
                }
                alike = joined(i - 1) ? alike : new ArrayList<>();
                Scaling x = Scaling.of(plane.x(), extent);
                PlaneView view = new PlaneView(face, plane, x, joined(i - 1), joined(i), alike);
                alike.add(view);
                views.add(view);
            } else {
                views.add(new SkyView(face, (Figure.Sky) panels.get(i)));
            }
        }
    }

    /** Tells whether a panel and the next one have one horizontal axis. */
    private boolean joined(int upper) {
        return figure.columns() == 1
                && upper >= 0
                && upper + 1 < figure.panels().size()
                && figure.panels().get(upper) instanceof Figure.Plane above
                && figure.panels().get(upper + 1) instanceof Figure.Plane below
                && below.title().isEmpty()
                && Objects.equals(above.x(), below.x());
    }

    /** Finds the frames: those of a column are equally wide, and what stands around them decides how wide. */
    private void layOut() {
        int columns = Math.min(figure.columns(), views.size());
        int rows = (views.size() + columns - 1) / columns;
        double frameWidth = 0.8 * width / columns;
        List<Margins> byColumn = new ArrayList<>();
        List<Margins> byRow = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            byColumn.clear();
            byRow.clear();
            Margins none = new Margins(0, 0, 0, 0);
            for (int c = 0; c < columns; c++) {
                byColumn.add(none);
            }
            for (int r = 0; r < rows; r++) {
                byRow.add(none);
            }
            for (int i = 0; i < views.size(); i++) {
                Margins margins = views.get(i)
                        .margins(frameWidth, frameWidth * views.get(i).aspect());
                byColumn.set(i % columns, byColumn.get(i % columns).or(margins));
                byRow.set(i / columns, byRow.get(i / columns).or(margins));
            }
            double taken = byColumn.stream()
                            .mapToDouble(margins -> margins.left() + margins.right())
                            .sum()
                    + BETWEEN * (columns - 1)
                    + 2 * PAD;
            frameWidth = Math.max(20, (width - taken) / columns);
        }
        place(columns, frameWidth, byColumn, byRow);
    }

    private void place(int columns, double frameWidth, List<Margins> byColumn, List<Margins> byRow) {
        frames.clear();
        double y = PAD;
        for (int r = 0; r < byRow.size(); r++) {
            y += byRow.get(r).top();
            double x = PAD;
            double highest = 0;
            for (int c = 0; c < columns && r * columns + c < views.size(); c++) {
                x += byColumn.get(c).left();
                double frameHeight = frameWidth * views.get(r * columns + c).aspect();
                frames.add(new Rectangle2D.Double(x, y, frameWidth, frameHeight));
                highest = Math.max(highest, frameHeight);
                x += frameWidth + byColumn.get(c).right() + BETWEEN;
            }
            y += highest + byRow.get(r).bottom();
        }
        height = y + PAD;
    }

    private void paint(Canvas canvas) {
        for (int i = 0; i < views.size(); i++) {
            views.get(i).paint(canvas, frames.get(i));
        }
    }

    /** Return the width in points. */
    public double width() {
        return width;
    }

    /** Return the height in points. */
    public double height() {
        return height;
    }

    /**
     * Write an SVG document that stands alone, with the glyphs that it needs.
     *
     * @param name of the figure, for the identifiers inside
     */
    public String svg(String name) {
        return painted(name).alone(face);
    }

    /**
     * Write an SVG element to become part of a page, which brings the font: see {@link #fontFace}.
     *
     * @param name of the figure, unique in the page
     */
    public String svgElement(String name) {
        return painted(name).element();
    }

    /** Returns the figure in SVG, which document and page share. */
    private SvgCanvas.Painted painted(String name) {
        if (painted == null || !painted.id().equals(name)) {
            SvgCanvas canvas = new SvgCanvas(name, width, height, plain(figure.title()), plain(figure.caption()));
            paint(canvas);
            painted = canvas.finish();
        }
        return painted;
    }

    /** Return a text of a figure without the signs that lower or raise its parts. */
    public static String plain(String text) {
        return text.replaceAll("[_^]\\{([^}]*)\\}", "$1");
    }

    /**
     * Return the CSS rule that gives a page the font of the figures in it.
     *
     * @param text all characters that the page sets in it
     */
    public static String fontFace(String text) {
        BitSet points = new BitSet();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            points.set(text.codePointAt(i));
        }
        StringBuilder distinct = new StringBuilder();
        points.stream().forEach(distinct::appendCodePoint);
        return SvgCanvas.fontFace(Shipped.FACE, Shipped.FACE.printable(distinct.toString()));
    }

    /** Write a PDF document of one page as large as the figure; the font is embedded. */
    public void pdf(OutputStream out) throws IOException {
        try (PdfCanvas canvas = new PdfCanvas(face, width, height, figure.title())) {
            paint(canvas);
            canvas.finish(out);
        }
    }

    /**
     * Write a PNG image.
     *
     * @param dotsPerInch resolution, which the file states too
     */
    public void png(OutputStream out, double dotsPerInch) throws IOException {
        try (ImageCanvas canvas = new ImageCanvas(width, height, dotsPerInch)) {
            paint(canvas);
            canvas.finish(out);
        }
    }
}
