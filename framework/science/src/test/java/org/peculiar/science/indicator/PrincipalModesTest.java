package org.peculiar.science.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrincipalModesTest {

    /** 4 a aᵀ + b bᵀ with orthonormal a and b, less something that is no variance along a third direction; vectors are good to 1e-7. */
    @Test
    void modesAreWhatTheCovarianceIsMadeOf() {
        double[] a = {0.6, 0.8, 0};
        double[] b = {-0.8, 0.6, 0};
        double[][] covariance = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                covariance[i][j] = 4 * a[i] * a[j] + b[i] * b[j] - (i == 2 && j == 2 ? 0.5 : 0);
            }
        }
        double[][] modes = PrincipalModes.of(covariance, 3);
        assertThat(modes).hasNumberOfRows(2);
        for (int i = 0; i < 3; i++) {
            assertThat(modes[0][i] * modes[0][0]).isCloseTo(4 * a[i] * a[0], within(1e-6));
            assertThat(modes[1][i] * modes[1][0]).isCloseTo(b[i] * b[0], within(1e-6));
        }
        assertThat(PrincipalModes.of(covariance, 1)).hasNumberOfRows(1);
    }
}
