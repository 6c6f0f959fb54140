package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BivariateNormalTest {

    // mpmath 1.3, conditional density integrated with 40 digits; 1e-15 absolute is what the method promises.
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.5, 0.333333333333333333",
        "0.5, -0.3, 0.2, 0.217213249051493199",
        "1, 2, 0.7, 0.01843539973741734",
        "-1, 0.4, -0.6, 0.229042653946409791",
        "2.5, 2.5, 0.9, 0.00321823511284783638",
        "-2, -1, 0.93, 0.841289649406476867",
        "1, 1.1, 0.97, 0.122854543924978576",
        "0.3, -0.2, -0.95, 0.0320369345838333181",
        "-1, 0.5, 0.999, 0.308537538725986896",
        "3, -4, -0.99, 0.00131822678979698719",
        "5, 4, 0.5, 1.5234979593483213e-8",
        "-0.7, 1.9, -0.93, 0.0000114389969639847127"
    })
    void agreesWithHighPrecision(double h, double k, double rho, double expected) {
        assertThat(new BivariateNormal(rho).upperOrthant(h, k)).isCloseTo(expected, within(1e-15));
        assertThat(new BivariateNormal(rho).upperOrthant(k, h)).isCloseTo(expected, within(1e-15));
    }

    // P(X > 0, Y > 0) = 1/4 + asin(ρ)/2π (Sheppard 1899).
    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.99, -0.8, -0.5, -0.1, 0, 0.2, 0.3, 0.74, 0.75, 0.9, 0.925, 0.95, 0.9999, 1})
    void quadrantFollowsSheppard(double rho) {
        assertThat(new BivariateNormal(rho).upperOrthant(0, 0))
                .isCloseTo(0.25 + Math.asin(rho) / (2 * Math.PI), within(1e-15));
    }

    @Test
    void factorsWithoutCorrelation() {
        assertThat(new BivariateNormal(0).upperOrthant(0.7, -1.2))
                .isCloseTo(Normal.survival(0.7) * Normal.survival(-1.2), within(1e-16));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.98, -0.6, 0, 0.4, 0.8, 0.96})
    void quadrantsSumToOne(double rho) {
        BivariateNormal same = new BivariateNormal(rho);
        BivariateNormal opposite = new BivariateNormal(-rho);
        double sum = same.upperOrthant(0.8, -0.4)
                + same.upperOrthant(-0.8, 0.4)
                + opposite.upperOrthant(0.8, 0.4)
                + opposite.upperOrthant(-0.8, -0.4);
        assertThat(sum).isCloseTo(1, within(4e-15));
    }

    @Test
    void acceptsInfiniteLimits() {
        BivariateNormal pair = new BivariateNormal(0.6);
        assertThat(pair.upperOrthant(Double.NEGATIVE_INFINITY, 1.1)).isEqualTo(Normal.survival(1.1));
        assertThat(pair.upperOrthant(0.3, Double.NEGATIVE_INFINITY)).isEqualTo(Normal.survival(0.3));
        assertThat(pair.upperOrthant(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .isZero();
    }

    @Test
    void derivativesMatchDifferences() {
        double h = 0.4;
        double k = -0.9;
        double rho = 0.55;
        double step = 1e-5;
        BivariateNormal pair = new BivariateNormal(rho);
        double byH = (pair.upperOrthant(h + step, k) - pair.upperOrthant(h - step, k)) / (2 * step);
        assertThat(pair.byFirstLimit(h, k)).isCloseTo(byH, within(1e-9));
        double byRho = (new BivariateNormal(rho + step).upperOrthant(h, k)
                        - new BivariateNormal(rho - step).upperOrthant(h, k))
                / (2 * step);
        assertThat(pair.density(h, k)).isCloseTo(byRho, within(1e-9));
    }

    @Test
    void refusesACorrelationBeyondOne() {
        assertThatThrownBy(() -> new BivariateNormal(1.01))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("correlation: found 1.01, but −1 to 1 is needed");
    }
}
