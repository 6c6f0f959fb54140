package org.peculiar.science.fundamentalplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.random.KeyedDraws;

class TruncatedLikelihoodTest {

    /** The 6dFGS plane, as an independent numpy/scipy implementation fits it to 8,784 galaxies. */
    private static final double[] THETA = {
        0.21938533, 2.21252567, 3.18120044, 0.05340283, 0.01121862, -0.04220109, 0.01258998, 0.00392213, 0.05895049
    };

    /**
     * Seven galaxies of the 6dFGS sample (Campbell et al. 2014, MNRAS 443, 1231): log Re at the tracer's redshift, log sigma, log
     * Ie, their errors, and the limit of 2 log Re + log Ie.
     */
    private static final double[][] GALAXIES = {
        {0.464940, 2.137, 2.940, 0.057, 0.073, 0.084, 3.649149},
        {0.023541, 2.338, 3.708, 0.048, 0.023, 0.071, 3.325583},
        {0.342549, 2.219, 3.067, 0.047, 0.045, 0.070, 3.309171},
        {0.370606, 2.369, 3.328, 0.046, 0.040, 0.068, 3.589157},
        {0.315556, 2.144, 2.859, 0.042, 0.066, 0.062, 2.908964},
        {0.639164, 2.402, 2.884, 0.040, 0.048, 0.059, 3.572229},
        {0.494453, 2.340, 3.079, 0.045, 0.040, 0.067, 3.572231}
    };

    /** ln L at η = 0, mean, standard deviation and skewness of η, from the independent implementation in steps of 0.0005. */
    private static final double[][] EXPECTED = {
        {2.4463478, 0.0758192, 0.1295714, -0.123823},
        {0.5582194, 0.0668677, 0.0950663, -0.057555},
        {3.1276649, 0.0105590, 0.1067228, -0.081613},
        {2.1580345, 0.0788427, 0.1066987, -0.075597},
        {1.7532945, -0.1034319, 0.1138237, -0.085372},
        {1.4528776, -0.0479812, 0.1155027, -0.068909},
        {2.7165495, 0.0322864, 0.1080748, -0.072016}
    };

    private static double[] column(double[][] rows, int index) {
        return Arrays.stream(rows).mapToDouble(row -> row[index]).toArray();
    }

    private static TruncatedLikelihood likelihood(double[][] rows) {
        double[] rho = new double[rows.length];
        Arrays.fill(rho, -0.95);
        PlaneSample sample = new PlaneSample(
                column(rows, 0),
                column(rows, 1),
                column(rows, 2),
                column(rows, 3),
                column(rows, 4),
                column(rows, 5),
                rho);
        return new TruncatedLikelihood(sample, column(rows, 6), 2.05);
    }

    @Test
    void likelihoodOfOneGalaxyAgreesWithIndependentCode() {
        for (int i = 0; i < GALAXIES.length; i++) {
            double[][] one = {GALAXIES[i]};
            // the radii are given to 1e-6, and ln L changes by some 10 per dex
            assertThat(likelihood(one).logLikelihood(new PlaneGaussian(THETA))).isCloseTo(EXPECTED[i][0], within(2e-5));
        }
    }

    @Test
    void logDistanceRatiosAgreeWithIndependentCode() {
        TruncatedLikelihood.LogDistanceRatios eta =
                likelihood(GALAXIES).logDistanceRatios(new PlaneGaussian(THETA), 0.6);

        for (int i = 0; i < GALAXIES.length; i++) {
            assertThat(eta.mean()[i]).isCloseTo(EXPECTED[i][1], within(2e-7));
            assertThat(eta.error()[i]).isCloseTo(EXPECTED[i][2], within(2e-7));
            assertThat(eta.skewness()[i]).isCloseTo(EXPECTED[i][3], within(2e-6));
        }
        assertThat(eta.atEdge()).isZero();
    }

    @Test
    void countsGalaxiesAtTheEdgeOfThePriorAndOutsideTheSelection() {
        double[][] rows = {GALAXIES[0].clone(), GALAXIES[1].clone(), GALAXIES[2].clone()};
        rows[0][1] = 2.04;
        rows[1][0] -= 1;

        assertThat(likelihood(rows)
                        .logDistanceRatios(new PlaneGaussian(THETA), 0.3)
                        .atEdge())
                .isEqualTo(1);
        assertThat(likelihood(rows).outside()).isEqualTo(2);
        assertThat(likelihood(GALAXIES).outside()).isZero();
    }

    /** Central differences of an analytic function: 1e-6 of the derivative's scale. */
    @Test
    void residualsHaveTheDerivativesTheySay() {
        TruncatedLikelihood likelihood = likelihood(GALAXIES);
        double[] eta = {0.05, -0.1, 0, 0.2, -0.2, 0.1, 0.03};
        TruncatedLikelihood.Residuals at = likelihood.residuals(new PlaneGaussian(THETA), eta);
        double step = 1e-5;
        double[] above =
                likelihood.residuals(new PlaneGaussian(THETA), plus(eta, step)).values();
        double[] below =
                likelihood.residuals(new PlaneGaussian(THETA), plus(eta, -step)).values();
        for (int i = 0; i < eta.length; i++) {
            assertThat(at.byEta()[i]).isCloseTo((above[i] - below[i]) / (2 * step), within(1e-7));
            assertThat(at.variances()[i]).isPositive();
        }
        for (int p = 0; p < THETA.length; p++) {
            double small = 1e-6;
            double[] up = THETA.clone();
            double[] down = THETA.clone();
            up[p] += small;
            down[p] -= small;
            above = likelihood.residuals(new PlaneGaussian(up), eta).values();
            below = likelihood.residuals(new PlaneGaussian(down), eta).values();
            for (int i = 0; i < eta.length; i++) {
                double difference = (above[i] - below[i]) / (2 * small);
                assertThat(at.byParameter()[p][i])
                        .as("derivative of galaxy %d by %s", i, PlaneGaussian.PARAMETERS.get(p))
                        .isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
            }
        }
    }

    private static double[] plus(double[] x, double by) {
        return Arrays.stream(x).map(value -> value + by).toArray();
    }

    /** Galaxies drawn from THETA with errors, kept where both limits admit them; η given. */
    private static double[][] drawn(int n, long seed) {
        Draws draws = KeyedDraws.ofSeed(seed);
        double[][] root = new PlaneGaussian(THETA).cholesky();
        double[][] rows = new double[n][];
        Draws[] g = new Draws[6];
        Arrays.setAll(g, k -> draws.stream("g" + k));
        long element = 0;
        for (int i = 0; i < n; i++) {
            double limit = 2.9 + 0.7 * i / n;
            do {
                double e0 = g[3].gaussian(element);
                double e2 = -0.95 * e0 + Math.sqrt(1 - 0.95 * 0.95) * g[5].gaussian(element);
                double r = THETA[0] + root[0][0] * g[0].gaussian(element) + 0.05 * e0;
                double s = THETA[1]
                        + root[1][0] * g[0].gaussian(element)
                        + root[1][1] * g[1].gaussian(element)
                        + 0.05 * g[4].gaussian(element);
                double y = THETA[2]
                        + root[2][0] * g[0].gaussian(element)
                        + root[2][1] * g[1].gaussian(element)
                        + root[2][2] * g[2].gaussian(element)
                        + 0.075 * e2;
                rows[i] = new double[] {r, s, y, 0.05, 0.05, 0.075, limit};
                element++;
            } while (!(rows[i][1] > 2.05 && 2 * rows[i][0] + rows[i][2] > limit));
        }
        return rows;
    }

    /** Residuals of selected galaxies at the truth: mean 0 and the variance stated, to 4 standard errors. */
    @Test
    void residualsOfSelectedGalaxiesAverageZero() {
        int n = 20_000;
        TruncatedLikelihood.Residuals residuals =
                likelihood(drawn(n, 7)).residuals(new PlaneGaussian(THETA), new double[n]);

        double mean = 0;
        double square = 0;
        double naive = 0;
        for (int i = 0; i < n; i++) {
            double pull = residuals.values()[i] / Math.sqrt(residuals.variances()[i]);
            mean += pull / n;
            square += pull * pull / n;
            naive += -residuals.byEta()[i] / n;
        }
        assertThat(mean).isCloseTo(0, within(4 / Math.sqrt(n)));
        assertThat(square).isCloseTo(1, within(4 * Math.sqrt(2.0 / n)));
        assertThat(naive).as("selection takes information away").isBetween(0.3, 0.95);
    }

    /** Eight samples of 3,000 fitted back: each parameter's mean pull within 4/√8, its spread that of the errors. */
    @Test
    void fitRecoversThePlaneBehindTheSelection() {
        double[] sum = new double[THETA.length];
        double square = 0;
        int samples = 8;
        for (int k = 0; k < samples; k++) {
            TruncatedLikelihood.Fit fit = likelihood(drawn(3000, 100 + k)).fit();
            double[] found = fit.plane().theta();
            for (int p = 0; p < found.length; p++) {
                double pull = (found[p] - THETA[p]) / Math.sqrt(fit.covariance()[p][p]);
                sum[p] += pull;
                square += pull * pull;
            }
            double[] truth = new PlaneGaussian(THETA).plane();
            double[] plane = fit.plane().plane();
            double[] errors = fit.planeErrors();
            for (int i = 0; i < 3; i++) {
                assertThat(plane[i]).isCloseTo(truth[i], within(4 * errors[i]));
            }
        }
        for (double pulls : sum) {
            assertThat(pulls / samples).isCloseTo(0, within(4 / Math.sqrt(samples)));
        }
        assertThat(square / (samples * THETA.length)).isBetween(0.5, 1.7);
    }

    /** METHODS 15 on 3.3b: a = 1.400, b = −0.841, c = −0.203 (here −0.2035), σ₁ = 0.047. */
    @Test
    void planeOfTheGaussianIsItsSmallestAxis() {
        PlaneGaussian gaussian = new PlaneGaussian(THETA);
        assertThat(gaussian.plane()[0]).isCloseTo(1.399878, within(2e-6));
        assertThat(gaussian.plane()[1]).isCloseTo(-0.840678, within(2e-6));
        assertThat(gaussian.plane()[2]).isCloseTo(-0.203514, within(5e-6));
        assertThat(gaussian.sigmas()[0]).isCloseTo(0.047123, within(1e-6));
        assertThat(gaussian.sigmas()[1]).isCloseTo(0.154859, within(1e-6));
        assertThat(gaussian.sigmas()[2]).isCloseTo(0.314231, within(1e-6));
    }

    @Test
    void refusesTooFewGalaxiesAndDegenerateOnes() {
        assertThatThrownBy(() -> likelihood(GALAXIES).fit())
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("found 7 galaxies, but its 9 parameters need at least 18");
        double[][] same = new double[30][];
        Arrays.fill(same, GALAXIES[0]);
        assertThatThrownBy(() -> likelihood(same).fit())
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("a spread in all three observables is needed");
        double[] flat = THETA.clone();
        flat[8] = 0.0001;
        assertThatThrownBy(() -> new PlaneGaussian(flat))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not positive definite");
    }

    @Test
    void evaluatesEachGalaxyWithItsGradient() {
        TruncatedLikelihood likelihood = likelihood(GALAXIES);
        double[] eta = {0, 0.1, -0.2, 0.05, 0.3, 0, -0.1};
        TruncatedLikelihood.LogLikelihoods at = likelihood.logLikelihoods(new PlaneGaussian(THETA), eta);
        for (int p = 0; p <= THETA.length; p++) {
            double step = 1e-6;
            double[][] sides = new double[2][];
            for (int side = 0; side < 2; side++) {
                double by = side == 0 ? -step : step;
                double[] theta = THETA.clone();
                double[] moved = eta.clone();
                if (p < THETA.length) {
                    theta[p] += by;
                } else {
                    Arrays.setAll(moved, i -> moved[i] + by);
                }
                sides[side] = likelihood
                        .logLikelihoods(new PlaneGaussian(theta), moved)
                        .values();
            }
            double[] analytic = p < THETA.length ? at.byParameter()[p] : at.byEta();
            for (int i = 0; i < GALAXIES.length; i++) {
                double numeric = (sides[1][i] - sides[0][i]) / (2 * step);
                assertThat(analytic[i]).isCloseTo(numeric, within(1e-5 * Math.max(1, Math.abs(numeric))));
            }
        }
    }

    /** From the independent implementation. */
    @Test
    void agreesForEachGalaxyAtItsRedshiftDistance() {
        double[] values = likelihood(GALAXIES)
                .logLikelihoods(new PlaneGaussian(THETA), new double[GALAXIES.length])
                .values();
        assertThat(values).containsExactly(column(EXPECTED, 0), within(1e-6));
    }

    @Test
    void hasNoLikelihoodWithoutADistance() {
        double[] eta = new double[GALAXIES.length];
        eta[2] = Double.NaN;
        TruncatedLikelihood.LogLikelihoods at = likelihood(GALAXIES).logLikelihoods(new PlaneGaussian(THETA), eta);
        assertThat(at.values()[2]).isNaN();
        assertThat(at.byParameter()[4][2]).isNaN();
        assertThat(at.values()[1]).isFinite();
    }
}
