package org.peculiar.plugin.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peculiar.plugin.source.table.Mapping.measured;
import static org.peculiar.plugin.source.table.Mapping.redshift;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.plugin.source.table.TableSource.Redshift;

/** Reads one table in every format. */
class TableFileTest {

    private static final String[] LINES = {
        "id,l[deg],b[deg],cz[km/s],s[dex(km/s)],es[dex],type", "N1,10.5,-20,5000,2.25,0.03,E", "N2,11,-21,6000,,,S0"
    };

    @TempDir
    private Path folder;

    private static byte[] ecsv(char delimiter) {
        String header = """
                # %%ECSV 1.0
                # ---
                # delimiter: '%s'
                # datatype:
                # - {name: id, datatype: string}
                # - {name: l, unit: deg, datatype: float64}
                # - {name: b, unit: deg, datatype: float64}
                # - name: cz
                #   unit: km / s
                #   datatype: float64
                #   description: in the CMB frame
                # - {name: s, unit: dex(km / s), datatype: float64}
                # - {name: es, unit: dex, datatype: float64}
                # - {name: type, datatype: string}
                # meta: !!omap
                # - comments: [made, for, a, test]
                # schema: astropy-2.0
                """.formatted(delimiter);
        String body = "id,l,b,cz,s,es,type\nN1,10.5,-20,5000,2.25,0.03,E\nN2,11,-21,6000,\"\",\"\",S0\n";
        return (header + body.replace(',', delimiter)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] csv() {
        String[] lines = LINES.clone();
        lines[0] = lines[0].replaceAll("\\[[^\\]]*]", "");
        return ("# a remark\n" + String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void allFormatsGiveTheSameSurvey() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("blanks.ecsv", ecsv(' '));
        files.put("commas.ecsv", ecsv(','));
        files.put(
                "byte-order-mark.ecsv",
                ("\ufeff" + new String(ecsv(','), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        files.put("other-name.txt", ecsv(','));
        files.put("zipped.ecsv.gz", zipped(ecsv(',')));
        files.put("plain.csv", csv());
        files.put("zipped.csv.gz", zipped(csv()));
        files.put("table.fits", Formats.fits(LINES));
        files.put("zipped.fits.gz", zipped(Formats.fits(LINES)));
        files.put("table.vot", Formats.votable(LINES));
        files.put("binary.xml", Formats.binaryVotable(LINES));
        files.put("zipped.vot.gz", zipped(Formats.votable(LINES)));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = Files.write(folder.resolve(file.getKey()), file.getValue());
            boolean csv = file.getKey().contains(".csv");
            Redshift z = csv
                    ? redshift("cz", "km/s", RestFrame.CMB)
                    : new Redshift(
                            "cz",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            RestFrame.CMB,
                            Optional.empty(),
                            Optional.empty());
            Survey survey = Mapping.of(path)
                    .redshift(z)
                    .column("log-sigma", measured("s", "es", csv ? "dex(km/s)" : null))
                    .text("type", "type")
                    .keep("cz > 100 and type =~ ['E', 'S0']")
                    .read();
            assertThat(survey.galaxies().labels()).as(file.getKey()).containsExactly("N1", "N2");
            assertThat(survey.galaxies().values("z")).containsExactly(5000 / 299792.458, 6000 / 299792.458);
            assertThat(survey.galaxies().values("log-sigma", Unit.DEX_KMS)).containsExactly(2.25, Double.NaN);
            assertThat(survey.galaxies().column("log-sigma").errors().orElseThrow())
                    .containsExactly(0.03, Double.NaN);
            assertThat(survey.galaxies().text("type")).containsExactly("E", "S0");
            assertThat(survey.galaxies().directions().longitudeDeg(0)).isEqualTo(10.5);
        }
    }

    @Test
    void numericIdentifiersAreTheSameTextInEveryFormat() throws IOException {
        String[] lines = {"id,l,b,cz", "17,10,-20,5000"};
        Map<String, byte[]> files = Map.of(
                "a.csv",
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8),
                "a.fits",
                Formats.fits(lines),
                "a.vot",
                Formats.votable(lines));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = Files.write(folder.resolve(file.getKey()), file.getValue());
            assertThat(Mapping.of(path).read().galaxies().labels()).containsExactly("17");
        }
    }
}
