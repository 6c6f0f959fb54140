package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;

class FigureFileTest {

    private static final double[] X = {1, 2.5};
    private static final double[] Y = {0.1 + 0.2, Double.NaN};

    @TempDir
    private Path temp;

    private static Figure everything() {
        Series.Role role = Series.Role.FOURTH;
        Series.Stroke stroke = Series.Stroke.DASHED;
        String[] labels = {"<script>alert(1)</script>", "A2199 \"north\""};
        List<Series> series = List.of(
                Series.Points.of("points", role, Series.Symbol.OPEN_DIAMOND, X, Y)
                        .withErrors(Series.NONE, X)
                        .withSizes(Y)
                        .withLabels(labels)
                        .labelled(),
                new Series.Line("line", role, stroke, X, Y),
                new Series.Band("band", role, X, Y, X),
                new Series.Segments("segments", role, stroke, true, X, Y, Y, X, labels),
                new Series.Boxes("boxes", role, X, Y, Y, X, labels),
                new Series.Region("region", role, stroke, true, X, Y),
                new Series.Cells(
                        "cells",
                        Series.Ramp.LOGARITHMIC,
                        new double[] {0, 1, 2},
                        new double[] {5, 6},
                        Y,
                        0.1,
                        Double.NaN),
                new Series.Texts("texts", role, X, Y, labels, Series.Place.ABOVE),
                new Series.Rule("rule", role, stroke, true, 3));
        Figure.Axis axis = Figure.Axis.of("⟨µ⟩_{e} (mag arcsec⁻²)").at(List.of(new Figure.Tick(1, "one")));
        return Figure.of(
                        "All",
                        "All kinds of series.",
                        Figure.Plane.of(axis.reversed(), axis.range(1, 10).logarithmic(), series),
                        new Figure.Sky("sky", Figure.Projection.HAMMER, Figure.Frame.SUPERGALACTIC, 47.37, series))
                .acrossThePage(2);
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Path file = temp.resolve("figure.json");
        FigureFile.write(everything(), file);
        assertThat(FigureFile.read(file))
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(everything());
    }

    @Test
    void namesKindsInWords() throws IOException {
        Path file = temp.resolve("figure.json");
        FigureFile.write(everything(), file);
        assertThat(Files.readString(file))
                .contains(
                        "\"kind\":\"sky\"",
                        "\"kind\":\"points\"",
                        "\"symbol\":\"open_diamond\"",
                        "0.30000000000000004");
    }

    @Test
    void saysWhichFileIsNoFigure() throws IOException {
        Path file = temp.resolve("figure.json");
        Files.writeString(file, "{\"title\": \"All\", \"panel\": 3}");
        assertThatThrownBy(() -> FigureFile.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": found something else, but a figure is needed: ");
    }
}
