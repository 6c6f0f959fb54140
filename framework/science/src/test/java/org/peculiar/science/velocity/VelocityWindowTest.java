package org.peculiar.science.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Directions;
import org.peculiar.science.spectrum.CdmSpectrum;
import org.peculiar.science.spectrum.CobeNormalisation;
import org.peculiar.science.spectrum.GrowthRate;
import org.peculiar.science.spectrum.MatterContent;
import org.peculiar.science.spectrum.Quadrature;
import org.peculiar.science.spectrum.TransferFunction;
import org.peculiar.science.spectrum.Wavenumbers;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.LinearModel;

class VelocityWindowTest {

    private static final Wavenumbers TO_ONE = Wavenumbers.adaptive(1e-4, 1);

    /** Least-squares weights of a bulk flow on a synthetic survey, uniform in a sphere. */
    private static LinearEstimator sphere(int n, double radius, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] l = new double[n];
        double[] b = new double[n];
        double[] r = new double[n];
        double[] variance = new double[n];
        for (int i = 0; i < n; i++) {
            l[i] = 360 * random.nextDouble();
            b[i] = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
            r[i] = radius * Math.cbrt(random.nextDouble());
            variance[i] = 250 * 250 + 400 * r[i] * r[i];
        }
        Directions directions = Directions.ofDegrees(l, b);
        double[][] columns = {directions.x(), directions.y(), directions.z()};
        double[][] weights = LinearModel.of(List.of("vx", "vy", "vz"), columns)
                .fit(new double[n], variance)
                .weights();
        return new LinearEstimator(Positions.ofMpcH(directions, r), weights, variance);
    }

    @Test
    void seesUniformFlowsWhole() {
        double[][] window = VelocityWindow.of(sphere(300, 60, 1), 1).at(0);
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 3; k++) {
                assertThat(window[j][k]).isCloseTo(j == k ? 1 / 3.0 : 0, within(1e-12));
            }
        }
    }

    @Test
    void gridAndPairsAgree() {
        LinearEstimator survey = sphere(400, 80, 2);
        VelocityWindow gridded = VelocityWindow.of(survey, 2);
        // so fine a grid would have more points than there are pairs
        VelocityWindow exact = VelocityWindow.of(survey, 1000);
        for (double k : new double[] {0.001, 0.02, 0.1, 0.5, 1.3, 2}) {
            double[][] a = gridded.at(k);
            double[][] b = exact.at(k);
            for (int j = 0; j < 3; j++) {
                assertThat(a[j]).containsExactly(b[j], within(2e-9));
            }
        }
    }

    @Test
    void integratesToTheCosmicVariance() {
        // two ways to one number: the window integrated over the spectrum, and the sum of the pairs' covariances
        LinearEstimator survey = sphere(300, 60, 3);
        LinearVelocities velocities = VelocityCovarianceTest.reference();
        Quadrature q = velocities.quadrature(0);
        double[] traces =
                VelocityWindow.of(survey, velocities.wavenumbers().kMax()).traces(q.k());
        double sum = 0;
        for (int i = 0; i < q.size(); i++) {
            sum += q.powerTimesStep()[i] * traces[i];
        }
        ExpectedFlow expected = ExpectedFlow.of(survey, VelocityCovariance.of(velocities, 120));
        assertThat(Math.sqrt(velocities.factor() * sum)).isCloseTo(expected.rmsKms(), within(1e-5));
    }

    // Independent program (Python), the frozen SMAC-like twin: traces of W² to 0.001, the plateau to 1e-4, the scale to
    // 1 Mpc/h
    @Test
    void windowOfTheTwin() throws IOException {
        VelocityWindow window = VelocityWindow.of(twin(), 2);
        double[] traces = window.traces(new double[] {0.005, 0.01, 0.02, 0.03, 0.05, 0.1});
        assertThat(traces).containsExactly(new double[] {0.924, 0.727, 0.277, 0.128, 0.255, 0.132}, within(0.0006));
        assertThat(window.plateau()).isCloseTo(0.0914, within(6e-5));
        assertThat(window.scaleProbed().orElseThrow()).isCloseTo(65, within(1.0));
    }

    // The same program: 3-D rms flow in km/s to 0.1, for k up to 1 h/Mpc and f = Ωm^0.6
    @Test
    void expectedFlowsOfTheTwin() throws IOException {
        LinearEstimator twin = twin();
        assertThat(rmsKms(twin, cobe(MatterContent.of(1, 0, 0.5, 0.05, 2.726)))).isCloseTo(418.0, within(0.06));
        assertThat(rmsKms(twin, cobe(MatterContent.of(0.3, 0.7, 0.7, 0.04, 2.726))))
                .isCloseTo(243.9, within(0.06));
        LinearVelocities planck = LinearVelocitiesTest.planck(TO_ONE);
        LinearVelocities older = LinearVelocities.of(planck.spectrum(), GrowthRate.powerLaw(0.315, 0.6), TO_ONE);
        assertThat(rmsKms(twin, older)).isCloseTo(242.3, within(0.06));
    }

    private static double rmsKms(LinearEstimator survey, LinearVelocities velocities) {
        return ExpectedFlow.of(survey, VelocityCovariance.of(velocities, 300)).rmsKms();
    }

    private static LinearVelocities cobe(MatterContent matter) {
        return LinearVelocities.of(
                CdmSpectrum.of(TransferFunction.eisensteinHu1999(matter), 1, CobeNormalisation.deltaH(matter, 1)),
                GrowthRate.powerLaw(matter.omegaM(), 0.6),
                TO_ONE);
    }

    static LinearEstimator twin() throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                VelocityWindowTest.class.getResourceAsStream("twin.csv"), StandardCharsets.UTF_8))) {
            in.lines().skip(2).forEach(line -> rows.add(line.split(",")));
        }
        double[][] columns = new double[4][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            int[] of = {1, 2, 3, 5};
            for (int c = 0; c < 4; c++) {
                columns[c][i] = Double.parseDouble(rows.get(i)[of[c]]);
            }
        }
        return leastSquares(Directions.ofDegrees(columns[0], columns[1]), columns[2], columns[3]);
    }

    private static LinearEstimator leastSquares(Directions directions, double[] distanceKms, double[] error) {
        double[] variance = new double[error.length];
        for (int i = 0; i < variance.length; i++) {
            variance[i] = error[i] * error[i];
        }
        double[][] weights = LinearModel.of(
                        List.of("vx", "vy", "vz"), new double[][] {directions.x(), directions.y(), directions.z()})
                .fit(new double[error.length], variance)
                .weights();
        return new LinearEstimator(Positions.ofKms(directions, distanceKms), weights, variance);
    }

    // Independent program (Python): two small surveys with nothing in common but the flow field; chi-square to 1e-3
    @Test
    void surveysAreComparedWithTheirWindows() {
        LinearEstimator a = mini(0, 8);
        LinearEstimator b = mini(8, 14);
        VelocityCovariance covariance = VelocityCovariance.of(VelocityCovarianceTest.reference(), 300);
        CovarianceMatrix noise =
                CovarianceMatrix.of(a.noiseCovariance()).plus(CovarianceMatrix.of(b.noiseCovariance()));
        CovarianceMatrix cosmic = CovarianceMatrix.of(a.cosmicCovariance(covariance))
                .plus(CovarianceMatrix.of(b.cosmicCovariance(covariance)));
        double[][] cross = a.cosmicCovariance(b, covariance);
        CovarianceMatrix joint = CovarianceMatrix.ofBlocks(
                noise.plus(cosmic), CovarianceMatrix.of(new double[3][3]), cross, "difference of two surveys");
        double[] difference = {-184.1620 + 296.4545, -484.8897 + 618.1268, 178.5586 + 45.4970};
        assertThat(noise.chi2(difference).chi2()).isCloseTo(0.232923, within(2e-6));
        assertThat(noise.plus(cosmic).chi2(difference).chi2()).isCloseTo(0.160051, within(1e-6));
        assertThat(joint.chi2(difference).chi2()).isCloseTo(0.166681, within(1e-6));
        assertThat(joint.chi2(difference).p().orElseThrow()).isCloseTo(0.98278, within(1e-5));
    }

    private static LinearEstimator mini(int from, int to) {
        double[] l = {
            58.09, 150.40, 269.70, 302.40, 62.90, 103.40, 25.30, 209.50, 240.30, 312.00, 142.20, 168.60, 1.90, 345.60
        };
        double[] b = {
            87.96, -13.40, 26.50, 21.60, 43.70, -33.10, -75.90, -36.50, -22.70, 30.70, -63.10, 22.90, -29.40, -39.30
        };
        double[] r = {7045, 5100, 3900, 3600, 8900, 8800, 8400, 9600, 10800, 14000, 5050, 5900, 5600, 13300};
        double[] e = {320, 330, 300, 290, 470, 450, 600, 750, 800, 900, 350, 420, 400, 950};
        double[] error = Arrays.stream(e, from, to).map(x -> Math.hypot(x, 250)).toArray();
        return leastSquares(
                Directions.ofDegrees(Arrays.copyOfRange(l, from, to), Arrays.copyOfRange(b, from, to)),
                Arrays.copyOfRange(r, from, to),
                error);
    }

    @Test
    void plateauIsWhatObjectsSeeAlone() {
        LinearEstimator survey = sphere(100, 60, 5);
        VelocityWindow window = VelocityWindow.of(survey, 500);
        double[] high = new double[200];
        for (int i = 0; i < high.length; i++) {
            high[i] = 200 + 300 * i / 199.0;
        }
        double mean = 0;
        for (double trace : window.traces(high)) {
            mean += trace / high.length;
        }
        assertThat(mean).isCloseTo(window.plateau(), within(1e-4 * window.plateau()));
    }

    @Test
    void crossWindowOfASurveyWithItselfIsItsWindow() {
        LinearEstimator survey = sphere(60, 60, 6);
        double[][] cross = VelocityWindow.between(survey, survey, 1).at(0.07);
        double[][] own = VelocityWindow.of(survey, 1).at(0.07);
        for (int j = 0; j < 3; j++) {
            assertThat(cross[j]).containsExactly(own[j], within(1e-9));
        }
    }

    @Test
    void scaleProbedGrowsWithTheSurvey() {
        double near = VelocityWindow.of(sphere(800, 40, 7), 2).scaleProbed().orElseThrow();
        double far = VelocityWindow.of(sphere(800, 80, 7), 2).scaleProbed().orElseThrow();
        assertThat(far / near).isBetween(1.5, 2.5);
    }

    @Test
    void refusesWavenumbersItWasNotPreparedFor() {
        VelocityWindow window = VelocityWindow.of(sphere(300, 60, 8), 1);
        assertThatThrownBy(() -> window.at(1.5))
                .hasMessage("window: asked for k = 1.5 h/Mpc, but it was prepared for 0 to 1.0");
    }
}
