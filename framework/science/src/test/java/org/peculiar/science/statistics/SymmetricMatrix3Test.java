package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.science.sky.GalacticVector;

class SymmetricMatrix3Test {

    private static final SymmetricMatrix3 M = new SymmetricMatrix3(4, 1, -2, 5, 0.5, 6);

    @Test
    void inverseUndoesTheMatrix() {
        GalacticVector v = new GalacticVector(0.3, -2, 1.1);
        GalacticVector back = M.solve(M.times(v));
        assertThat(back.minus(v).length()).isLessThan(1e-14);
    }

    @Test
    void determinantIsThatOfTheInverseInverted() {
        assertThat(M.inverse().determinant() * M.determinant()).isCloseTo(1, within(1e-14));
        assertThat(M.trace()).isEqualTo(15);
    }

    @Test
    void quadraticFormIsTheSumOfItsTerms() {
        GalacticVector v = new GalacticVector(1, 2, 3);
        assertThat(M.quadratic(v)).isCloseTo(4 + 20 + 54 + 2 * (2 - 6 + 3), within(1e-13));
    }

    @Test
    void refusesToInvertAnIndefiniteMatrix() {
        assertThatThrownBy(() -> new SymmetricMatrix3(1, 2, 0, 1, 0, 1).inverse())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not positive definite");
    }

    @Test
    void refusesWhatIsNotThreeByThree() {
        assertThatThrownBy(() -> SymmetricMatrix3.of(new double[2][2])).isInstanceOf(IllegalArgumentException.class);
    }
}
