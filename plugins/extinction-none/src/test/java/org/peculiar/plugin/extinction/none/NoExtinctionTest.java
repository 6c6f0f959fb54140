package org.peculiar.plugin.extinction.none;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.peculiar.api.Directions;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.Table;

final class NoExtinctionTest {

    private final NoExtinction none = new NoExtinction();

    @Test
    void zeroInEveryDirection() {
        Directions galactic = Directions.ofDegrees(new double[] {0, 120, 300}, new double[] {0, -89, 45});
        assertThat(none.reddening(galactic)).containsExactly(0, 0, 0);
        assertThat(none.scale()).isEqualTo(ReddeningScale.NONE);
    }

    @Test
    void needsNoPositions() {
        assertThat(none.reddening(Table.of("galaxies", new String[] {"a", "b"})))
                .containsExactly(0, 0);
    }
}
