package org.peculiar.science.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Figure;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Symbol;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.RelationFigure.Variable;

class RelationFigureTest {

    private static final DistanceTable TABLE =
            Cosmology.of(new CosmologyParameters("empty", 0, 0)).table();

    /** ln of what a comoving distance in an empty universe is, c z (1 + z/2)/(1 + z). */
    private static double lnEmpty(double z) {
        return Math.log(299792.458 * z * (1 + z / 2) / (1 + z));
    }

    /** Galaxies a and b in A, c alone in B, d in no group, e in A but left out. */
    private static Survey survey() {
        Table galaxies = Table.of("galaxies", new String[] {"a", "b", "c", "d", "e"})
                .with(Directions.ofDegrees(new double[5], new double[5]))
                .with(Column.of(Quantity.REDSHIFT, new double[] {0.02, 0.02, 0.03, 0.04, 0.02}));
        return Survey.of(
                RestFrame.CMB, galaxies, Table.of("groups", new String[] {"A", "B"}), new int[] {0, 0, 1, -1, 0});
    }

    private static Calibration calibration(Map<String, List<String>> omitted) {
        return new Calibration(
                "test relation", List.of(), new double[0], new double[0][], Map.of(), 3, omitted, Optional.empty());
    }

    private static ShownGalaxies inGroups() {
        DistanceSample measured = DistanceSample.of(
                        Tracer.GROUP,
                        new String[] {"A", "B"},
                        survey().groups().rowIds(),
                        Directions.ofDegrees(new double[2], new double[2]),
                        new double[] {0.02, 0.03},
                        new double[] {8.5, 9.5},
                        new double[] {0.1, 0.2},
                        new int[] {2, 1})
                .type(DistanceType.COMOVING)
                .calibration(calibration(Map.of("clipped", List.of("e"), "in no group", List.of("d"))))
                .build();
        return ShownGalaxies.of(survey(), measured, TABLE);
    }

    private static ShownGalaxies single() {
        Survey survey = survey();
        DistanceSample measured = DistanceSample.of(
                        Tracer.GALAXY,
                        survey.galaxies().labels(),
                        survey.galaxies().rowIds(),
                        survey.galaxies().directions(),
                        survey.galaxies().values("z"),
                        new double[] {8.5, 8.6, 9, 9.5, 8.7},
                        new double[] {0.1, 0.1, 0.1, 0.1, 0.1},
                        new int[] {1, 1, 1, 1, 1})
                .type(DistanceType.COMOVING)
                .calibration(calibration(Map.of()))
                .build();
        return ShownGalaxies.of(survey, measured, TABLE);
    }

    @Test
    void galaxiesOfAGroupAreAtItsDistanceAndAloneAtThatOfTheRedshift() {
        ShownGalaxies galaxies = inGroups();
        double[] ln = galaxies.lnDistance();
        assertThat(new double[] {ln[0], ln[1], ln[4]}).containsOnly(8.5);
        assertThat(ln[2]).isCloseTo(lnEmpty(0.03), within(1e-9));
        assertThat(ln[3]).isNaN();
        assertThat(galaxies.lnHubble()[0]).isCloseTo(lnEmpty(0.02), within(1e-9));
        assertThat(galaxies.used()).containsExactly(true, true, true, false, false);
        assertThat(galaxies.labels()).containsExactly("a in A", "b in A", "c in B", "d", "e in A");
        assertThat(galaxies.places())
                .isEqualTo("at the distances measured for their groups, or of the redshift where a group has one galaxy"
                        + " only");
    }

    @Test
    void galaxiesThatAreTracersAreAtTheDistancesOfTheirRedshifts() {
        ShownGalaxies galaxies = single();
        for (int i = 0; i < 5; i++) {
            assertThat(galaxies.lnDistance()[i])
                    .isCloseTo(lnEmpty(survey().galaxies().values("z")[i]), within(1e-9));
        }
        assertThat(galaxies.labels()).containsExactly("a", "b", "c", "d", "e");
        assertThat(galaxies.places()).isEqualTo("at the distances of their redshifts");
    }

    private static RelationFigure parabola(ShownGalaxies galaxies, double... y) {
        return RelationFigure.of(
                galaxies,
                Variable.of(Figure.Axis.of("x"), new double[] {1, 2, 3, 4, 5}),
                new Variable(Figure.Axis.of("y (mag)"), y, new double[] {0.1, Double.NaN, 0, 0.1, 0.1}),
                Unit.MAG,
                x -> x * x);
    }

    private static Series.Points points(Figure figure, int panel, Symbol symbol) {
        return figure.panels().get(panel).series().stream()
                .filter(Series.Points.class::isInstance)
                .map(Series.Points.class::cast)
                .filter(points -> points.symbol() == symbol)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void residualsAreBelowTheCurveTheyAreOf() {
        Figure figure = parabola(inGroups(), 1.5, 3, 9.25, 0, 24).figure("Title", "Caption.");
        assertThat(points(figure, 0, Symbol.FILLED_CIRCLE).x()).containsExactly(1, 2, 3);
        assertThat(points(figure, 0, Symbol.FILLED_CIRCLE).y()).containsExactly(1.5, 3, 9.25);
        assertThat(points(figure, 1, Symbol.FILLED_CIRCLE).x()).containsExactly(1, 2, 3);
        assertThat(points(figure, 1, Symbol.FILLED_CIRCLE).y()).containsExactly(0.5, -1, 0.25);
        assertThat(points(figure, 1, Symbol.FILLED_CIRCLE).labels()).containsExactly("a in A", "b in A", "c in B");
        assertThat(points(figure, 0, Symbol.OPEN_CIRCLE).y())
                .as("e, which was left out")
                .containsExactly(24);
        assertThat(points(figure, 1, Symbol.OPEN_CIRCLE).y()).containsExactly(-1);
        Series.Line curve = (Series.Line) figure.panels().get(0).series().stream()
                .filter(Series.Line.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(curve.x()[0]).isEqualTo(1);
        assertThat(curve.x()[curve.x().length - 1]).isEqualTo(3);
        for (int k = 0; k < curve.x().length; k++) {
            assertThat(curve.y()[k]).isCloseTo(Math.pow(curve.x()[k], 2), within(1e-12));
        }
        assertThat(((Figure.Plane) figure.panels().get(1)).y().label()).isEqualTo("Residual (mag)");
        assertThat(figure.caption())
                .isEqualTo("Caption. Bars are standard errors. Open circles, 1, were not used for the fit.");
    }

    @Test
    void errorsThatAreNotKnownAreNotDrawn() {
        Figure figure = parabola(inGroups(), 1.5, 3, 9.25, 0, 24).figure("Title", "Caption.");
        assertThat(points(figure, 0, Symbol.FILLED_CIRCLE).yError()).containsExactly(0.1, Double.NaN, 0);
        assertThat(points(figure, 1, Symbol.FILLED_CIRCLE).yError()).containsExactly(0.1, Double.NaN, 0);
        assertThat(points(figure, 0, Symbol.FILLED_CIRCLE).xError()).isEmpty();
        RelationFigure without = RelationFigure.of(
                inGroups(),
                Variable.of(Figure.Axis.of("x"), new double[] {1, 2, 3, 4, 5}),
                Variable.of(Figure.Axis.of("y"), new double[5]),
                Unit.DEX,
                x -> 0);
        assertThat(without.figure("Title", "Caption.").caption()).doesNotContain("Bars");
    }

    /** The largest magnitude at the bottom; errors and the curve are within, with a margin. */
    @Test
    void magnitudesGrowDownwards() {
        Figure figure =
                parabola(inGroups(), -1.5, -3, 9.25, 0, -24).brighterUp().figure("Title", "Caption.");
        Figure.Axis y = ((Figure.Plane) figure.panels().get(0)).y();
        // from −24.1 to 9.25, and 5 % of that on either side
        assertThat(y.from()).isCloseTo(9.25 + 0.05 * 33.35, within(1e-12));
        assertThat(y.to()).isCloseTo(-24.1 - 0.05 * 33.35, within(1e-12));
        Figure.Axis residual = ((Figure.Plane) figure.panels().get(1)).y();
        assertThat(residual.from()).isGreaterThan(0.25);
        assertThat(residual.to()).isLessThan(-49.1);
    }

    @Test
    void oneGalaxyOrNoneGivesAFigure() {
        double none = Double.NaN;
        Figure one =
                parabola(inGroups(), none, 3, none, none, none).brighterUp().figure("Title", "Caption.");
        assertThat(points(one, 1, Symbol.FILLED_CIRCLE).y()).containsExactly(-1);
        Figure.Axis y = ((Figure.Plane) one.panels().get(0)).y();
        assertThat(y.from()).isGreaterThan(4);
        assertThat(y.to()).isLessThan(3);
        RelationFigure empty = parabola(inGroups(), none, none, none, none, none);
        assertThat(empty.size()).isZero();
        assertThat(points(empty.brighterUp().figure("Title", "Caption."), 0, Symbol.FILLED_CIRCLE)
                        .x())
                .isEmpty();
    }

    @Test
    void relationIsAskedOnlyWhereGalaxiesAre() {
        RelationFigure figure = RelationFigure.of(
                inGroups(),
                Variable.of(Figure.Axis.of("x"), new double[] {1, Double.NaN, 3, 4, 5}),
                Variable.of(Figure.Axis.of("y"), new double[5]),
                Unit.DEX,
                x -> {
                    assertThat(x).isBetween(1.0, 5.0);
                    return x;
                });
        assertThat(points(figure.figure("Title", "Caption."), 1, Symbol.FILLED_CIRCLE)
                        .y())
                .containsExactly(-1, -3);
    }

    @Test
    void curveOverALogarithmicAxisHasEvenSteps() {
        Figure figure = RelationFigure.of(
                        single(),
                        Variable.of(Figure.Axis.of("z").logarithmic(), new double[] {0.01, 0.1, 1, 0.2, 0.3}),
                        Variable.of(Figure.Axis.of("y"), new double[5]),
                        Unit.MAG,
                        Math::log10)
                .figure("Title", "Caption.");
        Series.Line curve = (Series.Line) figure.panels().get(0).series().get(1);
        int middle = curve.x().length / 2;
        assertThat(curve.x()[middle]).isCloseTo(0.1, within(1e-12));
        assertThat(Arrays.stream(curve.y()).min().orElseThrow()).isCloseTo(-2, within(1e-12));
    }

    @Test
    void errorsAreAsManyAsValues() {
        assertThatThrownBy(() -> new Variable(Figure.Axis.of("log W"), new double[3], new double[2]))
                .hasMessageContaining("log W: found 3 values and 2 errors");
    }
}
