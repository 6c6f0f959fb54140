package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

class CovarianceMatrixTest {

    @Test
    void givesErrorsAndVariances() {
        CovarianceMatrix c = CovarianceMatrix.of(new double[][] {{4, 1}, {1, 9}});
        assertThat(c.error(1)).isEqualTo(3);
        assertThat(c.trace()).isEqualTo(13);
        assertThat(c.variance(new double[] {1, -1})).isEqualTo(11);
        assertThat(c.errorAlong(new double[] {2, -2})).isCloseTo(Math.sqrt(5.5), within(1e-14));
        assertThat(c.largestError()).isCloseTo(Math.sqrt(6.5 + Math.sqrt(29) / 2), within(1e-14));
        assertThat(c.plus(c).at(1, 0)).isEqualTo(2);
        assertThat(c.rank()).isEqualTo(2);
    }

    // (1, 2) C⁻¹ (1, 2)ᵀ = (9 − 4 + 16)/35
    @Test
    void judgesAVector() {
        CovarianceMatrix c = CovarianceMatrix.of(new double[][] {{4, 1}, {1, 9}});
        Significance test = c.chi2(new double[] {1, 2});
        assertThat(test.chi2()).isCloseTo(21 / 35.0, within(1e-14));
        assertThat(test.dof()).isEqualTo(2);
        assertThat(test.p().getAsDouble()).isCloseTo(Math.exp(-0.3), within(1e-14));
    }

    @Test
    void unitsDoNotDecideTheRank() {
        // a velocity in km/s beside a zero point in ln d: principal variances differ by 1e14
        CovarianceMatrix mixed = CovarianceMatrix.of(new double[][] {{1e6, 3e-2}, {3e-2, 1e-8}});
        Significance test = mixed.chi2(new double[] {1000, 1e-4});
        assertThat(test.dof()).isEqualTo(2);
        assertThat(test.chi2()).isCloseTo((1 + 1 - 0.6) / 0.91, within(1e-9));
    }

    @Test
    void judgesWithinTheRankOfASingularCovariance() {
        CovarianceMatrix line = CovarianceMatrix.of(new double[][] {{1, 2}, {2, 4}});
        assertThat(line.rank()).isEqualTo(1);
        Significance along = line.chi2(new double[] {3, 6});
        assertThat(along.chi2()).isCloseTo(9, within(1e-12));
        assertThat(along.outside()).isZero();
        Significance across = line.chi2(new double[] {2, -4});
        assertThat(across.chi2()).isCloseTo(0, within(1e-12));
        assertThat(across.outside()).isCloseTo(1, within(1e-12));
    }

    // T² for one component is Student's t²: two-sided p of t = 2 with 5 degrees of freedom, 0.10193947
    @Test
    void hotellingIsStudentsTestInOneDimension() {
        CovarianceMatrix one = CovarianceMatrix.of(new double[][] {{4}});
        assertThat(one.hotelling(new double[] {4}, 5).p().getAsDouble()).isCloseTo(0.10193947, within(1e-8));
        assertThat(one.hotelling(new double[] {0}, 5).p().getAsDouble()).isEqualTo(1);
        CovarianceMatrix two = CovarianceMatrix.of(new double[][] {{4, 0}, {0, 4}});
        assertThatThrownBy(() -> two.hotelling(new double[] {1, 1}, 1))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("rests on 2 replicates, but 2 components need at least 3");
    }

    @Test
    void differenceKeepsWhatIsLeftAndClearsRounding() {
        CovarianceMatrix c = CovarianceMatrix.of(new double[][] {{4e4, 1e4}, {1e4, 9e4}});
        CovarianceMatrix almost = CovarianceMatrix.of(new double[][] {{4e4 * (1 + 1e-15), 1e4}, {1e4, 8e4}});
        CovarianceMatrix left = CovarianceMatrix.ofDifference(c, almost, "test");
        assertThat(left.at(0, 0)).isZero();
        assertThat(left.at(1, 1)).isCloseTo(1e4, within(1e-9));
        assertThat(left.rank()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoCovariance() {
        assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{1, 0.5}, {0.4, 1}}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must be symmetric");
        assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{-1}}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the variance of component 0 would be -1.0");
        assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{1, Double.NaN}, {0, 1}}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must be finite");
        assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{1, 0}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CovarianceMatrix.of(new double[][] {{1}}).errorAlong(new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no length");
    }
}
