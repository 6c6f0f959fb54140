package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.SmacTwin;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.resampling.Jackknife.Influence;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.ErrorEllipsoid;

class JackknifeTest {

    private static Jackknife twin(SmacTwin twin) {
        double[] full = twin.fit(twin.without(-1)).parameters();
        double[][] without = new double[twin.names.length][];
        for (int i = 0; i < without.length; i++) {
            without[i] = twin.fit(twin.without(i)).parameters();
        }
        return Jackknife.of(full, without);
    }

    // Independent program (numpy) on the same synthetic clusters: axes 117.738, 133.139, 184.741 km/s; the table has
    // four decimals of a km/s.
    @Test
    void reproducesTheAxesOfTheTwin() {
        CovarianceMatrix covariance = twin(new SmacTwin()).covariance().orElseThrow();

        double[] errors = ErrorEllipsoid.of(covariance.toArray()).axes().stream()
                .mapToDouble(ErrorEllipsoid.Axis::error)
                .toArray();
        assertThat(errors)
                .containsExactly(
                        new double[] {117.73822998065208, 133.13865828511123, 184.7414309841534}, within(1e-3));
    }

    // Independent program: the three largest shifts with their amplitude changes, km/s.
    @Test
    void ranksTheClustersOfTheTwinByInfluence() {
        SmacTwin twin = new SmacTwin();
        Jackknife jackknife = twin(twin);

        Offset<Double> tolerance = within(1e-3);
        String[] names = {"A194", "A2877", "A1060"};
        double[] lengths = {91.17619126741448, 90.33149753287226, 79.95415212270534};
        double[] changes = {-12.204360560925466, -52.675119550493264, 78.45345246503132};
        for (int i = 0; i < 3; i++) {
            Influence influence = jackknife.influences().get(i);
            assertThat(twin.names[influence.group()]).isEqualTo(names[i]);
            assertThat(influence.length()).isCloseTo(lengths[i], tolerance);
            assertThat(Vectors.length(influence.shift())).isCloseTo(lengths[i], tolerance);
            assertThat(influence.amplitudeChange()).isCloseTo(changes[i], tolerance);
        }
        assertThat(jackknife.influences()).hasSize(56);
        assertThat(jackknife.influences().stream()
                        .mapToDouble(i -> Math.abs(i.amplitudeChange()))
                        .max()
                        .orElseThrow())
                .isCloseTo(78.45345246503132, tolerance);
    }

    // Efron 1982: of a mean, the jackknife is s²/n and has no bias; with equal groups, that of the group means.
    @Test
    void isTheErrorOfTheMeanOfAMean() {
        double[] x = normal(40, 1);
        Jackknife single = means(x, 1);
        double variance = variance(x);
        assertThat(single.covariance().orElseThrow().at(0, 0)).isCloseTo(variance / 40, within(1e-15));
        assertThat(single.estimate()[0]).isCloseTo(Arrays.stream(x).average().orElseThrow(), within(1e-13));

        double[] y = normal(60, 2);
        double[] groups = new double[20];
        for (int g = 0; g < 20; g++) {
            groups[g] = (y[3 * g] + y[3 * g + 1] + y[3 * g + 2]) / 3;
        }
        assertThat(means(y, 3).covariance().orElseThrow().at(0, 0)).isCloseTo(variance(groups) / 20, within(1e-15));
    }

    @Test
    void equalSizesOfAnyNumberGiveDeleteOne() {
        double[][] without = new double[25][];
        for (int i = 0; i < without.length; i++) {
            without[i] = new double[] {normal(25, 3)[i], normal(25, 4)[i]};
        }
        double[] full = {0.3, -0.2};
        int[] sevens = new int[25];
        Arrays.fill(sevens, 7);

        double[][] equal =
                Jackknife.of(full, without, sevens).covariance().orElseThrow().toArray();
        double[][] sample = CovarianceMatrix.sample(without).toArray();
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                // (G − 1)/G Σ = (G − 1)²/G of the sample covariance
                assertThat(equal[i][j]).isCloseTo(24.0 * 24 / 25 * sample[i][j], within(1e-12));
            }
        }
    }

    // Busing et al. 1999: of a mean, V_J is the mean, and C the variance of group means about it, weighed by h − 1.
    @Test
    void unequalGroupsOfAMeanGiveTheWeightedVarianceOfGroupMeans() {
        int[] sizes = new int[24];
        int n = 0;
        for (int g = 0; g < sizes.length; g++) {
            sizes[g] = 1 + g % 5;
            n += sizes[g];
        }
        double[] x = normal(n, 5);
        double mean = Arrays.stream(x).average().orElseThrow();
        double[][] without = new double[sizes.length][1];
        double expected = 0;
        int start = 0;
        for (int g = 0; g < sizes.length; g++) {
            double sum = Arrays.stream(x, start, start + sizes[g]).sum();
            without[g][0] = (n * mean - sum) / (n - sizes[g]);
            double deviation = sum / sizes[g] - mean;
            expected += deviation * deviation / ((double) n / sizes[g] - 1) / sizes.length;
            start += sizes[g];
        }
        Jackknife jackknife = Jackknife.of(new double[] {mean}, without, sizes);
        assertThat(jackknife.estimate()[0]).isCloseTo(mean, within(1e-12));
        assertThat(jackknife.covariance().orElseThrow().at(0, 0)).isCloseTo(expected, within(1e-14));
    }

    // 400 samples of 30 unequal groups: the mean jackknife variance of a mean of N numbers of variance 1 is 1/N, to 3
    // σ.
    @Test
    void unequalGroupsGiveTheRightErrorOnAverage() {
        int[] sizes = new int[30];
        int n = 0;
        for (int g = 0; g < sizes.length; g++) {
            sizes[g] = 2 + g % 7;
            n += sizes[g];
        }
        double[][] ratios = new double[400][1];
        for (int trial = 0; trial < ratios.length; trial++) {
            double[] x = normal(n, 100 + trial);
            double total = Arrays.stream(x).sum();
            double[][] without = new double[sizes.length][1];
            int start = 0;
            for (int g = 0; g < sizes.length; g++) {
                without[g][0] =
                        (total - Arrays.stream(x, start, start + sizes[g]).sum()) / (n - sizes[g]);
                start += sizes[g];
            }
            ratios[trial][0] = n
                    * Jackknife.of(new double[] {total / n}, without, sizes)
                            .covariance()
                            .orElseThrow()
                            .at(0, 0);
        }
        Replicates mean = Replicates.of(ratios);
        assertThat(mean.meanError()[0]).isLessThan(0.02);
        assertThat(mean.mean()[0]).isCloseTo(1, within(3 * mean.meanError()[0]));
    }

    @Test
    void fewGroupsGiveInfluenceAlone() {
        Jackknife few = means(normal(10, 6), 1);
        assertThat(few.covariance()).isEmpty();
        assertThat(few.reason()).hasValue("influence alone: 10 groups, an error needs 20");
        assertThat(few.influences()).hasSize(10);
        assertThat(means(normal(20, 6), 1).reason()).isEmpty();
    }

    @Test
    void refusesWhatIsNoJackknife() {
        assertThatThrownBy(() -> Jackknife.of(new double[] {1}, new double[][] {{1}}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("jackknife: found 1 groups, but at least 2 are needed");
        assertThatThrownBy(() -> Jackknife.of(new double[] {1}, new double[][] {{1}, {Double.NaN}}))
                .isInstanceOf(DataException.class)
                .hasMessage("jackknife: estimate without group 1: component 0 is NaN, but it must be finite");
        assertThatThrownBy(() -> Jackknife.of(new double[] {1}, new double[][] {{1}, {2}}, new int[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("group 1 has 0 tracers");
    }

    private static Jackknife means(double[] x, int size) {
        double total = Arrays.stream(x).sum();
        double[][] without = new double[x.length / size][1];
        for (int g = 0; g < without.length; g++) {
            without[g][0] = (total - Arrays.stream(x, g * size, (g + 1) * size).sum()) / (x.length - size);
        }
        return Jackknife.of(new double[] {total / x.length}, without);
    }

    private static double variance(double[] x) {
        double[][] rows = Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
        return CovarianceMatrix.sample(rows).at(0, 0);
    }

    private static double[] normal(int n, long replicate) {
        Draws draws = KeyedDraws.ofSeed(42).replicate(replicate);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = draws.gaussian(i);
        }
        return x;
    }
}
