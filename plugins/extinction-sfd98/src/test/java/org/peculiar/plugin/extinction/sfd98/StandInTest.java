package org.peculiar.plugin.extinction.sfd98;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.Directions;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Interpolation;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Parameters;
import org.peculiar.testkit.HostFiles;

/** The coarse pair that {@code src/standin/make_stand_in.py} made and a workflow carries. */
final class StandInTest {

    private static final Path MAPS = Path.of("..", "..", "workflows", "smac-1999", "data", "sfd98");

    private final SfdDustMap map =
            new SfdDustMap(new Parameters(MAPS, Interpolation.BILINEAR, Optional.empty()), new HostFiles());

    @ParameterizedTest
    @ValueSource(strings = {"SFD_stand_in_256_ngp.fits", "SFD_stand_in_256_sgp.fits"})
    void headerSaysWhatItIs(String name) throws IOException {
        String header = new String(Files.readAllBytes(MAPS.resolve(name)), 0, 2880, US_ASCII);
        assertThat(header).contains("OBJECT  = 'STAND-IN, not SFD98'").contains("Do not use it for science.");
    }

    @Test
    void mapSaysSo() {
        assertThat(map.caveat()).contains("the maps are a stand-in, not for science");
    }

    // SFD98 by the NASA/IPAC Extragalactic Database: A_V of Schlafly & Finkbeiner (2011) divided by 2.742. These
    // positions were fitted to, so the test is of the projection too: at b → −b or l → −l they differ by more.
    @ParameterizedTest
    @CsvSource({
        "127.61792509, -62.79381769, 0.0284",
        "284.88378965, 46.06141592, 0.0587",
        "75, -89, 0.0146",
        "305, 37, 0.0806"
    })
    void resemblesTheRealMap(double l, double b, double ebvMag) {
        assertThat(map.reddening(Directions.ofDegrees(new double[] {l}, new double[] {b}))[0])
                .isCloseTo(ebvMag, within(0.007));
    }

    @Test
    void isPositiveEverywhere() {
        double[] l = new double[360 * 181];
        double[] b = new double[l.length];
        Arrays.setAll(l, i -> i % 360);
        Arrays.setAll(b, i -> i / 360 - 90);
        assertThat(Arrays.stream(map.reddening(Directions.ofDegrees(l, b)))).allMatch(ebv -> ebv > 0);
    }
}
