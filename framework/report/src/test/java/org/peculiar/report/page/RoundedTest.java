package org.peculiar.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundedTest {

    @ParameterizedTest
    @CsvSource({
        "706.99609, 200.688, km/s,      '707 ± 201 km s⁻¹'",
        "256.93250, 12.609,  deg,       '257 ± 13°'",
        "-1.66572,  10.473,  deg,       '−2 ± 10°'",
        "-0.03,     10.473,  deg,       '0 ± 10°'",
        "0.006552,  0.00391, '',        '0.0066 ± 0.0039'",
        "-0.03697,  0.008716, dex(km/s), '−0.0370 ± 0.0087 dex(km s⁻¹)'",
        "6696.3229, NaN,     km/s,      '6,696 km s⁻¹'",
        "5.3,       NaN,     km/s,      '5.3 km s⁻¹'",
        "99.9,      NaN,     %,         '99.9 %'",
        "NaN,       3,       km/s,      '–'"
    })
    void errorHasTwoDigitsAndTheValueAsManyDecimals(double value, double error, String unit, String printed) {
        assertThat(Rounded.of(value, error, unit)).hasToString(printed);
    }

    @ParameterizedTest
    @CsvSource({
        "0,           0",
        "699,         699",
        "12345.678,   '12,346'",
        "0.849,       0.849",
        "0.022977023, 0.02298",
        "0.205,       0.205",
        "8.8e-7,      '8.8 × 10⁻⁷'",
        "-2.5e9,      '−2.5 × 10⁹'"
    })
    void numberHasFourDigits(double value, String printed) {
        assertThat(Rounded.number(value)).isEqualTo(printed);
    }

    @Test
    void probabilityHasTwoDigits() {
        assertThat(Rounded.probability(0.12671)).isEqualTo("0.13");
        assertThat(Rounded.probability(0.0015460)).isEqualTo("0.0015");
        assertThat(Rounded.probability(8.8e-7)).isEqualTo("8.8 × 10⁻⁷");
        assertThat(Rounded.probability(0)).isEqualTo("0");
        assertThat(Rounded.probability(Double.NaN)).isEqualTo("–");
    }

    @Test
    void linesDoNotEndInsideAQuantity() {
        assertThat(Rounded.unbroken("random 182 km s⁻¹, 99 (313°, 54°), 167 (343°, −32°) km s⁻¹"))
                .isEqualTo(
                        "random 182\u00a0km\u00a0s⁻¹, 99\u00a0(313°,\u00a054°), 167\u00a0(343°,\u00a0−32°)\u00a0km\u00a0s⁻¹");
    }
}
