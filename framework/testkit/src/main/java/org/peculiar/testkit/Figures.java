package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;

/** What a figure needs, whatever it shows: words for those who do not see it, labelled axes, and something to see. */
final class Figures {

    private Figures() {}

    static void assertPresentable(String what, Map<String, Figure> figures) {
        figures.forEach((name, figure) -> {
            String which = "figure " + name + " of " + what;
            assertThat(name).as("name of %s, in kebab-case", which).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(figure.title())
                    .as("title of %s, one line", which)
                    .isNotBlank()
                    .doesNotContain("\n");
            assertThat(figure.caption())
                    .as("caption of %s, which stands in for it where it cannot be seen", which)
                    .isNotBlank();
            figure.panels().forEach(panel -> assertPresentable(which, panel));
        });
    }

    private static void assertPresentable(String which, Figure.Panel panel) {
        if (panel instanceof Figure.Plane plane) {
            for (Figure.Axis axis : List.of(plane.x(), plane.y())) {
                assertThat(axis.label().isBlank() && axis.ticks().isEmpty())
                        .as("%s has an axis with neither a label nor ticks of its own", which)
                        .isFalse();
            }
        }
        double[] all = panel.series().stream().flatMapToDouble(Figures::values).toArray();
        assertThat(Arrays.stream(all).filter(Double::isInfinite).count())
                .as("infinite values in %s; what has no place is NaN", which)
                .isZero();
        assertThat(Arrays.stream(all).anyMatch(Double::isFinite))
                .as("%s has a panel that shows something", which)
                .isTrue();
    }

    /** Returns what places or colours the parts of a series. */
    private static DoubleStream values(Series series) {
        if (series instanceof Series.Points points) {
            return of(points.x(), points.y(), points.xError(), points.yError(), points.sizes());
        } else if (series instanceof Series.Line line) {
            return of(line.x(), line.y());
        } else if (series instanceof Series.Band band) {
            return of(band.x(), band.low(), band.high());
        } else if (series instanceof Series.Segments segments) {
            return of(segments.x0(), segments.y0(), segments.x1(), segments.y1());
        } else if (series instanceof Series.Boxes boxes) {
            return of(boxes.x0(), boxes.x1(), boxes.y0(), boxes.y1());
        } else if (series instanceof Series.Region region) {
            return of(region.x(), region.y());
        } else if (series instanceof Series.Cells cells) {
            return of(cells.x(), cells.y(), cells.values());
        } else if (series instanceof Series.Texts texts) {
            return of(texts.x(), texts.y());
        } else {
            return of(new double[] {((Series.Rule) series).at()});
        }
    }

    private static DoubleStream of(double[]... arrays) {
        return Arrays.stream(arrays).flatMapToDouble(Arrays::stream);
    }
}
