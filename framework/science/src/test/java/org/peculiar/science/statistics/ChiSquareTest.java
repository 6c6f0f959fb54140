package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTest {

    // mpmath 1.3, upper incomplete gamma with 40 digits. The sums for few degrees of freedom keep all but the
    // rounding of the exponent; for thousands the library's continued fraction keeps 1e-10.
    @ParameterizedTest
    @CsvSource({
        "7.815, 3, 0.0499939029748838958, 1e-14",
        "13.25, 3, 0.00412600617730484436, 1e-14",
        "15.93, 3, 0.0011720782539116591, 1e-14",
        "16.266, 3, 0.00100011160466211613, 1e-14",
        "200, 3, 4.21854110719204234e-43, 1e-13",
        "64.8911, 53, 0.126713193470109283, 1e-12",
        "1000, 10, 1.8702907209159497e-208, 1e-12",
        "9000, 8784, 0.0524559054260921848, 1e-10",
        "0.5, 1, 0.479500122186953462, 1e-13",
        "1.2, 2, 0.548811636094026433, 1e-14"
    })
    void agreesWithHighPrecision(double chi2, double dof, double expected, double relative) {
        assertThat(ChiSquare.survival(chi2, dof) / expected).isCloseTo(1, within(relative));
    }

    @Test
    void beginsAtOneAndEndsAtZero() {
        assertThat(ChiSquare.survival(0, 3)).isEqualTo(1);
        assertThat(ChiSquare.survival(0, 7)).isEqualTo(1);
        assertThat(ChiSquare.survival(Double.POSITIVE_INFINITY, 7)).isZero();
    }

    @Test
    void refusesANegativeValueAndNoFreedom() {
        assertThatThrownBy(() -> ChiSquare.survival(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChiSquare.survival(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.0 degrees of freedom");
    }
}
