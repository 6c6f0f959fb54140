package org.peculiar.science.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SphericalInfallTest {

    /** METHODS 7.10: r = 20 Mpc/h, mean overdensity 1, f = 0.3^0.6; computed independently, to the digits printed. */
    @Test
    void givesTheInfallOfAnOverdensity() {
        double growthRate = Math.pow(0.3, 0.6);
        assertThat(SphericalInfall.LINEAR.velocityKms(20, 1, growthRate)).isCloseTo(-323.729, within(1e-3));
        assertThat(SphericalInfall.YAHIL1985.velocityKms(20, 1, growthRate)).isCloseTo(-272.222, within(1e-3));
    }
}
