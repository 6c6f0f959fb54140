package org.peculiar.plugin.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    /** The library's own conversion is correctly rounded; so must the short cut be. */
    @Test
    void agreesWithTheLibraryToTheLastBit() {
        SplittableRandom random = new SplittableRandom(1999);
        for (int i = 0; i < 200_000; i++) {
            String text = switch (i % 4) {
                case 0 -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(-30, 30)));
                case 1 -> Long.toString(random.nextLong());
                case 2 -> random.nextInt(-10_000, 10_000) + "." + random.nextInt(1_000_000);
                default -> "-0." + Long.toString(random.nextLong(Long.MAX_VALUE)) + "E-" + random.nextInt(20);
            };
            assertThat(Decimals.parse(text)).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "+1", "-1.", ".5", "-.5e3", "1e5", "1E-5", "0007", " 7 ", "123456789012345678901234567890"})
    void readsWhatPeopleWrite(String text) {
        assertThat(Decimals.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "nan", "NaN"})
    void missing(String text) {
        assertThat(Decimals.parse(text)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1f", "1d", "0x1p3", "1e", "e5", ".", "-", "1,000", "1.2.3", "--1", "1 2", "N/A", "1e99999"})
    void refuses(String text) {
        assertThatThrownBy(() -> Decimals.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage(text);
    }

    @Test
    void writesWholeNumbersWithoutAFraction() {
        assertThat(Decimals.write(-1)).isEqualTo("-1");
        assertThat(Decimals.write(0.5)).isEqualTo("0.5");
    }
}
