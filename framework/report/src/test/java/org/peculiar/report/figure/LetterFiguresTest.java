package org.peculiar.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.Directions;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.science.sky.GalacticVector;

/** The three figures of Hudson et al. (1999), by the places of their marks, which were computed independently of this code. */
class LetterFiguresTest {

    private static final double[] L = {269.7, 103.4, 20};
    private static final double[] B = {26.5, -33.1, 60};

    /** Three tracers and a flow of 630 km/s towards (260°, −1°); the last tracer is 10 standard errors off. */
    private static RecordedFlow flow() {
        GalacticVector velocity = GalacticVector.ofPolar(630, 260, -1);
        double[][] covariance = {{30000, 0, 0}, {0, 20000, 0}, {0, 0, 10000}};
        Directions directions = Directions.ofDegrees(L, B);
        double model = velocity.dot(new GalacticVector(
                directions.x()[2], directions.y()[2], directions.z()[2]));
        return new RecordedFlow(
                "flow",
                "bulk flow",
                List.of(),
                velocity,
                covariance,
                covariance,
                new String[] {"A", "B", "<script>alert('C')</script>"},
                directions,
                new double[] {7000, 5000, 9000},
                new double[] {550, -400, model + 3000},
                new double[] {300, 600, 300},
                new double[] {7550, 4600, 9500},
                new double[] {7100, 5100, 8500},
                new double[] {700, 500, 900});
    }

    private static List<Series> series(Figure figure) {
        return figure.panels().get(0).series();
    }

    private static Series.Points points(Figure figure, String name) {
        return series(figure).stream()
                .filter(series ->
                        series instanceof Series.Points && series.name().equals(name))
                .map(Series.Points.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Angles to 1e-4°, and |V| cos θ to 1e-3 km/s. */
    @Test
    void apexHasVelocitiesAtTheirAngles() {
        Figure figure = Apex.of(flow());
        Series.Points near = points(figure, "");
        assertThat(near.x()[0]).isCloseTo(29.0474, within(1e-4));
        assertThat(near.x()[1]).isCloseTo(139.3913, within(1e-4));
        assertThat(near.y()).containsExactly(550, -400);
        assertThat(near.sizes()[0] / near.sizes()[1]).isCloseTo(2, within(1e-12));
        assertThat(flow().predictedKms(0)).isCloseTo(550.758, within(1e-3));
        assertThat(flow().predictedKms(1)).isCloseTo(-478.279, within(1e-3));
    }

    @Test
    void apexNamesWhatIsOff() {
        Series.Points off = points(Apex.of(flow()), "more than 2 σ off");
        assertThat(off.printed()).isTrue();
        assertThat(off.labels()).containsExactly("<script>alert('C')</script>");
        assertThat(off.yError()).containsExactly(300);
        assertThat(points(Apex.of(flow()), "").yError()).isEmpty();
    }

    @Test
    void apexCurveIsTheFlowsProjection() {
        Series.Line curve = series(Apex.of(flow())).stream()
                .filter(Series.Line.class::isInstance)
                .map(Series.Line.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(curve.y()[0]).isCloseTo(630, within(1e-9));
        assertThat(curve.y()[curve.y().length / 2]).isCloseTo(0, within(1e-9));
        assertThat(curve.x()[curve.x().length - 1]).isEqualTo(180);
    }

    /** To 1e-3 km/s and 1e-3°. */
    @ParameterizedTest
    @CsvSource({
        " 58.09,  87.96,  7045,   754.191,  6970.622,  -5.606",
        "302.4,   21.6,   3600, -2791.008,  1412.373, -29.670",
        "240.3,  -22.7,  11000, -8887.268, -3130.397,  31.064",
    })
    void supergalacticPlaneHasItsPlaces(double l, double b, double r, double h, double v, double offDeg) {
        SupergalacticPlane.Place place = SupergalacticPlane.Place.of(GalacticVector.ofPolar(r, l, b));
        assertThat(place.h()).isCloseTo(h, within(1e-3));
        assertThat(place.v()).isCloseTo(v, within(1e-3));
        assertThat(place.offDeg()).isCloseTo(offDeg, within(1e-3));
    }

    /** The Local Group's motion lies 5.5°, the flow 12.2° off the plane. */
    @Test
    void flowsLieNearTheSupergalacticPlane() {
        assertThat(Math.abs(SupergalacticPlane.Place.of(GalacticVector.ofDegrees(276, 30))
                        .offDeg()))
                .isCloseTo(5.5, within(0.05));
        assertThat(Math.abs(SupergalacticPlane.Place.of(GalacticVector.ofDegrees(260, -1))
                        .offDeg()))
                .isCloseTo(12.2, within(0.05));
    }

    @Test
    void supergalacticVectorsEndAtTheRedshift() {
        Figure figure = SupergalacticPlane.of(flow());
        Series.Segments out = series(figure).stream()
                .filter(series -> series instanceof Series.Segments segments && segments.role() == Series.Role.OUTFLOW)
                .map(Series.Segments.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(Math.hypot(out.x1()[0], out.y1()[0]) / Math.hypot(out.x0()[0], out.y0()[0]))
                .isCloseTo(7550.0 / 7000, within(1e-12));
    }

    @Test
    void skyTellsInflowFromOutflow() {
        Figure figure = FlowSky.of(flow(), 1999);
        assertThat(points(figure, "inflow").symbol()).isEqualTo(Series.Symbol.OPEN_CIRCLE);
        assertThat(points(figure, "inflow").x()[0]).isCloseTo(103.4, within(1e-9));
        assertThat(points(figure, "outflow").symbol()).isEqualTo(Series.Symbol.ASTERISK);
        assertThat(points(figure, "outflow").y()[0]).isCloseTo(26.5, within(1e-9));
        assertThat(points(figure, "flow of this run").x()[0]).isCloseTo(260, within(1e-9));
    }

    /** The scatter across the flow is the error across over the speed; 1,000 draws tell it to 1/√2000 = 2.2 %. */
    @Test
    void skyDrawsDirectionsFromTheErrorEllipsoid() {
        Series.Points drawn = points(FlowSky.of(flow(), 1999), "directions of the flow within its error");
        assertThat(drawn.x()).hasSize(1000);
        double squares = 0;
        for (double b : drawn.y()) {
            squares += Math.pow(Math.tan(Math.toRadians(b + 1)), 2);
        }
        // Flows fluctuate along themselves too, which widens tan b; 100/630 for an exact one.
        assertThat(Math.sqrt(squares / 1000)).isBetween(0.155, 0.185);
        assertThat(points(FlowSky.of(flow(), 1999), drawn.name()).x()).isEqualTo(drawn.x());
        assertThat(points(FlowSky.of(flow(), 2000), drawn.name()).x()).isNotEqualTo(drawn.x());
        assertThat(FlowSky.of(flow(), 1999).caption()).contains("seed 1999");
    }

    @Test
    void landmarksAreNamed() {
        Series.Points landmarks = series(FlowSky.of(flow(), 1)).stream()
                .filter(series -> series instanceof Series.Points points
                        && points.printed()
                        && Objects.equals(points.labels()[0], "LG"))
                .map(Series.Points.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(landmarks.labels()).containsExactly("LG", "7S", "LP", "R", "SC", "HR");
        assertThat(landmarks.x()[0]).isEqualTo(276);
    }
}
