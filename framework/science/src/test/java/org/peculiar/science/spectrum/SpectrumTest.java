package org.peculiar.science.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.DataException;

class SpectrumTest {

    private static final MatterContent LCDM = MatterContent.of(0.3, 0.7, 0.7, 0.04, 2.726);
    private static final MatterContent SCDM = MatterContent.of(1, 0, 0.5, 0.05, 2.726);
    private static final MatterContent CHDM = new MatterContent(1, 0, 0.5, 0.05, 0.2, 1, 2.726);

    // T(k) of an independent transcription of the papers (Python); the last row's program matched that of Eisenstein
    // and Hu compiled from their Fortran. Dimensionless; 1e-12 is rounding.
    @ParameterizedTest
    @CsvSource({
        "bbks, 0.001, 0.9856382362121127",
        "bbks, 0.01, 0.7740532463194331",
        "bbks, 0.05, 0.2992603930992871",
        "bbks, 0.1, 0.1458069296378917",
        "bbks, 1, 0.005045449446420545",
        "ebw, 0.001, 0.9775606307616563",
        "ebw, 0.01, 0.7380556331097599",
        "ebw, 0.05, 0.2724299323626303",
        "ebw, 0.1, 0.13041936300627538",
        "ebw, 1, 0.004818090875311234",
        "eh98, 0.001, 0.9922574747653841",
        "eh98, 0.01, 0.7805876504500789",
        "eh98, 0.05, 0.28149807151129014",
        "eh98, 0.1, 0.1366085051459242",
        "eh98, 1, 0.004971816730643155",
        "eh99, 0.001, 0.9931476201549045",
        "eh99, 0.01, 0.7845122615151843",
        "eh99, 0.05, 0.2890126169792637",
        "eh99, 0.1, 0.13973113068488313",
        "eh99, 1, 0.004940642901206589"
    })
    void transfersOfLowDensity(String form, double k, double expected) {
        assertThat(transfer(form, LCDM).at(k)).isCloseTo(expected, within(1e-12 * expected));
    }

    private static TransferFunction transfer(String form, MatterContent matter) {
        switch (form) {
            case "bbks":
                return TransferFunction.bardeenBondKaiserSzalay(matter);
            case "ebw":
                return TransferFunction.efstathiouBondWhite(matter);
            case "eh98":
                return TransferFunction.eisensteinHu1998(matter);
            default:
                return TransferFunction.eisensteinHu1999(matter);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, 0.999285561059424",
        "0.01, 0.9345044026348364",
        "0.1, 0.3070821827270259",
        "1, 0.009633359855588598"
    })
    void massiveNeutrinosStream(double k, double expected) {
        assertThat(TransferFunction.eisensteinHu1999(CHDM).at(k)).isCloseTo(expected, within(1e-12 * expected));
    }

    // The same transcription: delta_H as Bunn and White (1997), P in (Mpc/h)³, sigma8 by Simpson's rule on 20,001
    // points, whose own error is below 1e-6.
    @ParameterizedTest
    @CsvSource({
        "SCDM, 1, 1.94e-05, 1.1745337803087361, 598.4969789118735, 5146.023276980171, 8012.200645355498",
        "LCDM, 1, 4.642853235954371e-05, 0.8815768822447483, 3390.0810098889156, 21153.485412059435, 6710.7152385821155",
        "CHDM, 1, 1.94e-05, 0.8080353816023388, 599.2323307297206, 5240.572290127068, 5658.811799231503",
        "SCDM, 0.9, 2.1297358822203317e-05, 0.9369618249795558, 646.2907325709508, 4414.054715273738, 5459.058929879532"
    })
    void cobeNormalises(String model, double tilt, double deltaH, double sigma8, double p001, double p01, double p1) {
        MatterContent matter = model.equals("SCDM") ? SCDM : model.equals("CHDM") ? CHDM : LCDM;
        double amplitude = CobeNormalisation.deltaH(matter, tilt);
        assertThat(amplitude).isCloseTo(deltaH, within(1e-12 * deltaH));
        PowerSpectrum spectrum = CdmSpectrum.of(TransferFunction.eisensteinHu1999(matter), tilt, amplitude);
        assertThat(spectrum.at(0.001)).isCloseTo(p001, within(1e-11 * p001));
        assertThat(spectrum.at(0.01)).isCloseTo(p01, within(1e-11 * p01));
        assertThat(spectrum.at(0.1)).isCloseTo(p1, within(1e-11 * p1));
        assertThat(MassFluctuation.sigma8(spectrum)).isCloseTo(sigma8, within(1e-6));
    }

    @Test
    void gravityWavesTakeTheirShare() {
        // Bunn and White (1997): exp(t + 1.97 t²) against exp(−0.95 t − 0.169 t²), t = −0.1
        double without = CobeNormalisation.deltaH(SCDM, 0.9);
        double with = CobeNormalisation.deltaHWithGravityWaves(SCDM, 0.9);
        assertThat(with / without).isCloseTo(Math.exp(-0.1 + 0.0197 - 0.095 + 0.00169), within(1e-12));
        assertThatThrownBy(() -> CobeNormalisation.deltaHWithGravityWaves(SCDM, 1.1))
                .hasMessageContaining("tilts up to 1");
    }

    @Test
    void openUniversesHaveTheirOwnFit() {
        MatterContent open = MatterContent.of(0.3, 0, 0.7, 0.04, 2.726);
        // 1.95e-5 Ωm^(−0.35 − 0.19 ln Ωm − 0.17 t) exp(−t − 0.14 t²) at t = 0.1, worked out by hand
        double expected = 1.95e-5 * Math.pow(0.3, -0.35 - 0.19 * Math.log(0.3) - 0.017) * Math.exp(-0.1 - 0.0014);
        assertThat(CobeNormalisation.deltaH(open, 1.1)).isCloseTo(expected, within(1e-17));
        assertThatThrownBy(() -> CobeNormalisation.deltaH(MatterContent.of(0.3, 0.5, 0.7, 0.04, 2.726), 1))
                .hasMessageContaining("open ones without a cosmological constant");
    }

    @Test
    void sigma8IsWhatWasAskedFor() {
        PowerSpectrum spectrum = CdmSpectrum.ofSigma8(TransferFunction.eisensteinHu1998(LCDM), 0.965, 0.811);
        assertThat(MassFluctuation.sigma8(spectrum)).isCloseTo(0.811, within(1e-12));
        assertThat(MassFluctuation.sigma8(spectrum.times(4))).isCloseTo(1.622, within(1e-12));
    }

    @Test
    void growthIsExactInClosedFormCases() {
        // Einstein and de Sitter: D = a. The others: Heath's integral by another program's adaptive quadrature (SciPy),
        // 1e-12.
        assertThat(GrowthRate.exact(1, 0)).isCloseTo(1, within(1e-12));
        assertThat(GrowthRate.exact(0.3, 0.7)).isCloseTo(0.512796247730238, within(1e-11));
        assertThat(GrowthRate.exact(0.3, 0)).isCloseTo(0.49172894478911733, within(1e-11));
        assertThat(GrowthRate.exact(0.315, 0.685)).isCloseTo(0.5271032023545579, within(1e-11));
        assertThat(GrowthRate.powerLaw(0.3, 0.55)).isCloseTo(GrowthRate.exact(0.3, 0.7), within(4e-3));
    }

    // mpmath, 30 digits
    @ParameterizedTest
    @CsvSource({
        "0, 0.33333333333333333, 0.066666666666666667, 0.0095238095238095238, 0.0010582010582010582",
        "0.01, 0.33333000001190474, 0.066666190477513226, 0.0095237566138768637, 0.0010581962482054982",
        "0.7, 0.31728325404824827, 0.064364857911458616, 0.0092674194062139052, 0.0010348529225280006",
        "1.499, 0.26420019446655658, 0.05661226724583688, 0.0083939178320916728, 0.00095467584518423886",
        "1.501, 0.26403039543315357, 0.056587089787985073, 0.0083910542013837524, 0.00095441130372387505",
        "3, 0.11522583325411865, 0.03318194411952595, 0.0056315430381678997, 0.00069320634973881644",
        "12.3, -0.0065181676021827995, 1.2204744801888769e-5, 4.3487284858168044e-5, 1.9314313517435887e-6",
        "1000.5, -9.6016084786756508e-8, -9.9407029825932952e-10, 9.095475580096994e-14, 9.937130201015797e-16",
        "54321.25, 3.3875320199585079e-10, -1.7788971591772458e-16, -1.1480083296277396e-19, 6.0012951747501717e-26"
    })
    void besselFunctionsKeepTheirDigits(double x, double a1, double a2, double a3, double a4) {
        double[] a = new double[4];
        SphericalBessel.fill(x, a);
        // closed forms just above 1.5 lose two or three digits of the highest order
        assertThat(a[0]).isCloseTo(a1, within(1e-15));
        assertThat(a[1]).isCloseTo(a2, within(1e-15));
        assertThat(a[2]).isCloseTo(a3, within(3e-15));
        assertThat(a[3]).isCloseTo(a4, within(1e-14));
        assertThat(SphericalBessel.topHat(x)).isCloseTo(3 * a1, within(3e-15));
    }

    // ∫ k³ e^(−k) cos(kL) dk has a closed form; the table's own P is exact at its knots only, so it is tested below.
    @ParameterizedTest
    @CsvSource({"0", "1", "30", "400"})
    void adaptiveQuadratureFollowsOscillations(double length) {
        PowerSpectrum decaying = k -> k * k * k * Math.exp(-k);
        Quadrature q = Wavenumbers.adaptive(1e-6, 60).quadrature(decaying, length);
        double sum = 0;
        for (int i = 0; i < q.size(); i++) {
            sum += q.powerTimesStep()[i] * Math.cos(q.k()[i] * length);
        }
        // Re 6/(1 + iL)⁴
        double l2 = length * length;
        double expected = 6 * (1 - 6 * l2 + l2 * l2) / Math.pow(1 + l2, 4);
        assertThat(sum).isCloseTo(expected, within(6e-11));
    }

    @Test
    void fixedGridsAreTheGridsOfOthers() {
        PowerSpectrum flat = k -> 1;
        Quadrature simpson = Wavenumbers.logarithmic(1e-3, 1, 1001).quadrature(flat, 0);
        assertThat(simpson.size()).isEqualTo(1001);
        assertThat(simpson.k()[1000]).isEqualTo(1);
        double sum = 0;
        for (double p : simpson.powerTimesStep()) {
            sum += p;
        }
        assertThat(sum).isCloseTo(1 - 1e-3, within(1e-9));
        Quadrature edges = Wavenumbers.linear(1e-4, 2, 1e-3).quadrature(flat, 0);
        assertThat(edges.size()).isEqualTo(1999);
        assertThat(edges.k()[1998]).isCloseTo(1.9981, within(1e-12));
        assertThat(edges.powerTimesStep()[7]).isEqualTo(1e-3);
    }

    @Test
    void refusesWavenumbersBeyondTheTable() {
        double[] k = {0.01, 0.1, 1, 2};
        PowerSpectrum table = TabulatedSpectrum.of(k, new double[] {4, 3, 2, 1}, TabulatedSpectrum.Interpolation.CUBIC);
        assertThatThrownBy(() -> Wavenumbers.adaptive(1e-4, 1).quadrature(table, 1))
                .hasMessage("wavenumbers: found k from 1.0E-4 to 1.0 h/Mpc, but the power spectrum is known only from"
                        + " 0.01 to 2.0");
        assertThatThrownBy(() -> MassFluctuation.sigma8(table)).hasMessageContaining("it must reach from 0.0025");
        assertThatThrownBy(() -> table.at(3)).hasMessageContaining("known only from 0.01 to 2.0");
    }

    @Test
    void tablesGiveTheSpectrumTheyWereMadeFrom(@TempDir Path folder) throws IOException {
        PowerSpectrum spectrum = CdmSpectrum.ofSigma8(TransferFunction.eisensteinHu1998(LCDM), 0.965, 0.811);
        StringBuilder columns = new StringBuilder("# k [1/Mpc]  P [Mpc^3]\n");
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        double h = 0.7;
        for (int i = 0; i <= 1000; i++) {
            double k = 1e-5 * Math.pow(10, 7.0 * i / 1000);
            double p = spectrum.at(k);
            columns.append(k * h).append("  ").append(p / (h * h * h)).append("\n");
            first.append(i == 0 ? "" : " ").append(k);
            second.append(i == 0 ? "" : " ").append(p);
        }
        Path camb = Files.writeString(folder.resolve("pk.dat"), columns);
        Path rows = Files.writeString(folder.resolve("pk.csv"), first + "\n" + second + "\n");
        PowerSpectrum fromColumns = TabulatedSpectrum.read(camb, h, TabulatedSpectrum.Interpolation.LOG_CUBIC);
        PowerSpectrum fromRows = TabulatedSpectrum.read(rows, 1, TabulatedSpectrum.Interpolation.LOG_LINEAR);
        // between the knots a spline of 143 knots a decade follows the acoustic oscillations to 1e-5, lines to 1e-3
        for (double k : new double[] {0.0012345, 0.054321, 0.10101, 7.7}) {
            assertThat(fromColumns.at(k)).isCloseTo(spectrum.at(k), within(1e-5 * spectrum.at(k)));
            assertThat(fromRows.at(k)).isCloseTo(spectrum.at(k), within(1e-3 * spectrum.at(k)));
        }
        assertThat(MassFluctuation.sigma8(fromColumns)).isCloseTo(0.811, within(1e-6));
    }

    @Test
    void saysWhatIsWrongWithATable(@TempDir Path folder) throws IOException {
        Path words = Files.writeString(folder.resolve("words.dat"), "k P\n1 2\n");
        Path falling = Files.writeString(folder.resolve("falling.dat"), "1 2\n3 4\n2 5\n6 7\n");
        assertThatThrownBy(() -> TabulatedSpectrum.read(words, 1, TabulatedSpectrum.Interpolation.CUBIC))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("words.dat:1: found 'k', but a number is needed");
        assertThatThrownBy(() -> TabulatedSpectrum.read(falling, 1, TabulatedSpectrum.Interpolation.CUBIC))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("falling.dat: power spectrum: row 3: found k = 2.0, P = 5.0");
        assertThatThrownBy(() ->
                        TabulatedSpectrum.read(folder.resolve("none.dat"), 1, TabulatedSpectrum.Interpolation.CUBIC))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesMatterThatIsNot() {
        assertThatThrownBy(() -> MatterContent.of(0.3, 0.7, 0.7, 0.4, 2.7)).hasMessageContaining("leave room");
        assertThatThrownBy(() -> MatterContent.of(0.3, 0.7, 70, 0.04, 2.7)).hasMessageContaining("h was 70.0");
        assertThatThrownBy(() -> TransferFunction.eisensteinHu1998(MatterContent.of(0.3, 0.7, 0.7, 0, 2.7)))
                .hasMessageContaining("no baryons");
    }
}
