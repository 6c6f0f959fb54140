package org.peculiar.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The sky of an extinction map, in cells that are looked up at their middle. */
final class ReddeningFigure {

    static final String NAME = "reddening";

    private static final double CELL_DEG = 2;

    /** Values are given to 0.1 mmag, which a colour does not tell. */
    private static final double PER_MAG = 1e4;

    private ReddeningFigure() {}

    /** Returns the figure by its name; none for a map that is the same everywhere. */
    static Map<String, Figure> of(ExtinctionMap map) {
        double[] l = edges(0, 360);
        double[] b = edges(-90, 90);
        int columns = l.length - 1;
        int cells = columns * (b.length - 1);
        double[] middleL = new double[cells];
        double[] middleB = new double[cells];
        for (int i = 0; i < cells; i++) {
            middleL[i] = l[i % columns] + CELL_DEG / 2;
            middleB[i] = b[i / columns] + CELL_DEG / 2;
        }
        double[] reddening = map.reddening(Directions.ofDegrees(middleL, middleB));
        if (Arrays.stream(reddening).allMatch(value -> Double.compare(value, reddening[0]) == 0)) {
            return Map.of();
        }
        double[] rounded = Arrays.stream(reddening)
                .map(value -> Double.isNaN(value) ? value : Math.rint(value * PER_MAG) / PER_MAG)
                .toArray();
        Series cellsOfMap =
                new Series.Cells("E(B−V) (mag)", Series.Ramp.LOGARITHMIC, l, b, rounded, Double.NaN, Double.NaN);
        return Map.of(
                NAME,
                Figure.of(
                                "Reddening by Galactic dust",
                                "E(B−V) over the sky in Galactic coordinates, looked up in the middle of cells of 2° × 2°.",
                                Figure.Sky.galactic(0, List.of(cellsOfMap)))
                        .acrossThePage(1));
    }

    private static double[] edges(double from, double to) {
        double[] edges = new double[(int) Math.round((to - from) / CELL_DEG) + 1];
        Arrays.setAll(edges, i -> from + i * CELL_DEG);
        return edges;
    }
}
