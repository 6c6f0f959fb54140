package org.peculiar.science.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.Draws;
import org.peculiar.science.statistics.ChiSquare;
import org.peculiar.science.statistics.Normal;

/** The seeds are fixed, so that a test either always passes or never; p-values must lie in [1e-4, 1 − 1e-4]. */
class KeyedDrawsTest {

    private static final int MANY = 2_000_000;

    // Regression: our own numbers; a change breaks the reproducibility of every run on record.
    @Test
    void drawsTheNumbersOnRecord() {
        Draws draws = KeyedDraws.ofSeed(1999);
        Draws noise = draws.stream("noise").replicate(7);
        assertThat(new double[] {draws.uniform(0), draws.uniform(1), draws.gaussian(0), draws.gaussian(1)})
                .containsExactly(0.28381802685670565, 0.6212862039325893, -0.1400329806331782, 0.4632753542529284);
        assertThat(new double[] {noise.gaussian(0), noise.gaussian(1), noise.gaussian(2), noise.gaussian(3)})
                .containsExactly(1.558362093689337, 0.13655061437722296, -0.6019774002340958, 1.2318405357107944);
    }

    @Test
    void isAFunctionOfKeyAndElementAlone() {
        Draws draws = KeyedDraws.ofSeed(3).stream("a").replicate(5);
        double late = draws.gaussian(1_000_000);
        double negative = draws.uniform(-4);
        draws.gaussian(2);
        Draws again = KeyedDraws.ofSeed(3).stream("a").replicate(5);
        assertThat(again.gaussian(1_000_000)).isEqualTo(late);
        assertThat(again.uniform(-4)).isEqualTo(negative);
    }

    @Test
    void drawsManyAsItDrawsOne() {
        KeyedDraws draws = KeyedDraws.ofSeed(5).stream("many");
        int[] elements =
                IntStream.range(0, 100_003).map(i -> i % 7 == 0 ? -i : 3 * i).toArray();
        double[] many = new double[elements.length];
        draws.gaussians(elements, many);
        assertThat(many)
                .isEqualTo(Arrays.stream(elements).mapToDouble(draws::gaussian).toArray());
    }

    @Test
    void distinguishesAllThatLeadsToAStream() {
        Draws root = KeyedDraws.ofSeed(3);
        double[] firsts = {
            root.uniform(0),
            KeyedDraws.ofSeed(4).uniform(0),
            root.stream("a").uniform(0),
            root.stream("b").uniform(0),
            root.stream("").uniform(0),
            root.stream("ab").uniform(0),
            root.stream("ba").uniform(0),
            root.stream("a").stream("b").uniform(0),
            root.replicate(0).uniform(0),
            root.replicate(1).uniform(0),
            root.stream("a").replicate(1).uniform(0),
            root.replicate(1).stream("a").uniform(0)
        };
        assertThat(Arrays.stream(firsts).distinct().count()).isEqualTo(firsts.length);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1999, -1, Long.MIN_VALUE})
    void uniformsAreUniform(long seed) {
        Draws draws = KeyedDraws.ofSeed(seed).stream("uniform");
        assertThat(kolmogorov(draws::uniform, u -> u)).isBetween(1e-4, 1 - 1e-4);
        double[] counts = new double[1000];
        for (int i = 0; i < MANY; i++) {
            double u = draws.uniform(i);
            assertThat(u >= 0 && u < 1).isTrue();
            counts[(int) (u * counts.length)]++;
        }
        assertThat(uniformity(counts)).isBetween(1e-4, 1 - 1e-4);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1999, -1, Long.MIN_VALUE})
    void gaussiansAreNormal(long seed) {
        Draws draws = KeyedDraws.ofSeed(seed).stream("gaussian");
        assertThat(kolmogorov(draws::gaussian, Normal::cdf)).isBetween(1e-4, 1 - 1e-4);
        double[] counts = new double[500];
        double[] moments = new double[5];
        int beyond = 0;
        for (int i = 0; i < MANY; i++) {
            double g = draws.gaussian(i);
            counts[(int) Math.min(counts.length - 1, Normal.cdf(g) * counts.length)]++;
            double power = g;
            for (int m = 1; m <= 4; m++) {
                moments[m] += power / MANY;
                power *= g;
            }
            beyond += Math.abs(g) > 3.654152885361009 ? 1 : 0;
        }
        assertThat(uniformity(counts)).isBetween(1e-4, 1 - 1e-4);
        // standard errors of the moments of a normal sample: 1, √2, √15, √96 over √n
        double unit = 1 / Math.sqrt(MANY);
        assertThat(moments[1]).isCloseTo(0, within(4 * unit));
        assertThat(moments[2]).isCloseTo(1, within(4 * Math.sqrt(2) * unit));
        assertThat(moments[3]).isCloseTo(0, within(4 * Math.sqrt(15) * unit));
        assertThat(moments[4]).isCloseTo(3, within(4 * Math.sqrt(96) * unit));
        double expectedBeyond = 2 * Normal.survival(3.654152885361009) * MANY;
        assertThat(beyond).isCloseTo((int) expectedBeyond, within((int) (4 * Math.sqrt(expectedBeyond))));
    }

    @Test
    void neighboursAreIndependent() {
        Draws draws = KeyedDraws.ofSeed(12).stream("pairs");
        assertThat(pairs(draws::uniform, i -> draws.uniform(i + 1))).isBetween(1e-4, 1 - 1e-4);
        assertThat(pairs(draws::uniform, i -> draws.uniform(i + 65536L))).isBetween(1e-4, 1 - 1e-4);
        assertThat(pairs(i -> Normal.cdf(draws.gaussian(i)), i -> Normal.cdf(draws.gaussian(i + 1))))
                .isBetween(1e-4, 1 - 1e-4);
    }

    @Test
    void uniformAndGaussianOfOneElementAreIndependent() {
        Draws draws = KeyedDraws.ofSeed(12).stream("both");
        assertThat(pairs(draws::uniform, i -> Normal.cdf(draws.gaussian(i)))).isBetween(1e-4, 1 - 1e-4);
    }

    @Test
    void streamsReplicatesAndSeedsAreIndependent() {
        KeyedDraws root = KeyedDraws.ofSeed(12);
        Draws a = root.stream("a");
        Draws b = root.stream("b");
        assertThat(pairs(a::uniform, b::uniform)).isBetween(1e-4, 1 - 1e-4);
        assertThat(pairs(
                        i -> root.replicate(i).uniform(0),
                        i -> root.replicate(i + 1L).uniform(0)))
                .isBetween(1e-4, 1 - 1e-4);
        assertThat(pairs(
                        i -> KeyedDraws.ofSeed(i).uniform(0),
                        i -> KeyedDraws.ofSeed(i + 1L).uniform(0)))
                .isBetween(1e-4, 1 - 1e-4);
        assertThat(pairs(
                        i -> Normal.cdf(root.replicate(i).gaussian(3)),
                        i -> Normal.cdf(root.replicate(i).gaussian(4))))
                .isBetween(1e-4, 1 - 1e-4);
    }

    /** P-value of the Kolmogorov–Smirnov statistic of many elements. */
    private static double kolmogorov(IntToDoubleFunction draw, java.util.function.DoubleUnaryOperator cdf) {
        int n = MANY / 4;
        double[] p = IntStream.range(0, n).mapToDouble(draw).map(cdf).sorted().toArray();
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.max((i + 1.0) / n - p[i], p[i] - (double) i / n));
        }
        double x = largest * Math.sqrt(n);
        double sum = 0;
        for (int k = 1; k < 100; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
        }
        return sum;
    }

    /** P-value of uniformity on a 32 × 32 grid of pairs. */
    private static double pairs(IntToDoubleFunction first, IntToDoubleFunction second) {
        double[] counts = new double[1024];
        for (int i = 0; i < MANY / 2; i++) {
            int row = (int) Math.min(31, first.applyAsDouble(i) * 32);
            int column = (int) Math.min(31, second.applyAsDouble(i) * 32);
            counts[row * 32 + column]++;
        }
        return uniformity(counts);
    }

    private static double uniformity(double[] counts) {
        double expected = Arrays.stream(counts).sum() / counts.length;
        double chi2 = Arrays.stream(counts)
                .map(c -> (c - expected) * (c - expected) / expected)
                .sum();
        return ChiSquare.survival(chi2, counts.length - 1);
    }
}
