package org.peculiar.report.draw;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;

/** A panel of two straight axes. */
final class PlaneView implements PanelView {

    private static final double MAJOR = 3.5;
    private static final double MINOR = 2;
    private static final double GAP = 3;
    private static final double EDGE = 4;
    private static final double APART = 6;
    private static final double LEAST_GAP = 4;
    private static final double BAR_GAP = 6;
    private static final double LONGEST_NAME = 0.45;
    private static final int MOST_TICKS = 8;

    private final Typeface face;
    private final Figure.Plane panel;
    private final Scaling wantedX;
    private final Scaling wantedY;
    private final boolean joinedAbove;
    private final boolean joinedBelow;
    private final List<PlaneView> joined;
    private final Legend legend;
    private final Optional<ColourBar> bar;
    private final IdentityHashMap<Series.Cells, Raster> rasters = new IdentityHashMap<>();
    private boolean legendOutside;

    /**
     * Prepares a panel.
     *
     * @param x scaling of the horizontal axis, which joined panels share
     * @param joinedAbove whether the panel above has the same horizontal axis and touches this one
     * @param joinedBelow whether the panel below does
     * @param joined panels that are joined, this one included, when all are there; their vertical labels stand in line
     */
    PlaneView(
            Typeface face,
            Figure.Plane panel,
            Scaling x,
            boolean joinedAbove,
            boolean joinedBelow,
            List<PlaneView> joined) {
        this.face = face;
        this.panel = panel;
        this.wantedX = x;
        this.wantedY = Scaling.of(panel.y(), vertical(panel.series()));
        this.joinedAbove = joinedAbove;
        this.joinedBelow = joinedBelow;
        this.joined = joined;
        this.legend = new Legend(face, panel.series());
        this.bar = panel.series().stream()
                .filter(Series.Cells.class::isInstance)
                .map(cells -> new ColourBar(face, (Series.Cells) cells))
                .findFirst();
    }

    /** Returns which values the horizontal axis should show. */
    static Extent horizontal(List<Series> all) {
        Extent extent = new Extent();
        for (Series series : all) {
            if (series instanceof Series.Points points) {
                reach(extent, points.x(), points.xError());
            } else if (series instanceof Series.Line line) {
                extent.add(line.x());
            } else if (series instanceof Series.Band band) {
                extent.add(band.x());
            } else if (series instanceof Series.Segments segments) {
                extent.add(segments.x0());
                extent.add(segments.x1());
            } else if (series instanceof Series.Boxes boxes) {
                extent.add(boxes.x0());
                extent.add(boxes.x1());
            } else if (series instanceof Series.Region region && !region.filled()) {
                extent.add(region.x());
            } else if (series instanceof Series.Cells cells) {
                extent.add(cells.x());
            } else if (series instanceof Series.Texts texts) {
                extent.add(texts.x());
            } else if (series instanceof Series.Rule rule && rule.vertical()) {
                extent.add(rule.at());
            }
        }
        return extent;
    }

    private static Extent vertical(List<Series> all) {
        Extent extent = new Extent();
        for (Series series : all) {
            if (series instanceof Series.Points points) {
                reach(extent, points.y(), points.yError());
            } else if (series instanceof Series.Line line) {
                extent.add(line.y());
            } else if (series instanceof Series.Band band) {
                extent.add(band.low());
                extent.add(band.high());
            } else if (series instanceof Series.Segments segments) {
                extent.add(segments.y0());
                extent.add(segments.y1());
            } else if (series instanceof Series.Boxes boxes) {
                extent.add(boxes.y0());
                extent.add(boxes.y1());
            } else if (series instanceof Series.Region region && !region.filled()) {
                extent.add(region.y());
            } else if (series instanceof Series.Cells cells) {
                extent.add(cells.y());
            } else if (series instanceof Series.Texts texts) {
                extent.add(texts.y());
            } else if (series instanceof Series.Rule rule && !rule.vertical()) {
                extent.add(rule.at());
            }
        }
        return extent;
    }

    private static void reach(Extent extent, double[] values, double[] errors) {
        for (int i = 0; i < values.length; i++) {
            double error = errors.length == 0 || !Double.isFinite(errors[i]) ? 0 : errors[i];
            extent.add(values[i] - error);
            extent.add(values[i] + error);
        }
    }

    @Override
    public double aspect() {
        return panel.aspect();
    }

    private PlaneMapping mapping(Rectangle2D frame) {
        Scaling x = wantedX;
        Scaling y = wantedY;
        if (panel.equalUnits()) {
            double perX = (x.high() - x.low()) / frame.getWidth();
            double perY = (y.high() - y.low()) / frame.getHeight();
            x = perX < perY ? x.grown(perY / perX) : x;
            y = perY < perX ? y.grown(perX / perY) : y;
        }
        return new PlaneMapping(frame, x, y);
    }

    private Ticks ticksX(PlaneMapping mapping) {
        double width = mapping.frame().getWidth();
        for (int most = MOST_TICKS; most > 1; most--) {
            Ticks ticks = Ticks.of(panel.x(), mapping.x(), most);
            if (fits(ticks, mapping.x(), width)) {
                return ticks;
            }
        }
        return Ticks.of(panel.x(), mapping.x(), 1);
    }

    /** Tells whether the labels of ticks stand beside each other. */
    private boolean fits(Ticks ticks, Scaling scaling, double width) {
        double end = Double.NEGATIVE_INFINITY;
        boolean reversed = scaling.from() > scaling.to();
        for (int k = 0; k < ticks.major().length; k++) {
            int i = reversed ? ticks.major().length - 1 - k : k;
            double half = RichText.marked(face, ticks.labels().get(i)).width(Type.TICK) / 2;
            double at = scaling.fraction(ticks.major()[i]) * width;
            if (at - half < end + LEAST_GAP) {
                return false;
            }
            end = at + half;
        }
        return true;
    }

    private Ticks ticksY(PlaneMapping mapping) {
        int most = (int) Math.max(2, Math.min(MOST_TICKS, mapping.frame().getHeight() / 15));
        return Ticks.of(panel.y(), mapping.y(), most);
    }

    private boolean isUpright(Ticks x, PlaneMapping mapping) {
        return !panel.x().ticks().isEmpty()
                && !fits(x, mapping.x(), mapping.frame().getWidth());
    }

    private double widest(Ticks ticks) {
        return ticks.labels().stream()
                .mapToDouble(text -> RichText.marked(face, text).width(Type.TICK))
                .max()
                .orElse(0);
    }

    private double nameWidth(Ticks y, double width) {
        return Math.min(widest(y), LONGEST_NAME * width);
    }

    @Override
    public Margins margins(double width, double height) {
        PlaneMapping mapping = mapping(new Rectangle2D.Double(0, 0, width, height));
        Ticks x = ticksX(mapping);
        Ticks y = ticksY(mapping);
        double left = nameWidth(y, width + 60) + GAP + (isEmpty(panel.y()) ? 0 : Type.LABEL + APART);
        double bottom = 0;
        double right = EDGE;
        if (!joinedBelow) {
            double labels = isUpright(x, mapping) ? widest(x) : Type.TICK;
            bottom = GAP + labels + (isEmpty(panel.x()) ? 0 : Type.LABEL + GAP + 1) + 1;
            right = Math.max(right, overhang(x, mapping));
        }
        if (bar.isPresent()) {
            right = BAR_GAP + bar.get().width(height) + 2;
        }
        double top = joinedAbove ? 0 : EDGE;
        if (!panel.title().isEmpty()) {
            top += Type.HEADING + GAP;
        }
        if (y.exponent() != 0) {
            top += Type.TICK;
        }
        if (legendOutside) {
            top += legend.height(width) + 1;
        }
        return new Margins(left, right, top, bottom);
    }

    private static boolean isEmpty(Figure.Axis axis) {
        return axis.label().isEmpty();
    }

    private double overhang(Ticks x, PlaneMapping mapping) {
        double overhang = 0;
        for (int i = 0; i < x.major().length; i++) {
            double half = RichText.marked(face, x.labels().get(i)).width(Type.TICK) / 2;
            double beyond =
                    (mapping.x().fraction(x.major()[i]) - 1) * mapping.frame().getWidth() + half;
            overhang = Math.max(overhang, beyond + 1);
        }
        return isUpright(x, mapping) ? 0 : overhang;
    }

    @Override
    public void settle(Rectangle2D frame) {
        if (!legend.isEmpty() && !legendOutside) {
            Clutter clutter = new Clutter();
            new SeriesPainter(Blank.CANVAS, face, mapping(frame), clutter, rasters).paint(panel.series());
            legendOutside = legend.inside(frame, clutter) == null;
        }
    }

    @Override
    public void paint(Canvas canvas, Rectangle2D frame) {
        PlaneMapping mapping = mapping(frame);
        Clutter clutter = new Clutter();
        SeriesPainter painter = new SeriesPainter(canvas, face, mapping, clutter, rasters);
        canvas.begin("panel plane", panel.title(), Ink.line("", Ink.NO_COLOUR, 0));
        canvas.clip(frame);
        painter.paint(panel.series());
        canvas.unclip();
        axes(canvas, mapping);
        if (!panel.title().isEmpty()) {
            canvas.text(
                    RichText.marked(face, panel.title()),
                    frame.getCenterX(),
                    frame.getMinY() - GAP - 1 - (legendOutside ? legend.height(frame.getWidth()) : 0),
                    Type.HEADING,
                    Canvas.Anchor.MIDDLE,
                    false,
                    Ink.BLACK);
        }
        if (!legend.isEmpty()) {
            Rectangle2D box = legendOutside ? null : legend.inside(frame, clutter);
            if (box == null) {
                legend.rows(
                        canvas, frame.getMinX(), frame.getMinY() - legend.height(frame.getWidth()), frame.getWidth());
            } else {
                legend.column(canvas, box);
                clutter.text(box);
            }
        }
        painter.annotate(panel.series());
        bar.ifPresent(
                colours -> colours.upright(canvas, frame.getMaxX() + BAR_GAP, frame.getMinY(), frame.getHeight()));
        canvas.end();
    }

    private void axes(Canvas canvas, PlaneMapping mapping) {
        Rectangle2D frame = mapping.frame();
        Ticks x = ticksX(mapping);
        Ticks y = ticksY(mapping);
        Path2D strokes = new Path2D.Double();
        strokes.append(frame, false);
        boolean named = !panel.y().ticks().isEmpty();
        for (double value : x.major()) {
            upright(strokes, frame, frame.getMinX() + mapping.x().fraction(value) * frame.getWidth(), MAJOR);
        }
        for (double value : x.minor()) {
            upright(strokes, frame, frame.getMinX() + mapping.x().fraction(value) * frame.getWidth(), MINOR);
        }
        for (double value : y.major()) {
            across(
                    strokes,
                    frame,
                    frame.getMaxY() - mapping.y().fraction(value) * frame.getHeight(),
                    named ? MINOR : MAJOR);
        }
        for (double value : y.minor()) {
            across(strokes, frame, frame.getMaxY() - mapping.y().fraction(value) * frame.getHeight(), MINOR);
        }
        canvas.begin("axes", "", Ink.line("ink", Ink.BLACK, Type.LINE));
        canvas.mark(strokes, -1, "");
        if (!joinedBelow) {
            labelsX(canvas, mapping, x);
        }
        labelsY(canvas, mapping, y);
        canvas.end();
    }

    private static void upright(Path2D strokes, Rectangle2D frame, double x, double length) {
        strokes.append(new Line2D.Double(x, frame.getMaxY(), x, frame.getMaxY() - length), false);
        strokes.append(new Line2D.Double(x, frame.getMinY(), x, frame.getMinY() + length), false);
    }

    private static void across(Path2D strokes, Rectangle2D frame, double y, double length) {
        strokes.append(new Line2D.Double(frame.getMinX(), y, frame.getMinX() + length, y), false);
        strokes.append(new Line2D.Double(frame.getMaxX(), y, frame.getMaxX() - length, y), false);
    }

    private void labelsX(Canvas canvas, PlaneMapping mapping, Ticks x) {
        Rectangle2D frame = mapping.frame();
        boolean upright = isUpright(x, mapping);
        double height = upright ? widest(x) : Type.TICK;
        for (int i = 0; i < x.major().length; i++) {
            double at = frame.getMinX() + mapping.x().fraction(x.major()[i]) * frame.getWidth();
            RichText text = RichText.marked(face, x.labels().get(i));
            if (upright) {
                double baseline = at + Type.TICK * Type.CAP / 2;
                canvas.text(text, baseline, frame.getMaxY() + GAP, Type.TICK, Canvas.Anchor.END, true, Ink.BLACK);
            } else {
                double baseline = frame.getMaxY() + GAP + Type.TICK * Type.CAP + 1;
                canvas.text(text, at, baseline, Type.TICK, Canvas.Anchor.MIDDLE, false, Ink.BLACK);
            }
        }
        double baseline = frame.getMaxY() + GAP + height + GAP + 1 + Type.LABEL * Type.CAP;
        String label = panel.x().label() + (x.exponent() == 0 ? "" : " × 10^{" + minus(-x.exponent()) + "}");
        canvas.text(
                RichText.marked(face, label),
                frame.getCenterX(),
                baseline,
                Type.LABEL,
                Canvas.Anchor.MIDDLE,
                false,
                Ink.BLACK);
    }

    private static String minus(int number) {
        return Integer.toString(number).replace('-', '−');
    }

    private void labelsY(Canvas canvas, PlaneMapping mapping, Ticks y) {
        Rectangle2D frame = mapping.frame();
        double widest = nameWidth(y, frame.getWidth() + 60);
        for (int i = 0; i < y.major().length; i++) {
            double at = frame.getMaxY() - mapping.y().fraction(y.major()[i]) * frame.getHeight();
            boolean crowded = (joinedAbove && at < frame.getMinY() + Type.TICK / 2)
                    || (joinedBelow && at > frame.getMaxY() - Type.TICK / 2);
            if (!crowded || !panel.y().ticks().isEmpty()) {
                canvas.text(
                        RichText.within(face, y.labels().get(i), Type.TICK, widest + 0.1),
                        frame.getMinX() - GAP,
                        at + Type.TICK * Type.CAP / 2,
                        Type.TICK,
                        Canvas.Anchor.END,
                        false,
                        Ink.BLACK);
            }
        }
        if (y.exponent() != 0) {
            canvas.text(
                    RichText.marked(face, "× 10^{" + minus(y.exponent()) + "}"),
                    frame.getMinX(),
                    frame.getMinY() - 2,
                    Type.TICK,
                    Canvas.Anchor.START,
                    false,
                    Ink.BLACK);
        }
        canvas.text(
                RichText.marked(face, panel.y().label()),
                frame.getMinX() - GAP - widestOfJoined(frame.getWidth()) - APART,
                frame.getCenterY(),
                Type.LABEL,
                Canvas.Anchor.MIDDLE,
                true,
                Ink.BLACK);
    }

    /** Returns the room that the numbers take, or those of a joined panel where these are wider. */
    private double widestOfJoined(double width) {
        return joined.stream()
                .filter(view -> !isEmpty(view.panel.y()))
                .mapToDouble(view -> {
                    Rectangle2D frame = new Rectangle2D.Double(0, 0, width, width * view.aspect());
                    return view.nameWidth(view.ticksY(view.mapping(frame)), width + 60);
                })
                .max()
                .orElse(0);
    }
}
