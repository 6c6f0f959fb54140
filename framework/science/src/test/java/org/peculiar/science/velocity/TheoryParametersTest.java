package org.peculiar.science.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.DataFiles;
import org.peculiar.science.spectrum.MassFluctuation;
import org.peculiar.science.spectrum.TabulatedSpectrum.Interpolation;
import org.peculiar.science.spectrum.Wavenumbers.Rule;
import org.peculiar.science.velocity.TheoryParameters.Normalisation;
import org.peculiar.science.velocity.TheoryParameters.Spectrum;
import org.peculiar.science.velocity.TheoryParameters.TableUnits;

class TheoryParametersTest {

    private static final DataFiles FILES = new DataFiles() {
        @Override
        public Path file(Path path) {
            return path;
        }

        @Override
        public Path only(Path folder, String glob) {
            throw new UnsupportedOperationException();
        }
    };

    private static TheoryParameters theory(
            Spectrum spectrum,
            Optional<DataFile> table,
            Optional<Normalisation> normalisation,
            Optional<Double> kMin,
            Optional<Double> kMax) {
        return new TheoryParameters(
                spectrum,
                table,
                TableUnits.MPC,
                Interpolation.LOG_CUBIC,
                0.315,
                Optional.empty(),
                0.674,
                0.0493,
                0,
                1,
                2.7255,
                0.965,
                normalisation,
                0.811,
                0.55,
                kMin,
                kMax,
                Rule.ADAPTIVE,
                1001,
                0.001);
    }

    @Test
    void formulasHaveTheirAmplitudes() {
        Optional<DataFile> none = Optional.empty();
        for (Spectrum spectrum : Spectrum.values()) {
            if (spectrum != Spectrum.TABLE) {
                TheoryParameters planck = theory(spectrum, none, Optional.empty(), Optional.empty(), Optional.empty());
                assertThat(MassFluctuation.sigma8(planck.powerSpectrum(FILES))).isCloseTo(0.811, within(1e-9));
            }
        }
        TheoryParameters cobe =
                theory(Spectrum.BBKS, none, Optional.of(Normalisation.COBE), Optional.empty(), Optional.empty());
        TheoryParameters waves = theory(
                Spectrum.BBKS, none, Optional.of(Normalisation.COBE_GRAVITY_WAVES), Optional.empty(), Optional.empty());
        // exp(t + 1.97 t²) against exp(−0.95 t − 0.169 t²) at t = −0.035, squared
        assertThat(waves.powerSpectrum(FILES).at(0.1)
                        / cobe.powerSpectrum(FILES).at(0.1))
                .isCloseTo(Math.exp(2 * (-0.035 * 1.95 + 2.139 * 0.035 * 0.035)), within(1e-9));
    }

    @Test
    void tablesGiveTheVelocitiesTheyWereMadeFrom(@TempDir Path folder) throws IOException {
        TheoryParameters formula = theory(
                Spectrum.EISENSTEIN_HU_1998, Optional.empty(), Optional.empty(), Optional.of(1e-4), Optional.of(5.0));
        StringBuilder lines = new StringBuilder("# k [1/Mpc] P [Mpc^3]\n");
        double h = 0.674;
        for (int i = 0; i <= 600; i++) {
            double k = 1e-4 * Math.pow(5e4, i / 600.0);
            lines.append(k * h)
                    .append(' ')
                    .append(formula.powerSpectrum(FILES).at(k) / (h * h * h))
                    .append('\n');
        }
        Path pk = Files.writeString(folder.resolve("pk.dat"), lines);
        DataFile file = new DataFile("pk", pk);
        TheoryParameters table =
                theory(Spectrum.TABLE, Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(table.velocities(FILES).rmsOfSphereKms(50))
                .isCloseTo(formula.velocities(FILES).rmsOfSphereKms(50), within(1e-4));
        assertThat(table.velocities(FILES).wavenumbers().kMax()).isCloseTo(5, within(1e-9));
        // tabulated once for equal files, and anew when the file has changed
        VelocityCovariance covariance = table.covariance(FILES, 100);
        assertThat(table.covariance(FILES, 300)).isSameAs(covariance);
        Files.writeString(pk, lines + "3.4 0.1\n");
        assertThat(table.covariance(FILES, 100)).isNotSameAs(covariance);
        TheoryParameters beyond =
                theory(Spectrum.TABLE, Optional.of(file), Optional.empty(), Optional.empty(), Optional.of(20.0));
        assertThatThrownBy(() -> beyond.velocities(FILES))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the power spectrum is known only from 1.0E-4 to");
    }

    @Test
    void refusesWavenumbersThatMissTheFlow() {
        TheoryParameters few = theory(
                Spectrum.EISENSTEIN_HU_1998, Optional.empty(), Optional.empty(), Optional.of(0.02), Optional.of(10.0));
        assertThatThrownBy(() -> few.velocities(FILES))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "theory: found wavenumbers from 0.02 to 10.0 h/Mpc, but they miss about \\d\\d % of the"
                                + " velocity variance, where 5 % are allowed; widen k-min and k-max");
    }

    @Test
    void refusesWhatItsFormulasDo() {
        // the gravity waves of power-law inflation are known for tilts below 1 only
        assertThatThrownBy(() -> new TheoryParameters(
                        Spectrum.BBKS,
                        Optional.empty(),
                        TableUnits.MPC_H,
                        Interpolation.LOG_CUBIC,
                        0.3,
                        Optional.empty(),
                        0.7,
                        0.04,
                        0,
                        1,
                        2.7255,
                        1.1,
                        Optional.of(Normalisation.COBE_GRAVITY_WAVES),
                        0.8,
                        0.55,
                        Optional.empty(),
                        Optional.empty(),
                        Rule.ADAPTIVE,
                        1001,
                        0.001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tilts up to 1");
    }

    @Test
    void refusesATableWithAFormula() {
        DataFile file = new DataFile("pk", Path.of("pk.dat"));
        assertThatThrownBy(() ->
                        theory(Spectrum.BBKS, Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("write spectrum: table");
        assertThatThrownBy(() ->
                        theory(Spectrum.TABLE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("spectrum: table needs one");
        assertThatThrownBy(() -> theory(
                        Spectrum.TABLE,
                        Optional.of(file),
                        Optional.of(Normalisation.COBE),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageContaining("by sigma8 only");
    }
}
