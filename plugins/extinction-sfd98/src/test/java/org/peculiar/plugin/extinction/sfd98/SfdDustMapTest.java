package org.peculiar.plugin.extinction.sfd98;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.ReddeningScale;
import org.peculiar.plugin.extinction.sfd98.LambertImage.Pole;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Interpolation;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Mask;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.MaskBit;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Parameters;
import org.peculiar.testkit.HostFiles;

final class SfdDustMapTest {

    @TempDir
    private static Path folder;

    private static Path ramp;

    /** A pair of the size of the real maps, E(B−V) = 0.1 + 0.00001 (x + 2y) mag at pixel (x, y). */
    @BeforeAll
    static void writeRamp() throws IOException {
        ramp = Files.createDirectory(folder.resolve("ramp"));
        Maps.dust(ramp.resolve("SFD_dust_4096_ngp.fits"), 1, 4096, (x, y) -> 0.1 + 1e-5 * (x + 2 * y));
        Maps.dust(ramp.resolve("SFD_dust_4096_sgp.fits"), -1, 4096, (x, y) -> 0.1 + 1e-5 * (x + 2 * y));
    }

    // Pixel coordinates worked out independently, in trigonometry, from the maps' documentation; 1e-6 pixels is their
    // precision.
    @ParameterizedTest
    @CsvSource({
        "0, 90, 2047.5, 2047.5",
        "0, -90, 2047.5, 2047.5",
        "12, 34.5, 3366.594348, 1767.117841",
        "121, -21.5, 1207.958483, 3444.731721",
        "58.09, 87.96, 2074.753082, 2003.733122",
        "269.7, 26.5, 2039.519981, 3571.557429",
        "150.4, -13.4, 486.694154, 2934.161126",
        "90, 0, 2047.5, -0.5"
    })
    void projectsOntoPixels(double l, double b, double x, double y) {
        LambertImage image = b >= 0
                ? LambertImage.ofFloats(ramp.resolve("SFD_dust_4096_ngp.fits"), Pole.NORTH)
                : LambertImage.ofFloats(ramp.resolve("SFD_dust_4096_sgp.fits"), Pole.SOUTH);
        Directions galactic = direction(l, b);
        double factor = image.factor(galactic.z()[0]);
        assertThat(image.x(factor, galactic.x()[0])).isCloseTo(x, within(1e-6));
        assertThat(image.y(factor, galactic.y()[0])).isCloseTo(y, within(1e-6));
    }

    // Worked out independently for this ramp, with pixels rounded to floats; mag.
    @Test
    void interpolatesBilinearly() {
        assertThat(lookUp(ramp, Interpolation.BILINEAR, 121, -21.5)).isCloseTo(0.18097421693, within(1e-8));
    }

    // The method of the maps' documentation, in trigonometry and another form of the radius, on pixels without any
    // pattern:
    // 1e-6 mag.
    @ParameterizedTest
    @ValueSource(ints = {4096, 1024, 257})
    void agreesWithTrigonometry(int size) throws IOException {
        Path maps = Files.createDirectory(folder.resolve("noise" + size));
        Maps.dust(maps.resolve("noise_ngp.fits"), 1, size, (x, y) -> noise(x, y, 1));
        Maps.dust(maps.resolve("noise_sgp.fits"), -1, size, (x, y) -> noise(x, y, -1));
        Random random = new Random(98);
        int count = 20_000;
        double[] l = random.doubles(count, 0, 360).toArray();
        double[] b = random.doubles(count, -1, 1)
                .map(sine -> Math.toDegrees(Math.asin(sine)))
                .toArray();
        double[] special = {90, -90, 89.9999, -89.9999, 0, 1e-9, -1e-9, 0.01, -0.01, 45};
        System.arraycopy(special, 0, b, 0, special.length);
        double[] ebvMag = new SfdDustMap(
                        new Parameters(maps, Interpolation.BILINEAR, Optional.empty()), new HostFiles())
                .reddening(Directions.ofDegrees(l, b));
        for (int i = 0; i < count; i++) {
            assertThat(ebvMag[i]).as("l %s, b %s", l[i], b[i]).isCloseTo(trigonometric(size, l[i], b[i]), within(1e-6));
        }
    }

    private static double trigonometric(int size, double l, double b) {
        int n = b >= 0 ? 1 : -1;
        double rho = Math.sqrt(2) * Math.sin(Math.toRadians(45 - n * b / 2));
        double scale = size / 2.0;
        double x = scale * rho * Math.cos(Math.toRadians(l)) + (size - 1) / 2.0;
        double y = -n * scale * rho * Math.sin(Math.toRadians(l)) + (size - 1) / 2.0;
        x = Math.min(Math.max(x, 0), size - 1);
        y = Math.min(Math.max(y, 0), size - 1);
        int ix = Math.min((int) x, size - 2);
        int iy = Math.min((int) y, size - 2);
        return (1 - (y - iy)) * ((1 - (x - ix)) * noise(ix, iy, n) + (x - ix) * noise(ix + 1, iy, n))
                + (y - iy) * ((1 - (x - ix)) * noise(ix, iy + 1, n) + (x - ix) * noise(ix + 1, iy + 1, n));
    }

    private static double noise(int x, int y, int pole) {
        long mixed = ((x + 4096L * y) * 2 + pole) * 6364136223846793005L;
        return (float) ((mixed >>> 40) / (double) (1L << 24));
    }

    // A piece of the real northern map, put where it was cut out of a map that is otherwise zero. The values are
    // those known for these positions, which were given in J2000 (204.17470, -29.960283) and (205.40142, -33.098216);
    // ±0.001 mag.
    @ParameterizedTest
    @CsvSource({"314.4814961, 31.8943790, 0.0773", "314.8908957, 28.6058600, 0.0540"})
    void readsTheRealMap(double l, double b, double ebvMag) throws IOException {
        Path maps = Files.createDirectories(folder.resolve("real"));
        Maps.sparse(maps.resolve("SFD_dust_4096_ngp.fits"), 1, 4096, 3000, 3000, cutout());
        Maps.sparse(maps.resolve("SFD_dust_4096_sgp.fits"), -1, 4096, 0, 0, new float[0][0]);
        assertThat(lookUp(maps, Interpolation.BILINEAR, l, b)).isCloseTo(ebvMag, within(0.001));
        assertThat(lookUp(maps, Interpolation.NEAREST, l, b)).isCloseTo(ebvMag, within(0.002));
        assertThat(lookUp(maps, Interpolation.BILINEAR, l + 90, b)).isZero();
        assertThat(lookUp(maps, Interpolation.BILINEAR, l, -b)).isZero();
    }

    private static float[][] cutout() throws IOException {
        try (InputStream in = SfdDustMapTest.class.getResourceAsStream("SFD_dust_4096_ngp_cutout.fits")) {
            ByteBuffer data = ByteBuffer.wrap(in.readAllBytes()).position(2 * 2880);
            float[][] image = new float[100][100];
            for (float[] row : image) {
                for (int x = 0; x < row.length; x++) {
                    row[x] = data.getFloat();
                }
            }
            return image;
        }
    }

    @Test
    void nearestTakesThePixel() {
        // Pixel (1208, 3445) of the ramp.
        assertThat(lookUp(ramp, Interpolation.NEAREST, 121, -21.5)).isEqualTo((float) (0.1 + 1e-5 * (1208 + 2 * 3445)));
    }

    @Test
    void equatorIsNorthernAndClampedToTheEdge() {
        // y = −0.5 is outside: the lowest row alone, half-way between pixels 2047 and 2048.
        double edge = 0.1 + 1e-5 * 2047.5;
        assertThat(lookUp(ramp, Interpolation.BILINEAR, 90, 0)).isCloseTo(edge, within(1e-8));
        assertThat(lookUp(ramp, Interpolation.NEAREST, 90, 0)).isBetween(edge - 6e-6, edge + 6e-6);
        // x = 4095.5: the last column alone.
        assertThat(lookUp(ramp, Interpolation.BILINEAR, 0, 0))
                .isCloseTo(0.1 + 1e-5 * (4095 + 2 * 2047.5), within(1e-8));
    }

    @Test
    void directionThatIsNoNumberIsUnknown() {
        double[] nan = {Double.NaN, 0.6};
        double[] z = {Double.NaN, 0.8};
        Directions galactic = new Directions(nan, new double[] {0, 0}, z);
        for (Interpolation interpolation : Interpolation.values()) {
            double[] ebvMag = map(ramp, interpolation).reddening(galactic);
            assertThat(ebvMag[0]).isNaN();
            assertThat(ebvMag[1]).isFinite();
        }
    }

    @Test
    void eachRowIsLookedUpForItself() {
        Random random = new Random(1);
        int count = 5000;
        double[] l = random.doubles(count, 0, 360).toArray();
        double[] b = random.doubles(count, -90, 90).toArray();
        SfdDustMap map = map(ramp, Interpolation.BILINEAR);
        double[] together = map.reddening(Directions.ofDegrees(l, b));
        for (int i = 0; i < count; i++) {
            assertThat(map.reddening(direction(l[i], b[i]))[0]).isEqualTo(together[i]);
        }
        assertThat(map.reddening(Directions.ofDegrees(new double[0], new double[0])))
                .isEmpty();
    }

    @Test
    void valuesAreOnTheScaleOfTheMaps() {
        assertThat(map(ramp, Interpolation.BILINEAR).scale()).isEqualTo(ReddeningScale.SFD98);
    }

    @Test
    void opensFilesThroughTheHost() {
        HostFiles files = new HostFiles();
        assertThat(new SfdDustMap(new Parameters(ramp, Interpolation.BILINEAR, Optional.empty()), files))
                .isNotNull();
        assertThat(files.used())
                .containsExactlyInAnyOrder(
                        ramp.resolve("SFD_dust_4096_ngp.fits"), ramp.resolve("SFD_dust_4096_sgp.fits"));
    }

    // (12, 34.5) is in pixel (3367, 1767) of a mask of the size of the map; the mask says a source was removed there,
    // and elsewhere that two scans were made.
    @ParameterizedTest
    @ValueSource(strings = {"bytes", "shorts"})
    void maskMakesValuesUnknown(String kind) throws IOException {
        Path masks = Files.createDirectory(folder.resolve("mask-" + kind));
        IntBinaryOperator bits = (x, y) -> 2 | (x == 3367 && y == 1767 ? 16 | 128 : 0);
        for (int pole : new int[] {1, -1}) {
            Path file = masks.resolve("SFD_mask_4096_" + (pole > 0 ? "ngp" : "sgp") + ".fits");
            if (kind.equals("bytes")) {
                Maps.byteMask(file, pole, 4096, bits);
            } else {
                Maps.shortMask(file, pole, 4096, bits);
            }
        }
        double plain = lookUp(ramp, Interpolation.BILINEAR, 12, 34.5);
        assertThat(plain).isFinite();
        assertThat(masked(masks, MaskBit.SOURCE_REMOVED, 12, 34.5)).isNaN();
        assertThat(masked(masks, MaskBit.NO_IRAS_DATA, 12, 34.5)).isNaN();
        assertThat(masked(masks, MaskBit.BIG_OBJECT, 12, 34.5)).isEqualTo(plain);
        assertThat(masked(masks, MaskBit.SOURCE_REMOVED, 12, 34.6)).isFinite();
        assertThat(masked(masks, MaskBit.SOURCE_REMOVED, 12, -34.6)).isFinite();
    }

    private static double masked(Path masks, MaskBit unknown, double l, double b) {
        Mask mask = new Mask(masks, List.of(unknown));
        return new SfdDustMap(new Parameters(ramp, Interpolation.BILINEAR, Optional.of(mask)), new HostFiles())
                .reddening(direction(l, b))[0];
    }

    // Bits of the mask after the maps' documentation: 0 and 1 count scans.
    @Test
    void bitsAreThoseOfTheDocumentation() {
        assertThat(MaskBit.values()).extracting(MaskBit::value).containsExactly(4, 8, 16, 32, 64, 128);
    }

    @Test
    void refusesMapsThatDoNotExist() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> map(empty, Interpolation.BILINEAR))
                .isInstanceOf(DataException.class)
                .hasMessage(empty + ": found no file *_ngp.fits, but exactly one is needed");
    }

    private static double lookUp(Path maps, Interpolation interpolation, double l, double b) {
        return map(maps, interpolation).reddening(direction(l, b))[0];
    }

    private static SfdDustMap map(Path maps, Interpolation interpolation) {
        return new SfdDustMap(new Parameters(maps, interpolation, Optional.empty()), new HostFiles());
    }

    private static Directions direction(double l, double b) {
        return Directions.ofDegrees(new double[] {l}, new double[] {b});
    }
}
