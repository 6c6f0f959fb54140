package org.peculiar.science.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.DataException;

class CholeskyFactorTest {

    // below and above the size from which a native library is used, where there is one
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 61, 499, 700})
    void solves(int size) {
        double[] matrix = matrix(size);
        double[] lower = CholeskyFactor.allocate(size, "test");
        for (int i = 0; i < size; i++) {
            // nothing above the diagonal is read
            System.arraycopy(matrix, i * size, lower, i * size, i + 1);
        }
        double[][] b = new double[2][size];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < size; i++) {
            b[0][i] = random.nextDouble();
            b[1][i] = i;
        }
        CholeskyFactor factor = CholeskyFactor.inPlace(lower, size, "test");
        double[][] x = factor.solve(b);
        for (int r = 0; r < b.length; r++) {
            double quadratic = 0;
            for (int i = 0; i < size; i++) {
                double product = 0;
                for (int j = 0; j < size; j++) {
                    product += matrix[i * size + j] * x[r][j];
                }
                assertThat(product).isCloseTo(b[r][i], within(1e-9 * size));
                quadratic += b[r][i] * x[r][i];
            }
            assertThat(factor.quadratic(b[r])).isCloseTo(quadratic, within(1e-9 * quadratic));
        }
    }

    private static double[] matrix(int size) {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] = 10 * Math.exp(-0.05 * Math.abs(i - j)) + (i == j ? 3 : 0);
            }
        }
        return matrix;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 600})
    void refusesWhatIsNotPositiveDefinite(int size) {
        double[] indefinite = matrix(size);
        indefinite[size * (size - 1) + size - 2] = 14;
        assertThatThrownBy(() -> CholeskyFactor.inPlace(indefinite, size, "velocities"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("velocities: found a matrix that is not positive definite");
        double[] broken = matrix(size);
        broken[size] = Double.NaN;
        assertThatThrownBy(() -> CholeskyFactor.inPlace(broken, size, "velocities"))
                .isInstanceOf(DataException.class);
    }

    @Test
    void refusesWhatNoArrayHolds() {
        assertThatThrownBy(() -> CholeskyFactor.allocate(50_000, "velocities"))
                .isInstanceOf(DataException.class)
                .hasMessage("velocities: found 50000 rows, but at most 46340 can be solved for");
    }
}
