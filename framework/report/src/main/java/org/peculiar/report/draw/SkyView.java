package org.peculiar.report.draw;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;

/** A panel of the whole sky. */
final class SkyView implements PanelView {

    private static final double GAP = 3;
    private static final int STEP = 30;
    private static final int LABELLED = 60;
    private static final double BAR = 0.5;
    private static final double PAPER = 0.75;

    private final Typeface face;
    private final Figure.Sky panel;
    private final Legend legend;
    private final Optional<ColourBar> bar;
    private final IdentityHashMap<Series.Cells, Raster> rasters = new IdentityHashMap<>();

    SkyView(Typeface face, Figure.Sky panel) {
        this.face = face;
        this.panel = panel;
        this.legend = new Legend(face, panel.series());
        this.bar = panel.series().stream()
                .filter(Series.Cells.class::isInstance)
                .map(cells -> new ColourBar(face, (Series.Cells) cells))
                .findFirst();
    }

    @Override
    public double aspect() {
        return 0.5;
    }

    @Override
    public Margins margins(double width, double height) {
        double side = RichText.plain(face, "−60°").width(Type.TICK) / 2;
        double bottom = GAP
                + (legend.isEmpty() ? 0 : legend.height(width) + GAP)
                + (bar.isPresent() ? ColourBar.height() + GAP : 0);
        double top = GAP + (panel.title().isEmpty() ? 0 : Type.HEADING + GAP) + Type.TICK;
        return new Margins(side, side, top, bottom);
    }

    @Override
    public void settle(Rectangle2D frame) {
        // The legend always stands below.
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D frame) {
        SkyMapping mapping = new SkyMapping(frame, panel.projection(), panel.centreDeg());
        Clutter clutter = new Clutter();
        SeriesPainter painter = new SeriesPainter(canvas, face, mapping, clutter, rasters);
        canvas.begin("panel sky", panel.title(), Ink.line("", Ink.NO_COLOUR, 0));
        canvas.clip(mapping.outline());
        boolean map = bar.isPresent();
        if (!map) {
            graticule(canvas, mapping);
        }
        painter.paint(panel.series());
        if (map) {
            graticule(canvas, mapping);
        }
        canvas.unclip();
        canvas.begin("axes", "", Ink.line("ink", Ink.BLACK, Type.LINE));
        canvas.mark(mapping.outline(), -1, "");
        canvas.end();
        labels(canvas, mapping, clutter);
        painter.annotate(panel.series());
        if (!panel.title().isEmpty()) {
            canvas.text(
                    RichText.marked(face, panel.title()),
                    frame.getCenterX(),
                    frame.getMinY() - GAP - Type.TICK,
                    Type.HEADING,
                    Canvas.Anchor.MIDDLE,
                    false,
                    Ink.BLACK);
        }
        double y = frame.getMaxY() + GAP;
        if (bar.isPresent()) {
            double width = BAR * frame.getWidth();
            bar.get().lying(canvas, frame.getCenterX() - width / 2, y, width);
            y += ColourBar.height() + GAP;
        }
        if (!legend.isEmpty()) {
            legend.rows(canvas, frame.getMinX(), y, frame.getWidth());
        }
        canvas.end();
    }

    private static void graticule(Canvas canvas, SkyMapping mapping) {
        canvas.begin("graticule", "", Ink.line("graticule", Ink.FAINT, Type.HAIR));
        for (int b = -90 + STEP; b < 90; b += STEP) {
            double edge = mapping.centreDeg();
            canvas.mark(mapping.line(new double[] {edge - 180, edge + 180}, new double[] {b, b}), -1, "");
        }
        for (int l = 0; l < 360; l += STEP) {
            if (Math.abs(mapping.relative(l)) != 180) {
                canvas.mark(mapping.line(new double[] {l, l}, new double[] {-90, 90}), -1, "");
            }
        }
        canvas.end();
    }

    private void labels(Canvas canvas, SkyMapping mapping, Clutter clutter) {
        canvas.begin("labels", "", Ink.area("ink", Ink.GREY));
        for (int b = -90 + STEP; b < 90; b += STEP) {
            if (b != 0) {
                Point2D left = mapping.at(mapping.centreDeg() + 179.999, b);
                degrees(canvas, b, left.getX() - 2, left.getY(), Canvas.Anchor.END);
            }
        }
        for (int l = 0; l < 360; l += LABELLED) {
            if (Math.abs(mapping.relative(l)) > 179) {
                continue;
            }
            Point2D at = mapping.at(l, 0);
            RichText text = RichText.plain(face, l + "°");
            double width = text.width(Type.NOTE);
            Rectangle2D box = new Rectangle2D.Double(at.getX() + 1.5, at.getY() + 1.5, width, Type.NOTE * Type.CAP);
            if (bar.isPresent()) {
                canvas.begin("paper", "", Ink.area("paper", Ink.PAPER).withOpacity(PAPER));
                canvas.mark(
                        new Rectangle2D.Double(box.getX() - 1, box.getY() - 1, width + 2, box.getHeight() + 2), -1, "");
                canvas.end();
            }
            canvas.text(text, box.getMinX(), box.getMaxY(), Type.NOTE, Canvas.Anchor.START, false, Ink.GREY);
            clutter.text(box);
        }
        canvas.end();
    }

    private void degrees(Canvas canvas, int degrees, double x, double y, Canvas.Anchor anchor) {
        String sign = degrees < 0 ? "−" : "+";
        double outward = y + Type.TICK * Type.CAP / 2 - Math.signum(degrees) * 2;
        canvas.text(
                RichText.plain(face, sign + Math.abs(degrees) + "°"), x, outward, Type.NOTE, anchor, false, Ink.GREY);
    }
}
