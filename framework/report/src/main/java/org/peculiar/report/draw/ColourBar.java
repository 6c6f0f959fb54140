package org.peculiar.report.draw;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;

/** What the colours of a map mean. */
final class ColourBar {

    static final double THICK = 6;
    private static final double TICK = 2.5;
    private static final double TEXT = 2;

    private final Typeface face;
    private final RichText label;
    private final Scaling range;
    private final int[] colours;

    ColourBar(Typeface face, Series.Cells cells) {
        this.face = face;
        this.label = RichText.marked(face, cells.name());
        this.range = Ramps.range(cells);
        this.colours = Ramps.colours(cells.ramp());
    }

    private Ticks ticks(int most) {
        Figure.Axis axis = Figure.Axis.of("");
        return Ticks.of(range.logarithmic() ? axis.logarithmic() : axis, range, most);
    }

    /** Returns the width of an upright bar with its texts. */
    double width(double height) {
        double widest = ticks(most(height)).labels().stream()
                .mapToDouble(text -> RichText.marked(face, text).width(Type.TICK))
                .max()
                .orElse(0);
        return THICK + TICK + TEXT + widest + 4 + Type.LABEL;
    }

    private static int most(double length) {
        return (int) Math.max(2, length / 26);
    }

    /** Returns the height of a lying bar with its texts. */
    static double height() {
        return THICK + TICK + TEXT + Type.TICK + 3 + Type.LABEL;
    }

    void upright(Canvas canvas, double x, double y, double height) {
        byte[] pixels = new byte[colours.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (pixels.length - 1 - i);
        }
        Rectangle2D bar = new Rectangle2D.Double(x, y, THICK, height);
        canvas.image(() -> new Raster(1, pixels.length, pixels, colours), bar);
        canvas.begin("colour-bar", "", Ink.line("ink", Ink.BLACK, Type.LINE));
        canvas.mark(bar, -1, "");
        Ticks ticks = ticks(most(height));
        double widest = 0;
        for (int i = 0; i < ticks.major().length; i++) {
            double at = y + height * (1 - range.fraction(ticks.major()[i]));
            canvas.mark(new Line2D.Double(x + THICK, at, x + THICK + TICK, at), -1, "");
            RichText text = RichText.marked(face, ticks.labels().get(i));
            widest = Math.max(widest, text.width(Type.TICK));
            canvas.text(
                    text,
                    x + THICK + TICK + TEXT,
                    at + Type.TICK * Type.CAP / 2,
                    Type.TICK,
                    Canvas.Anchor.START,
                    false,
                    Ink.BLACK);
        }
        canvas.text(
                label,
                x + THICK + TICK + TEXT + widest + 4 + Type.LABEL * Type.CAP,
                y + height / 2,
                Type.LABEL,
                Canvas.Anchor.MIDDLE,
                true,
                Ink.BLACK);
        canvas.end();
    }

    void lying(Canvas canvas, double x, double y, double width) {
        byte[] pixels = new byte[colours.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        Rectangle2D bar = new Rectangle2D.Double(x, y, width, THICK);
        canvas.image(() -> new Raster(pixels.length, 1, pixels, colours), bar);
        canvas.begin("colour-bar", "", Ink.line("ink", Ink.BLACK, Type.LINE));
        canvas.mark(bar, -1, "");
        Ticks ticks = ticks(most(width));
        for (int i = 0; i < ticks.major().length; i++) {
            double at = x + width * range.fraction(ticks.major()[i]);
            canvas.mark(new Line2D.Double(at, y + THICK, at, y + THICK + TICK), -1, "");
            canvas.text(
                    RichText.marked(face, ticks.labels().get(i)),
                    at,
                    y + THICK + TICK + TEXT + Type.TICK * Type.CAP,
                    Type.TICK,
                    Canvas.Anchor.MIDDLE,
                    false,
                    Ink.BLACK);
        }
        canvas.text(
                label,
                x + width / 2,
                y + THICK + TICK + TEXT + Type.TICK + 2 + Type.LABEL * Type.CAP,
                Type.LABEL,
                Canvas.Anchor.MIDDLE,
                false,
                Ink.BLACK);
        canvas.end();
    }
}
