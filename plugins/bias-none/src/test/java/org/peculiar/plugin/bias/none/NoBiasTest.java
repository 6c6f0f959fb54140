package org.peculiar.plugin.bias.none;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Calibration;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;

class NoBiasTest {

    @Test
    void returnsTheSampleItself() {
        DistanceSample sample = DistanceSample.of(
                        Tracer.GROUP,
                        new String[] {"A1656"},
                        new int[] {0},
                        Directions.ofDegrees(new double[] {58.09}, new double[] {87.96}),
                        new double[] {0.024},
                        new double[] {Math.log(7000)},
                        new double[] {0.03},
                        new int[] {56})
                .calibration(new Calibration(
                        "none", List.of(), new double[0], new double[0][], Map.of(), 56, Map.of(), Optional.empty()))
                .build();

        assertThat(new NoBias().correct(sample)).isSameAs(sample);
    }
}
