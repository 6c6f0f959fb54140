package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.random.KeyedDraws;

class DecompositionTest {

    // by hand: effects ±1 of the first and ±2 of the second factor, ±3 of the pair: squares 4 · (1 + 4 + 9)
    @Test
    void dividesATwoByTwo() {
        int[][] levels = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
        double[][] estimates = {{10 - 1 - 2 + 3}, {10 - 1 + 2 - 3}, {10 + 1 - 2 - 3}, {10 + 1 + 2 + 3}};
        Decomposition d = Decomposition.of(levels, estimates);

        assertThat(d.isComplete()).isTrue();
        assertThat(d.mean()).containsExactly(10);
        assertThat(d.levelMean(0, 0)).containsExactly(9);
        assertThat(d.levelMean(1, 1)).containsExactly(12);
        assertThat(d.totalSquares()).isCloseTo(56, within(1e-12));
        assertThat(d.mainShare(0)).isCloseTo(1 / 14.0, within(1e-14));
        assertThat(d.mainShare(1)).isCloseTo(4 / 14.0, within(1e-14));
        assertThat(d.pairShare(1, 0)).isCloseTo(9 / 14.0, within(1e-14));
        assertThat(d.restShare()).isCloseTo(0, within(1e-14));
    }

    @Test
    void sharesOfACompleteFactorialAddUp() {
        int[] counts = {2, 3, 4};
        List<int[]> levels = new ArrayList<>();
        List<double[]> estimates = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            levels.add(new int[] {i % 2, i / 2 % 3, i / 6});
            KeyedDraws g = KeyedDraws.ofSeed(5).replicate(i);
            estimates.add(new double[] {g.gaussian(0), 3 * g.gaussian(1), g.gaussian(2)});
        }
        Decomposition d = of(levels, estimates);

        double sum = d.restShare();
        for (int f = 0; f < 3; f++) {
            assertThat(d.levels(f)).isEqualTo(counts[f]);
            assertThat(d.mainShare(f)).isPositive();
            sum += d.mainShare(f) + d.pairShare(f, (f + 1) % 3);
        }
        assertThat(sum).isCloseTo(1, within(1e-14));
        assertThat(d.restShare()).isPositive();

        // a replicate of one cell does not weigh it more
        levels.add(levels.get(0));
        estimates.add(estimates.get(0));
        Decomposition repeated = of(levels, estimates);
        assertThat(repeated.isComplete()).isTrue();
        assertThat(repeated.mainShare(1)).isCloseTo(d.mainShare(1), within(1e-14));
    }

    // purely additive: three parts for three factors, nothing for pairs and rest
    @Test
    void additiveEffectsHaveNoInteraction() {
        List<int[]> levels = new ArrayList<>();
        List<double[]> estimates = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int[] l = {i % 2, i / 2 % 2, i / 4};
            levels.add(l);
            estimates.add(new double[] {100 * l[0], 30 * l[1] - 10 * l[2]});
        }
        Decomposition d = of(levels, estimates);
        assertThat(d.mainShare(0) + d.mainShare(1) + d.mainShare(2)).isCloseTo(1, within(1e-14));
        assertThat(d.mainShare(0) * d.totalSquares()).isCloseTo(12 * 2500, within(1e-8));
        assertThat(d.pairShare(0, 2)).isCloseTo(0, within(1e-14));
        assertThat(d.restShare()).isCloseTo(0, within(1e-14));
    }

    @Test
    void averagesThePresentCellsWhereSomeAreMissing() {
        Decomposition d = Decomposition.of(new int[][] {{0, 0}, {0, 1}, {1, 0}}, new double[][] {{1}, {3}, {5}});
        assertThat(d.isComplete()).isFalse();
        assertThat(d.levelMean(0, 0)).containsExactly(2);
        assertThat(d.levelMean(1, 0)).containsExactly(3);
        assertThat(d.mainShare(0)).isCloseTo((1 + 1 + 4) / 8.0, within(1e-14));
    }

    @Test
    void nothingVaries() {
        Decomposition d = Decomposition.of(new int[][] {{0}, {1}}, new double[][] {{7}, {7}});
        assertThat(d.mainShare(0)).isZero();
        assertThat(d.restShare()).isZero();
    }

    @Test
    void namesALevelWithoutEstimates() {
        assertThatThrownBy(() -> Decomposition.of(new int[][] {{0, 0}, {0, 2}}, new double[][] {{7}, {7}}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("decomposition: no estimate has level 1 of factor 1, but each level needs one");
    }

    private static Decomposition of(List<int[]> levels, List<double[]> estimates) {
        return Decomposition.of(levels.toArray(new int[0][]), estimates.toArray(new double[0][]));
    }
}
