package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.science.random.KeyedDraws;

class PermutationTestTest {

    private static final Draws DRAWS = KeyedDraws.ofSeed(8).stream("permutation");

    // 1, 2, 3, 4 with itself: r = 1 and −1 are 2 of 24 orders; 10,000 shuffles know 1/12 to 0.0028
    @Test
    void countsTheOrdersOfASmallCase() {
        double[] x = {1, 2, 3, 4};
        PermutationTest test = PermutationTest.of(x, x, 10000, DRAWS);
        assertThat(test.correlation()).isCloseTo(1, within(1e-15));
        assertThat(test.p()).isCloseTo(1 / 12.0, within(4 * test.pError()));
        assertThat(test.pError()).isCloseTo(Math.sqrt(11.0 / 144 / 10000), within(2e-4));
        assertThat(test.p()).isEqualTo((1.0 + test.atLeast()) / 10001);
    }

    // by hand: x − x̄ = (−1, 0, 1), y − ȳ = (−2, 1, 1)
    @Test
    void isPearsonsCorrelation() {
        double r = PermutationTest.of(new double[] {1, 2, 3}, new double[] {-1, 2, 2}, 10, DRAWS)
                .correlation();
        assertThat(r).isCloseTo(3 / Math.sqrt(12), within(1e-15));
    }

    @Test
    void independentColumnsAreSignificantAtTheirLevel() {
        int alarms = 0;
        for (int t = 0; t < 1000; t++) {
            Draws g = KeyedDraws.ofSeed(9).replicate(t);
            double[] x = new double[20];
            double[] y = new double[20];
            for (int i = 0; i < 20; i++) {
                x[i] = g.gaussian(i);
                y[i] = g.gaussian(100 + i);
            }
            alarms += PermutationTest.of(x, y, 199, g).p() <= 0.05 ? 1 : 0;
        }
        assertThat(new Proportion(alarms, 1000).agreesWith(0.05, 4)).isTrue();
    }

    @Test
    void isAFunctionOfItsDraws() {
        double[] x = {3, 1, 4, 1, 5, 9, 2, 6};
        double[] y = {2, 7, 1, 8, 2, 8, 1, 8};
        assertThat(PermutationTest.of(x, y, 500, DRAWS)).isEqualTo(PermutationTest.of(x, y, 500, DRAWS));
    }

    @Test
    void refusesAConstantColumn() {
        assertThatThrownBy(() -> PermutationTest.of(new double[] {1, 2, 3}, new double[] {0.1, 0.1, 0.1}, 9, DRAWS))
                .isInstanceOf(DataException.class)
                .hasMessage("permutation test: the second column does not vary, but a correlation needs one that does");
    }
}
