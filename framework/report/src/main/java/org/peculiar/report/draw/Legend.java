package org.peculiar.report.draw;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.api.Series;

/** The names of the series with a sample of each. */
final class Legend {

    private static final double SAMPLE = 16;
    private static final double ROW = 9;
    private static final double PAD = 3;
    private static final double GAP = 10;

    private final List<Entry> entries = new ArrayList<>();

    /** A name and all series that have it, such as points and the line through them. */
    private record Entry(RichText name, List<Series> series) {}

    Legend(Typeface face, List<Series> series) {
        Map<String, List<Series>> byName = new LinkedHashMap<>();
        for (Series one : series) {
            if (!one.name().isEmpty() && !(one instanceof Series.Cells) && !(one instanceof Series.Texts)) {
                byName.computeIfAbsent(one.name(), name -> new ArrayList<>()).add(one);
            }
        }
        byName.forEach((name, named) -> entries.add(new Entry(RichText.marked(face, name), named)));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Returns the free place inside a frame where it covers nothing, {@code null} if there is none. */
    Rectangle2D inside(Rectangle2D frame, Clutter clutter) {
        double width = entries.stream().mapToDouble(this::width).max().orElse(0) + 2 * PAD;
        double height = entries.size() * ROW + 2 * PAD - 1;
        if (width > 0.7 * frame.getWidth() || height > 0.6 * frame.getHeight()) {
            return null;
        }
        double left = frame.getMinX() + 4;
        double right = frame.getMaxX() - width - 4;
        double top = frame.getMinY() + 4;
        double bottom = frame.getMaxY() - height - 4;
        double middle = frame.getCenterX() - width / 2;
        double[][] corners = {
            {right, top}, {left, top}, {right, bottom}, {left, bottom}, {middle, top}, {middle, bottom}
        };
        for (double[] corner : corners) {
            Rectangle2D box = new Rectangle2D.Double(corner[0], corner[1], width, height);
            if (clutter.under(box) == 0) {
                return box;
            }
        }
        return null;
    }

    void column(Canvas canvas, Rectangle2D box) {
        double y = box.getMinY() + PAD;
        canvas.begin("legend", "", Ink.line("ink", Ink.BLACK, Type.LINE));
        for (Entry entry : entries) {
            entry(canvas, entry, box.getMinX() + PAD, y + ROW / 2);
            y += ROW;
        }
        canvas.end();
    }

    /** Returns the height of the rows that a width allows. */
    double height(double width) {
        return rows(width).size() * ROW + PAD;
    }

    /** Draws the entries in rows, centred. */
    void rows(Canvas canvas, double x, double y, double width) {
        canvas.begin("legend", "", Ink.line("ink", Ink.BLACK, Type.LINE));
        double middle = y + ROW / 2;
        for (List<Entry> row : rows(width)) {
            double taken = row.stream().mapToDouble(this::width).sum() + GAP * (row.size() - 1);
            double at = x + Math.max(0, (width - taken) / 2);
            for (Entry entry : row) {
                entry(canvas, entry, at, middle);
                at += width(entry) + GAP;
            }
            middle += ROW;
        }
        canvas.end();
    }

    private List<List<Entry>> rows(double width) {
        List<List<Entry>> rows = new ArrayList<>();
        double taken = Double.POSITIVE_INFINITY;
        for (Entry entry : entries) {
            if (taken + GAP + width(entry) > width) {
                rows.add(new ArrayList<>());
                taken = -GAP;
            }
            rows.get(rows.size() - 1).add(entry);
            taken += GAP + width(entry);
        }
        return rows;
    }

    private double width(Entry entry) {
        return SAMPLE + 3 + entry.name().width(Type.LEGEND);
    }

    private void entry(Canvas canvas, Entry entry, double x, double y) {
        entry.series().forEach(series -> sample(canvas, series, x, y));
        canvas.text(
                entry.name(),
                x + SAMPLE + 3,
                y + Type.LEGEND * Type.CAP / 2,
                Type.LEGEND,
                Canvas.Anchor.START,
                false,
                Ink.BLACK);
    }

    private static void sample(Canvas canvas, Series series, double x, double y) {
        double middle = x + SAMPLE / 2;
        Line2D across = new Line2D.Double(x, y, x + SAMPLE, y);
        Rectangle2D swatch = new Rectangle2D.Double(x + 1, y - 2.5, SAMPLE - 2, 5);
        if (series instanceof Series.Points points) {
            double size = Math.max(0.75, SeriesPainter.crowding(points.x().length));
            draw(
                    canvas,
                    Marker.ink(points.symbol(), points.role()),
                    Marker.at(
                            points.symbol(),
                            middle,
                            y,
                            Type.MARK * (points.symbol() == Series.Symbol.DOT ? 1.5 : size)));
        } else if (series instanceof Series.Line line) {
            draw(canvas, Ink.stroked(line.role(), Type.CURVE, line.stroke()), across);
        } else if (series instanceof Series.Rule rule) {
            draw(canvas, Ink.stroked(rule.role(), Type.LINE, rule.stroke()), across);
        } else if (series instanceof Series.Segments segments) {
            draw(canvas, Ink.stroked(segments.role(), Type.CURVE, segments.stroke()), across);
        } else if (series instanceof Series.Band band) {
            draw(canvas, Ink.filled(band.role()).withOpacity(0.22), swatch);
        } else if (series instanceof Series.Boxes boxes) {
            draw(
                    canvas,
                    Ink.filled(boxes.role()).withOpacity(0.45).withStroke(Ink.colour(boxes.role()), Type.LINE),
                    swatch);
        } else if (series instanceof Series.Region region) {
            draw(
                    canvas,
                    region.filled()
                            ? Ink.filled(region.role()).withOpacity(0.22)
                            : Ink.stroked(region.role(), Type.CURVE, region.stroke()),
                    region.filled() ? swatch : across);
        }
    }

    private static void draw(Canvas canvas, Ink ink, java.awt.Shape shape) {
        canvas.begin("sample", "", ink);
        canvas.mark(shape, -1, "");
        canvas.end();
    }
}
