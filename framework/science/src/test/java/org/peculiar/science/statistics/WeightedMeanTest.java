package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

class WeightedMeanTest {

    @Test
    void weighsByInverseVariance() {
        WeightedMean mean = WeightedMean.of(new double[] {1, 4}, new double[] {1, 2});
        assertThat(mean.mean()).isCloseTo(2, within(1e-15));
        assertThat(mean.variance()).isCloseTo(2.0 / 3, within(1e-15));
        assertThat(mean.chi2()).isCloseTo(3, within(1e-15));
        assertThat(mean.error()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-15));
    }

    @Test
    void keepsItsDigitsUnderALargeOffset() {
        assertThat(WeightedMean.of(new double[] {1e15 + 1, 1e15 + 3}, new double[] {1, 1})
                        .mean())
                .isEqualTo(1e15 + 2);
    }

    @Test
    void refusesNothingAndNonsense() {
        assertThatThrownBy(() -> WeightedMean.of(new double[0], new double[0]))
                .isInstanceOf(InsufficientDataException.class);
        assertThatThrownBy(() -> WeightedMean.of(new double[] {1, 2}, new double[] {1, 0}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("row 1: ");
    }

    @Test
    void robustStatisticsIgnoreAWildValue() {
        double[] values = {1, 2, 3, 4, 1000};
        assertThat(RobustStatistics.median(values)).isEqualTo(3);
        assertThat(RobustStatistics.scatter(values)).isCloseTo(1.482602218505602, within(1e-15));
        assertThat(RobustStatistics.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThatThrownBy(() -> RobustStatistics.median(new double[] {1, Double.NaN}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("row 1: ");
    }
}
