package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.InsufficientDataException;

class LinearModelTest {

    private static final Twin TWIN = new Twin();
    private static final List<String> DIPOLE = List.of("Vx", "Vy", "Vz");

    // Independent numpy program on the same table, which carries four decimals: 1e-6 relative for V, 1e-6 for C.
    @Test
    void fitsTheBulkFlowOfTheTwin() {
        LinearFit fit = LinearModel.of(DIPOLE, TWIN.dipole()).fit(TWIN.v, TWIN.variance());
        assertThat(fit.parameters()).containsExactly(new double[] {-159.783397, -688.396949, -20.551063}, within(5e-6));
        double[][] c = {
            {22121.905, 10401.402, -1735.425}, {10401.402, 28451.411, 5958.101}, {-1735.425, 5958.101, 14397.901}
        };
        for (int i = 0; i < 3; i++) {
            assertThat(fit.covariance()[i]).containsExactly(c[i], within(2e-3));
        }
        assertThat(fit.chi2()).isCloseTo(64.8911, within(5e-5));
        assertThat(fit.dof()).isEqualTo(53);
    }

    @Test
    void weightsReproduceTheParametersAndTheModel() {
        LinearFit fit = LinearModel.of(DIPOLE, TWIN.dipole()).fit(TWIN.v, TWIN.variance());
        double[][] w = fit.weights();
        for (int i = 0; i < 3; i++) {
            assertThat(LinearModel.dot(w[i], TWIN.v)).isCloseTo(fit.parameters()[i], within(1e-9));
            for (int j = 0; j < 3; j++) {
                assertThat(LinearModel.dot(w[i], TWIN.dipole()[j])).isCloseTo(i == j ? 1 : 0, within(1e-12));
            }
        }
    }

    // Independent numpy program: a constant monopole beside the dipole, K = 16.906 ± 74.921 km/s.
    @Test
    void fitsAConstantMonopoleBesideTheDipole() {
        double[] one = new double[TWIN.v.length];
        Arrays.fill(one, 1);
        double[][] d = TWIN.dipole();
        LinearFit fit = LinearModel.of(List.of("Vx", "Vy", "Vz", "K"), new double[][] {d[0], d[1], d[2], one})
                .fit(TWIN.v, TWIN.variance());
        assertThat(fit.parameters()).containsExactly(new double[] {-151.824, -686.419, -21.966, 16.906}, within(1e-3));
        assertThat(fit.error(3)).isCloseTo(74.921, within(1e-3));
    }

    // Independent numpy program: nine modes (dipole, shear and expansion), chi2 56.3583.
    @Test
    void fitsNineModes() {
        int n = TWIN.v.length;
        double[][] d = TWIN.dipole();
        double[][] x = new double[9][n];
        for (int i = 0; i < n; i++) {
            double r = TWIN.r[i] / 100;
            for (int k = 0; k < 3; k++) {
                x[k][i] = d[k][i];
                x[3 + k][i] = r * d[k][i] * d[k][i];
            }
            x[6][i] = 2 * r * d[0][i] * d[1][i];
            x[7][i] = 2 * r * d[1][i] * d[2][i];
            x[8][i] = 2 * r * d[0][i] * d[2][i];
        }
        LinearFit fit = LinearModel.of(List.of("Vx", "Vy", "Vz", "Sxx", "Syy", "Szz", "Sxy", "Syz", "Sxz"), x)
                .fit(TWIN.v, TWIN.variance());
        double[] expected = {-210.817, -788.857, -62.412, -1.72934, -9.83703, 4.14851, -3.84138, -0.44406, 2.03652};
        double[] errors = {160.79, 173.99, 124.89, 3.5682, 3.9134, 2.3239, 2.9112, 2.1889, 1.7910};
        for (int k = 0; k < 9; k++) {
            assertThat(fit.parameters()[k]).isCloseTo(expected[k], within(k < 3 ? 1e-3 : 1e-5));
            assertThat(fit.error(k)).isCloseTo(errors[k], within(k < 3 ? 5.1e-3 : 5.1e-5));
        }
        assertThat(fit.chi2()).isCloseTo(56.3583, within(5e-5));
    }

    // Independent numpy program: zero-point error 1.0518 % and its correlation with the dipole.
    @Test
    void marginalisesAnUnknownZeroPoint() {
        LinearFit fit = LinearModel.of(DIPOLE, TWIN.dipole())
                .marginalising(List.of(new SharedError("zero-point", TWIN.r, Double.POSITIVE_INFINITY)))
                .fit(TWIN.v, TWIN.variance());
        double[][] full = fit.fullCovariance();
        assertThat(Math.sqrt(full[3][3])).isCloseTo(0.010518087391318378, within(1e-8));
        double[] expected = {0.21134020758910685, 0.0029354111016030504, -0.12604562490497903};
        for (int i = 0; i < 3; i++) {
            assertThat(full[i][3] / Math.sqrt(full[i][i] * full[3][3])).isCloseTo(expected[i], within(1e-6));
        }
        assertThat(fit.dof()).isEqualTo(52);
        assertThat(traceRoot(fit.covariance())).isCloseTo(257.4, within(0.05));
        assertThat(traceRoot(fit.conditionalCovariance())).isCloseTo(254.9, within(0.05));
        // what a unit of the zero point does to the weighted sums is nothing
        for (double[] w : fit.weights()) {
            assertThat(LinearModel.dot(w, TWIN.r)).isCloseTo(0, within(1e-8));
        }
    }

    @Test
    void marginalisingIsGeneralisedLeastSquares() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 40;
        double[][] x = {
            random.doubles(n, -1, 1).toArray(), random.doubles(n, -1, 1).toArray()
        };
        double[] y = random.doubles(n, -1, 1).toArray();
        double[] variance = random.doubles(n, 0.1, 2).toArray();
        double[] mode = random.doubles(n, -1, 1).toArray();
        double[] other = random.doubles(n, -1, 1).toArray();
        LinearFit fit = LinearModel.of(List.of("a", "b"), x)
                .marginalising(List.of(
                        new SharedError("m", mode, 0.7), new SharedError("o", other, 3), new SharedError("none", y, 0)))
                .fit(y, variance);
        double[][] sigma = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sigma[i][j] = 0.49 * mode[i] * mode[j] + 9 * other[i] * other[j] + (i == j ? variance[i] : 0);
            }
        }
        RealMatrix inverse = new LUDecomposition(MatrixUtils.createRealMatrix(sigma))
                .getSolver()
                .getInverse();
        RealMatrix design = MatrixUtils.createRealMatrix(x).transpose();
        RealMatrix covariance = new LUDecomposition(
                        design.transpose().multiply(inverse).multiply(design))
                .getSolver()
                .getInverse();
        double[] p = covariance.multiply(design.transpose()).multiply(inverse).operate(y);
        double[] residual = MatrixUtils.createRealVector(y)
                .subtract(design.operate(MatrixUtils.createRealVector(p)))
                .toArray();
        double chi2 = MatrixUtils.createRealVector(residual)
                .dotProduct(inverse.operate(MatrixUtils.createRealVector(residual)));
        assertThat(fit.parameters()).containsExactly(p, within(1e-13));
        for (int i = 0; i < 2; i++) {
            assertThat(fit.covariance()[i]).containsExactly(covariance.getRow(i), within(1e-13));
        }
        assertThat(fit.chi2()).isCloseTo(chi2, within(1e-11));
        assertThat(fit.dof()).isEqualTo(38);
    }

    @Test
    void recoversExactParametersWhateverTheUnits() {
        double[] t = new double[100];
        double[] big = new double[100];
        double[] y = new double[100];
        double[] variance = new double[100];
        for (int i = 0; i < 100; i++) {
            t[i] = i;
            big[i] = 1e9 * Math.sin(i);
            y[i] = 3 * t[i] - 2e-9 * big[i];
            variance[i] = 1 + i % 3;
        }
        LinearFit fit = LinearModel.of(List.of("slope", "wave"), new double[][] {t, big})
                .fit(y, variance);
        assertThat(fit.parameters()[0]).isCloseTo(3, within(1e-13));
        assertThat(fit.parameters()[1]).isCloseTo(-2e-9, within(1e-22));
        assertThat(fit.chi2()).isCloseTo(0, within(1e-20));
        assertThat(fit.predicted()).containsExactly(y, within(1e-11));
    }

    @Test
    void leavesOutRowsOfInfiniteVariance() {
        double[] x = {1, 2, 3, 4};
        LinearFit all = LinearModel.of(List.of("a"), new double[][] {{1, 2, 3}})
                .fit(new double[] {1, 2, 4}, new double[] {1, 1, 1});
        LinearFit without = LinearModel.of(List.of("a"), new double[][] {x})
                .fit(new double[] {1, 2, 4, 99}, new double[] {1, 1, 1, Double.POSITIVE_INFINITY});
        assertThat(without.parameters()).containsExactly(all.parameters(), within(1e-15));
        assertThat(without.dof()).isEqualTo(2);
    }

    @Test
    void namesTheParametersThatCannotBeToldApart() {
        double[] x = {1, 2, 3, 4, 5};
        double[] y = {2, 4, 6, 8, 10.0000001};
        double[] z = {1, -1, 1, -1, 1};
        assertThatThrownBy(() -> LinearModel.of(List.of("Vx", "Vy", "zero-point"), new double[][] {x, z, y})
                        .fit(x, new double[] {1, 1, 1, 1, 1}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageStartingWith("fit: these rows cannot tell apart Vx and zero-point (condition number ")
                .hasMessageEndingWith("but at most 1e+08 is needed");
    }

    /** One more parameter on the same sums, with and without shared errors: what fitting it gives. */
    @Test
    void knowsTheCovarianceOfAFurtherParameter() {
        double[][] d = TWIN.dipole();
        LinearModel dipole = LinearModel.of(DIPOLE, d);
        LinearModel both = LinearModel.of(List.of("Vx", "Vy", "Vz", "h"), new double[][] {d[0], d[1], d[2], TWIN.r});
        double[] wave = new double[TWIN.r.length];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = 300 * Math.sin(i);
        }
        for (List<SharedError> shared : List.of(List.<SharedError>of(), List.of(new SharedError("wave", wave, 1)))) {
            double[][] found =
                    dipole.marginalising(shared).fit(TWIN.v, TWIN.variance()).covarianceWith("h", TWIN.r);
            double[][] fitted =
                    both.marginalising(shared).fit(TWIN.v, TWIN.variance()).covariance();
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    double scale = Math.sqrt(fitted[i][i] * fitted[j][j]);
                    assertThat(found[i][j]).isCloseTo(fitted[i][j], within(1e-13 * scale));
                }
            }
        }
        assertThatThrownBy(() -> dipole.fit(TWIN.v, TWIN.variance()).covarianceWith("again", d[1]))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageStartingWith("fit: these rows cannot tell apart Vy and again");
        assertThatThrownBy(() -> dipole.fit(TWIN.v, TWIN.variance()).covarianceWith("short", new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAColumnOfZeros() {
        assertThatThrownBy(() -> LinearModel.of(List.of("Vx"), new double[][] {{0, 0}})
                        .fit(new double[] {1, 2}, new double[] {1, 1}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("fit: Vx is zero in every row, but it needs rows that depend on it");
    }

    @Test
    void refusesFewerRowsThanUnknowns() {
        assertThatThrownBy(() -> LinearModel.of(DIPOLE, new double[][] {{1, 0}, {0, 1}, {1, 1}})
                        .fit(new double[] {1, 2}, new double[] {1, 1}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("fit: found 2 rows, but 3 unknowns (Vx, Vy, Vz) need at least as many");
    }

    @Test
    void refusesBadRowsByNumber() {
        LinearModel model = LinearModel.of(List.of("a"), new double[][] {{1, 1}});
        assertThatThrownBy(() -> model.fit(new double[] {1, Double.NaN}, new double[] {1, 1}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("fit: row 1: found NaN");
        assertThatThrownBy(() -> model.fit(new double[] {1, 1}, new double[] {0, 1}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("fit: row 0: found 1.0 with variance 0.0");
    }

    private static double traceRoot(double[][] c) {
        return Math.sqrt(c[0][0] + c[1][1] + c[2][2]);
    }

    /** The frozen mock's clusters. */
    private static final class Twin {
        final double[] r;
        final double[] v;
        private final double[] error;
        private final Directions directions;

        Twin() {
            List<String[]> rows;
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    LinearModelTest.class.getResourceAsStream("smac_twin_flow_input.csv"), StandardCharsets.UTF_8))) {
                rows = reader.lines()
                        .filter(line -> !line.startsWith("#") && !line.startsWith("name"))
                        .map(line -> line.split(","))
                        .collect(Collectors.toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            directions = Directions.ofDegrees(column(rows, 1), column(rows, 2));
            r = column(rows, 3);
            v = column(rows, 4);
            error = column(rows, 5);
        }

        private static double[] column(List<String[]> rows, int column) {
            return rows.stream()
                    .mapToDouble(row -> Double.parseDouble(row[column]))
                    .toArray();
        }

        double[][] dipole() {
            return new double[][] {directions.x(), directions.y(), directions.z()};
        }

        double[] variance() {
            return Arrays.stream(error).map(e -> e * e).toArray();
        }
    }
}
