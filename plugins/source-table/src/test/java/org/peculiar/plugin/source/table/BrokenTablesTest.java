package org.peculiar.plugin.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.peculiar.plugin.source.table.Mapping.file;
import static org.peculiar.plugin.source.table.Mapping.logarithm;
import static org.peculiar.plugin.source.table.Mapping.measured;
import static org.peculiar.plugin.source.table.Mapping.position;
import static org.peculiar.plugin.source.table.Mapping.redshift;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.RestFrame;
import org.peculiar.plugin.source.table.TableSource.Correlation;
import org.peculiar.science.sky.SkyFrame;

/** Each broken table gives one message that says where it is broken, what was found and what is needed. */
class BrokenTablesTest {

    private static final String HEADER = "id,l,b,cz,s,es";

    @TempDir
    private Path folder;

    private Mapping table(String... rows) {
        String[] lines = new String[rows.length + 1];
        lines[0] = HEADER;
        System.arraycopy(rows, 0, lines, 1, rows.length);
        return Mapping.of(file(folder, "galaxies.csv", lines)).column("log-sigma", measured("s", "es", "dex(km/s)"));
    }

    private static String message(Mapping mapping) {
        DataException e = catchThrowableOfType(DataException.class, mapping::read);
        assertThat(e).isNotNull();
        return e.getMessage();
    }

    @Test
    void missingColumn() {
        assertThat(message(table("a,1,2,3000,2.3,0.03").column("mu-e", measured("mue", null, "mag"))))
                .isEqualTo("galaxies.csv: columns.mu-e: found no column mue; there are id, l, b, cz, s, es");
    }

    @Test
    void misspeltColumn() {
        assertThat(message(table("a,1,2,3000,2.3,0.03").redshift(redshift("CZ", "km/s", RestFrame.CMB))))
                .isEqualTo("galaxies.csv: redshift.column: found no column CZ; did you mean cz?");
    }

    @Test
    void nanForARedshift() {
        assertThat(message(table("a,1,2,3000,2.3,0.03", "b,1,2,NaN,2.3,0.03")))
                .isEqualTo("galaxies.csv: row 2 (b): cz: found no redshift, but one is needed");
    }

    @Test
    void missingPosition() {
        assertThat(message(table("a,,2,3000,2.3,0.03")))
                .isEqualTo("galaxies.csv: row 1 (a): l: found no value, but a longitude of at most 360° is needed");
    }

    @Test
    void negativeError() {
        assertThat(message(table("a,1,2,3000,2.3,-0.03")))
                .isEqualTo("galaxies.csv: row 1 (a): es: found the error -0.03, but an error must be positive");
    }

    @Test
    void zeroError() {
        assertThat(message(table("a,1,2,3000,2.3,0"))).contains("row 1 (a): es: found the error 0, but");
    }

    @Test
    void missingError() {
        assertThat(message(table("a,1,2,3000,2.3,")))
                .isEqualTo("galaxies.csv: row 1 (a): es: found no error, but the value beside it needs one");
    }

    @Test
    void identifierTwice() {
        assertThat(message(table("a,1,2,3000,2.3,0.03", "b,1,2,3000,2.3,0.03", "a,5,6,3000,2.3,0.03")))
                .isEqualTo(
                        "galaxies.csv: row 3 (a): id: found a again, which row 1 already has, but identifiers must differ");
    }

    @Test
    void missingIdentifier() {
        assertThat(message(table(",1,2,3000,2.3,0.03")))
                .isEqualTo("galaxies.csv: row 1: id: found no identifier, but one is needed");
    }

    @Test
    void latitudeBeyondThePole() {
        assertThat(message(table("a,181,95,3000,2.3,0.03")))
                .isEqualTo("galaxies.csv: row 1 (a): b: found 95°, but a latitude within [-90°, 90°] is needed");
    }

    @Test
    void longitudeBeyondTheCircle() {
        assertThat(message(table("a,361,9,3000,2.3,0.03"))).contains("row 1 (a): l: found 361°, but a longitude");
    }

    @Test
    void czOfMinusOne() {
        assertThat(message(table("a,1,9,-1,2.3,0.03")))
                .isEqualTo("galaxies.csv: row 1 (a): cz: found -1, but a redshift must be positive; "
                        + "if -1 stands for a missing value, say missing: [-1]");
    }

    @Test
    void codeForAMissingRedshiftWithoutFallback() {
        assertThat(message(table("a,1,9,-1,2.3,0.03").missing(-1)))
                .isEqualTo("galaxies.csv: row 1 (a): cz: found no redshift, but one is needed");
    }

    @Test
    void textForANumber() {
        assertThat(message(table("a,1,9,3000,2.3x,0.03")))
                .isEqualTo("galaxies.csv: row 1 (a): s: found 2.3x, but a number is needed");
    }

    @Test
    void numberOfJavaIsNoNumber() {
        assertThat(message(table("a,1,9,3000,2.3f,0.03"))).contains("found 2.3f, but a number is needed");
    }

    @Test
    void infiniteValue() {
        assertThat(message(table("a,1,9,3000,inf,0.03")))
                .isEqualTo("galaxies.csv: row 1 (a): s: found an infinite value, but a finite one is needed");
    }

    @Test
    void czWithoutAUnit() {
        Path path = file(folder, "galaxies.csv", HEADER, "a,1,2,3000,2.3,0.03");
        Mapping mapping = Mapping.of(path)
                .redshift(new TableSource.Redshift(
                        "cz",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        RestFrame.CMB,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(message(mapping))
                .isEqualTo("galaxies.csv: row 1 (a): cz: found 3000 without a unit; for a cz say unit: km/s");
    }

    /** What a column as a whole lacks is one problem, however many rows there are. */
    @Test
    void unitsThatAreMissingAreAskedForOnce() {
        Path path = file(folder, "galaxies.csv", HEADER, "a,1,2,3000,2.3,0.03", "b,2,2,4000,2.3,0.03");
        Mapping mapping = Mapping.of(path)
                .position(position("l", "b", SkyFrame.EQUATORIAL_J2000))
                .redshift(redshift("cz", null, RestFrame.CMB));
        assertThat(message(mapping).lines())
                .containsExactly(
                        "galaxies.csv: row 1 (a): l: found 1 without a unit, but a right ascension needs one: say"
                                + " longitude-unit: deg, or hourangle",
                        "galaxies.csv: row 1 (a): cz: found 3000 without a unit; for a cz say unit: km/s");
    }

    @Test
    void longitudeAndLatitudeExchanged() {
        assertThat(message(table("a,-30,223,3000,2.3,0.03")))
                .isEqualTo("galaxies.csv: row 1 (a): b: found 223°, but a latitude within [-90°, 90°] is needed; are"
                        + " longitude and latitude exchanged?");
    }

    @Test
    void codeForAMissingValueThatIsNotDeclared() {
        assertThat(message(table("a,1,2,3000,2.3,0.03", "b,1,2,3000,-99.9,0.03", "c,1,2,3000,2.1,0.03")))
                .isEqualTo(
                        "galaxies.csv: row 2 (b): s: found -99.9, far from all others, which are 2.1 to 2.3; if it stands"
                                + " for a missing value, say missing: [-99.9], else missing: []");
    }

    @Test
    void semicolonsBetweenCells() {
        Path path = file(folder, "galaxies.csv", "id;l;b;cz", "a;1;2;3000");
        assertThat(message(Mapping.of(path)))
                .isEqualTo(
                        "galaxies.csv: found one column, 'id;l;b;cz', but cells are needed that commas separate (ECSV:"
                                + " commas or blanks)");
    }

    @Test
    void logarithmOfWhatIsNotPositive() {
        Path path = file(folder, "galaxies.csv", HEADER, "a,1,2,3000,200,20", "b,1,2,3000,0,20");
        assertThat(message(Mapping.of(path).column("log-sigma", logarithm("s", "es", "km/s"))))
                .isEqualTo("galaxies.csv: row 2 (b): s: found 0, but a logarithm needs a positive number");
    }

    @Test
    void logarithmOfMagnitudes() {
        Path path = file(folder, "galaxies.csv", HEADER, "a,1,2,3000,200,20");
        assertThat(message(Mapping.of(path).column("log-sigma", logarithm("s", "es", "mag"))))
                .isEqualTo(
                        "galaxies.csv: columns.log-sigma.log: column s is in mag, but a logarithm is taken of a velocity, an"
                                + " angle, a length in kpc/h or a number");
    }

    @Test
    void redshiftInMagnitudes() {
        assertThat(message(table("a,1,2,3000,2.3,0.03").redshift(redshift("cz", "mag", RestFrame.CMB))))
                .isEqualTo(
                        "galaxies.csv: redshift: column cz is in mag, but a redshift is a pure number, or a velocity such as km/s");
    }

    @Test
    void rightAscensionWithoutAUnit() {
        assertThat(message(table("a,1,2,3000,2.3,0.03").position(position("l", "b", SkyFrame.EQUATORIAL_J2000))))
                .isEqualTo("galaxies.csv: row 1 (a): l: found 1 without a unit, but a right ascension needs one: "
                        + "say longitude-unit: deg, or hourangle");
    }

    @Test
    void angleWithSixtyMinutes() {
        assertThat(message(table("a,12:60:00,2,3000,2.3,0.03").position(position("l", "b", SkyFrame.EQUATORIAL_B1950))))
                .isEqualTo("galaxies.csv: row 1 (a): l: found \"12:60:00\", but minutes and seconds must be below 60");
    }

    @Test
    void unknownUnit() {
        Path path = file(folder, "galaxies.csv", HEADER, "a,1,2,3000,2.3,0.03");
        assertThat(message(Mapping.of(path).column("log-sigma", measured("s", "es", "dex(miles)"))))
                .startsWith(
                        "galaxies.csv: columns.log-sigma: column s: found the unit 'dex(miles)', but one of 1, %, km/s, ")
                .endsWith(" is needed");
    }

    @Test
    void emptyFile() {
        Path path = file(folder, "galaxies.csv");
        assertThat(message(Mapping.of(path))).isEqualTo("galaxies.csv: the file is empty, but a table is needed");
    }

    @Test
    void noRows() {
        assertThat(message(table())).isEqualTo("galaxies.csv: found no rows, but at least one is needed");
    }

    @Test
    void noRowsKept() {
        assertThat(message(table("a,1,2,3000,2.3,0.03").keep("cz > 5000")))
                .isEqualTo("galaxies.csv: keep: none of the 1 rows meets 'cz > 5000'");
    }

    @Test
    void rowWithTooManyCells() {
        assertThat(message(table("a,1,2,3000,2.3,0.03", "b,1,2,3,000,2.3,0.03")))
                .isEqualTo("galaxies.csv: row 2: cells: found 7 cells in line 3, but the table has 6 columns");
    }

    @Test
    void quoteThatIsNotClosed() {
        assertThat(message(table("a,1,2,3000,2.3,0.03", "\"b,1,2,3000,2.3,0.03", "c,1,2,3000,2.3,0.03")))
                .startsWith("galaxies.csv: at line 3: the line cannot be split into cells: Unclosed quoted field");
    }

    @Test
    void twoColumnsOfOneName() {
        Path path = file(folder, "galaxies.csv", "id,l,b,cz,cz", "a,1,2,3,4");
        assertThat(message(Mapping.of(path))).isEqualTo("galaxies.csv: found two columns cz, but names must differ");
    }

    @Test
    void imageInPlaceOfATable() throws IOException {
        Path path = folder.resolve("galaxies.csv");
        Files.write(path, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
        assertThat(message(Mapping.of(path)))
                .isEqualTo("galaxies.csv: found an unknown format, but an ECSV, CSV, FITS or VOTable file is needed;"
                        + " TOPCAT, STILTS and astropy convert to them");
    }

    @Test
    void latinText() throws IOException {
        Path path = folder.resolve("galaxies.csv");
        Files.write(path, (HEADER + "\nCafé,1,2,3000,2.3,0.03\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(message(Mapping.of(path)))
                .isEqualTo(
                        "galaxies.csv: found bytes that are not UTF-8 text, but an ECSV, CSV, FITS or VOTable file is needed;"
                                + " TOPCAT, STILTS and astropy convert to them");
    }

    @Test
    void textOfUnknownFormat() {
        Path path = file(folder, "galaxies.dat", "id l b cz", "a 1 2 3000");
        assertThat(message(Mapping.of(path)))
                .isEqualTo("galaxies.dat: found an unknown format, but an ECSV, CSV, FITS or VOTable file is needed;"
                        + " TOPCAT, STILTS and astropy convert to them");
    }

    @Test
    void ecsvWithoutAHeader() {
        Path path = file(folder, "galaxies.ecsv", "id,l,b,cz", "a,1,2,3000");
        assertThat(message(Mapping.of(path)))
                .isEqualTo(
                        "galaxies.ecsv: found no line '# %ECSV' at the beginning, but an ECSV, CSV, FITS or VOTable file is needed;"
                                + " TOPCAT, STILTS and astropy convert to them");
    }

    @Test
    void ecsvWhoseNamesDisagree() {
        Path path = file(
                folder,
                "galaxies.ecsv",
                "# %ECSV 1.0",
                "# ---",
                "# delimiter: ','",
                "# datatype:",
                "# - {name: id, datatype: string}",
                "# - {name: cz, datatype: float64}",
                "id,z",
                "a,3000");
        assertThat(message(Mapping.of(path)))
                .isEqualTo("galaxies.ecsv: found the column names id, z, but the ECSV header declares id, cz");
    }

    @Test
    void ecsvWithABrokenHeader() {
        Path path = file(folder, "galaxies.ecsv", "# %ECSV 1.0", "# ---", "# datatype: {", "id,z", "a,3000");
        assertThat(message(Mapping.of(path))).startsWith("galaxies.ecsv: the ECSV header is not YAML: ");
    }

    @Test
    void ecsvWithTextForANumber() {
        Path path = file(
                folder,
                "galaxies.ecsv",
                "# %ECSV 1.0",
                "# ---",
                "# datatype:",
                "# - {name: id, datatype: string}",
                "# - {name: l, datatype: float64}",
                "# - {name: b, datatype: float64}",
                "# - {name: cz, datatype: float64}",
                "id l b cz",
                "a 1 2 3,000");
        assertThat(message(Mapping.of(path)))
                .isEqualTo("galaxies.ecsv: row 1 (a): cz: found 3,000, but a number is needed");
    }

    @Test
    void truncatedFits() throws IOException {
        byte[] whole = Formats.fits("id,l,b,cz", "a,1,2,3000");
        Path path = folder.resolve("galaxies.fits");
        for (int length : new int[] {100, 2880, 4000, whole.length - 2880}) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThat(message(Mapping.of(path)))
                    .isEqualTo(
                            "galaxies.fits: the file ends too early: it is truncated or holds no table, but a whole table is needed");
        }
    }

    @Test
    void truncatedVotable() throws IOException {
        byte[] whole = Formats.votable("id,l,b,cz", "a,1,2,3000");
        Path path = folder.resolve("galaxies.vot");
        Files.write(path, Arrays.copyOf(whole, whole.length - 40));
        assertThat(message(Mapping.of(path)))
                .startsWith("galaxies.vot: not a whole XML document, so no VOTable: line ");
    }

    @Test
    void votableWithTextForANumber() throws IOException {
        String whole = new String(Formats.votable("id,l,b,cz", "a,1,2,3000"), StandardCharsets.UTF_8);
        Path path = file(folder, "galaxies.vot", whole.replace("<TD>3000.0</TD>", "<TD>3OOO</TD>"));
        assertThat(message(Mapping.of(path))).isEqualTo("galaxies.vot: row 1: cz: found 3OOO, but a number is needed");
    }

    @Test
    void votableWithItsDataElsewhere() throws IOException {
        String whole = new String(Formats.votable("id,l,b,cz", "a,1,2,3000"), StandardCharsets.UTF_8);
        Path path = file(
                folder,
                "galaxies.vot",
                whole.replaceFirst(
                        "(?s)<TABLEDATA>.*</TABLEDATA>",
                        "<BINARY><STREAM href=\"http://example.org/data\"/></BINARY>"));
        assertThat(message(Mapping.of(path)))
                .isEqualTo(
                        "galaxies.vot: the data are in http://example.org/data, but they must be in the file itself");
    }

    @Test
    void webPageInPlaceOfATable() {
        Path path = file(folder, "galaxies.csv", "<html><body>404 Not Found</body></html>");
        assertThat(message(Mapping.of(path)))
                .isEqualTo("galaxies.csv: found a document <html>, but a <VOTABLE> is needed");
    }

    @Test
    void groupThatIsNotInTheTable() {
        Path galaxies = file(folder, "galaxies.csv", "id,cluster", "a,A194", "b,A195");
        Path clusters = file(folder, "clusters.csv", "name,l,b,cz", "A194,142.2,-63.1,5085");
        assertThat(message(Mapping.of(galaxies)
                        .group("cluster")
                        .position(null)
                        .redshift(null)
                        .groups(
                                clusters,
                                position("l", "b", SkyFrame.GALACTIC),
                                redshift("cz", "km/s", RestFrame.CMB),
                                Map.of(),
                                null)))
                .isEqualTo(
                        "galaxies.csv: row 2 (b): cluster: found A195, but clusters.csv has no such row; did you mean A194?");
    }

    @Test
    void measurementOfAnUnknownGalaxy() {
        Path sigmas = file(folder, "sigmas.csv", "id,s", "a,2.3", "z,2.1");
        assertThat(message(table("a,1,2,3000,2.3,0.03")
                        .measurements(sigmas, Map.of("log-sigma", measured("s", null, "dex(km/s)")), Map.of())))
                .isEqualTo("sigmas.csv: row 2 (z): id: found z, but galaxies.csv has no such row; there are a");
    }

    @Test
    void correlationBeyondOne() {
        Path path = file(folder, "galaxies.csv", "id,l,b,cz,r,i,rho", "a,1,2,3000,1,2,-1.2");
        assertThat(message(Mapping.of(path)
                        .column("log-re", measured("r", null, "dex(kpc/h)"))
                        .column("log-ie", measured("i", null, "dex(Lsun/pc2)"))
                        .correlations(new Correlation(
                                java.util.List.of("log-re", "log-ie"), Optional.empty(), Optional.of("rho")))))
                .isEqualTo("galaxies.csv: row 1 (a): rho: found the correlation -1.2, but [-1, 1] is needed");
    }

    @Test
    void neitherGalaxiesNorGroupsHavePositions() {
        assertThat(message(table("a,1,2,3000,2.3,0.03").position(null)))
                .isEqualTo("galaxies.csv: found no position:, but either the galaxies or their groups need one");
    }

    @Test
    void neitherGalaxiesNorGroupsHaveRedshifts() {
        assertThat(message(table("a,1,2,3000,2.3,0.03").redshift(null)))
                .isEqualTo("galaxies.csv: found no redshift:, but either the galaxies or their groups need one");
    }

    @Test
    void manyProblemsAreCounted() {
        String[] rows = new String[20];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "g" + i + ",1,95,3000,2.3,0.03";
        }
        String message = message(table(rows));
        assertThat(message.lines()).hasSize(6);
        assertThat(message).endsWith("\nand 15 more problems");
    }

    @Test
    void problemsOfSeveralColumnsComeTogether() {
        assertThat(message(table("a,1,95,-1,2.3,-0.03")).lines()).hasSize(3);
    }
}
