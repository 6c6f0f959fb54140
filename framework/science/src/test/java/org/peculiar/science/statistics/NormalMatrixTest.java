package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.util.BigReal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.InsufficientDataException;

class NormalMatrixTest {

    /** Against Cholesky's factors of Commons Math; columns of very different units, as km/s and fractions are. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9})
    void invertsAsCholeskyDoes(int size) {
        Random random = new Random(size);
        for (int trial = 0; trial < 50; trial++) {
            RealMatrix normal = normal(random, size, 0.1);

            double[] inverse = new double[size * size];
            double condition = NormalMatrix.invert(flat(normal), size, inverse, i -> "p" + i);

            RealMatrix expected = new CholeskyDecomposition(normal).getSolver().getInverse();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double unit = Math.sqrt(expected.getEntry(i, i) * expected.getEntry(j, j));
                    assertThat(inverse[i * size + j]).isCloseTo(expected.getEntry(i, j), within(1e-11 * unit));
                }
            }
            assertThat(condition).isCloseTo(condition(normal, expected), within(1e-9 * condition));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void keepsItsDigitsOfNearlyEqualColumns(int size) {
        RealMatrix normal = normal(new Random(7), size, 3e-4);
        double[] inverse = new double[size * size];

        double condition = NormalMatrix.invert(flat(normal), size, inverse, i -> "p" + i);

        assertThat(condition).isBetween(1e5, 1e8);
        RealMatrix expected = exactInverse(normal);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double unit = Math.sqrt(expected.getEntry(i, i) * expected.getEntry(j, j));
                assertThat(inverse[i * size + j])
                        .isCloseTo(expected.getEntry(i, j), within(2 * Math.ulp(1.0) * condition * unit));
            }
        }
    }

    @Test
    void namesWhatRowsCannotTellApart() {
        double[] threeAlike = {1, 0, 0.5, 0, 1, 0, 0.5, 0, 0.25};
        assertThatThrownBy(() -> NormalMatrix.invert(threeAlike, 3, new double[9], i -> "xyz".substring(i, i + 1)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("cannot tell apart x and z");
        double[] fourAlike = {1, 0, 0, 0, 0, 4, 0, 2, 0, 0, 1, 0, 0, 2, 0, 1};
        assertThatThrownBy(() -> NormalMatrix.invert(fourAlike, 4, new double[16], i -> "xyzh".substring(i, i + 1)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("cannot tell apart y and h");
    }

    /** XᵀX of random columns, all of which hold one common column to all but a part. */
    private static RealMatrix normal(Random random, int size, double own) {
        RealMatrix columns = new Array2DRowRealMatrix(40, size);
        for (int row = 0; row < 40; row++) {
            double common = random.nextGaussian();
            for (int j = 0; j < size; j++) {
                columns.setEntry(row, j, Math.pow(300, j % 3) * (common + own * (j + 1) * random.nextGaussian()));
            }
        }
        return columns.transpose().multiply(columns);
    }

    private static double condition(RealMatrix normal, RealMatrix inverse) {
        int size = normal.getRowDimension();
        double largest = 0;
        double largestOfInverse = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            double sumOfInverse = 0;
            for (int j = 0; j < size; j++) {
                double unit = Math.sqrt(normal.getEntry(i, i) * normal.getEntry(j, j));
                sum += Math.abs(normal.getEntry(i, j)) / unit;
                sumOfInverse += Math.abs(inverse.getEntry(i, j)) * unit;
            }
            largest = Math.max(largest, sum);
            largestOfInverse = Math.max(largestOfInverse, sumOfInverse);
        }
        return largest * largestOfInverse;
    }

    private static double[] flat(RealMatrix matrix) {
        int size = matrix.getRowDimension();
        double[] flat = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix.getRow(i), 0, flat, i * size, size);
        }
        return flat;
    }

    /** The inverse from 64 decimals. */
    private static RealMatrix exactInverse(RealMatrix matrix) {
        int size = matrix.getRowDimension();
        BigReal[][] exact = new BigReal[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                exact[i][j] = new BigReal(matrix.getEntry(i, j));
            }
        }
        FieldMatrix<BigReal> inverse = new FieldLUDecomposition<>(new Array2DRowFieldMatrix<>(exact))
                .getSolver()
                .getInverse();
        RealMatrix rounded = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                rounded.setEntry(i, j, inverse.getEntry(i, j).doubleValue());
            }
        }
        return rounded;
    }
}
