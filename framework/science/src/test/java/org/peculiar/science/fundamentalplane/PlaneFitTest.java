package org.peculiar.science.fundamentalplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Draws;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.fundamentalplane.PlaneFit.Form;
import org.peculiar.science.fundamentalplane.PlaneFit.Options;
import org.peculiar.science.random.KeyedDraws;

class PlaneFitTest {

    // Three clusters of five: log theta, mu, log sigma (METHODS 3.3, "Tiny test").
    private static final double[][] TINY = {
        {.80, 19.40, 2.312}, {1.05, 20.10, 2.301}, {.62, 18.90, 2.275}, {1.30, 21.05, 2.248}, {.91, 19.55, 2.365},
        {.55, 19.60, 2.205}, {.71, 19.25, 2.402}, {.38, 18.70, 2.300}, {.95, 20.60, 2.255}, {.60, 19.90, 2.150},
        {.30, 19.20, 2.228}, {.52, 19.70, 2.245}, {.15, 18.60, 2.250}, {.70, 20.40, 2.190}, {.41, 19.00, 2.360}
    };
    private static final int[] TINY_GROUPS = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2};

    private static double[] column(double[][] rows, int index) {
        return Arrays.stream(rows).mapToDouble(row -> row[index]).toArray();
    }

    private static PlaneSample tiny() {
        return PlaneSample.withoutErrors(column(TINY, 0), column(TINY, 2), column(TINY, 1));
    }

    private static Options options(Form form) {
        return new Options(form, false, false, -0.4);
    }

    private static PlaneSample withErrors(
            PlaneSample x, double radius, double dispersion, double brightness, double rho) {
        return new PlaneSample(
                x.logRe(),
                x.logSigma(),
                x.brightness(),
                filled(x.size(), radius),
                filled(x.size(), dispersion),
                filled(x.size(), brightness),
                filled(x.size(), rho));
    }

    private static double[] filled(int n, double value) {
        double[] all = new double[n];
        Arrays.fill(all, value);
        return all;
    }

    /** METHODS 3.3, tiny test: all digits printed there. */
    @Test
    void fitsInversePlaneWithInterceptPerGroup() {
        PlaneFit fit = PlaneFit.of(tiny(), TINY_GROUPS, 3, options(Form.INVERSE));

        assertThat(fit.slopes()[0]).isCloseTo(0.775887143, within(5e-10));
        assertThat(fit.slopes()[1]).isCloseTo(-0.265042842, within(5e-10));
        assertThat(fit.groupIntercept(0)).isCloseTo(6.821817906, within(5e-10));
        assertThat(fit.groupIntercept(1)).isCloseTo(6.964874134, within(5e-10));
        assertThat(fit.groupIntercept(2)).isCloseTo(7.068361226, within(5e-10));
        assertThat(fit.scatter()).isCloseTo(0.013857201, within(5e-10));
        assertThat(fit.alpha()).isCloseTo(1.288847237, within(5e-10));
        assertThat(fit.beta()).isCloseTo(0.341599735, within(5e-10));
        assertThat(Math.log(10) * fit.scatter() * fit.logDistancePerResidual()).isCloseTo(0.041123744, within(5e-10));
        assertThat(Math.sqrt(fit.covariance()[0][0])).isCloseTo(0.049971803, within(5e-10));
        assertThat(Math.sqrt(fit.covariance()[1][1])).isCloseTo(0.015257431, within(5e-10));
        assertThat(fit.reducedChiSquare()).isEqualTo(1);
        assertThat(fit.intrinsicScatter()).isCloseTo(fit.scatter(), within(1e-15));
    }

    /** The same data through numpy's solve and eigh. */
    @Test
    void fitsForwardAndOrthogonalPlanes() {
        PlaneFit forward = PlaneFit.of(tiny(), TINY_GROUPS, 3, options(Form.FORWARD));
        assertThat(forward.alpha()).isCloseTo(1.2375135, within(5e-8));
        assertThat(forward.beta()).isCloseTo(0.33937378, within(5e-9));
        assertThat(forward.scatter()).isCloseTo(0.01750053012806804, within(1e-13));
        assertThat(Math.sqrt(forward.covariance()[0][0])).isCloseTo(0.07970332, within(5e-9));
        assertThat(Math.sqrt(forward.covariance()[1][1])).isCloseTo(0.00762262, within(5e-9));

        PlaneFit orthogonal = PlaneFit.of(tiny(), TINY_GROUPS, 3, options(Form.ORTHOGONAL));
        assertThat(orthogonal.alpha()).isCloseTo(1.2637238403229138, within(1e-11));
        assertThat(orthogonal.beta()).isCloseTo(0.3408094691530975, within(1e-12));
    }

    /** Pairs displaced to either side of a plane along the direction that a form measures leave its slopes exact. */
    @ParameterizedTest
    @EnumSource
    void recoversPlaneFromBalancedPairs(Form form) {
        double alpha = 1.4;
        double beta = 0.33;
        double perLogIe = beta / -0.4;
        double length = Math.sqrt(1 + alpha * alpha + perLogIe * perLogIe);
        double[] off = switch (form) {
            case INVERSE -> new double[] {0, 0.05, 0};
            case FORWARD -> new double[] {0.05, 0, 0};
            case ORTHOGONAL -> new double[] {0.01 / length, -0.01 * alpha / length, 0.01 * perLogIe / length / 0.4};
        };
        double[][] rows = new double[200][];
        int[] group = new int[200];
        for (int i = 0; i < 100; i++) {
            int row = i / 10;
            double logSigma = 2.2 + 0.03 * (i % 10) + 0.003 * row;
            double mu = 19 + 0.2 * row - 0.05 * (i % 10);
            group[2 * i] = i % 2;
            group[2 * i + 1] = i % 2;
            double logRe = alpha * logSigma + beta * mu - 9 + 0.3 * (i % 2);
            for (int side = 0; side < 2; side++) {
                double sign = 2 * side - 1;
                rows[2 * i + side] = new double[] {logRe + sign * off[0], logSigma + sign * off[1], mu + sign * off[2]};
            }
        }
        PlaneFit fit = PlaneFit.of(
                PlaneSample.withoutErrors(column(rows, 0), column(rows, 1), column(rows, 2)), group, 2, options(form));

        assertThat(fit.alpha()).isCloseTo(alpha, within(1e-10));
        assertThat(fit.beta()).isCloseTo(beta, within(1e-10));
        double logDistance = fit.logDistancePerResidual() * (fit.groupIntercept(1) - fit.groupIntercept(0));
        assertThat(logDistance).isCloseTo(-0.3, within(1e-10));
    }

    /** A normal population, scattered off its plane in log sigma: (log Re, log sigma, mu) of METHODS 11.2. */
    private static double[][] population(int n, double scatter, long seed) {
        Draws draws = KeyedDraws.ofSeed(seed);
        Draws[] g = {draws.stream("1"), draws.stream("2"), draws.stream("3")};
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            double logRe = 0.5 + 0.25 * g[0].gaussian(i);
            double mu = 19.8 + 2.6 * (logRe - 0.5) + 0.5 * g[1].gaussian(i);
            rows[i] = new double[] {logRe, (logRe - 0.326 * mu + 9.066) / 1.383 + scatter * g[2].gaussian(i), mu};
        }
        return rows;
    }

    private static PlaneSample sampleOf(double[][] rows) {
        return PlaneSample.withoutErrors(column(rows, 0), column(rows, 1), column(rows, 2));
    }

    private static PlaneFit fitOne(PlaneSample sample, Options options) {
        return PlaneFit.of(sample, new int[sample.size()], 1, options);
    }

    /**
     * METHODS 3.3, "Why inverse": alpha 1.380 and 1.384 inverse, 1.016 and 0.450 forward, without and with a magnitude limit
     * that keeps a tenth; other random numbers, so within three standard errors of the truth and of the two.
     */
    @Test
    void inverseFormIgnoresMagnitudeLimitAndForwardFormDoesNot() {
        double[][] all = population(200_000, 0.066, 1);
        double[][] bright =
                Arrays.stream(all).filter(x -> x[2] - 5 * x[0] < 16.3).toArray(double[][]::new);
        assertThat(bright.length / 200_000.0).isCloseTo(0.10, within(0.005));

        for (double[][] rows : new double[][][] {all, bright}) {
            PlaneFit inverse = fitOne(sampleOf(rows), options(Form.INVERSE));
            double error = Math.sqrt(inverse.covariance()[0][0]);
            assertThat(inverse.slopes()[0]).isCloseTo(1 / 1.383, within(3 * error));
        }
        PlaneFit complete = fitOne(sampleOf(all), options(Form.FORWARD));
        PlaneFit limited = fitOne(sampleOf(bright), options(Form.FORWARD));
        assertThat(complete.alpha()).isCloseTo(1.016, within(3 * Math.sqrt(2 * complete.covariance()[0][0]) + 5e-4));
        assertThat(limited.alpha()).isCloseTo(0.450, within(3 * Math.sqrt(2 * limited.covariance()[0][0]) + 5e-4));
    }

    @Test
    void weightsMakeReducedChiSquareOne() {
        double[][] rows = population(4000, 0.05, 2);
        Draws noise = KeyedDraws.ofSeed(3);
        double[] error = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            error[i] = 0.02 + 0.08 * (i % 10) / 10;
            rows[i][1] += error[i] * noise.gaussian(i);
        }
        PlaneSample x = sampleOf(rows);
        double[] zero = new double[rows.length];
        PlaneSample sample = new PlaneSample(x.logRe(), x.logSigma(), x.brightness(), zero, error, zero, zero);
        int[] group = new int[rows.length];
        Arrays.setAll(group, i -> i % 50);

        PlaneFit fit = PlaneFit.of(sample, group, 50, new Options(Form.INVERSE, true, false, -0.4));

        double[] residuals = fit.residuals();
        double chi2 = 0;
        for (int i = 0; i < residuals.length; i++) {
            assertThat(fit.variance(i))
                    .isCloseTo(error[i] * error[i] + fit.intrinsicScatter() * fit.intrinsicScatter(), within(1e-12));
            chi2 += residuals[i] * residuals[i] / fit.variance(i);
        }
        assertThat(chi2 / (4000 - 50 - 2)).isCloseTo(1, within(1e-9));
        assertThat(fit.reducedChiSquare()).isCloseTo(1, within(1e-9));
        // the error of a scatter of 0.05 under errors of 0.02 to 0.092 from 4000 galaxies is about 0.0016
        assertThat(fit.intrinsicScatter()).isCloseTo(0.05, within(0.005));
        assertThat(fit.slopes()[0]).isCloseTo(1 / 1.383, within(3 * Math.sqrt(fit.covariance()[0][0])));
        PlaneFit unweighted = PlaneFit.of(sample, group, 50, options(Form.INVERSE));
        assertThat(fit.covariance()[0][0]).isLessThan(unweighted.covariance()[0][0]);
    }

    /** With equal errors the weights are equal, so that only the split of the scatter differs. */
    @Test
    void equalErrorsChangeNothingButIntrinsicScatter() {
        PlaneSample sample = withErrors(tiny(), 0, 0.008, 0, 0);

        PlaneFit weighted = PlaneFit.of(sample, TINY_GROUPS, 3, new Options(Form.INVERSE, true, false, -0.4));

        assertThat(weighted.slopes()[0]).isCloseTo(0.775887143, within(5e-10));
        assertThat(weighted.scatter()).isCloseTo(0.013857201, within(5e-10));
        double expected = Math.sqrt(0.013857201 * 0.013857201 - 0.008 * 0.008);
        assertThat(weighted.intrinsicScatter()).isCloseTo(expected, within(1e-9));
        assertThat(Math.sqrt(weighted.covariance()[1][1])).isCloseTo(0.015257431, within(5e-10));
        PlaneFit unweighted = PlaneFit.of(sample, TINY_GROUPS, 3, options(Form.INVERSE));
        assertThat(unweighted.intrinsicScatter()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void errorsBeyondTheScatterLeaveNoIntrinsicOne() {
        PlaneSample sample = withErrors(tiny(), 0, 0.03, 0, 0);

        PlaneFit fit = PlaneFit.of(sample, TINY_GROUPS, 3, new Options(Form.INVERSE, true, false, -0.4));

        assertThat(fit.intrinsicScatter()).isZero();
        assertThat(fit.scatter()).isCloseTo(0.03, within(1e-12));
        assertThat(fit.reducedChiSquare()).isCloseTo(Math.pow(0.013857201 / 0.03, 2), within(1e-6));
    }

    /** Errors of size alone dilute the slope with it; the moment correction undoes that. */
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"INVERSE", "ORTHOGONAL"})
    void correctsForErrorsInVariables(Form form) {
        int n = 100_000;
        double[][] rows = population(n, form == Form.INVERSE ? 0.066 : 1e-4, 4);
        Draws noise = KeyedDraws.ofSeed(5);
        for (int i = 0; i < n; i++) {
            rows[i][0] += 0.1 * noise.gaussian(i);
        }
        PlaneSample sample = withErrors(sampleOf(rows), 0.1, 0, 0, 0);

        PlaneFit diluted = fitOne(sample, options(form));
        PlaneFit corrected = fitOne(sample, new Options(form, false, true, -0.4));

        assertThat(Math.abs(diluted.alpha() - 1.383)).isGreaterThan(0.1);
        assertThat(corrected.alpha()).isCloseTo(1.383, within(0.03));
        assertThat(corrected.beta()).isCloseTo(0.326, within(0.01));
        assertThat(corrected.correctionFactor()).isCloseTo(1, within(0.01));
    }

    @Test
    void correctionLeavesRegressorsScatter() {
        PlaneSample sample = withErrors(tiny(), 1, 0, 2, 0.5);

        PlaneFit fit = PlaneFit.of(sample, TINY_GROUPS, 3, new Options(Form.INVERSE, false, true, -0.4));

        assertThat(fit.correctionFactor()).isBetween(0.0, 0.1);
        assertThat(fit.slopes()).doesNotContain(Double.NaN);
        assertThat(fit.covariance()[0][0]).isPositive();
    }

    @Test
    void orderOfGalaxiesDoesNotMatter() {
        int[] reversed = new int[15];
        Arrays.setAll(reversed, i -> 14 - i);
        int[] group = Arrays.stream(reversed).map(i -> TINY_GROUPS[i]).toArray();

        PlaneFit fit = PlaneFit.of(tiny().select(reversed), group, 3, options(Form.INVERSE));

        assertThat(fit.slopes()[0]).isCloseTo(0.775887143, within(5e-10));
        assertThat(fit.groupIntercept(2)).isCloseTo(7.068361226, within(5e-10));
    }

    @Test
    void exactPlaneHasNoScatter() {
        double[][] rows = population(50, 0, 6);
        PlaneFit fit = fitOne(sampleOf(rows), options(Form.INVERSE));

        assertThat(fit.alpha()).isCloseTo(1.383, within(1e-10));
        assertThat(fit.scatter()).isLessThan(1e-12);
        assertThat(fit.covariance()[0][0]).isBetween(0.0, 1e-20);
    }

    @Test
    void refusesTooFewGalaxies() {
        int[] few = {0, 1, 5, 6};
        assertThatThrownBy(() -> PlaneFit.of(tiny().select(few), new int[] {0, 0, 1, 1}, 2, options(Form.INVERSE)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage(
                        "Fundamental Plane: found 4 galaxies in 2 groups, but two slopes and an intercept each need at"
                                + " least 5");
    }

    @ParameterizedTest
    @EnumSource
    void refusesGalaxiesOnALine(Form form) {
        double[] x = new double[10];
        Arrays.setAll(x, i -> i);
        assertThatThrownBy(() -> fitOne(PlaneSample.withoutErrors(x, x, x), options(form)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("on a line");
    }
}
