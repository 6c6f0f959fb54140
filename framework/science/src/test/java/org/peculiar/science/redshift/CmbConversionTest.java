package org.peculiar.science.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Directions;
import org.peculiar.science.Constants;

class CmbConversionTest {

    // Independent reference program; cz in km/s, 1e-8 relative.
    @ParameterizedTest
    @CsvSource({
        "58.08, 87.96, 0.0231, 7199.267514982591, 7199.378554902489, 7199.2560143880455, 7193.068388135555",
        "264.021, 48.253, 0.03, 9374.923575693461, 9374.923575693461, 9374.68834000002, 9363.593739999998",
        "84.021, -48.253, 0.03, 8613.09379604125, 8613.09379604125, 8612.859139999995, 8623.953739999999",
        "150.4, -13.4, 0.0179, 5203.353931132379, 5203.5425973942465, 5203.499201807693, 5206.361826579702",
        "269.7, 26.5, 0.0126, 4124.268041120805, 4124.3010560988805, 4124.1028303948, 4119.788545355424"
    })
    void convertsWithThePlanckDipole(
            double l, double b, double zHel, double exact, double radial, double first, double additive) {
        assertConverts(SolarApex.PLANCK2018, l, b, zHel, exact, radial, first, additive);
    }

    @ParameterizedTest
    @CsvSource({
        "58.08, 87.96, 0.0231, 7199.7252868999585, 7199.835514301016, 7199.712564973697, 7193.514630522062",
        "264.021, 48.253, 0.03, 9374.588622930862, 9374.588629018908, 9374.353806584104, 9363.268950275766",
        "84.021, -48.253, 0.03, 8613.427911651383, 8613.42791772445, 8613.193673415977, 8624.278529724232",
        "150.4, -13.4, 0.0179, 5202.1586665966215, 5202.346290183681, 5202.302254256933, 5205.185927620301",
        "269.7, 26.5, 0.0126, 4123.754179910098, 4123.787381079035, 4123.589741961325, 4119.281841391911"
    })
    void convertsWithTheCobeDipole(
            double l, double b, double zHel, double exact, double radial, double first, double additive) {
        assertConverts(SolarApex.COBE1993, l, b, zHel, exact, radial, first, additive);
    }

    private static void assertConverts(SolarApex apex, double l, double b, double zHel, double... expectedCz) {
        Directions direction = Directions.ofDegrees(new double[] {l}, new double[] {b});
        CmbConversion[] conversions = {
            CmbConversion.EXACT, CmbConversion.RADIAL, CmbConversion.FIRST_ORDER, CmbConversion.ADDITIVE
        };
        for (int i = 0; i < conversions.length; i++) {
            double cz = Constants.SPEED_OF_LIGHT_KMS * conversions[i].toCmb(new double[] {zHel}, direction, apex)[0];
            double expected = expectedCz[i];
            assertThat(cz).isCloseTo(expected, within(1e-8 * expected));
        }
    }

    @ParameterizedTest
    @EnumSource(CmbConversion.class)
    void inverseIsExact(CmbConversion conversion) {
        for (double mu = -1; mu <= 1; mu += 0.125) {
            for (double z : new double[] {-0.001, 0, 1e-6, 0.02, 0.1, 2}) {
                double there = conversion.toCmb(z, mu, 369.82);
                assertThat(conversion.toHeliocentric(there, mu, 369.82)).isCloseTo(z, within(1e-15 * (1 + z)));
            }
        }
    }

    @Test
    void convertsBackInBulk() {
        Directions directions = Directions.ofDegrees(new double[] {10, 264}, new double[] {-30, 48});
        double[] z = {0.01, 0.03};
        double[] cmb = CmbConversion.EXACT.toCmb(z, directions, SolarApex.PLANCK2018);
        assertThat(CmbConversion.EXACT.toHeliocentric(cmb, directions, SolarApex.PLANCK2018))
                .containsExactly(z, within(1e-16));
    }

    @Test
    void refusesARedshiftTooMany() {
        Directions one = Directions.ofDegrees(new double[] {1}, new double[] {1});
        assertThatThrownBy(() -> CmbConversion.EXACT.toCmb(new double[2], one, SolarApex.PLANCK2018))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 redshifts, but 1 directions");
    }
}
