package org.peculiar.science.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;

class CorrelatedVelocitiesTest {

    private static final Positions FOUR = Positions.ofKms(
            Directions.ofDegrees(
                    new double[] {58.09, 150.40, 269.70, 302.40}, new double[] {87.96, -13.40, 26.50, 21.60}),
            new double[] {7045, 5100, 3900, 3600});

    private static VelocityCovariance theory() {
        return VelocityCovariance.of(VelocityCovarianceTest.reference(), 200);
    }

    /** What unit vectors are drawn to are the columns of L, and L Lᵀ is the covariance; elements of METHODS 7.9, to 0.01. */
    @Test
    void hasTheCovarianceOfTheTheoryAndItsNoise() {
        CorrelatedVelocities velocities = CorrelatedVelocities.of(theory(), FOUR, 250);
        double[][] covariance = new double[4][4];
        for (int column = 0; column < 4; column++) {
            double[] unit = new double[4];
            unit[column] = 1;
            double[] drawn = velocities.of(unit);
            for (int m = 0; m < 4; m++) {
                for (int n = 0; n < 4; n++) {
                    covariance[m][n] += drawn[m] * drawn[n];
                }
            }
        }
        assertThat(covariance[0][0]).isCloseTo(104767.24 + 250 * 250, within(0.01));
        assertThat(covariance[0][1]).isCloseTo(9245.80, within(0.006));
        assertThat(covariance[2][3]).isCloseTo(60173.86, within(0.006));
    }

    @Test
    void refusesTwoObjectsInOnePlaceWithoutNoise() {
        Positions two = Positions.ofKms(
                Directions.ofDegrees(new double[] {10, 10}, new double[] {5, 5}), new double[] {4000, 4000});
        assertThatThrownBy(() -> CorrelatedVelocities.of(theory(), two, 0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not positive definite");
        assertThat(CorrelatedVelocities.of(theory(), two, 100).of(new double[2]))
                .containsExactly(0, 0);
    }
}
