package org.peculiar.science.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RotationTest {

    // Independent reference program, ten digits.
    private static final double[][] J2000 = {
        {-0.0548755604, -0.8734370902, -0.4838350155},
        {0.4941094279, -0.4448296300, 0.7469822445},
        {-0.8676661490, -0.1980763734, 0.4559837762}
    };
    private static final double[][] B1950 = {
        {-0.0669887394, -0.8727557659, -0.4835389146},
        {0.4927284661, -0.4503469580, 0.7445846333},
        {-0.8676008112, -0.1883746017, 0.4601997848}
    };
    private static final double[][] SUPERGALACTIC = {
        {-0.7357425748, 0.6772612964, 0.0},
        {-0.0745537784, -0.0809914713, 0.9939225904},
        {0.6731453021, 0.7312711658, 0.1100812622}
    };

    @Test
    void matricesAreTheOnesPrinted() {
        assertClose(Rotation.EQUATORIAL_J2000_TO_GALACTIC, J2000);
        assertClose(Rotation.EQUATORIAL_B1950_TO_GALACTIC, B1950);
        assertClose(Rotation.GALACTIC_TO_SUPERGALACTIC, SUPERGALACTIC);
    }

    @Test
    void transposeIsTheInverse() {
        Rotation r = Rotation.EQUATORIAL_J2000_TO_GALACTIC;
        double[][] identity = r.transpose().times(r).matrix();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(identity[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-15));
            }
        }
    }

    @Test
    void supergalacticAxesLieWhereDefined() {
        double[][] m = Rotation.GALACTIC_TO_SUPERGALACTIC.matrix();
        assertThat(GalacticVector.of(m[0]).longitudeDeg()).isCloseTo(137.37, within(1e-12));
        assertThat(GalacticVector.of(m[1]).longitudeDeg()).isCloseTo(227.37, within(1e-12));
        assertThat(GalacticVector.of(m[1]).latitudeDeg()).isCloseTo(83.68, within(1e-12));
        assertThat(GalacticVector.of(m[2]).latitudeDeg()).isCloseTo(6.32, within(1e-12));
    }

    @Test
    void rotatesColumnsAsItRotatesSingleVectors() {
        double[][] out = Rotation.GALACTIC_TO_SUPERGALACTIC.apply(
                new double[] {1, 0.6}, new double[] {0, 0.8}, new double[] {0, 0});
        double[] single = Rotation.GALACTIC_TO_SUPERGALACTIC.apply(0.6, 0.8, 0);
        assertThat(new double[] {out[0][1], out[1][1], out[2][1]}).containsExactly(single);
    }

    @Test
    void refusesAMatrixThatIsNoRotation() {
        assertThatThrownBy(() -> Rotation.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, -1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a rotation");
    }

    @Test
    void refusesColumnsOfDifferentLength() {
        assertThatThrownBy(() -> Rotation.GALACTIC_TO_SUPERGALACTIC.apply(new double[2], new double[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one length");
    }

    private static void assertClose(Rotation rotation, double[][] expected) {
        double[][] found = rotation.matrix();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(found[i][j]).isCloseTo(expected[i][j], within(6e-11));
            }
        }
    }
}
