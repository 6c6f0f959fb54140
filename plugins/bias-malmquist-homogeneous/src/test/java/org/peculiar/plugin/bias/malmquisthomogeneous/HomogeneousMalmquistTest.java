package org.peculiar.plugin.bias.malmquisthomogeneous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Calibration;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Inference;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.plugin.bias.malmquisthomogeneous.HomogeneousMalmquist.Parameters;

class HomogeneousMalmquistTest {

    private static DistanceSample.Builder sample(Tracer tracer, double... lnError) {
        int n = lnError.length;
        String[] labels = new String[n];
        Arrays.setAll(labels, i -> "t" + i);
        double[] z = new double[n];
        Arrays.fill(z, 0.025);
        double[] lnDistance = new double[n];
        Arrays.fill(lnDistance, Math.log(8000));
        int[] rowIds = new int[n];
        Arrays.setAll(rowIds, i -> i);
        return DistanceSample.of(
                        tracer,
                        labels,
                        rowIds,
                        Directions.ofDegrees(new double[n], new double[n]),
                        z,
                        lnDistance,
                        lnError,
                        new int[n])
                .calibration(new Calibration(
                        "test relation",
                        List.of(),
                        new double[0],
                        new double[0][],
                        Map.of(),
                        n,
                        Map.of(),
                        Optional.empty()));
    }

    private static DistanceSample correct(DistanceSample sample, Parameters parameters) {
        return new HomogeneousMalmquist(parameters).correct(sample);
    }

    /** Factors exp(3.5 D²) of METHODS 5.1, printed to 1e-8. */
    @Test
    void movesDistancesByTheirErrors() {
        double[] errors = {0.03, 0.07, 0.105, 0.21, 0};
        double[] factors = {1.00315497, 1.01729791, 1.03934167, 1.16689923, 1};

        DistanceSample corrected = correct(sample(Tracer.GROUP, errors).build(), new Parameters(3.5, false));

        for (int i = 0; i < errors.length; i++) {
            assertThat(Math.exp(corrected.lnDistance()[i]) / 8000).isCloseTo(factors[i], within(6e-9));
        }
        assertThat(corrected.treatment("malmquist").orElseThrow().how()).isEqualTo("homogeneous, exponent 3.5");
    }

    @Test
    void averagesLogarithmsWithExponentThree() {
        DistanceSample corrected = correct(sample(Tracer.GROUP, 0.1).build(), new Parameters(3, false));

        assertThat(corrected.lnDistance()[0] - Math.log(8000)).isCloseTo(0.03, within(1e-14));
    }

    @Test
    void refusesDistancesGivenRedshift() {
        DistanceSample conditioned =
                sample(Tracer.GROUP, 0.1).inference(Inference.GIVEN_REDSHIFT).build();

        assertThatThrownBy(() -> correct(conditioned, new Parameters(3.5, true)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("conditioned on redshift (test relation)")
                .hasMessageContaining("bias/none");
    }

    @Test
    void refusesSingleGalaxiesUnlessToldOtherwise() {
        DistanceSample galaxies = sample(Tracer.GALAXY, 0.2).build();

        assertThatThrownBy(() -> correct(galaxies, new Parameters(3.5, false)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("single galaxies")
                .hasMessageContaining("single-galaxies: true");
        assertThat(correct(galaxies, new Parameters(3.5, true)).lnDistance()[0] - Math.log(8000))
                .isCloseTo(0.14, within(1e-14));
    }

    @Test
    void refusesToFollowTheZeroPoint() {
        DistanceSample fitted = sample(Tracer.GROUP, 0.1).build().withZeroPoint(ZeroPoint.FITTED);

        assertThatThrownBy(() -> correct(fitted, new Parameters(3.5, false)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the zero point was set before")
                .hasMessageContaining("swap the steps");
    }

    @Test
    void refusesASecondTime() {
        DistanceSample once = correct(sample(Tracer.GROUP, 0.1).build(), new Parameters(3.5, false));

        assertThatThrownBy(() -> correct(once, new Parameters(3.5, false)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must not be applied twice");
    }
}
