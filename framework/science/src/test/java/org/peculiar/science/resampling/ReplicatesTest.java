package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.random.KeyedDraws;

class ReplicatesTest {

    private static final Replicates FOUR = Replicates.of(new double[][] {{1, 0}, {2, 3}, {3, 0}, {6, 1}});

    // by hand: mean 3, 1; Σ(x − 3)² = 14, Σ(y − 1)² = 6, Σ(x − 3)(y − 1) = 2 − 2 + 0 + 0
    @Test
    void givesTheMomentsOfASmallCase() {
        assertThat(FOUR.mean()).containsExactly(3, 1);
        assertThat(FOUR.covariance().at(0, 0)).isCloseTo(14 / 3.0, within(1e-14));
        assertThat(FOUR.covariance().at(1, 1)).isCloseTo(2, within(1e-14));
        assertThat(FOUR.covariance().at(0, 1)).isCloseTo(0, within(1e-14));
        assertThat(FOUR.meanError()[0]).isCloseTo(Math.sqrt(14 / 12.0), within(1e-14));
        assertThat(FOUR.error(1).value()).isCloseTo(Math.sqrt(2), within(1e-14));
        assertThat(FOUR.error(1).error()).isCloseTo(Math.sqrt(2) / Math.sqrt(6), within(1e-14));
        assertThat(FOUR.errorAlong(new double[] {5, 5}).value()).isCloseTo(Math.sqrt(10 / 3.0), within(1e-14));
        assertThat(FOUR.along(new double[] {5, 5}).error(0).value()).isCloseTo(Math.sqrt(10 / 3.0), within(1e-14));
    }

    // Hyndman and Fan 1996, type 7: 1, 2, 3, 6
    @Test
    void interpolatesQuantiles() {
        assertThat(FOUR.quantile(0, 0)).isEqualTo(1);
        assertThat(FOUR.quantile(0, 0.5)).isEqualTo(2.5);
        assertThat(FOUR.quantile(0, 0.9)).isCloseTo(3 + 0.7 * 3, within(1e-12));
        assertThat(FOUR.quantile(0, 1)).isEqualTo(6);
        assertThat(FOUR.lengths().quantile(0, 1)).isCloseTo(Math.sqrt(37), within(1e-14));
    }

    @Test
    void pairsDifferences() {
        Replicates shifted = Replicates.of(new double[][] {{2, 1}, {3, 4}, {4, 1}, {7, 2}});
        assertThat(shifted.minus(FOUR).mean()).containsExactly(1, 1);
        assertThat(shifted.minus(FOUR).covariance().isZero()).isTrue();
        assertThatThrownBy(() -> shifted.minus(Replicates.of(new double[][] {{1, 2}, {2, 3}})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 4 of 2 and 2 of 2");
    }

    // 1,000 errors of 51 normal numbers each: their scatter is the stated Monte Carlo error, itself known to 1/√2000 =
    // 2.2 %
    @Test
    void statesItsMonteCarloError() {
        double[][] errors = new double[1000][1];
        for (int t = 0; t < errors.length; t++) {
            double[][] rows = new double[51][1];
            for (int i = 0; i < rows.length; i++) {
                rows[i][0] = KeyedDraws.ofSeed(7).replicate(t).gaussian(i);
            }
            errors[t][0] = Replicates.of(rows).error(0).value();
        }
        assertThat(Replicates.of(errors).error(0).value()).isCloseTo(0.1, within(0.1 * 0.09));
    }

    @Test
    void needsTwo() {
        assertThatThrownBy(() -> Replicates.of(new double[][] {{1}}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("replicates: found 1, but an error needs at least 2");
    }
}
