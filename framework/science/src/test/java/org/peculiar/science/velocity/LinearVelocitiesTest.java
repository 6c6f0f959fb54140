package org.peculiar.science.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.science.spectrum.CdmSpectrum;
import org.peculiar.science.spectrum.CobeNormalisation;
import org.peculiar.science.spectrum.GrowthRate;
import org.peculiar.science.spectrum.MatterContent;
import org.peculiar.science.spectrum.TransferFunction;
import org.peculiar.science.spectrum.Wavenumbers;

class LinearVelocitiesTest {

    // 3-D rms of spheres of 40, 60 and 100 Mpc/h with f = Ωm^0.6, by an independent program that integrates with
    // Simpson's rule; the first column of the first three agrees with the program of Eisenstein and Hu to its printed
    // 0.01 km/s.
    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 0.05, 0, 1, 422.5842349211573, 323.16080836730595, 219.61076552939988",
        "0.3, 0.7, 0.04, 0, 1, 312.578004359381, 262.4146779201242, 198.98629087013802",
        "1, 0.5, 0.05, 0.2, 1, 418.81114799579984, 324.66991860107623, 221.68197309382904",
        "1, 0.5, 0.05, 0, 0.9, 371.68608265425576, 288.75996756576114, 200.43854035399056"
    })
    void spheresOfCobeModels(
            double omegaM, double h, double omegaB, double omegaNu, double tilt, double r40, double r60, double r100) {
        MatterContent matter = new MatterContent(omegaM, 1 - omegaM, h, omegaB, omegaNu, 1, 2.726);
        LinearVelocities velocities = LinearVelocities.of(
                CdmSpectrum.of(TransferFunction.eisensteinHu1999(matter), tilt, CobeNormalisation.deltaH(matter, tilt)),
                GrowthRate.powerLaw(omegaM, 0.6),
                Wavenumbers.adaptive(1e-5, 10));
        assertThat(velocities.rmsOfSphereKms(40)).isCloseTo(r40, within(5e-6 * r40));
        assertThat(velocities.rmsOfSphereKms(60)).isCloseTo(r60, within(5e-6 * r60));
        assertThat(velocities.rmsOfSphereKms(100)).isCloseTo(r100, within(5e-6 * r100));
    }

    @Test
    void spheresAndGaussiansOfPlanck() {
        LinearVelocities velocities = planck(Wavenumbers.adaptive(1e-5, 10));
        // the same program; printed to 0.01 km/s
        assertThat(velocities.rmsOfSphereKms(50)).isCloseTo(303.82, within(0.006));
        assertThat(velocities.rmsOfSphereKms(100)).isCloseTo(215.34, within(0.006));
        assertThat(velocities.rmsOfSphereKms(150)).isCloseTo(165.72, within(0.006));
        assertThat(velocities.rmsOfGaussianKms(50)).isCloseTo(207.47, within(0.006));
    }

    static LinearVelocities planck(Wavenumbers wavenumbers) {
        MatterContent matter = MatterContent.of(0.315, 0.685, 0.674, 0.0493, 2.7255);
        return LinearVelocities.of(
                CdmSpectrum.ofSigma8(TransferFunction.eisensteinHu1998(matter), 0.965, 0.811),
                GrowthRate.powerLaw(0.315, 0.55),
                wavenumbers);
    }

    @Test
    void speedsAreMaxwellian() {
        MaxwellianSpeed speed = new MaxwellianSpeed(300);
        assertThat(speed.mostProbableKms()).isCloseTo(244.94897, within(1e-5));
        // the mode of the density, the integral of it, and its mean
        double sum = 0;
        double mean = 0;
        double best = 0;
        for (int v = 0; v < 3000; v++) {
            sum += speed.density(v + 0.5);
            mean += (v + 0.5) * speed.density(v + 0.5);
            best = speed.density(v) > speed.density(best) ? v : best;
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(mean).isCloseTo(speed.meanKms(), within(1e-4));
        assertThat(best).isEqualTo(245);
        assertThat(speed.probabilityAbove(0)).isEqualTo(1);
        // chi-square of 3 degrees of freedom at 7.815 has 0.05 above it (Abramowitz and Stegun, table 26.8)
        assertThat(speed.probabilityAbove(300 * Math.sqrt(7.8147279 / 3))).isCloseTo(0.05, within(1e-8));
    }

    @Test
    void saysHowMuchTheWavenumbersMiss() {
        double all = planck(Wavenumbers.adaptive(1e-6, 1e4)).rmsKms();
        LinearVelocities some = planck(Wavenumbers.adaptive(1e-3, 1));
        double missed = 1 - some.rmsKms() * some.rmsKms() / (all * all);
        assertThat(missed).isBetween(0.02, 0.1);
        assertThat(some.missedFraction()).isCloseTo(missed, within(0.3 * missed));
    }

    @Test
    void refusesWhatIsNoRadius() {
        assertThatThrownBy(() -> planck(Wavenumbers.adaptive(1e-4, 1)).rmsOfSphereKms(-1))
                .hasMessage("linear velocities: the radius was -1.0 Mpc/h, but it must be positive");
    }
}
