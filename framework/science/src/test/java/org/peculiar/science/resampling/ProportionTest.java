package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {

    // Newcombe 1998, Stat. Med. 17, 857, table I: Wilson's 95 % intervals, four decimals
    @Test
    void givesWilsonsInterval() {
        double z = 1.959963984540054;
        assertThat(new Proportion(81, 263).lower(z)).isCloseTo(0.2553, within(5e-5));
        assertThat(new Proportion(81, 263).upper(z)).isCloseTo(0.3662, within(5e-5));
        assertThat(new Proportion(15, 148).lower(z)).isCloseTo(0.0624, within(5e-5));
        assertThat(new Proportion(15, 148).upper(z)).isCloseTo(0.1605, within(5e-5));
        assertThat(new Proportion(0, 20).lower(z)).isZero();
        assertThat(new Proportion(0, 20).upper(z)).isCloseTo(0.1611, within(5e-5));
        assertThat(new Proportion(1, 29).lower(z)).isCloseTo(0.0061, within(5e-5));
        assertThat(new Proportion(1, 29).upper(z)).isCloseTo(0.1718, within(5e-5));
    }

    @Test
    void hasAnErrorEvenWhereNothingCameOut() {
        assertThat(new Proportion(0, 100).error()).isPositive();
        assertThat(new Proportion(100, 100).upper(1)).isEqualTo(1);
        assertThat(new Proportion(5, 100).agreesWith(0.04, 1)).isTrue();
        assertThat(new Proportion(5, 100).agreesWith(0.2, 3)).isFalse();
        assertThatThrownBy(() -> new Proportion(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
