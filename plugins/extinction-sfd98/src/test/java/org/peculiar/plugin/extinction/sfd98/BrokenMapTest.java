package org.peculiar.plugin.extinction.sfd98;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.plugin.extinction.sfd98.LambertImage.Pole;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Interpolation;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Parameters;
import org.peculiar.testkit.HostFiles;

/** Each says which file, what was found and what is needed. */
final class BrokenMapTest {

    @TempDir
    private Path folder;

    private Path file;
    private byte[] sound;

    @BeforeEach
    void writeSoundMap() throws IOException {
        file = folder.resolve("map_ngp.fits");
        Maps.dust(file, 1, 64, (x, y) -> 0.1);
        Maps.dust(folder.resolve("map_sgp.fits"), -1, 64, (x, y) -> 0.1);
        sound = Files.readAllBytes(file);
        assertThat(sound).hasSize(2880 + (64 * 64 * 4 + 2879) / 2880 * 2880);
    }

    @Test
    void truncatedImage() throws IOException {
        refused(
                Arrays.copyOf(sound, 2880 + 64 * 64 * 4 - 1),
                "truncated: 19263 bytes were found, but the header and its image need 19264");
    }

    @Test
    void missingPaddingIsNotMissed() throws IOException {
        Files.write(file, Arrays.copyOf(sound, 2880 + 64 * 64 * 4));
        assertThat(open()).isNotNull();
    }

    @Test
    void truncatedHeader() throws IOException {
        refused(Arrays.copyOf(sound, 1000), "truncated: the file ends within the FITS header, before its END");
    }

    @Test
    void headerWithoutEnd() throws IOException {
        refused(
                Arrays.copyOf(edited("END     ", "COMMENT "), 2880),
                "truncated: the file ends within the FITS header, before its END");
    }

    @Test
    void emptyFile() throws IOException {
        refused(new byte[0], "the file is empty, but a FITS image is needed");
    }

    @Test
    void notFits() throws IOException {
        refused(
                "<!DOCTYPE html><html>Sign in</html>".getBytes(US_ASCII),
                "not a FITS file: it does not begin with SIMPLE");
    }

    @Test
    void stillCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(sound);
        }
        refused(bytes.toByteArray(), "not a FITS file: it does not begin with SIMPLE but is compressed; decompress it");
    }

    @Test
    void otherHemisphere() throws IOException {
        refused(
                Files.readAllBytes(folder.resolve("map_sgp.fits")),
                "LAM_NSGP is -1, but the map around the north Galactic pole is needed, with 1");
    }

    @Test
    void missingKey() throws IOException {
        refused(edited("LAM_SCAL", "LAM_SIZE"), "the FITS header has no LAM_SCAL, which these maps need");
        refused(edited("LAM_NSGP", "LAM_POLE"), "the FITS header has no LAM_NSGP, which these maps need");
    }

    @Test
    void keyThatIsNoNumber() throws IOException {
        refused(
                edited("LAM_NSGP=                    1", "LAM_NSGP=                  1.5"),
                "LAM_NSGP is 1.5, but a whole number is needed");
        refused(
                edited("LAM_NSGP=                    1", "LAM_NSGP=                    T"),
                "LAM_NSGP is T, but a number is needed");
    }

    @Test
    void scaleOfNothing() throws IOException {
        Maps.write(file, 1, 0, new float[64][64]);
        refused(Files.readAllBytes(file), "LAM_SCAL is 0.0, but pixels from the pole to the equator are needed");
    }

    @Test
    void pieceOfAMap() throws IOException {
        try (InputStream in = BrokenMapTest.class.getResourceAsStream("SFD_dust_4096_ngp_cutout.fits")) {
            refused(
                    in.readAllBytes(),
                    "the image has 100 × 100 pixels, but for LAM_SCAL = 2048.0 at least 4095 are needed either way to hold "
                            + "the hemisphere");
        }
    }

    @Test
    void otherTypeOfPixel() throws IOException {
        Maps.write(file, 1, 32, new short[64][64]);
        refused(Files.readAllBytes(file), "BITPIX is 16, but a map of 32-bit floats is needed, with -32");
    }

    @Test
    void otherNumberOfAxes() throws IOException {
        Maps.write(file, 1, 32, new float[2][64][64]);
        refused(Files.readAllBytes(file), "NAXIS is 3, but an image of 2 axes is needed at the head of the file");
    }

    @Test
    void scaledPixels() throws IOException {
        Maps.write(file, 1, 32, new float[64][64], "BSCALE", 2);
        refused(Files.readAllBytes(file), "BSCALE is 2.0, but only 1.0 is understood here");
        Maps.write(file, 1, 32, new float[64][64], "BZERO", 1);
        refused(Files.readAllBytes(file), "BZERO is 1.0, but only 0.0 is understood here");
    }

    @Test
    void maskOfFloats() {
        assertThatThrownBy(() -> LambertImage.ofBits(file, Pole.NORTH))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": BITPIX is -32, but a mask of 8-bit or 16-bit integers is needed");
    }

    @Test
    void fileThatHasGone() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> LambertImage.ofFloats(file, Pole.NORTH))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": cannot be read");
    }

    private void refused(byte[] content, String problem) throws IOException {
        Files.write(file, content);
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessage(file + ": " + problem);
    }

    private SfdDustMap open() {
        return new SfdDustMap(new Parameters(folder, Interpolation.BILINEAR, Optional.empty()), new HostFiles());
    }

    private byte[] edited(String found, String instead) {
        byte[] bytes = sound.clone();
        int at = new String(bytes, US_ASCII).indexOf(found);
        assertThat(at).isNotNegative();
        System.arraycopy(instead.getBytes(US_ASCII), 0, bytes, at, instead.length());
        return bytes;
    }
}
