package org.peculiar.science.cosmology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DistanceType;

class DistanceTableTest {

    // 1e-13 is what the table promises; it keeps 3e-15 for the usual models.
    @ParameterizedTest
    @CsvSource({"1, 0", "0.3, 0.7", "0.315, 0.685", "0.3, 0", "0, 0", "0, 1", "2, 0", "0.3, 1.2", "1, 0.9"})
    void agreesWithTheCosmology(double omegaM, double omegaLambda) {
        Cosmology cosmology = Cosmology.of(new CosmologyParameters("test", omegaM, omegaLambda));
        DistanceTable table = cosmology.table();
        for (int i = 1; i < 1500; i++) {
            double z = i / 1500.0;
            assertThat(table.comovingKms(z) / cosmology.comovingKms(z)).isCloseTo(1, within(1e-13));
            for (DistanceType type : DistanceType.values()) {
                double zThere = type == DistanceType.ANGULAR_DIAMETER ? 0.5 * z : z;
                double d = cosmology.distanceKms(type, zThere);
                assertThat(table.redshiftOf(type, d) / zThere).isCloseTo(1, within(1e-13));
            }
        }
    }
}
