package org.peculiar.science.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DeVaucouleursLawTest {

    /** METHODS 3.1, printed to 1e-8. */
    @Test
    void lightGrowsWithRadius() {
        double[] radius = {0.1, 0.5, 1, 2, 5};
        double[] fraction = {0.07196742, 0.31980588, 0.5, 0.69000555, 0.88455486};
        for (int i = 0; i < radius.length; i++) {
            assertThat(DeVaucouleursLaw.fraction(radius[i])).isCloseTo(fraction[i], within(5e-9));
        }
    }

    @Test
    void radiusIsTheOneOfItsMeanBrightness() {
        for (double radius : new double[] {0.01, 0.3, 1, 4, 100}) {
            double wanted = 19.8 + DeVaucouleursLaw.fainterMag(radius);
            assertThat(DeVaucouleursLaw.logRadiusWithin(19.8, wanted)).isCloseTo(Math.log10(radius), within(1e-12));
            double step = 1e-6;
            double rise = DeVaucouleursLaw.fainterMag(radius * Math.pow(10, step))
                    - DeVaucouleursLaw.fainterMag(radius * Math.pow(10, -step));
            assertThat(rise / (2 * step)).isCloseTo(DeVaucouleursLaw.fainterPerDex(radius), within(1e-7));
        }
        assertThat(DeVaucouleursLaw.logRadiusWithin(19.8, 60)).isNaN();
        assertThat(DeVaucouleursLaw.logRadiusWithin(Double.NaN, 20)).isNaN();
    }
}
