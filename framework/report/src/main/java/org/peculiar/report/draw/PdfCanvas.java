package org.peculiar.report.draw;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/** Writes a page of PDF as large as the figure, its font embedded. */
final class PdfCanvas implements Canvas, AutoCloseable {

    private static final double QUADRATIC = 2.0 / 3;
    private static final double SMALL = 2;
    private static final int ROUND = 1;

    private final PDDocument document = new PDDocument();
    private final double height;
    private final PDPageContentStream page;
    private final PDType0Font font;
    private final Deque<Ink> inks = new ArrayDeque<>();
    private final Map<Double, PDExtendedGraphicsState> opacities = new HashMap<>();

    PdfCanvas(Typeface face, double width, double height, String title) throws IOException {
        this.height = height;
        PDPage sheet = new PDPage(new PDRectangle((float) width, (float) height));
        document.addPage(sheet);
        // The identifier of a document is a hash of the time otherwise, and no two files would be the same.
        document.setDocumentId(1L);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setCreator("Peculiar");
        font = PDType0Font.load(document, face.font(), true);
        page = new PDPageContentStream(document, sheet);
    }

    void finish(OutputStream out) throws IOException {
        page.close();
        document.save(out);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    /** What a page does; failures of its stream in memory are not expected. */
    private interface Writing {
        void write() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void begin(String kind, String name, Ink ink) {
        inks.push(ink);
        write(() -> {
            page.saveGraphicsState();
            if (ink.fills()) {
                page.setNonStrokingColor(red(ink.fill()), green(ink.fill()), blue(ink.fill()));
            }
            if (ink.fills() && !ink.strokes()) {
                page.setStrokingColor(red(ink.fill()), green(ink.fill()), blue(ink.fill()));
                page.setLineCapStyle(ROUND);
            }
            if (ink.strokes()) {
                page.setStrokingColor(red(ink.stroke()), green(ink.stroke()), blue(ink.stroke()));
                page.setLineWidth((float) ink.width());
                page.setLineDashPattern(ink.dash(), 0);
            }
            if (ink.opacity() < 1) {
                page.setGraphicsStateParameters(opacities.computeIfAbsent(ink.opacity(), PdfCanvas::state));
            }
        });
    }

    private static PDExtendedGraphicsState state(double opacity) {
        PDExtendedGraphicsState state = new PDExtendedGraphicsState();
        state.setNonStrokingAlphaConstant((float) opacity);
        state.setStrokingAlphaConstant((float) opacity);
        return state;
    }

    private static float red(int rgb) {
        return (rgb >> 16 & 255) / 255f;
    }

    private static float green(int rgb) {
        return (rgb >> 8 & 255) / 255f;
    }

    private static float blue(int rgb) {
        return (rgb & 255) / 255f;
    }

    @Override
    public void end() {
        inks.pop();
        write(page::restoreGraphicsState);
    }

    @Override
    public void clip(Shape shape) {
        write(() -> {
            page.saveGraphicsState();
            trace(shape);
            page.clip();
        });
    }

    @Override
    public void unclip() {
        write(page::restoreGraphicsState);
    }

    @Override
    public void mark(Shape shape, int index, String label) {
        Ink ink = inks.element();
        write(() -> {
            if (shape instanceof Ellipse2D circle && circle.getWidth() < SMALL && !ink.strokes()) {
                dot(circle);
                return;
            }
            trace(shape);
            if (ink.fills() && ink.strokes()) {
                page.fillAndStroke();
            } else if (ink.fills()) {
                page.fill();
            } else {
                page.stroke();
            }
        });
    }

    /** Draws a small disc as a line of no length with round ends, a quarter of the file of one that is made of curves. */
    private void dot(Ellipse2D circle) throws IOException {
        page.setLineWidth((float) circle.getWidth());
        page.moveTo((float) circle.getCenterX(), (float) (height - circle.getCenterY()));
        page.lineTo((float) circle.getCenterX(), (float) (height - circle.getCenterY()));
        page.stroke();
    }

    private void trace(Shape shape) throws IOException {
        float[] c = new float[6];
        double x = 0;
        double y = 0;
        AffineTransform upward = new AffineTransform(1, 0, 0, -1, 0, height);
        for (PathIterator at = shape.getPathIterator(upward); !at.isDone(); at.next()) {
            int kind = at.currentSegment(c);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> page.moveTo(c[0], c[1]);
                case PathIterator.SEG_LINETO -> page.lineTo(c[0], c[1]);
                case PathIterator.SEG_QUADTO ->
                    page.curveTo(
                            (float) (x + QUADRATIC * (c[0] - x)),
                            (float) (y + QUADRATIC * (c[1] - y)),
                            (float) (c[2] + QUADRATIC * (c[0] - c[2])),
                            (float) (c[3] + QUADRATIC * (c[1] - c[3])),
                            c[2],
                            c[3]);
                case PathIterator.SEG_CUBICTO -> page.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
                default -> page.closePath();
            }
            int last = kind == PathIterator.SEG_CUBICTO ? 4 : kind == PathIterator.SEG_QUADTO ? 2 : 0;
            if (kind != PathIterator.SEG_CLOSE) {
                x = c[last];
                y = c[last + 1];
            }
        }
    }

    @Override
    public void text(RichText text, double x, double y, double size, Anchor anchor, boolean upward, int colour) {
        double shift = switch (anchor) {
            case START -> 0;
            case MIDDLE -> -text.width(size) / 2;
            case END -> -text.width(size);
        };
        write(() -> {
            page.beginText();
            page.setNonStrokingColor(red(colour), green(colour), blue(colour));
            double along = shift;
            for (RichText.Run run : text.runs()) {
                double rise = run.rise() * size;
                page.setFont(font, (float) (size * run.scale()));
                page.setTextMatrix(
                        upward
                                ? new Matrix(0, 1, -1, 0, (float) (x - rise), (float) (height - y + along))
                                : new Matrix(1, 0, 0, 1, (float) (x + along), (float) (height - y + rise)));
                page.showText(run.text());
                along += text.width(run, size);
            }
            page.endText();
        });
    }

    @Override
    public void image(Supplier<Raster> raster, Rectangle2D place) {
        write(() -> page.drawImage(
                LosslessFactory.createFromImage(document, raster.get().image()),
                (float) place.getX(),
                (float) (height - place.getMaxY()),
                (float) place.getWidth(),
                (float) place.getHeight()));
    }
}
