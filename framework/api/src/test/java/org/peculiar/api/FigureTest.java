package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void labelsAnAxisWithItsUnit() {
        assertThat(Figure.Axis.of("Distance", Unit.KMS).label()).isEqualTo("Distance (km s⁻¹)");
        assertThat(Figure.Axis.of("Angle", Unit.DEG).label()).isEqualTo("Angle (°)");
        assertThat(Figure.Axis.of("χ²", Unit.NONE).label()).isEqualTo("χ²");
    }

    @Test
    void namesStandInTheMiddleOfTheirSteps() {
        Figure.Axis axis = Figure.Axis.of("Dust").names(List.of("SFD98", "BH82"));
        assertThat(axis.ticks()).containsExactly(new Figure.Tick(0, "SFD98"), new Figure.Tick(1, "BH82"));
        assertThat(new double[] {axis.from(), axis.to()}).containsExactly(-0.5, 1.5);
        assertThat(axis.reversed().from()).isEqualTo(1.5);
    }

    @Test
    void refusesLogarithmsOfZero() {
        assertThatThrownBy(() -> Figure.Axis.of("k").range(0, 1).logarithmic())
                .hasMessage("k: found a range from 0.0 to 1.0, but logarithms need positive numbers");
    }

    @Test
    void refusesAFigureOfNothing() {
        assertThatThrownBy(() -> Figure.of("Sky", "")).hasMessageContaining("Sky: found 0 panels");
    }

    @Test
    void refusesPointsWithoutAnOrdinate() {
        assertThatThrownBy(() -> Series.Points.of(
                        "clusters", Series.Role.DATA, Series.Symbol.FILLED_CIRCLE, new double[] {1, 2}, new double[] {1
                        }))
                .hasMessage("clusters: found arrays of 2 and 1 elements, but the two must agree");
    }

    /** Each point r of the outline has (r−c)ᵀ C⁻¹ (r−c) = k²; C⁻¹ by hand. */
    @Test
    void ellipseLiesWhereTheQuadraticFormSays() {
        double[][] covariance = {{4, 1}, {1, 2}};
        Series.Region ellipse =
                Series.Region.ellipse("", Series.Role.MODEL, Series.Stroke.SOLID, 10, -5, covariance, 1.515);
        for (int i = 0; i < ellipse.x().length; i++) {
            double dx = ellipse.x()[i] - 10;
            double dy = ellipse.y()[i] + 5;
            assertThat((2 * dx * dx - 2 * dx * dy + 4 * dy * dy) / 7).isCloseTo(1.515 * 1.515, within(1e-12));
        }
    }
}
