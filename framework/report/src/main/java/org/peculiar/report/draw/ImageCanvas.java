package org.peculiar.report.draw;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Paints pixels on white. */
final class ImageCanvas implements Canvas, AutoCloseable {

    private static final double POINTS_PER_INCH = 72;
    private static final double METRES_PER_INCH = 0.0254;
    private static final float MITRE = 4;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final double dotsPerInch;
    private final Deque<Ink> inks = new ArrayDeque<>();
    private final Deque<Shape> clips = new ArrayDeque<>();

    ImageCanvas(double width, double height, double dotsPerInch) {
        this.dotsPerInch = dotsPerInch;
        double scale = dotsPerInch / POINTS_PER_INCH;
        image = new BufferedImage(
                (int) Math.ceil(width * scale), (int) Math.ceil(height * scale), BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
    }

    void finish(OutputStream out) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        String perMetre = Long.toString(Math.round(dotsPerInch / METRES_PER_INCH));
        IIOMetadataNode physical = new IIOMetadataNode("pHYs");
        physical.setAttribute("pixelsPerUnitXAxis", perMetre);
        physical.setAttribute("pixelsPerUnitYAxis", perMetre);
        physical.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_png_1.0");
        root.appendChild(physical);
        metadata.mergeTree("javax_imageio_png_1.0", root);
        ImageIO.setUseCache(false);
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    @Override
    public void close() {
        graphics.dispose();
    }

    @Override
    public void begin(String kind, String name, Ink ink) {
        inks.push(ink);
    }

    @Override
    public void end() {
        inks.pop();
    }

    @Override
    public void clip(Shape shape) {
        Shape former = graphics.getClip();
        clips.push(former == null ? new Rectangle2D.Double(-1e6, -1e6, 2e6, 2e6) : former);
        graphics.clip(shape);
    }

    @Override
    public void unclip() {
        graphics.setClip(clips.pop());
    }

    @Override
    public void mark(Shape shape, int index, String label) {
        Ink ink = inks.element();
        graphics.setComposite(AlphaComposite.SrcOver.derive((float) ink.opacity()));
        if (ink.fills()) {
            graphics.setColor(new Color(ink.fill()));
            graphics.fill(shape);
        }
        if (ink.strokes()) {
            graphics.setColor(new Color(ink.stroke()));
            graphics.setStroke(new BasicStroke(
                    (float) ink.width(),
                    BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_MITER,
                    MITRE,
                    ink.dash().length == 0 ? null : ink.dash(),
                    0));
            graphics.draw(shape);
        }
    }

    @Override
    public void text(RichText text, double x, double y, double size, Anchor anchor, boolean upward, int colour) {
        AffineTransform former = graphics.getTransform();
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.setColor(new Color(colour));
        graphics.translate(x, y);
        if (upward) {
            graphics.rotate(-Math.PI / 2);
        }
        graphics.translate(
                switch (anchor) {
                    case START -> 0;
                    case MIDDLE -> -text.width(size) / 2;
                    case END -> -text.width(size);
                },
                0);
        for (RichText.Run run : text.runs()) {
            graphics.translate(0, -run.rise() * size);
            graphics.fill(text.outline(run, size));
            graphics.translate(text.width(run, size), run.rise() * size);
        }
        graphics.setTransform(former);
    }

    @Override
    public void image(Supplier<Raster> raster, Rectangle2D place) {
        BufferedImage pixels = raster.get().image();
        AffineTransform fit = new AffineTransform(
                place.getWidth() / pixels.getWidth(),
                0,
                0,
                place.getHeight() / pixels.getHeight(),
                place.getX(),
                place.getY());
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.drawImage(pixels, fit, null);
    }
}
