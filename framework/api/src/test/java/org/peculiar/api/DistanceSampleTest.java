package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceSampleTest {

    private static final Calibration CALIBRATION =
            new Calibration("toy", List.of(), new double[0], new double[0][], Map.of(), 3, Map.of(), Optional.empty());

    private static DistanceSample.Builder builder(double[] z, double[] lnDistance, double[] lnError) {
        return DistanceSample.of(
                        DistanceSample.Tracer.GROUP,
                        new String[] {"A1367", "Coma", "A2199"},
                        new int[] {7, 8, 9},
                        Directions.ofDegrees(new double[] {10, 20, 30}, new double[3]),
                        z,
                        lnDistance,
                        lnError,
                        new int[] {11, 12, 13})
                .calibration(CALIBRATION);
    }

    private static DistanceSample sample() {
        return builder(new double[] {0.02, 0.024, 0.03}, new double[] {8.7, 8.9, 9.1}, new double[] {0.05, 0.03, 0.04})
                .mode(new Mode("zero-point", new double[] {1, 2, 3}, Double.POSITIVE_INFINITY))
                .build();
    }

    @Test
    void isRelativeAngularDiameterFromTheObservablesUnlessSaidOtherwise() {
        assertThat(sample().type()).isEqualTo(DistanceType.ANGULAR_DIAMETER);
        assertThat(sample().inference()).isEqualTo(DistanceSample.Inference.DISTANCE_ESTIMATE);
        assertThat(sample().zeroPoint()).isEqualTo(DistanceSample.ZeroPoint.RELATIVE);
        assertThat(sample().treatments()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 8.9, 0.03, ln d 8.9 ± 0.03 at z NaN",
        "0.024, NaN, 0.03, ln d NaN ± 0.03 at z 0.024",
        "0.024, Infinity, 0.03, ln d Infinity ± 0.03 at z 0.024",
        "0.024, 8.9, NaN, ln d 8.9 ± NaN at z 0.024",
        "0.024, 8.9, -0.1, ln d 8.9 ± -0.1 at z 0.024"
    })
    void refusesATracerWithoutADistanceByName(double z, double lnDistance, double lnError, String found) {
        assertThatThrownBy(
                        () -> builder(new double[] {0.02, z, 0.03}, new double[] {8.7, lnDistance, 9.1}, new double[] {
                                    0.05, lnError, 0.04
                                })
                                .build())
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Coma: " + found + ", but a distance needs finite values and an error that is not negative");
    }

    @Test
    void refusesColumnsThatDifferInLength() {
        assertThatThrownBy(() ->
                        builder(new double[2], new double[3], new double[3]).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the columns of a distance sample differ in length from its 3 rows");
        assertThatThrownBy(() -> builder(new double[3], new double[3], new double[3])
                        .mode(new Mode("m", new double[2], 1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesATreatmentTwice() {
        DistanceSample treated = sample().treated(new Treatment("malmquist", "homogeneous"));
        assertThat(treated.treatment("malmquist")).hasValue(new Treatment("malmquist", "homogeneous"));
        assertThatThrownBy(() -> treated.treated(new Treatment("malmquist", "inhomogeneous")))
                .isInstanceOf(DataException.class)
                .hasMessage("malmquist (inhomogeneous): the distances already had it (homogeneous), but it must not be"
                        + " applied twice");
        assertThat(sample().treated(new Treatment("zero-point", "band")).treatments())
                .hasSize(1);
    }

    @Test
    void selectsTracersWithAllThatBelongsToThem() {
        DistanceSample some = sample().treated(new Treatment("malmquist", "homogeneous"))
                .withZeroPoint(DistanceSample.ZeroPoint.FITTED)
                .select(new int[] {2, 0});
        assertThat(some.size()).isEqualTo(2);
        assertThat(some.labels()).containsExactly("A2199", "A1367");
        assertThat(some.rowIds()).containsExactly(9, 7);
        assertThat(some.z()).containsExactly(0.03, 0.02);
        assertThat(some.lnDistance()).containsExactly(9.1, 8.7);
        assertThat(some.lnError()).containsExactly(0.04, 0.05);
        assertThat(some.members()).containsExactly(13, 11);
        assertThat(some.modes()).hasSize(1);
        assertThat(some.modes().get(0).lnDistance()).containsExactly(3, 1);
        assertThat(some.modes().get(0).sigma()).isInfinite();
        assertThat(some.treatments()).hasSize(1);
        assertThat(some.zeroPoint()).isEqualTo(DistanceSample.ZeroPoint.FITTED);
        assertThat(some.calibration()).isSameAs(CALIBRATION);
        assertThat(some.tracer()).isEqualTo(DistanceSample.Tracer.GROUP);
    }

    @Test
    void changesOneThingAndKeepsTheRest() {
        DistanceSample before = builder(new double[3], new double[3], new double[3])
                .type(DistanceType.LUMINOSITY)
                .inference(DistanceSample.Inference.GIVEN_REDSHIFT)
                .build();
        DistanceSample after =
                before.withLnDistance(new double[] {1, 2, 3}).withMode(new Mode("slope", new double[3], 0.1));
        assertThat(after.lnDistance()).containsExactly(1, 2, 3);
        assertThat(after.modes()).extracting(Mode::name).containsExactly("slope");
        assertThat(after.type()).isEqualTo(DistanceType.LUMINOSITY);
        assertThat(after.inference()).isEqualTo(DistanceSample.Inference.GIVEN_REDSHIFT);
        assertThat(before.lnDistance()).containsExactly(0, 0, 0);
        assertThat(before.modes()).isEmpty();
        assertThatThrownBy(() -> before.withLnDistance(new double[] {1, Double.NaN, 3}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Coma: ");
    }

    @Test
    void refusesAModeOfNegativeWidth() {
        assertThatThrownBy(() -> new Mode("zero-point", new double[1], -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zero-point: sigma was -1.0 but must not be negative");
        assertThatThrownBy(() -> new Mode("zero-point", new double[1], Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
