package org.peculiar.plugin.extinction.bursteinheiles;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.Directions;
import org.peculiar.api.ReddeningScale;
import org.peculiar.plugin.extinction.bursteinheiles.BursteinHeilesDustMap.Parameters;

final class BursteinHeilesDustMapTest {

    private static final BursteinHeilesDustMap MAP = new BursteinHeilesDustMap(new Parameters(65, 1.5));
    private static final BursteinHeilesDustMap CAP_62 = new BursteinHeilesDustMap(new Parameters(62, 1.5));
    private static final BursteinHeilesDustMap WITHOUT_SEARCH = new BursteinHeilesDustMap(new Parameters(65, 0));

    // Values of the grids at the lines of sight of clusters, worked out by an independent reader; mag. (142.20,
    // -63.10) lies exactly on the border of two rows: it is taken 0.0001 deg inside the one the other reader rounded
    // to.
    @ParameterizedTest
    @CsvSource({
        "58.09, 87.96, 0.011352",
        "150.40, -13.40, 0.161",
        "142.20, -63.0999, 0.017",
        "62.90, 43.70, -0.003",
        "302.40, 21.60, 0.116",
        "311.98, 30.74, 0.044",
        "103.40, -33.10, 0.035",
        "195.70, -17.70, 0.127",
        "25.30, -75.90, 0.0051045"
    })
    void givesTheValueOfTheCell(double l, double b, double ebvMag) {
        assertThat(lookUp(MAP, l, b)).isCloseTo(ebvMag, within(1e-12));
    }

    @Test
    void capsBeginAtTheLatitudeAskedFor() {
        assertThat(lookUp(CAP_62, 142.20, -63.10)).isCloseTo(0.037, within(5e-4));
        assertThat(lookUp(CAP_62, 200, 62))
                .isEqualTo(lookUp(new BursteinHeilesDustMap(new Parameters(60, 0)), 200, 62));
        assertThat(lookUp(CAP_62, 200, 61.99)).isEqualTo(lookUp(MAP, 200, 61.99));
    }

    // 2,200 positions looked up by src/test/script/bh82_positions.py: the same bits, also in gaps.
    @Test
    void agreesExactlyWithAnIndependentReader() throws IOException {
        List<String[]> rows = positions();
        assertThat(rows).hasSize(2200);
        double[] l = column(rows, 0);
        double[] b = column(rows, 1);
        assertThat(MAP.reddening(Directions.ofDegrees(l, b))).containsExactly(column(rows, 2));
        assertThat(CAP_62.reddening(Directions.ofDegrees(l, b))).containsExactly(column(rows, 3));
    }

    @Test
    void nearestCellWithDataFillsAGap() {
        // Abell 1060: the whole row at b = 26.8° is empty there. In the row below, 0.3° away, the columns around
        // l = 269.55° and 269.85° hold 0.041 and 0.040 mag.
        assertThat(lookUp(WITHOUT_SEARCH, 269.70, 26.50)).isNaN();
        assertThat(lookUp(MAP, 269.69, 26.50)).isEqualTo(0.041);
        assertThat(lookUp(MAP, 269.71, 26.50)).isEqualTo(0.040);
        assertThat(lookUp(MAP, 269.70, 26.50)).isBetween(0.040, 0.041);
        // The hydrogen survey's southern limit is some 20 deg away.
        assertThat(lookUp(MAP, 300, -75)).isNaN();
    }

    @Test
    void unknownNearThePlane() {
        assertThat(lookUp(MAP, 40, 9.999999)).isNaN();
        assertThat(lookUp(MAP, 40, -9.999999)).isNaN();
        assertThat(lookUp(MAP, 40, 0)).isNaN();
        assertThat(lookUp(MAP, 40, 10)).isFinite();
        assertThat(lookUp(MAP, 40, -10)).isFinite();
    }

    @Test
    void columnsGoRound() {
        double first = lookUp(MAP, 0.01, 30);
        assertThat(lookUp(MAP, 360, 30)).isEqualTo(first);
        assertThat(lookUp(MAP, 0, 30)).isEqualTo(first);
        assertThat(lookUp(MAP, 359.99, 30)).isFinite();
    }

    @Test
    void polesHaveOneValue() {
        // The longitude means nothing there.
        assertThat(lookUp(MAP, 0, 90)).isFinite().isEqualTo(lookUp(MAP, 123, 90));
        assertThat(lookUp(MAP, 0, -90)).isEqualTo(lookUp(MAP, 123, -90));
    }

    @Test
    void directionThatIsNoNumberIsUnknown() {
        double[] nan = {Double.NaN};
        assertThat(MAP.reddening(new Directions(nan, nan, nan))).containsExactly(Double.NaN);
    }

    @Test
    void isOnTheScaleOfTheMaps() {
        assertThat(MAP.scale()).isEqualTo(ReddeningScale.BURSTEIN_HEILES);
    }

    // SHA-256 of the image data of the four extensions of the FITS file that was packed: all 303,402 values, NaN
    // included, are those of the source, bit for bit.
    @Test
    void carriesTheGridsBitForBit() throws IOException, NoSuchAlgorithmException {
        try (InputStream in = new GZIPInputStream(Grids.class.getResourceAsStream("bh82.gz"))) {
            ShortBuffer cells = ByteBuffer.wrap(in.readAllBytes()).asShortBuffer();
            assertThat(cells.remaining()).isEqualTo(2 * 93 * 1200 + 2 * 201 * 201);
            ByteBuffer image = ByteBuffer.allocate(4 * cells.remaining());
            while (cells.hasRemaining()) {
                short cell = cells.get();
                image.putFloat(cell == -9999 ? Float.NaN : cell);
            }
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(image.array())))
                    .isEqualTo("9c9174b62007d0e8a0385057ae57b5f38d8ec596d5807283f859f021fa569700");
        }
    }

    private static double lookUp(BursteinHeilesDustMap map, double l, double b) {
        return map.reddening(Directions.ofDegrees(new double[] {l}, new double[] {b}))[0];
    }

    private static List<String[]> positions() throws IOException {
        try (InputStream in = BursteinHeilesDustMapTest.class.getResourceAsStream("bh82_positions.csv")) {
            return new String(in.readAllBytes(), US_ASCII)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        }
    }

    private static double[] column(List<String[]> rows, int column) {
        double[] values = new double[rows.size()];
        Arrays.setAll(
                values, i -> rows.get(i)[column].isEmpty() ? Double.NaN : Double.parseDouble(rows.get(i)[column]));
        return values;
    }
}
