package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectionsTest {

    @Test
    void findsDegreesAgainAllOverTheSky() {
        for (int l = 0; l < 360; l += 7) {
            for (int b = -89; b <= 89; b += 4) {
                Directions one = Directions.ofDegrees(new double[] {l}, new double[] {b});
                assertThat(one.longitudeDeg(0)).isCloseTo(l, within(1e-12));
                assertThat(one.latitudeDeg(0)).isCloseTo(b, within(1e-12));
                assertThat(Math.hypot(Math.hypot(one.x()[0], one.y()[0]), one.z()[0]))
                        .isCloseTo(1, within(1e-15));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1, 0, 0", "90, 0, 0, 1, 0", "180, 0, -1, 0, 0", "0, 90, 0, 0, 1", "77, -90, 0, 0, -1"})
    void pointsAlongTheAxes(double l, double b, double x, double y, double z) {
        Directions one = Directions.ofDegrees(new double[] {l}, new double[] {b});
        assertThat(one.x()[0]).isCloseTo(x, within(1e-16));
        assertThat(one.y()[0]).isCloseTo(y, within(2e-16));
        assertThat(one.z()[0]).isCloseTo(z, within(1e-16));
    }

    @ParameterizedTest
    @CsvSource({"-90, 270", "360, 0", "725, 5", "-1e-300, 0", "359.9999999, 359.9999999"})
    void givesLongitudesFrom0To360(double given, double expected) {
        Directions one = Directions.ofDegrees(new double[] {given}, new double[] {10});
        assertThat(one.longitudeDeg(0))
                .isCloseTo(expected, within(1e-9))
                .isGreaterThanOrEqualTo(0)
                .isLessThan(360);
    }

    @Test
    void keepsSmallAnglesNearThePole() {
        // 1 − cos b is below the last bit here; the latitude must come from the arc tangent
        Directions one = Directions.ofDegrees(new double[] {123}, new double[] {89.9999999});
        assertThat(one.latitudeDeg(0)).isCloseTo(89.9999999, within(1e-13));
    }

    @Test
    void selectsRows() {
        Directions three = Directions.ofDegrees(new double[] {10, 20, 30}, new double[] {1, 2, 3});
        Directions selected = three.select(new int[] {2, 0, 2});
        assertThat(selected.size()).isEqualTo(3);
        assertThat(selected.latitudeDeg(0)).isEqualTo(three.latitudeDeg(2));
        assertThat(selected.latitudeDeg(1)).isEqualTo(three.latitudeDeg(0));
    }

    @Test
    void refusesArraysThatDifferInLength() {
        assertThatThrownBy(() -> Directions.ofDegrees(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 longitudes, but 3 latitudes");
        assertThatThrownBy(() -> new Directions(new double[1], new double[1], new double[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("directions need three arrays of one length, but found 1, 1, 2");
    }
}
