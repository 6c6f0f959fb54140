package org.peculiar.report.draw;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** A text with subscripts and superscripts, ready to be set. */
final class RichText {

    private static final double SMALL = 0.72;
    private static final double RISE = 0.36;
    private static final double SINK = -0.18;

    /**
     * A piece at one height.
     *
     * @param text printable
     * @param scale of the size
     * @param rise of the baseline, in the unit of the size
     */
    record Run(String text, double scale, double rise) {}

    private final Typeface face;
    private final List<Run> runs;

    private RichText(Typeface face, List<Run> runs) {
        this.face = face;
        this.runs = List.copyOf(runs);
    }

    /** Takes a text as it stands. */
    static RichText plain(Typeface face, String text) {
        return new RichText(face, List.of(new Run(face.printable(text), 1, 0)));
    }

    /** Reads a text in which <code>_{…}</code> sets a subscript and <code>^{…}</code> a superscript. */
    static RichText marked(Typeface face, String text) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            char mark = text.charAt(i);
            int end = text.indexOf('}', i);
            if ((mark == '_' || mark == '^') && text.charAt(i + 1) == '{' && end > 0) {
                add(runs, face, text.substring(from, i), 1, 0);
                add(runs, face, text.substring(i + 2, end), SMALL, mark == '_' ? SINK : RISE);
                from = end + 1;
                i = end;
            }
        }
        add(runs, face, text.substring(from), 1, 0);
        return new RichText(face, runs);
    }

    private static void add(List<Run> runs, Typeface face, String text, double scale, double rise) {
        if (!text.isEmpty()) {
            runs.add(new Run(face.printable(text), scale, rise));
        }
    }

    List<Run> runs() {
        return runs;
    }

    boolean isEmpty() {
        return runs.stream().allMatch(run -> run.text().isEmpty());
    }

    double width(double size) {
        return runs.stream().mapToDouble(run -> width(run, size)).sum();
    }

    double width(Run run, double size) {
        return face.width(run.text(), size * run.scale());
    }

    /** Returns the outlines of one of the runs, the baseline beginning at the origin. */
    Path2D outline(Run run, double size) {
        return face.outline(run.text(), size * run.scale());
    }

    /** Returns the text cut to a width, an ellipsis in the place of its middle. */
    static RichText within(Typeface face, String text, double size, double width) {
        RichText whole = marked(face, text);
        if (whole.width(size) <= width || text.length() < 4) {
            return whole;
        }
        for (int keep = text.length() - 1; keep > 2; keep--) {
            int head = (keep + 1) / 2;
            RichText cut = plain(face, text.substring(0, head) + "…" + text.substring(text.length() - (keep - head)));
            if (cut.width(size) <= width) {
                return cut;
            }
        }
        return plain(face, text.substring(0, 1) + "…");
    }
}
