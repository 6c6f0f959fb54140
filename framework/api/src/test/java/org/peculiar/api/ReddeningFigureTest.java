package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ReddeningFigureTest {

    /** A map that depends on sin b alone. */
    private static ExtinctionMap map(DoubleUnaryOperator ofSinB) {
        return new ExtinctionMap() {
            @Override
            public double[] reddening(Directions galactic) {
                return Arrays.stream(galactic.z()).map(ofSinB).toArray();
            }

            @Override
            public ReddeningScale scale() {
                return ReddeningScale.SFD98;
            }
        };
    }

    @Test
    void cellsHoldTheReddeningAtTheirMiddle() {
        Figure figure = map(sinB -> 0.01 + Math.abs(sinB)).figures().get("reddening");
        Series.Cells cells = (Series.Cells) figure.panels().get(0).series().get(0);
        assertThat(cells.values()).hasSize(180 * 90);
        int row = 50;
        double middle = Math.toRadians((cells.y()[row] + cells.y()[row + 1]) / 2);
        // to the rounding of 0.0001 mag
        assertThat(cells.values()[row * 180 + 7]).isCloseTo(0.01 + Math.sin(middle), within(0.5001e-4));
    }

    @Test
    void mapThatIsTheSameEverywhereIsNotShown() {
        assertThat(map(sinB -> 0).figures()).isEmpty();
    }
}
