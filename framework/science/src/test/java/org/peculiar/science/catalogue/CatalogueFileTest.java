package org.peculiar.science.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.DataException;
import org.peculiar.api.Unit;

class CatalogueFileTest {

    @TempDir
    private Path folder;

    private CatalogueFile open(String name, String... lines) throws IOException {
        return CatalogueFile.open(Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n"), "a test");
    }

    private CatalogueFile distances(String unit) throws IOException {
        return open(
                "d.ecsv",
                "# %ECSV 1.0",
                "# ---",
                "# datatype:",
                "# - {name: d, datatype: float64" + (unit.isEmpty() ? "" : ", unit: " + unit) + "}",
                "d",
                "70");
    }

    @ParameterizedTest
    @CsvSource({"'', 70, 70", "km/s, 70, 0.7", "Mpc/h, 7000, 70", "kpc/h, 7, 0.07", "m/s, 0.07, 0.0007"})
    void putsDistancesInTheUnitAskedFor(String unit, double kms, double mpcH) throws IOException {
        assertThat(distances(unit).distances("d", Unit.KMS))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(kms);
        assertThat(distances(unit).distances("d", Unit.MPC_H))
                .usingComparatorWithPrecision(1e-14)
                .containsExactly(mpcH);
    }

    @Test
    void refusesADistanceThatDependsOnH0() throws IOException {
        CatalogueFile file = distances("Mpc");
        assertThatThrownBy(() -> file.distances("d", Unit.KMS))
                .isInstanceOf(DataException.class)
                .hasMessage("d.ecsv: d is in Mpc, but a comoving distance is needed in km/s or Mpc/h");
    }

    @Test
    void readsNumbersAndTexts() throws IOException {
        CatalogueFile file = open("t.csv", "name,l,b", "A 12,10,-20", "B,350.5,90");
        assertThat(file.columns()).containsExactly("name", "l", "b");
        assertThat(file.texts("name")).containsExactly("A 12", "B");
        assertThat(file.directionsDeg("l", "b")).isDeepEqualTo(new double[][] {{10, 350.5}, {-20, 90}});
    }

    @Test
    void namesTheRowAndTheColumn() throws IOException {
        CatalogueFile file = open("t.csv", "name,l,b,d", "A,10,-20,1", "B,20,91,");
        assertThatThrownBy(() -> file.directionsDeg("l", "b"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv: row 2: the direction is (20.0, 91.0), but l and b in degrees are needed");
        assertThatThrownBy(() -> file.numbers("d"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv: row 2: d is missing, but a finite number is needed in every row");
        assertThatThrownBy(() -> file.numbers("name"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv: column name holds text, but numbers are needed in every row");
        assertThatThrownBy(() -> file.numbers("r"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.csv: no column r; there are name, l, b, d");
    }

    @Test
    void refusesWhatIsNoTableOfItsKind() {
        assertThatThrownBy(() -> open("t.fits", "no FITS"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("t.fits: it is no table of its kind, ")
                .hasMessageEndingWith("; a test must come as .ecsv, .csv, .fits or .vot");
        assertThatThrownBy(() -> open("t.txt", "a"))
                .isInstanceOf(DataException.class)
                .hasMessage("t.txt: its name does not say its format, but .ecsv, .csv, .fits or .vot is needed");
    }
}
