package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.peculiar.science.sky.GalacticVector;

class GaussianBallTest {

    private static final GalacticVector REST = new GalacticVector(0, 0, 0);

    @Test
    void isMaxwellianForAnIsotropicCovarianceAboutRest() {
        GaussianBall ball = new GaussianBall(ErrorEllipsoid.of(new double[][] {{9, 0, 0}, {0, 9, 0}, {0, 0, 9}}));
        for (double r : new double[] {0.1, 1, 3, 7, 20}) {
            assertThat(ball.cdf(r, REST)).isCloseTo(1 - ChiSquare.survival(r * r / 9, 3), within(2e-9));
        }
    }

    // Isotropic, mean m: P(|V| < r) = Φ(r−m) − Φ(−r−m) − [φ(r−m) − φ(r+m)]/m for unit variance (closed form).
    @Test
    void isNoncentralMaxwellianForAnIsotropicCovariance() {
        GaussianBall ball = new GaussianBall(ErrorEllipsoid.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
        for (double m : new double[] {0.5, 2, 5, 40}) {
            for (double r = Math.max(0.3, m - 3); r < m + 3; r += 0.7) {
                double exact =
                        Normal.cdf(r - m) - Normal.cdf(-r - m) - (Normal.density(r - m) - Normal.density(r + m)) / m;
                assertThat(ball.cdf(r, GalacticVector.ofPolar(m, 33, -52))).isCloseTo(exact, within(2e-9));
            }
        }
    }

    // Monte Carlo of the same distribution: 400,000 draws, 5 standard errors.
    @Test
    void agreesWithDrawsForAnElongatedCovariance() {
        double[][] c = {{4, 1, -6}, {1, 30, 12}, {-6, 12, 110}};
        GalacticVector mean = new GalacticVector(3, -7, 12);
        double r = 15;
        double l21 = 0.5;
        double l22 = Math.sqrt(29.75);
        double l32 = 13.5 / l22;
        double l33 = Math.sqrt(110 - 9 - l32 * l32);
        java.util.Random random = new java.util.Random(12);
        int inside = 0;
        int draws = 400_000;
        for (int i = 0; i < draws; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double d = random.nextGaussian();
            double x = mean.x() + 2 * a;
            double y = mean.y() + l21 * a + l22 * b;
            double z = mean.z() - 3 * a + l32 * b + l33 * d;
            inside += x * x + y * y + z * z < r * r ? 1 : 0;
        }
        double p = new GaussianBall(ErrorEllipsoid.of(c)).cdf(r, mean);
        assertThat(p).isCloseTo((double) inside / draws, within(5 * Math.sqrt(p * (1 - p) / draws)));
    }

    @Test
    void quantileInvertsTheDistribution() {
        GaussianBall ball =
                new GaussianBall(ErrorEllipsoid.of(new double[][] {{4, 1, -6}, {1, 30, 12}, {-6, 12, 110}}));
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 10; i++) {
            GalacticVector mean = GalacticVector.ofPolar(20 * random.nextDouble(), 360 * random.nextDouble(), 20);
            double p = random.nextDouble(0.01, 0.99);
            assertThat(ball.cdf(ball.quantile(p, mean), mean)).isCloseTo(p, within(1e-7));
        }
    }

    @Test
    void refusesProbabilitiesThatAreNone() {
        GaussianBall ball = new GaussianBall(ErrorEllipsoid.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
        assertThatThrownBy(() -> ball.quantile(0, REST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ball.quantile(5, REST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ball.cdf(-1, REST)).isInstanceOf(IllegalArgumentException.class);
    }
}
