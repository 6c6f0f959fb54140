package org.peculiar.science.sky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrigonometryTest {

    // The JDK's StrictMath is within 1 unit in the last place (2 for atan2); so must ours be, near enough.
    @Test
    void arctangentIsAccurateToAFewUnitsInTheLastPlace() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 300_000; i++) {
            double x = (random.nextDouble() - 0.5) * Math.pow(10, -12 * random.nextDouble());
            double y = (random.nextDouble() - 0.5) * Math.pow(10, -12 * random.nextDouble());
            double expected = StrictMath.atan2(y, x);
            assertThat(Math.abs(Trigonometry.atan2(y, x) - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
        }
    }

    @Test
    void arctangentKnowsTheAxes() {
        assertThat(Trigonometry.atan2(0, 1)).isEqualTo(0);
        assertThat(Trigonometry.atan2(1, 0)).isEqualTo(Math.PI / 2);
        assertThat(Trigonometry.atan2(0, -1)).isEqualTo(Math.PI);
        assertThat(Trigonometry.atan2(-1, 0)).isEqualTo(-Math.PI / 2);
        assertThat(Trigonometry.atan2(0, 0)).isEqualTo(0);
        assertThat(Trigonometry.atan2(Double.NaN, 1)).isNaN();
    }

    @Test
    void sineAndCosineAreAccurate() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300_000; i++) {
            double degrees = random.nextDouble(-720, 720);
            double rest = Math.IEEEremainder(degrees, 360);
            // the reference rounds its argument: 1 ulp of up to π
            assertThat(Trigonometry.sinDeg(degrees)).isCloseTo(StrictMath.sin(Math.toRadians(rest)), tolerance());
            assertThat(Trigonometry.cosDeg(degrees)).isCloseTo(StrictMath.cos(Math.toRadians(rest)), tolerance());
        }
    }

    private static org.assertj.core.data.Offset<Double> tolerance() {
        return org.assertj.core.api.Assertions.within(7e-16);
    }
}
