package org.peculiar.science.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;

class SkyFrameTest {

    // Independent reference program (numpy, same pole definitions), degrees; 1e-6 deg with the same matrices.
    @ParameterizedTest
    @CsvSource({
        "194.9531, 27.9807, 58.08096476105125, 87.9575155462746, 89.61642882201723, 8.326744131414564",
        "159.1783, -27.5283, 269.60212925817734, 26.4869520205315, 139.36630351689047, -37.559600484953094",
        "49.9467, 41.5131, 150.57247061683046, -13.2616854653148, 347.8777900030278, -14.252978795008547",
        "201.9783, -31.4922, 311.9779699351057, 30.738046940097558, 148.86557470043044, -1.3759976927960111",
        "356.9, -28.13, 25.186048879742337, -75.83516288731659, 264.66065340904083, 6.804758745046119"
    })
    void convertsClustersLikeTheReference(double ra, double dec, double l, double b, double sgl, double sgb) {
        Directions galactic = SkyFrame.EQUATORIAL_J2000.toGalactic(new double[] {ra}, new double[] {dec});
        SkyCoordinates lb = SkyFrame.GALACTIC.fromGalactic(galactic);
        assertThat(lb.longitudeDeg()[0]).isCloseTo(l, within(1e-6));
        assertThat(lb.latitudeDeg()[0]).isCloseTo(b, within(1e-6));
        SkyCoordinates sg = SkyFrame.SUPERGALACTIC.fromGalactic(galactic);
        assertThat(sg.longitudeDeg()[0]).isCloseTo(sgl, within(1e-6));
        assertThat(sg.latitudeDeg()[0]).isCloseTo(sgb, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "194.35, 28.25, 58.08016707899325, 87.95758383316569",
        "158.6625, -27.2639, 269.6597406978249, 26.52645832732457",
        "49.1167, 41.3306, 150.57190510114282, -13.264207435132262"
    })
    void convertsB1950LikeTheReference(double ra, double dec, double l, double b) {
        SkyCoordinates lb = SkyFrame.GALACTIC.fromGalactic(
                SkyFrame.EQUATORIAL_B1950.toGalactic(new double[] {ra}, new double[] {dec}));
        assertThat(lb.longitudeDeg()[0]).isCloseTo(l, within(1e-6));
        assertThat(lb.latitudeDeg()[0]).isCloseTo(b, within(1e-6));
    }

    // Published conversions of another program, see the head of the file. The definitions of the pole in use differ by
    // some 1e-5 deg; the tolerance is an angle on the sky, since l is ill-conditioned at the poles.
    @Test
    void agreesWithAnotherProgramToAThousandthOfADegree() throws IOException {
        double[][] rows = radians("icrs_to_galactic.csv");
        assertThat(rows).hasNumberOfRows(50);
        for (double[] row : rows) {
            Directions found = SkyFrame.EQUATORIAL_J2000.toGalactic(
                    new double[] {Math.toDegrees(row[0])}, new double[] {Math.toDegrees(row[1])});
            double separation = Angles.separationDeg(
                    found.longitudeDeg(0), found.latitudeDeg(0), Math.toDegrees(row[2]), Math.toDegrees(row[3]));
            assertThat(separation).isLessThan(1e-3);
        }
    }

    @ParameterizedTest
    @EnumSource(SkyFrame.class)
    void roundTripsToRounding(SkyFrame frame) {
        SplittableRandom random = new SplittableRandom(1);
        int n = 2000;
        double[] lon = random.doubles(n, 0, 360).toArray();
        double[] lat = random.doubles(n, -89.9, 89.9).toArray();
        SkyCoordinates back = frame.fromGalactic(frame.toGalactic(lon, lat));
        for (int i = 0; i < n; i++) {
            assertThat(back.latitudeDeg()[i]).isCloseTo(lat[i], within(1e-12));
            double miss = Math.IEEEremainder(back.longitudeDeg()[i] - lon[i], 360) * Math.cos(Math.toRadians(lat[i]));
            assertThat(miss).isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void keepsPolesAndQuadrantsExact() {
        Directions d = SkyFrame.GALACTIC.toGalactic(
                new double[] {0, 90, 180, -90, 77, 360}, new double[] {0, 0, 0, 0, 90, -90});
        assertThat(d.x()).containsExactly(new double[] {1, 0, -1, 0, 0, 0}, within(0.0));
        assertThat(d.y()).containsExactly(new double[] {0, 1, 0, -1, 0, 0}, within(0.0));
        assertThat(d.z()).containsExactly(new double[] {0, 0, 0, 0, 1, -1}, within(0.0));
        SkyCoordinates back = SkyFrame.GALACTIC.fromGalactic(d);
        assertThat(back.longitudeDeg()).containsExactly(new double[] {0, 90, 180, 270, 0, 0}, within(0.0));
        assertThat(back.latitudeDeg()).containsExactly(new double[] {0, 0, 0, 0, 90, -90}, within(0.0));
    }

    @Test
    void refusesALatitudeBeyondThePoleNamingItsRow() {
        assertThatThrownBy(() -> SkyFrame.EQUATORIAL_J2000.toGalactic(new double[] {10, 20}, new double[] {5, 95}))
                .isInstanceOf(DataException.class)
                .hasMessage("declination of row 1: found 95.0°, but −90° to 90° is needed");
    }

    @Test
    void refusesAMissingLongitude() {
        assertThatThrownBy(() -> SkyFrame.GALACTIC.toGalactic(new double[] {Double.NaN}, new double[] {5}))
                .isInstanceOf(DataException.class)
                .hasMessage("Galactic longitude of row 0: found no value, but −360° to 360° is needed");
    }

    @Test
    void refusesColumnsOfDifferentLength() {
        assertThatThrownBy(() -> SkyFrame.GALACTIC.toGalactic(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 longitudes, but 3 latitudes");
    }

    @ParameterizedTest
    @CsvSource({"icrs, EQUATORIAL_J2000", "FK5, EQUATORIAL_J2000", "fk4, EQUATORIAL_B1950", "Galactic, GALACTIC"})
    void findsFramesByTheirCommonNames(String name, SkyFrame frame) {
        assertThat(SkyFrame.ofName(name)).isEqualTo(frame);
    }

    @Test
    void refusesAnUnknownFrame() {
        assertThatThrownBy(() -> SkyFrame.ofName("ecliptic"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ecliptic");
    }

    private static double[][] radians(String resource) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(SkyFrameTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("ra"))
                    .collect(Collectors.toList());
            return lines.stream()
                    .map(line -> java.util.Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        }
    }
}
