package org.peculiar.science.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.Directions;
import org.peculiar.science.spectrum.CdmSpectrum;
import org.peculiar.science.spectrum.GrowthRate;
import org.peculiar.science.spectrum.MatterContent;
import org.peculiar.science.spectrum.Quadrature;
import org.peculiar.science.spectrum.TransferFunction;
import org.peculiar.science.spectrum.Wavenumbers;

class VelocityCovarianceTest {

    /** Flat, Ωm 0.3, h 0.7, Ωb 0.04, n 1, σ8 0.9 without oscillations; f = Ωm^0.55; Simpson on 1,001 points. */
    static LinearVelocities reference() {
        MatterContent matter = MatterContent.of(0.3, 0.7, 0.7, 0.04, 2.726);
        return LinearVelocities.of(
                CdmSpectrum.ofSigma8(TransferFunction.eisensteinHu1999(matter), 1, 0.9),
                GrowthRate.powerLaw(0.3, 0.55),
                Wavenumbers.logarithmic(1e-4, Math.sqrt(10), 1001));
    }

    @Test
    void elementsOfTheMiniSurvey() {
        // independent program (Python): (km/s)², printed to 0.01
        Positions mini = Positions.ofKms(
                Directions.ofDegrees(
                        new double[] {58.09, 150.40, 269.70, 302.40}, new double[] {87.96, -13.40, 26.50, 21.60}),
                new double[] {7045, 5100, 3900, 3600});
        VelocityCovariance covariance = VelocityCovariance.of(reference(), 200);
        assertThat(covariance.between(mini, 0, mini, 0)).isCloseTo(104767.24, within(0.01));
        assertThat(Math.sqrt(covariance.variance())).isCloseTo(323.68, within(0.005));
        assertThat(covariance.between(mini, 0, mini, 1)).isCloseTo(9245.80, within(0.006));
        assertThat(covariance.between(mini, 2, mini, 3)).isCloseTo(60173.86, within(0.006));
    }

    // The closed form as printed, cos α/3 (j0 − 2 j2) + r_m r_n sin²α/A² j2, summed over three times as many nodes.
    @ParameterizedTest
    @ValueSource(doubles = {3.2, 20})
    void tableEqualsDirectIntegration(double kMax) {
        LinearVelocities velocities = LinearVelocitiesTest.planck(Wavenumbers.adaptive(1e-4, kMax));
        Quadrature fine = velocities.quadrature(1200);
        VelocityCovariance covariance = VelocityCovariance.of(velocities, 400);
        SplittableRandom random = new SplittableRandom(5);
        double worst = 0;
        for (int pair = 0; pair < 60; pair++) {
            double distance = 200 * random.nextDouble();
            // half of the pairs are close ones
            double other = pair % 2 == 0 ? 200 * random.nextDouble() : distance * (1 + 0.1 * random.nextDouble());
            double angle = (pair % 2 == 0 ? 180 : 5) * random.nextDouble();
            Positions two = Positions.ofMpcH(
                    Directions.ofDegrees(new double[] {0, angle}, new double[2]), new double[] {distance, other});
            double direct = direct(fine, velocities.factor(), distance, other, Math.cos(Math.toRadians(angle)));
            worst = Math.max(worst, Math.abs(covariance.between(two, 0, two, 1) - direct));
        }
        assertThat(worst / covariance.variance()).isLessThan(2e-9);
    }

    // A grid this coarse makes noise of far pairs: whoever reproduces it wants that noise, too. Relative to each
    // element.
    @Test
    void followsTheNoiseOfFixedGrids() {
        LinearVelocities velocities = reference();
        Quadrature grid = velocities.quadrature(0);
        VelocityCovariance covariance = VelocityCovariance.of(velocities, 600);
        SplittableRandom random = new SplittableRandom(6);
        for (int pair = 0; pair < 400; pair++) {
            double[] r = {10 + 280 * random.nextDouble(), 10 + 280 * random.nextDouble()};
            double angle = 180 * random.nextDouble();
            Positions two = Positions.ofMpcH(Directions.ofDegrees(new double[] {0, angle}, new double[2]), r);
            double direct = direct(grid, velocities.factor(), r[0], r[1], Math.cos(Math.toRadians(angle)));
            assertThat(covariance.between(two, 0, two, 1)).isCloseTo(direct, within(1e-6 * Math.abs(direct)));
        }
    }

    private static double direct(Quadrature q, double factor, double r1, double r2, double cos) {
        double a2 = r1 * r1 + r2 * r2 - 2 * r1 * r2 * cos;
        double a = Math.sqrt(a2);
        double sum = 0;
        for (int i = 0; i < q.size(); i++) {
            double x = q.k()[i] * a;
            double j0 = Math.sin(x) / x;
            double j2 = x < 0.01
                    ? x * x / 15 * (1 - x * x / 14)
                    : (3 / (x * x) - 1) * Math.sin(x) / x - 3 * Math.cos(x) / (x * x);
            sum += q.powerTimesStep()[i] * (cos / 3 * (j0 - 2 * j2) + r1 * r2 * (1 - cos * cos) / a2 * j2);
        }
        return factor * sum;
    }

    @Test
    void adaptiveIntegrationHasConverged() {
        LinearVelocities velocities = LinearVelocitiesTest.planck(Wavenumbers.adaptive(1e-4, 10));
        LinearVelocities fixed = LinearVelocitiesTest.planck(Wavenumbers.logarithmic(1e-4, 10, 100_001));
        Quadrature brute = fixed.quadrature(0);
        VelocityCovariance covariance = VelocityCovariance.of(velocities, 300);
        for (double a : new double[] {0.001, 0.02, 0.3, 7, 60, 290}) {
            // along the line of sight: P + A² G = (J0 − 2 J2)/3
            Positions two =
                    Positions.ofMpcH(Directions.ofDegrees(new double[2], new double[2]), new double[] {5, 5 + a});
            double direct = direct(brute, velocities.factor(), 5, 5 + a, 1);
            assertThat(covariance.between(two, 0, two, 1)).isCloseTo(direct, within(1e-9 * covariance.variance()));
        }
    }

    @Test
    void coincidentObjectsShareTheirVelocity() {
        VelocityCovariance covariance = VelocityCovariance.of(reference(), 100);
        Positions two =
                Positions.ofMpcH(Directions.ofDegrees(new double[] {10, 10}, new double[2]), new double[] {30, 30});
        assertThat(covariance.between(two, 0, two, 1))
                .isCloseTo(covariance.variance(), within(1e-14 * covariance.variance()));
    }

    @Test
    void valuesDoNotDependOnTheReach() {
        LinearVelocities velocities = LinearVelocitiesTest.planck(Wavenumbers.adaptive(1e-4, 3));
        Positions two =
                Positions.ofMpcH(Directions.ofDegrees(new double[] {10, 50}, new double[2]), new double[] {30, 80});
        assertThat(VelocityCovariance.of(velocities, 100).between(two, 0, two, 1))
                .isEqualTo(VelocityCovariance.of(velocities, 390).between(two, 0, two, 1));
    }

    @Test
    void combinationsAreSumsOfPairs() {
        VelocityCovariance covariance = VelocityCovariance.of(reference(), 100);
        Positions a = Positions.ofMpcH(
                Directions.ofDegrees(new double[] {10, 50, 100}, new double[] {5, 6, -70}), new double[] {30, 20, 45});
        Positions b = Positions.ofMpcH(
                Directions.ofDegrees(new double[] {200, 250}, new double[] {0, 30}), new double[] {15, 10});
        double[][] wa = {{1, 2, 3}};
        double[][] wb = {{4, 5}, {-1, 1}};
        double[][] result = covariance.ofCombinations(a, wa, b, wb);
        double first = 0;
        for (int m = 0; m < 3; m++) {
            for (int n = 0; n < 2; n++) {
                first += wa[0][m] * wb[0][n] * covariance.between(a, m, b, n);
            }
        }
        assertThat(result).hasDimensions(1, 2);
        assertThat(result[0][0]).isCloseTo(first, within(1e-9 * Math.abs(first)));
    }

    @Test
    void refusesSeparationsBeyondTheTable() {
        VelocityCovariance covariance = VelocityCovariance.of(reference(), 100);
        Positions far =
                Positions.ofMpcH(Directions.ofDegrees(new double[] {0, 180}, new double[2]), new double[] {80, 80});
        assertThatThrownBy(() -> covariance.between(far, 0, far, 1))
                .hasMessage("velocity covariance: found a separation of 160.0 Mpc/h, but the table reaches to 100.0");
        assertThatThrownBy(
                        () -> Positions.ofMpcH(Directions.ofDegrees(new double[1], new double[1]), new double[] {-1}))
                .hasMessageContaining("the distance of object 0 was -1.0 Mpc/h");
    }
}
