package org.peculiar.science.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.DataException;
import org.peculiar.science.sky.Angles.AngleUnit;

class AnglesTest {

    @ParameterizedTest
    @CsvSource({
        "187.70593, DEGREES, 187.70593",
        "-1.5e1, DEGREES, -15",
        "12.5, HOURS, 187.5",
        "12.5h, DEGREES, 187.5",
        "12:34:56.7, HOURS, 188.73625",
        "12h34m56.7s, DEGREES, 188.73625",
        "12h 34m 56.7s, HOURS, 188.73625",
        "12:34:56.7, DEGREES, 12.58241666666666667",
        "-01 02 03, DEGREES, -1.0341666666666667",
        "-00:30:00, DEGREES, -0.5",
        "−00:30:00, DEGREES, -0.5",
        "+12d23m28s, DEGREES, 12.391111111111111",
        "12°23′28″, DEGREES, 12.391111111111111",
        "12 34.5, HOURS, 188.625",
        "' 05:30 ', DEGREES, 5.5",
        "12d30m, HOURS, 12.5"
    })
    void readsDecimalAndSexagesimal(String text, AngleUnit unit, double degrees) {
        assertThat(Angles.parseDeg(text, unit)).isCloseTo(degrees, within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "12:", "12:34:56:78", "12:34:5x", "1.5:30:00", "--5", "NaN"})
    void refusesWhatIsNoAngle(String text) {
        assertThatThrownBy(() -> Angles.parseDeg(text, AngleUnit.DEGREES))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12:60:00", "12:00:60", "12:75"})
    void refusesSixtyMinutesOrSeconds(String text) {
        assertThatThrownBy(() -> Angles.parseDeg(text, AngleUnit.HOURS))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("minutes and seconds must be below 60");
    }

    @Test
    void refusesAFractionBeforeTheLastField() {
        assertThatThrownBy(() -> Angles.parseDeg("12:30.5:10", AngleUnit.HOURS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("only the last field");
    }

    @ParameterizedTest
    @CsvSource({"-10, 350", "370, 10", "0, 0", "360, 0", "-360, 0", "-1e-20, 0", "725, 5"})
    void normalisesLongitudes(double angle, double expected) {
        assertThat(Angles.normaliseDeg(angle)).isEqualTo(expected);
    }

    @Test
    void saysWhereALatitudeIsWrong() {
        assertThatThrownBy(() -> Angles.requireLatitudeDeg(95, "galaxies.csv, row 17: dec"))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies.csv, row 17: dec: found 95.0°, but −90° to 90° is needed");
    }

    // Printed directions of Hudson et al. (1999); separations from an independent program, four decimals.
    @ParameterizedTest
    @CsvSource({
        "343, 52, 260, -1, 86.4875",
        "282, -8, 260, -1, 23.0081",
        "237, -11, 260, -1, 24.9352",
        "237, -11, 314, 49, 89.9505"
    })
    void separatesDirections(double l1, double b1, double l2, double b2, double expected) {
        assertThat(Angles.separationDeg(l1, b1, l2, b2)).isCloseTo(expected, within(5.1e-5));
    }

    @Test
    void staysAccurateForTinyAndOppositeSeparations() {
        assertThat(Angles.separationDeg(10, 20, 10, 20 + 1e-9)).isCloseTo(1e-9, within(1e-14));
        assertThat(Angles.separationDeg(10, 20, 190, -20)).isCloseTo(180, within(1e-12));
    }
}
