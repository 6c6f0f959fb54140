package org.peculiar.plugin.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.peculiar.plugin.source.table.Mapping.file;
import static org.peculiar.plugin.source.table.Mapping.redshift;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.plugin.source.table.TableSource.Redshift;
import org.peculiar.plugin.source.table.TableSource.SolarMotion;
import org.peculiar.science.redshift.CmbConversion;

class NeighboursTest {

    @TempDir
    private Path folder;

    private Path galaxies(String... lines) {
        return file(folder, "galaxies.csv", lines);
    }

    /** a and b are 1.8 arcsec apart, b and c too, a and c 3.6: a chain. d is 3 arcsec from c; e is behind a. */
    @Test
    void chainsNeighboursInAngleAndRedshift() {
        Survey survey = Mapping.of(galaxies(
                        "id,l,b,cz",
                        "a,10,0,6000",
                        "x,200,-50,6000",
                        "b,10,0.0005,6100",
                        "c,10,0.0010,6000",
                        "d,10,0.00183,6000",
                        "e,10,0,6701"))
                .groupWithin(2, 600)
                .read();
        assertThat(survey.groups().labels()).containsExactly("a", "x", "d", "e");
        assertThat(survey.groupOf()).containsExactly(0, 1, 0, 0, 2, 3);
        assertThat(survey.groups().rowIds())
                .as("those of the first galaxies, which other groupings do not change")
                .containsExactly(0, 1, 4, 5);
        assertThat(survey.groups().values("z")[0] * 299792.458).isCloseTo(18100.0 / 3, within(1e-9));

        Survey nothing = Mapping.of(galaxies("id,l,b,cz", "a,10,0,6000", "b,10,0.0001,6000"))
                .groupWithin(0, 600)
                .read();
        assertThat(nothing.groups().size()).isEqualTo(2);
    }

    @Test
    void reachesAcrossMeridianAndPole() {
        Survey survey = Mapping.of(galaxies(
                        "id,l,b,cz", "a,0.0001,0,6000", "b,359.9999,0,6000", "c,0,89.9999,6000", "d,180,89.9999,6000"))
                .groupWithin(1, 0)
                .read();
        assertThat(survey.groupOf()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void galaxyInNoGroupBecomesOneOfItsOwn() {
        Path path = galaxies("id,l,b,cz,pair", "a,10,0,6000,p", "b,10,1,6000,p", "c,40,0,7000,");
        assertThat(Mapping.of(path).group("pair").read().groupOf()).containsExactly(0, 0, -1);
        Survey survey = Mapping.of(path).group("pair").groupsOfOne().read();
        assertThat(survey.groupOf()).containsExactly(0, 0, 1);
        assertThat(survey.groups().labels()).containsExactly("p", "c");
    }

    @Test
    void refusesWhatCannotBe() {
        Path path = galaxies("id,l,b,cz,pair", "a,10,0,6000,p", "p,10,1,6000,");
        assertThatThrownBy(() -> Mapping.of(path).group("pair").groupsOfOne().read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found p as a galaxy in no group and as the name of a group");
        assertThatThrownBy(() -> Mapping.of(path).groupsOfOne().read())
                .hasMessage("galaxies: found groups-of-one: true, but that needs group: and no table of groups");
        assertThatThrownBy(
                        () -> Mapping.of(path).group("pair").groupWithin(2, 600).read())
                .hasMessage(
                        "galaxies: found group-within: together with group:, but groups come from one of them only");
    }

    /** The redshift that dims a galaxy's light is kept when it is known, also where it is undone from the CMB frame. */
    @Test
    void keepsHeliocentricRedshifts() {
        Path path = galaxies("id,l,b,z", "a,84.021,-48.253,0.03");
        Survey survey = Mapping.of(path)
                .redshift(redshift("z", "1", RestFrame.HELIOCENTRIC))
                .read();
        assertThat(survey.galaxies().values("z-hel")).containsExactly(0.03);
        assertThat(survey.galaxies().values("z")[0]).isNotEqualTo(0.03);

        // METHODS 1.4, second row: additive COBE 9363.2690 is heliocentric 8993.774
        Redshift made = new Redshift(
                "cz",
                Optional.empty(),
                Optional.of("km/s"),
                Optional.empty(),
                RestFrame.CMB,
                Optional.of(new SolarMotion(Apex.COBE1993, CmbConversion.ADDITIVE)),
                Optional.empty());
        Survey undone = Mapping.of(galaxies("id,l,b,cz", "a,264.021,48.253,9363.2690"))
                .redshift(made)
                .read();
        assertThat(undone.galaxies().values("z-hel")[0] * 299792.458).isCloseTo(8993.774, within(1e-3));

        assertThat(Mapping.of(galaxies("id,l,b,cz", "a,10,0,6000"))
                        .read()
                        .galaxies()
                        .has("z-hel"))
                .isFalse();
    }
}
