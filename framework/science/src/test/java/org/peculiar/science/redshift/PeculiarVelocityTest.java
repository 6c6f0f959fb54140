package org.peculiar.science.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.science.Constants;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.sky.GalacticVector;

class PeculiarVelocityTest {

    private static final DistanceTable FLAT = Cosmology.FLAT_LCDM_03.table();

    @Test
    void comesFromTheTwoRedshifts() {
        // independent program; km/s
        assertThat(PeculiarVelocity.ofRedshiftsKms(0.03, 0.028)).isCloseTo(583.2538093385209, within(1e-8));
    }

    @Test
    void composesAndDecomposes() {
        double v = PeculiarVelocity.ofRedshiftsKms(0.03, 0.028);
        assertThat(PeculiarVelocity.zCmb(0.028, v)).isCloseTo(0.03, within(1e-16));
        assertThat(PeculiarVelocity.zHubble(0.03, v)).isCloseTo(0.028, within(1e-16));
    }

    // Independent program, z = 0.03, eta = 0.01: exact inversion in flat 0.3, and the Gaussian estimator for q0 =
    // -0.55.
    @Test
    void invertsALogDistanceRatio() {
        assertThat(PeculiarVelocity.ofLogRatioKms(0.01, 0.03, FLAT)).isCloseTo(200.2391, within(5e-5));
        assertThat(FLAT.redshiftOfComoving(FLAT.comovingKms(0.03) * Math.pow(10, -0.01)))
                .isCloseTo(0.0293124957, within(5e-11));
        assertThat(PeculiarVelocity.watkinsFeldmanKms(0.03, 0.01, -0.55, 1)).isCloseTo(205.5449, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({"-800, 0.02", "0, 0.05", "1200, 0.011"})
    void logRatioIsTheInverse(double v, double z) {
        double eta = PeculiarVelocity.logRatio(v, z, FLAT);
        assertThat(PeculiarVelocity.ofLogRatioKms(eta, z, FLAT)).isCloseTo(v, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 3021.0764273096224", "0.0266852, 8163.910885995452", "0.05, 15560.212264202812"})
    void modifiedRedshiftApproximatesTheLuminosityDistance(double z, double czMod) {
        double found = Constants.SPEED_OF_LIGHT_KMS * PeculiarVelocity.modifiedRedshift(z, -0.55, 1);
        assertThat(found).isCloseTo(czMod, within(1e-8 * czMod));
        // 2e-6 is the series' truncation at z = 0.05
        assertThat(found / FLAT.luminosityKms(z)).isCloseTo(1, within(2e-6));
    }

    // Hudson et al. 1999 print 627 km/s towards (276, 30); more digits from an independent program.
    @Test
    void localGroupMovesAsPrinted() {
        GalacticVector v = LocalGroup.YAHIL1977.velocityKms(SolarApex.COBE1993);
        assertThat(v.length()).isCloseTo(626.53, within(5e-3));
        assertThat(v.longitudeDeg()).isCloseTo(275.84, within(5e-3));
        assertThat(v.latitudeDeg()).isCloseTo(30.06, within(5e-3));
    }
}
