package org.peculiar.science.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.Directions;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.random.KeyedDraws;

class PatchesTest {

    private static Directions sphere(int n) {
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            double u = KeyedDraws.ofSeed(4).uniform(i);
            double phi = 2 * Math.PI * KeyedDraws.ofSeed(5).uniform(i);
            z[i] = 2 * u - 1;
            x[i] = Math.sqrt(1 - z[i] * z[i]) * Math.cos(phi);
            y[i] = Math.sqrt(1 - z[i] * z[i]) * Math.sin(phi);
        }
        return new Directions(x, y, z);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1", "1000, 7", "1000, 20", "1000, 64", "1001, 30", "50, 50", "50, 37"})
    void patchesHaveEqualNumbers(int n, int patches) {
        int[] patch = Patches.of(sphere(n), patches);
        int[] counts = new int[patches];
        for (int p : patch) {
            counts[p]++;
        }
        assertThat(Arrays.stream(counts).min().orElseThrow()).isEqualTo(n / patches);
        assertThat(Arrays.stream(counts).max().orElseThrow()).isEqualTo((n + patches - 1) / patches);
    }

    // a patch of 1/32 of the sphere as a disc has a mean distance of 13.6° from its centre; a random one is 90° wide
    @Test
    void patchesAreCompact() {
        Directions n = sphere(6400);
        int[] patch = Patches.of(n, 32);
        GalacticVector[] centre = new GalacticVector[32];
        Arrays.fill(centre, new GalacticVector(0, 0, 0));
        for (int i = 0; i < patch.length; i++) {
            centre[patch[i]] = centre[patch[i]].plus(new GalacticVector(n.x()[i], n.y()[i], n.z()[i]));
        }
        double mean = 0;
        for (int i = 0; i < patch.length; i++) {
            mean += centre[patch[i]].angleDeg(new GalacticVector(n.x()[i], n.y()[i], n.z()[i])) / patch.length;
        }
        assertThat(mean).isLessThan(20);
    }

    @Test
    void cutsTheWidestAxisFirst() {
        Directions line = Directions.ofDegrees(new double[] {0, 20, 40, 80, 120, 150}, new double[6]);
        // x reaches from 1 to −0.87, y from 0 to 0.98; of the first four, y reaches further
        assertThat(Patches.of(line, 2)).containsExactly(1, 1, 1, 0, 0, 0);
        assertThat(Patches.of(line, 3)).containsExactly(1, 1, 2, 2, 0, 0);
    }

    @Test
    void oneDirectionIsDividedInOrder() {
        Directions same = Directions.ofDegrees(new double[4], new double[4]);
        assertThat(Patches.of(same, 2)).containsExactly(0, 0, 1, 1);
        assertThat(Patches.of(same, 4)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void needsADirectionForEachPatch() {
        assertThatThrownBy(() -> Patches.of(sphere(5), 6))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("patches: found 5 directions, but 6 patches need as many at least");
    }
}
