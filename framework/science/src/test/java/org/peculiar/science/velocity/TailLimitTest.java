package org.peculiar.science.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.science.spectrum.CdmSpectrum;
import org.peculiar.science.spectrum.CobeNormalisation;
import org.peculiar.science.spectrum.GrowthRate;
import org.peculiar.science.spectrum.MatterContent;
import org.peculiar.science.spectrum.TransferFunction;
import org.peculiar.science.spectrum.Wavenumbers;

/** The limits of Hudson et al. (1999), section 4, with the published ellipsoid and the window of the synthetic twin. */
class TailLimitTest {

    private static final Wavenumbers TO_ONE = Wavenumbers.adaptive(1e-4, 1);

    /** As printed; the speed before its correction for error bias, which reproduces the printed significance (METHODS 7.4). */
    private static MeasuredFlow smac() {
        return new PublishedFlow(
                        690.7,
                        260,
                        -1,
                        Optional.empty(),
                        List.of(
                                new PublishedFlow.Axis(214, 237, -11),
                                new PublishedFlow.Axis(100, 314, 49),
                                new PublishedFlow.Axis(155.8, 336.0, -38.9)))
                .flow();
    }

    private static LinearVelocities cobe(MatterContent matter, double tilt, boolean gravityWaves) {
        double deltaH = gravityWaves
                ? CobeNormalisation.deltaHWithGravityWaves(matter, tilt)
                : CobeNormalisation.deltaH(matter, tilt);
        return LinearVelocities.of(
                CdmSpectrum.of(TransferFunction.eisensteinHu1999(matter), tilt, deltaH),
                GrowthRate.powerLaw(matter.omegaM(), 0.6),
                TO_ONE);
    }

    private static double limit(DoubleFunction<LinearVelocities> family, double from, double to) throws IOException {
        TailLimit limit = new TailLimit(smac(), VelocityWindowTest.twin(), family);
        List<TailLimit.Member> passing = limit.passing(limit.between(from, to, 15), 0.1);
        assertThat(passing).hasSize(1);
        assertThat(passing.get(0).p()).isCloseTo(0.1, within(1e-7));
        return passing.get(0).growthSigma8();
    }

    // METHODS 9.4, an independent program, σ8 Ω^0.6 printed to 0.001
    @ParameterizedTest
    @CsvSource({"0.7, 0.765", "0.65, 0.771", "0.5, 0.788"})
    void limitOfFlatUniverses(double h, double expected) throws IOException {
        assertThat(limit(m -> cobe(MatterContent.of(m, 1 - m, h, 0.04, 2.726), 1, false), 0.15, 1))
                .isCloseTo(expected, within(0.0015));
    }

    @Test
    void limitOfMixedDarkMatter() throws IOException {
        assertThat(limit(nu -> cobe(new MatterContent(1, 0, 0.5, 0.05, nu, 1, 2.726), 1, false), 0.001, 0.6))
                .isCloseTo(0.666, within(0.0015));
    }

    @ParameterizedTest
    @CsvSource({"false, 0.859", "true, 0.889"})
    void limitOfTiltedUniverses(boolean gravityWaves, double expected) throws IOException {
        MatterContent matter = MatterContent.of(1, 0, 0.5, 0.05, 2.726);
        assertThat(limit(n -> cobe(matter, n, gravityWaves), 0.7, 1)).isCloseTo(expected, within(0.0015));
    }

    @Test
    void morePowerMakesALargeFlowMoreProbable() throws IOException {
        MatterContent matter = MatterContent.of(0.3, 0.7, 0.7, 0.04, 2.726);
        TailLimit limit = new TailLimit(
                smac(),
                VelocityWindowTest.twin(),
                sigma8 -> LinearVelocities.of(
                        CdmSpectrum.ofSigma8(TransferFunction.eisensteinHu1999(matter), 1, sigma8),
                        GrowthRate.powerLaw(0.3, 0.55),
                        TO_ONE));
        List<TailLimit.Member> members = limit.between(0.2, 3, 8);
        assertThat(members).extracting(TailLimit.Member::p).isSorted();
        assertThat(TailLimit.mostProbable(members).parameter()).isEqualTo(3);
        assertThat(members.get(1).sigma8()).isCloseTo(0.6, within(1e-9));
        assertThat(members.get(1).growthSigma8()).isCloseTo(0.6 * Math.pow(0.3, 0.55), within(1e-9));
        assertThat(limit.passing(members.subList(0, 2), 0.9)).isEmpty();
    }

    @Test
    void windowAndPairsGiveOneCovariance() throws IOException {
        LinearVelocities velocities = cobe(MatterContent.of(0.3, 0.7, 0.7, 0.04, 2.726), 1, false);
        LinearEstimator twin = VelocityWindowTest.twin();
        double[][] pairs = twin.cosmicCovariance(VelocityCovariance.of(velocities, 400));
        double[][] window = new WindowedCovariance(twin).of(velocities).toArray();
        for (int j = 0; j < 3; j++) {
            assertThat(window[j]).containsExactly(pairs[j], within(1e-4 * pairs[j][j]));
        }
    }
}
