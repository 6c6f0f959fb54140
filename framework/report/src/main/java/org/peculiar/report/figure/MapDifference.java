package org.peculiar.report.figure;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;

/** Differences of two maps of the sky that were looked up in the same cells: of the baseline and of a variant. */
final class MapDifference {

    private static final double SHOWN = 0.98;

    private MapDifference() {}

    /**
     * Returns a figure, by name, for each map of a variant whose name is that of another map and a hyphen more.
     *
     * @param names of figures that steps left
     * @param figures by name
     */
    static Map<String, Supplier<Figure>> of(List<String> names, Function<String, Figure> figures) {
        Map<String, Supplier<Figure>> differences = new LinkedHashMap<>();
        for (String base : names) {
            for (String other : names) {
                if (other.startsWith(base + "-")
                        && map(figures.apply(base)).isPresent()
                        && map(figures.apply(other)).isPresent()) {
                    String called = other.substring(base.length() + 1);
                    differences.put(
                            other + "-difference", () -> difference(figures.apply(base), figures.apply(other), called));
                }
            }
        }
        return differences;
    }

    private static Optional<Series.Cells> map(Figure figure) {
        return figure.panels().stream()
                .filter(Figure.Sky.class::isInstance)
                .flatMap(panel -> panel.series().stream())
                .filter(Series.Cells.class::isInstance)
                .map(Series.Cells.class::cast)
                .findFirst();
    }

    static Figure difference(Figure base, Figure other, String called) {
        Series.Cells from = map(base).orElseThrow();
        Series.Cells to = map(other).orElseThrow();
        double[] difference = new double[from.values().length];
        Arrays.setAll(difference, i -> to.values()[i] - from.values()[i]);
        double[] sizes = Arrays.stream(difference)
                .filter(Double::isFinite)
                .map(Math::abs)
                .sorted()
                .toArray();
        double most = sizes.length == 0 ? 1 : sizes[(int) (SHOWN * (sizes.length - 1))];
        double range = most > 0 ? most : 1;
        Series cells = new Series.Cells(
                "Δ " + from.name(), Series.Ramp.DIVERGING, from.x(), from.y(), difference, -range, range);
        Figure.Sky sky = (Figure.Sky) base.panels().get(0);
        return Figure.of(
                        base.title() + ": " + called + " less the baseline",
                        "The map of " + called
                                + " less that of the baseline, in Galactic coordinates. Colours end where the"
                                + " largest two per cent of the differences begin.",
                        new Figure.Sky("", sky.projection(), sky.frame(), sky.centreDeg(), List.of(cells)))
                .acrossThePage(1);
    }
}
