package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

    // mpmath 1.3 with 40 digits at arguments that are exact in binary: Φ(x), ln Φ(x), φ(x)/Φ(x).
    @ParameterizedTest
    @CsvSource({
        "-37, 5.72557122252457682e-300, -689.030585576890594, 37.0269876861269901",
        "-20, 2.7536241186062337e-89, -203.917155371097264, 20.0497530685278505",
        "-8.25, 7.91972631464247734e-17, -37.0745899319015329, 8.36788696058358988",
        "-5, 2.86651571879193912e-7, -15.0649983939887257, 5.18650396712584212",
        "-2.5, 0.00620966532577613517, -5.0816482772786905, 2.82274479766390725",
        "-1, 0.158655253931457051, -1.84102164500926351, 1.52513527616098121",
        "-0.3125, 0.377330281529842913, -0.974634396738262589, 1.00689137552979347",
        "0, 0.5, -0.693147180559945309, 0.797884560802865356",
        "0.5, 0.691462461274013104, -0.368946415288656393, 0.509160433837033486",
        "0.65625, 0.744168358652066071, -0.295487981237586938, 0.43223641511539322",
        "1.3125, 0.905324256978357412, -0.0994621044508279658, 0.186224088461760379",
        "3, 0.998650101968369905, -0.0013508099647481938, 0.00443783904212566379",
        "6, 0.999999999013412355, -9.86587645524375732e-10, 6.07588285581767645e-9",
        "8, 0.999999999999999378, -6.22096057427178606e-16, 5.05227108353689543e-15"
    })
    void agreesWithHighPrecision(double x, double cdf, double logCdf, double inverseMills) {
        // libm's exp is good to 1 ulp of an argument of up to 700: the far tail has 1e-13
        double relative = x < -10 ? 1e-13 : 2e-15;
        assertThat(Normal.cdf(x) / cdf).isCloseTo(1, within(relative));
        assertThat(Normal.survival(-x) / cdf).isCloseTo(1, within(relative));
        assertThat(Normal.logCdf(x) / logCdf).isCloseTo(1, within(1e-14));
        assertThat(Normal.inverseMills(x) / inverseMills).isCloseTo(1, within(1e-13));
    }

    @Test
    void isMonotoneAndSymmetric() {
        double last = 0;
        for (double x = -9; x < 9; x += 0.0013) {
            double p = Normal.cdf(x);
            assertThat(p).isGreaterThanOrEqualTo(last * (1 - 1e-15));
            assertThat(p + Normal.cdf(-x)).isCloseTo(1, within(2e-16));
            last = p;
        }
    }

    @Test
    void hasLimits() {
        assertThat(Normal.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Normal.cdf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Normal.logCdf(-1e5)).isCloseTo(-5e9 - 12.4318, within(1e-3));
        assertThat(Normal.cdf(Double.NaN)).isNaN();
    }

    @Test
    void logDensityIsTheLogarithmOfTheDensity() {
        assertThat(Normal.logDensity(1.7)).isCloseTo(Math.log(Normal.density(1.7)), within(1e-15));
    }
}
