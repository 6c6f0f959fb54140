package org.peculiar.plugin.diagnostic.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Directions;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Unit;
import org.peculiar.plugin.diagnostic.window.SurveyWindow.Inputs;
import org.peculiar.plugin.diagnostic.window.SurveyWindow.Parameters;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.spectrum.TabulatedSpectrum;
import org.peculiar.science.spectrum.Wavenumbers;
import org.peculiar.science.statistics.ChiSquare;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.peculiar.science.velocity.LinearEstimator;
import org.peculiar.science.velocity.TheoryParameters;

/** The numbers behind the window are validated in science; here, what is told of them. */
class SurveyWindowTest {

    /** The small survey a of METHODS 7.9: l, b, R in km/s, v and its measurement error; 250 km/s of scatter come on top. */
    private static final double[][] A = {
        {58.09, 87.96, 7045, 250, 320},
        {150.40, -13.40, 5100, -150, 330},
        {269.70, 26.50, 3900, 620, 300},
        {302.40, 21.60, 3600, 300, 290},
        {62.90, 43.70, 8900, -80, 470},
        {103.40, -33.10, 8800, -420, 450},
        {25.30, -75.90, 8400, 90, 600},
        {209.50, -36.50, 9600, 510, 750}
    };

    private static final DataFiles NO_FILES = new DataFiles() {
        @Override
        public Path file(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path only(Path folder, String glob) {
            throw new UnsupportedOperationException();
        }
    };

    /** The test cosmology of METHODS 7.9. */
    private static TheoryParameters theory() {
        return new TheoryParameters(
                TheoryParameters.Spectrum.EISENSTEIN_HU_1999,
                Optional.empty(),
                TheoryParameters.TableUnits.MPC_H,
                TabulatedSpectrum.Interpolation.LOG_CUBIC,
                0.3,
                Optional.empty(),
                0.7,
                0.04,
                0,
                1,
                2.726,
                1,
                Optional.empty(),
                0.9,
                0.55,
                Optional.of(1e-4),
                Optional.of(Math.sqrt(10)),
                Wavenumbers.Rule.LOGARITHMIC,
                1001,
                0.001);
    }

    private static FlowFit fit(double[][] rows) {
        Directions directions = Directions.ofDegrees(column(rows, 0), column(rows, 1));
        double[] error = column(rows, 4);
        double[] variance = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.hypot(error[i], 250);
            variance[i] = error[i] * error[i];
        }
        LinearFit fit = LinearModel.of(
                        List.of("vx", "vy", "vz"), new double[][] {directions.x(), directions.y(), directions.z()})
                .fit(column(rows, 3), variance);
        int n = rows.length;
        return new FlowFit(
                "bulk flow",
                List.of("vx", "vy", "vz"),
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                fit.parameters(),
                fit.covariance(),
                Optional.empty(),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                new FlowFit.Tracers(
                        IntStream.range(0, n).mapToObj(i -> "t" + i).toArray(String[]::new),
                        IntStream.range(0, n).toArray(),
                        directions,
                        column(rows, 2),
                        column(rows, 3),
                        error,
                        fit.predicted()),
                Optional.of(fit.weights()),
                Map.of());
    }

    private static FlowFit withoutWeights(FlowFit fit) {
        return new FlowFit(
                fit.title(),
                fit.parameters(),
                fit.units(),
                fit.values(),
                fit.random(),
                fit.conditional(),
                fit.systematic(),
                fit.chi2(),
                fit.dof(),
                fit.tracers(),
                Optional.empty(),
                fit.quoted());
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static Finding find(FlowFit fit, double largestK) {
        return new SurveyWindow(new Parameters(theory(), largestK, 30), NO_FILES)
                .find(new Inputs(fit), KeyedDraws.ofSeed(1));
    }

    private static double value(Finding found, String scalar) {
        return found.scalars().get(scalar).value();
    }

    private static double[] numbers(Finding found, String table, String column) {
        return ((Finding.Numbers) found.tables().get(table).byName().get(column)).values();
    }

    @Test
    void tellsTheWindowFromLongWavesToItsPlateau() {
        Finding found = find(fit(A), 2);
        double[] k = numbers(found, "window", "k");
        assertThat(k).hasSize(30).isSorted().startsWith(1e-3).endsWith(2);
        double[] trace = numbers(found, "window", "trace");
        // a uniform flow comes through whole; METHODS 9.2: δ/3 each
        assertThat(trace[0]).isCloseTo(1, within(0.02));
        for (int i = 0; i < k.length; i++) {
            double sum = numbers(found, "window", "w2_xx")[i]
                    + numbers(found, "window", "w2_yy")[i]
                    + numbers(found, "window", "w2_zz")[i];
            assertThat(trace[i]).isEqualTo(sum);
        }
        double[][] w = fit(A).weights().orElseThrow();
        double plateau = 0;
        for (double[] row : w) {
            for (double weight : row) {
                plateau += weight * weight / 3;
            }
        }
        assertThat(value(found, "plateau")).isCloseTo(plateau, within(1e-12));
        assertThat(found.figures()).containsOnlyKeys("window", "sky");
    }

    @Test
    void judgesTheFlowAgainstRestAndAgainstTheory() {
        Finding found = find(fit(A), 2);
        assertThat(value(found, "p-rest")).isEqualTo(ChiSquare.survival(value(found, "chi2-rest"), 3));
        assertThat(value(found, "p-theory")).isEqualTo(ChiSquare.survival(value(found, "chi2-theory"), 3));
        // cosmic variance makes any flow less surprising
        assertThat(value(found, "chi2-theory")).isLessThan(value(found, "chi2-rest"));
        assertThat(value(found, "cosmic-most-probable"))
                .isCloseTo(Math.sqrt(2.0 / 3) * value(found, "cosmic-rms"), within(1e-9));
        assertThat(value(found, "depth"))
                .isCloseTo(100 * LinearEstimator.of(fit(A)).depth(), within(1e-9));
    }

    @Test
    void tellsHowTheSkyIsCovered() {
        Finding found = find(fit(A), 2);
        double[] shares = Arrays.copyOf(numbers(found, "sky", "share"), 3);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        assertThat(shares[0]).isGreaterThan(shares[2]);
        assertThat(value(found, "coverage")).isBetween(0.0, 1.0);
    }

    /** What velocities of a pure outflow would add is what the fit makes of them. */
    @Test
    void tellsWhatOutflowsWouldAdd() {
        double[][] constant = Arrays.stream(A).map(double[]::clone).toArray(double[][]::new);
        double[][] expanding = Arrays.stream(A).map(double[]::clone).toArray(double[][]::new);
        for (int i = 0; i < A.length; i++) {
            constant[i][3] = 100;
            expanding[i][3] = 0.01 * A[i][2];
        }
        assertThat(value(find(fit(A), 2), "from-monopole")).isCloseTo(speed(fit(constant)), within(1e-9));
        assertThat(value(find(fit(A), 2), "from-zero-point")).isCloseTo(speed(fit(expanding)), within(1e-9));
    }

    private static double speed(FlowFit fit) {
        double[] v = fit.values();
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    @Test
    void saysThatTheWavenumbersEndTooEarlyForAScale() {
        Finding found = find(fit(A), 0.011);
        assertThat(value(found, "scale-probed")).isNaN();
        assertThat(found.notes()).singleElement().asString().contains("raise largest-k");
    }

    @Test
    void refusesAFlowWithoutWeights() {
        assertThatThrownBy(() -> find(withoutWeights(fit(A)), 2))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the fit has no weights");
    }
}
