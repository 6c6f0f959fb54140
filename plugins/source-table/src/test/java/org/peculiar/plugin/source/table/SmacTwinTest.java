package org.peculiar.plugin.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.peculiar.plugin.source.table.Mapping.measured;
import static org.peculiar.plugin.source.table.Mapping.position;
import static org.peculiar.plugin.source.table.Mapping.redshift;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.peculiar.science.Constants;
import org.peculiar.science.redshift.CmbConversion;
import org.peculiar.science.sky.SkyFrame;

/** Reads the frozen synthetic twin of SMAC (METHODS 11.3), whose every intermediate result is known. */
class SmacTwinTest {

    private final Survey survey = Mapping.of(resource("mock_galaxies.csv"))
            .id("gal_id")
            .group("cluster")
            .position(null)
            .redshift(null)
            .column("log-theta", measured("log_theta_e", null, "dex(arcsec)"))
            .column("mu-e", measured("mu_e", null, "mag/arcsec**2"))
            .column("mg2", measured("mg2", null, "mag"))
            .text("type", "type")
            .groups(
                    resource("mock_clusters.csv"),
                    position("l_deg", "b_deg", SkyFrame.GALACTIC),
                    redshift("cz_hel_kms", "km/s", RestFrame.HELIOCENTRIC),
                    Map.of(),
                    null)
            .measurements(
                    resource("mock_sigma.csv"),
                    Map.of("log-sigma", measured("log_sigma", "err", "dex(km/s)")),
                    Map.of("run", "system"))
            .cmb(Apex.COBE1993, CmbConversion.EXACT)
            .read();

    private static Path resource(String name) {
        try {
            return Path.of(SmacTwinTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** METHODS 12, level 2: z_cmb_first5 of pipeline_expected.json in km/s, relative 1e-6; met to 1e-9. */
    @Test
    void redshiftsAreInTheCmbFrame() {
        double[] expected = {
            5830.65620658732, 10761.09916615727, 4375.599328895419, 5377.5436276768105, 7053.531037381423
        };
        double[] z = survey.groups().values("z", Unit.NONE);
        for (int i = 0; i < expected.length; i++) {
            assertThat(z[i] * Constants.SPEED_OF_LIGHT_KMS).isCloseTo(expected[i], within(1e-9 * expected[i]));
        }
        assertThat(survey.treatments()).containsExactly(new Treatment("cmb-frame", "cobe1993, exact"));
        assertThat(survey.frame()).isEqualTo(RestFrame.CMB);
    }

    @Test
    void tablesAreLinked() {
        assertThat(survey.galaxies().size()).isEqualTo(699);
        assertThat(survey.groups().size()).isEqualTo(56);
        assertThat(survey.measurements().size()).isEqualTo(884);
        assertThat(survey.groups().labels()[survey.groupOf()[0]]).isEqualTo("A194");
        assertThat(survey.galaxyOf()).startsWith(0, 0, 1, 2);
    }

    @Test
    void columnsHaveUnitsAndErrors() {
        assertThat(survey.galaxies().has(Quantity.REDSHIFT.name())).isFalse();
        assertThat(survey.galaxies().text("type")).startsWith("S0", "E", "E", "S0", "E", "S0");
        assertThat(survey.galaxies().values("log-theta", Unit.DEX_ARCSEC)).startsWith(0.98657, 1.06944, 1.07010);
        assertThat(survey.measurements().text("run")).startsWith("INT2", "LITDB", "INT2");
        assertThat(survey.measurements().values("log-sigma", Unit.DEX_KMS)).startsWith(2.10495, 2.06366);
        assertThat(survey.measurements().column("log-sigma").errors().orElseThrow())
                .containsOnly(0.03);
    }

    @Test
    void galaxiesTakeOverThePositionsOfTheirClusters() {
        // mock_clusters.csv: A194,142.20,-63.10
        assertThat(survey.galaxies().directions().longitudeDeg(0)).isCloseTo(142.20, within(1e-12));
        assertThat(survey.galaxies().directions().latitudeDeg(0)).isCloseTo(-63.10, within(1e-12));
    }
}
