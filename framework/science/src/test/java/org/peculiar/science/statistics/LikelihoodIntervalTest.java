package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LikelihoodIntervalTest {

    /** A normal likelihood: the error is one standard deviation, the limit √(2 · 1.9207) = 1.959964 of them. */
    @Test
    void findsErrorsAndLimitOfANormalLikelihood() {
        LikelihoodInterval found = LikelihoodInterval.find(s -> 3 - 0.5 * Math.pow((s - 40) / 7, 2), 0, 100);
        assertThat(found.best()).isCloseTo(40, within(1e-5));
        assertThat(found.logLikelihood()).isCloseTo(3, within(1e-9));
        assertThat(found.below().orElseThrow()).isCloseTo(33, within(1e-5));
        assertThat(found.above().orElseThrow()).isCloseTo(47, within(1e-5));
        assertThat(found.upperLimit().orElseThrow()).isCloseTo(40 + 7 * 1.959963984540054, within(1e-5));
    }

    @Test
    void findsTheHigherOfTwoMaxima() {
        LikelihoodInterval found = LikelihoodInterval.find(
                s -> Math.exp(-(s - 20) * (s - 20)) + 2 * Math.exp(-(s - 80) * (s - 80) / 50), 0, 100);
        assertThat(found.best()).isCloseTo(80, within(1e-4));
    }

    @Test
    void hasOnlyALimitAtTheLeastValue() {
        LikelihoodInterval found = LikelihoodInterval.find(s -> -s, 0, 100);
        assertThat(found.best()).isZero();
        assertThat(found.below()).isEmpty();
        assertThat(found.above().orElseThrow()).isCloseTo(0.5, within(1e-6));
        assertThat(found.upperLimit().orElseThrow()).isCloseTo(1.9207294, within(1e-6));
    }

    @Test
    void hasNoLimitWithinARangeThatIsTooShort() {
        LikelihoodInterval found = LikelihoodInterval.find(s -> -1e-3 * s, 0, 100);
        assertThat(found.above()).isEmpty();
        assertThat(found.upperLimit()).isEmpty();
    }

    @Test
    void refusesAnEmptyRange() {
        assertThatThrownBy(() -> LikelihoodInterval.find(s -> s, 1, 1)).hasMessage("a range from 1.0 to 1.0 is empty");
    }
}
