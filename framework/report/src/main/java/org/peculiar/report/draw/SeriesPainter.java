package org.peculiar.report.draw;

import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.peculiar.api.Series;

/** Draws the series of one panel, and remembers what lies where. */
final class SeriesPainter {

    private static final double ARROW = 3.2;
    private static final double SHADE = 0.22;
    private static final double BOX = 0.45;
    private static final int CROWD = 400;

    /** More labels would make most of a file, and nobody can point at one of so many marks. */
    private static final int MOST_LABELS = 3000;

    private static final double SMALLEST = 0.35;
    private static final double FAINTEST = 0.45;
    private static final double GAP = 1.5;
    private static final int DIRECTIONS = 8;
    private static final double[] DISTANCES = {0, 3, 8, 14};

    private final Canvas canvas;
    private final Typeface face;
    private final Mapping mapping;
    private final Clutter clutter;
    private final IdentityHashMap<Series.Cells, Raster> rasters;
    private final List<Note> notes = new ArrayList<>();

    /** A label that is to be printed beside a mark. */
    private record Note(Point2D at, double radius, String text, Series.Role role) {}

    /**
     * Prepares to paint.
     *
     * @param clutter collects what lies where
     * @param rasters of maps, which all canvases that a panel is painted on share
     */
    SeriesPainter(
            Canvas canvas,
            Typeface face,
            Mapping mapping,
            Clutter clutter,
            IdentityHashMap<Series.Cells, Raster> rasters) {
        this.canvas = canvas;
        this.face = face;
        this.mapping = mapping;
        this.clutter = clutter;
        this.rasters = rasters;
    }

    void paint(List<Series> all) {
        for (Series series : all) {
            if (series instanceof Series.Points points) {
                points(points);
            } else if (series instanceof Series.Line line) {
                line(line);
            } else if (series instanceof Series.Band band) {
                band(band);
            } else if (series instanceof Series.Segments segments) {
                segments(segments);
            } else if (series instanceof Series.Boxes boxes) {
                boxes(boxes);
            } else if (series instanceof Series.Region region) {
                region(region);
            } else if (series instanceof Series.Cells cells) {
                canvas.image(() -> raster(cells), mapping.frame());
            } else if (series instanceof Series.Rule rule) {
                rule(rule);
            }
        }
    }

    private Raster raster(Series.Cells cells) {
        return rasters.computeIfAbsent(cells, map -> mapping.raster(map, Ramps.range(map)));
    }

    /** Sets the texts, which lie above all marks and clear of each other. */
    void annotate(List<Series> all) {
        for (Series series : all) {
            if (series instanceof Series.Texts texts) {
                texts(texts);
            }
        }
        canvas.begin("notes", "", Ink.line("ink", Ink.GREY, Type.HAIR));
        notes.forEach(this::place);
        canvas.end();
    }

    /** Returns how much smaller marks are where there are many. */
    static double crowding(int points) {
        return points <= CROWD ? 1 : Math.max(SMALLEST, Math.pow((double) CROWD / points, 0.4));
    }

    private void points(Series.Points points) {
        double usual = Type.MARK * crowding(points.x().length);
        boolean named = points.labels().length > 0 && points.labels().length <= MOST_LABELS;
        double opacity = points.x().length <= CROWD ? 1 : Math.max(FAINTEST, crowding(points.x().length));
        errors(points);
        canvas.begin(
                "series points",
                points.name(),
                Marker.ink(points.symbol(), points.role()).withOpacity(opacity));
        for (int i = 0; i < points.x().length; i++) {
            Point2D at = mapping.at(points.x()[i], points.y()[i]);
            double diameter = points.sizes().length == 0 ? usual : usual * points.sizes()[i];
            if (at == null || !(diameter > 0) || !near(at)) {
                continue;
            }
            String label = named ? points.labels()[i] : "";
            canvas.mark(Marker.at(points.symbol(), at.getX(), at.getY(), diameter), i, label);
            clutter.mark(at.getX(), at.getY(), diameter);
            if (points.printed() && !label.isEmpty() && mapping.frame().contains(at)) {
                notes.add(new Note(at, diameter / 2, label, points.role()));
            }
        }
        canvas.end();
    }

    /** Tells whether a mark may be seen; the rest would only fill the file. */
    private boolean near(Point2D at) {
        Rectangle2D frame = mapping.frame();
        return at.getX() > frame.getMinX() - 20
                && at.getX() < frame.getMaxX() + 20
                && at.getY() > frame.getMinY() - 20
                && at.getY() < frame.getMaxY() + 20;
    }

    private void errors(Series.Points points) {
        if (points.xError().length == 0 && points.yError().length == 0) {
            return;
        }
        canvas.begin("series errors", points.name(), Ink.stroked(points.role(), Type.HAIR + 0.1, Series.Stroke.SOLID));
        for (int i = 0; i < points.x().length; i++) {
            double x = points.x()[i];
            double y = points.y()[i];
            if (points.xError().length > 0) {
                bar(x - points.xError()[i], y, x + points.xError()[i], y, i);
            }
            if (points.yError().length > 0) {
                bar(x, y - points.yError()[i], x, y + points.yError()[i], i);
            }
        }
        canvas.end();
    }

    private void bar(double x0, double y0, double x1, double y1, int index) {
        Point2D from = end(x0, y0);
        Point2D to = end(x1, y1);
        if (from != null && to != null && from.distance(to) > 0) {
            canvas.mark(new Line2D.Double(from, to), index, "");
            clutter.line(from.getX(), from.getY(), to.getX(), to.getY());
        }
    }

    /** Returns the end of an error bar; one that a logarithm cannot show lies at the edge. */
    private Point2D end(double x, double y) {
        Point2D at = mapping.at(x, y);
        if (at == null && mapping instanceof PlaneMapping plane && Double.isFinite(x) && Double.isFinite(y)) {
            return mapping.at(
                    plane.x().logarithmic() && x <= 0 ? plane.x().low() : x,
                    plane.y().logarithmic() && y <= 0 ? plane.y().low() : y);
        }
        return at;
    }

    private void line(Series.Line line) {
        stroke(
                "series line",
                line.name(),
                Ink.stroked(line.role(), width(line.role()), line.stroke()),
                mapping.line(line.x(), line.y()));
    }

    private static double width(Series.Role role) {
        return role == Series.Role.MUTED ? Type.LINE : Type.CURVE;
    }

    private void stroke(String kind, String name, Ink ink, Path2D path) {
        canvas.begin(kind, name, ink);
        canvas.mark(path, -1, "");
        canvas.end();
        remember(path);
    }

    private void remember(Path2D path) {
        double[] c = new double[6];
        double x = 0;
        double y = 0;
        for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
            int kind = at.currentSegment(c);
            if (kind == PathIterator.SEG_LINETO) {
                clutter.line(x, y, c[0], c[1]);
            }
            if (kind != PathIterator.SEG_CLOSE) {
                x = c[0];
                y = c[1];
            }
        }
    }

    private void band(Series.Band band) {
        int n = band.x().length;
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = band.x()[i];
            y[i] = band.low()[i];
            x[2 * n - 1 - i] = band.x()[i];
            y[2 * n - 1 - i] = band.high()[i];
        }
        canvas.begin("series band", band.name(), Ink.filled(band.role()).withOpacity(SHADE));
        canvas.mark(mapping.region(x, y), -1, "");
        canvas.end();
    }

    private void segments(Series.Segments segments) {
        canvas.begin(
                "series segments",
                segments.name(),
                Ink.stroked(segments.role(), width(segments.role()) * 0.8, segments.stroke()));
        List<Shape> heads = new ArrayList<>();
        for (int i = 0; i < segments.x0().length; i++) {
            Point2D from = mapping.at(segments.x0()[i], segments.y0()[i]);
            Point2D to = mapping.at(segments.x1()[i], segments.y1()[i]);
            if (from == null || to == null) {
                continue;
            }
            Point2D tip = to;
            if (segments.arrows() && from.distance(to) > 0) {
                heads.add(head(from, to));
                double shorten = Math.min(1, 0.7 * headLength(from, to) / from.distance(to));
                to = new Point2D.Double(
                        to.getX() + shorten * (from.getX() - to.getX()),
                        to.getY() + shorten * (from.getY() - to.getY()));
            }
            canvas.mark(new Line2D.Double(from, to), i, segments.labels().length == 0 ? "" : segments.labels()[i]);
            clutter.line(from.getX(), from.getY(), tip.getX(), tip.getY());
        }
        canvas.end();
        if (!heads.isEmpty()) {
            canvas.begin("series heads", segments.name(), Ink.filled(segments.role()));
            heads.forEach(head -> canvas.mark(head, -1, ""));
            canvas.end();
        }
    }

    private static double headLength(Point2D from, Point2D to) {
        return Math.min(ARROW, 0.6 * from.distance(to));
    }

    private static Shape head(Point2D from, Point2D to) {
        double length = headLength(from, to);
        double ux = (to.getX() - from.getX()) / from.distance(to);
        double uy = (to.getY() - from.getY()) / from.distance(to);
        Path2D head = new Path2D.Double();
        head.moveTo(to.getX(), to.getY());
        head.lineTo(to.getX() - length * (ux + 0.4 * uy), to.getY() - length * (uy - 0.4 * ux));
        head.lineTo(to.getX() - length * (ux - 0.4 * uy), to.getY() - length * (uy + 0.4 * ux));
        head.closePath();
        return head;
    }

    private void boxes(Series.Boxes boxes) {
        canvas.begin(
                "series boxes",
                boxes.name(),
                Ink.filled(boxes.role()).withOpacity(BOX).withStroke(Ink.colour(boxes.role()), Type.LINE));
        for (int i = 0; i < boxes.x0().length; i++) {
            Point2D a = end(boxes.x0()[i], boxes.y0()[i]);
            Point2D b = end(boxes.x1()[i], boxes.y1()[i]);
            if (a == null || b == null) {
                continue;
            }
            Rectangle2D box = new Rectangle2D.Double();
            box.setFrameFromDiagonal(a, b);
            canvas.mark(box, i, boxes.labels().length == 0 ? "" : boxes.labels()[i]);
            clutter.line(box.getMinX(), box.getCenterY(), box.getMaxX(), box.getCenterY());
            clutter.line(box.getCenterX(), box.getMinY(), box.getCenterX(), box.getMaxY());
        }
        canvas.end();
    }

    private void region(Series.Region region) {
        Path2D outline = mapping.region(region.x(), region.y());
        if (region.filled()) {
            canvas.begin(
                    "series region", region.name(), Ink.filled(region.role()).withOpacity(SHADE));
            canvas.mark(outline, -1, "");
            canvas.end();
        } else {
            stroke(
                    "series region",
                    region.name(),
                    Ink.stroked(region.role(), width(region.role()), region.stroke()),
                    outline);
        }
    }

    private void rule(Series.Rule rule) {
        Rectangle2D frame = mapping.frame();
        if (!(mapping instanceof PlaneMapping plane)) {
            return;
        }
        Point2D at = rule.vertical()
                ? plane.at(rule.at(), plane.y().from())
                : plane.at(plane.x().from(), rule.at());
        if (at == null) {
            return;
        }
        canvas.begin("series rule", rule.name(), Ink.stroked(rule.role(), Type.LINE, rule.stroke()));
        canvas.mark(
                rule.vertical()
                        ? new Line2D.Double(at.getX(), frame.getMinY(), at.getX(), frame.getMaxY())
                        : new Line2D.Double(frame.getMinX(), at.getY(), frame.getMaxX(), at.getY()),
                -1,
                "");
        canvas.end();
    }

    private void texts(Series.Texts texts) {
        canvas.begin("series texts", texts.name(), Ink.area(Ink.name(texts.role()), Ink.colour(texts.role())));
        for (int i = 0; i < texts.x().length; i++) {
            Point2D at = mapping.at(texts.x()[i], texts.y()[i]);
            if (at == null || texts.texts()[i].isEmpty()) {
                continue;
            }
            RichText text = RichText.plain(face, texts.texts()[i]);
            Rectangle2D box = beside(at, text.width(Type.NOTE), texts.place());
            set(text, box, texts.role());
            clutter.text(box);
        }
        canvas.end();
    }

    private static Rectangle2D beside(Point2D at, double width, Series.Place place) {
        double height = Type.NOTE * Type.CAP;
        double dx = switch (place) {
            case LEFT -> -width / 2 - GAP - 1;
            case RIGHT -> width / 2 + GAP + 1;
            default -> 0;
        };
        double dy = switch (place) {
            case ABOVE -> -height / 2 - GAP - 1;
            case BELOW -> height / 2 + GAP + 1;
            default -> 0;
        };
        return new Rectangle2D.Double(at.getX() + dx - width / 2, at.getY() + dy - height / 2, width, height);
    }

    private void set(RichText text, Rectangle2D box, Series.Role role) {
        int colour = role == Series.Role.MUTED ? Ink.GREY : Ink.colour(role);
        canvas.text(text, box.getMinX(), box.getMaxY(), Type.NOTE, Canvas.Anchor.START, false, colour);
    }

    /** Puts a label beside its mark where it covers least; one that would cover another text is not printed. */
    private void place(Note note) {
        RichText text = RichText.plain(face, note.text());
        double width = text.width(Type.NOTE);
        double height = Type.NOTE * Type.CAP;
        Rectangle2D best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int ring = 0; ring < DISTANCES.length; ring++) {
            for (int k = 0; k < DIRECTIONS; k++) {
                Rectangle2D box = around(note, width, height, DISTANCES[ring], k);
                if (!mapping.frame().contains(box) || clutter.meetsText(box)) {
                    continue;
                }
                double cost = 3 * clutter.under(box) + 2 * ring + 0.1 * k;
                if (cost < least) {
                    least = cost;
                    best = box;
                }
            }
        }
        if (best == null) {
            return;
        }
        double toX = Math.min(best.getMaxX(), Math.max(best.getMinX(), note.at().getX()));
        double toY = Math.min(best.getMaxY(), Math.max(best.getMinY(), note.at().getY()));
        double gap = note.at().distance(toX, toY) - note.radius();
        if (gap > GAP + 2) {
            double share = note.radius() / note.at().distance(toX, toY);
            canvas.mark(
                    new Line2D.Double(
                            note.at().getX() + share * (toX - note.at().getX()),
                            note.at().getY() + share * (toY - note.at().getY()),
                            toX,
                            toY),
                    -1,
                    "");
        }
        set(text, best, note.role());
        clutter.text(best);
    }

    /** Returns the box of a label to the right, left, above, below or in between. */
    private static Rectangle2D around(Note note, double width, double height, double distance, int direction) {
        int[][] ways = {{1, 0}, {1, -1}, {1, 1}, {-1, 0}, {-1, -1}, {-1, 1}, {0, -1}, {0, 1}};
        int[] way = ways[direction];
        double reach = note.radius() + GAP + distance;
        double diagonal = way[0] != 0 && way[1] != 0 ? 0.7 : 1;
        double x = note.at().getX() + way[0] * (reach * diagonal + width / 2);
        double y = note.at().getY() + way[1] * (reach * diagonal + height / 2);
        return new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
    }
}
