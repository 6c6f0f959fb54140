package org.peculiar.science.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DistanceType;
import org.peculiar.science.Constants;

class CosmologyTest {

    private static final double C = Constants.SPEED_OF_LIGHT_KMS;
    private static final Cosmology OPEN = Cosmology.of(new CosmologyParameters("open", 0.3, 0));

    // Independent program (adaptive quadrature, 1e-12); H0 d in km/s; 1e-8 is the accuracy asked of these vectors.
    @ParameterizedTest
    @CsvSource({
        "0.01, 2975.625891067642, 2946.164248581824, 3005.3821499783185",
        "0.0266852, 7843.389387779381, 7639.527079750815, 8052.691802270151",
        "0.05, 14449.952736759862, 13761.859749295107, 15172.450373597856"
    })
    void einsteinDeSitter(double z, double dm, double da, double dl) {
        assertDistances(Cosmology.EINSTEIN_DE_SITTER, z, dm, da, dl);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 2991.1648069656103, 2961.549313827337, 3021.0764550352665",
        "0.0266852, 7951.719218885881, 7745.041244274175, 8163.912436585694",
        "0.05, 14819.270310641212, 14113.590772039248, 15560.233826173273"
    })
    void flatLambda(double z, double dm, double da, double dl) {
        assertDistances(Cosmology.FLAT_LCDM_03, z, dm, da, dl);
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 2980.8383004507787, 2951.325049951266, 3010.6466834552866",
        "0.0266852, 7880.108003304463, 7675.291319388321, 8090.390261394243",
        "0.05, 14576.938647171703, 13882.798711592097, 15305.785579530288"
    })
    void openMatter(double z, double dm, double da, double dl) {
        assertDistances(OPEN, z, dm, da, dl);
    }

    private static void assertDistances(Cosmology cosmology, double z, double dm, double da, double dl) {
        assertThat(cosmology.comovingKms(z)).isCloseTo(dm, within(1e-8 * dm));
        assertThat(cosmology.angularDiameterKms(z)).isCloseTo(da, within(1e-8 * da));
        assertThat(cosmology.luminosityKms(z)).isCloseTo(dl, within(1e-8 * dl));
        DistanceTable table = cosmology.table();
        assertThat(table.comovingKms(z)).isCloseTo(dm, within(1e-8 * dm));
        assertThat(table.angularDiameterKms(z)).isCloseTo(da, within(1e-8 * da));
        assertThat(table.luminosityKms(z)).isCloseTo(dl, within(1e-8 * dl));
    }

    // Mattig (1958), closed form for matter only: dl = (c/q0²)[q0 z + (q0−1)(√(1+2 q0 z) − 1)], q0 = Ωm/2. Written as
    // c z [1 + z (1−q0)/(1 + q0 z + √(1+2 q0 z))] it does not cancel; 1e-14 is rounding.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.9, 1, 1.5, 2})
    void matterOnlyFollowsMattig(double omegaM) {
        Cosmology cosmology = Cosmology.of(new CosmologyParameters("matter", omegaM, 0));
        double q0 = omegaM / 2;
        for (double z : new double[] {1e-6, 1e-3, 0.03, 0.5, 0.99}) {
            double mattig = C * z * (1 + z * (1 - q0) / (1 + q0 * z + Math.sqrt(1 + 2 * q0 * z)));
            assertThat(cosmology.luminosityKms(z) / mattig).isCloseTo(1, within(1e-14));
        }
    }

    // Einstein–de Sitter: da peaks at z = 5/4 with 8/27 c/H0 (closed form); the peak is found to 1e-12 in z, flat to
    // 1e-6.
    @Test
    void angularDiameterDistancePeaksWhereItShould() {
        Cosmology cosmology = Cosmology.EINSTEIN_DE_SITTER;
        assertThat(cosmology.angularDiameterPeakRedshift()).isCloseTo(1.25, within(1e-8));
        assertThat(cosmology.angularDiameterKms(1.25) / C).isCloseTo(8.0 / 27, within(1e-15));
    }

    // Independent program (Brent, 1e-14) at H0 d = 8000 km/s.
    @Test
    void invertsDistances() {
        assertInverse(Cosmology.EINSTEIN_DE_SITTER, DistanceType.ANGULAR_DIAMETER, 0.028007418059969924);
        assertInverse(Cosmology.FLAT_LCDM_03, DistanceType.ANGULAR_DIAMETER, 0.027593780916275592);
        assertInverse(Cosmology.EINSTEIN_DE_SITTER, DistanceType.COMOVING, 0.027228861869557464);
        assertInverse(Cosmology.FLAT_LCDM_03, DistanceType.COMOVING, 0.02684822738333359);
    }

    private static void assertInverse(Cosmology cosmology, DistanceType type, double z) {
        assertThat(cosmology.redshiftOf(type, 8000)).isCloseTo(z, within(1e-12));
        assertThat(cosmology.table().redshiftOf(type, 8000)).isCloseTo(z, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(DistanceType.class)
    void inverseRoundTripsAtAllScales(DistanceType type) {
        for (Cosmology cosmology : new Cosmology[] {Cosmology.EINSTEIN_DE_SITTER, Cosmology.PLANCK2018, OPEN}) {
            for (double z : new double[] {1e-9, 1e-4, 0.02, 0.4, 0.9, 1.1}) {
                double d = cosmology.distanceKms(type, z);
                // near the peak of da the inverse loses digits as 1/(1 − z/z_peak)
                assertThat(cosmology.redshiftOf(type, d) / z).isCloseTo(1, within(1e-13));
                assertThat(cosmology.table().redshiftOf(type, d) / z).isCloseTo(1, within(1e-13));
            }
        }
    }

    @Test
    void refusesAnAngularDiameterDistanceBeyondItsPeak() {
        assertThatThrownBy(() -> Cosmology.EINSTEIN_DE_SITTER.table().redshiftOfAngularDiameter(90000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("angular-diameter distance: found 90000.0 km/s, but at most 88827.")
                .hasMessageContaining("einstein-de-sitter");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -5, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesADistanceThatIsNotPositive(double d) {
        assertThatThrownBy(() -> Cosmology.FLAT_LCDM_03.table().redshiftOfComoving(d))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but a redshift needs a positive one");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, Double.NaN})
    void refusesABlueshiftAsCosmologicalRedshift(double z) {
        assertThatThrownBy(() -> Cosmology.FLAT_LCDM_03.table().comovingKms(z))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 0");
    }

    @Test
    void namesTheRowOfABadDistance() {
        assertThatThrownBy(
                        () -> Cosmology.FLAT_LCDM_03.table().redshiftsOf(DistanceType.COMOVING, new double[] {4000, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("row 1: distance: found 0.0 km/s");
    }

    @Test
    void isZeroAtZeroRedshift() {
        assertThat(Cosmology.FLAT_LCDM_03.comovingKms(0)).isZero();
        assertThat(Cosmology.FLAT_LCDM_03.table().comovingKms(0)).isZero();
    }

    @Test
    void refusesAUniverseThatBounced() {
        assertThatThrownBy(() -> Cosmology.of(new CosmologyParameters("bounce", 0.1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cosmology bounce: ");
    }

    @Test
    void presetsAreShared() {
        assertThat(Cosmology.of(new CosmologyParameters("smac", 1, 0)).table())
                .isSameAs(Cosmology.EINSTEIN_DE_SITTER.table());
    }
}
