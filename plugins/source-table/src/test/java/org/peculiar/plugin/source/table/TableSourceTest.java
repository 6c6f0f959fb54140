package org.peculiar.plugin.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.peculiar.plugin.source.table.Mapping.file;
import static org.peculiar.plugin.source.table.Mapping.logarithm;
import static org.peculiar.plugin.source.table.Mapping.measured;
import static org.peculiar.plugin.source.table.Mapping.position;
import static org.peculiar.plugin.source.table.Mapping.redshift;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.peculiar.plugin.source.table.TableSource.Correlation;
import org.peculiar.plugin.source.table.TableSource.Measured;
import org.peculiar.plugin.source.table.TableSource.Position;
import org.peculiar.plugin.source.table.TableSource.Redshift;
import org.peculiar.plugin.source.table.TableSource.SolarMotion;
import org.peculiar.science.Constants;
import org.peculiar.science.redshift.CmbConversion;
import org.peculiar.science.sky.SkyFrame;

class TableSourceTest {

    @TempDir
    private Path folder;

    private Path galaxies(String... lines) {
        return file(folder, "galaxies.csv", lines);
    }

    private static double czKms(double z) {
        return z * Constants.SPEED_OF_LIGHT_KMS;
    }

    private static void assertTowards(Directions directions, int row, double lDeg, double bDeg, double toleranceDeg) {
        assertThat(directions.longitudeDeg(row)).isCloseTo(lDeg, within(toleranceDeg));
        assertThat(directions.latitudeDeg(row)).isCloseTo(bDeg, within(toleranceDeg));
    }

    /** METHODS 1.2: RA 194.9531 Dec 27.9807 (J2000) is l 58.080965, b 87.957516. */
    @Test
    void positionsInDegreesHoursAndSexagesimal() {
        Path path = galaxies(
                "id,deg,hour,ra,dec,dms,cz", "a,194.9531,12.99687333333,12:59:48.744,27.9807,+27d58m50.52s,7000");
        Map<String, Optional<String>> units = Map.of(
                "deg", Optional.of("deg"),
                "hour", Optional.of("hourangle"),
                "ra", Optional.empty());
        units.forEach((column, unit) -> List.of("dec", "dms").forEach(latitude -> {
            Directions directions = Mapping.of(path)
                    .position(new Position(column, latitude, SkyFrame.EQUATORIAL_J2000, unit))
                    .read()
                    .galaxies()
                    .directions();
            assertTowards(directions, 0, 58.080965, 87.957516, 1e-6);
        }));
    }

    /** METHODS 1.3: (194.35, 28.25) B1950 is (194.9530916, 27.9807575) J2000; aberration left in, so to 1 arcsec. */
    @Test
    void equinoxesDiffer() {
        Path path = galaxies("id,a50,d50,a00,d00,cz", "a,194.35,28.25,194.9530916,27.9807575,7000");
        Optional<String> deg = Optional.of("deg");
        Directions b1950 = Mapping.of(path)
                .position(new Position("a50", "d50", SkyFrame.EQUATORIAL_B1950, deg))
                .read()
                .galaxies()
                .directions();
        Directions j2000 = Mapping.of(path)
                .position(new Position("a00", "d00", SkyFrame.EQUATORIAL_J2000, deg))
                .read()
                .galaxies()
                .directions();
        double cosine = b1950.x()[0] * j2000.x()[0] + b1950.y()[0] * j2000.y()[0] + b1950.z()[0] * j2000.z()[0];
        assertThat(Math.toDegrees(Math.acos(Math.min(1, cosine)))).isLessThan(1.0 / 3600);
    }

    /** METHODS 1.4, third row of the table: heliocentric 8993.774 km/s at the antapex. */
    @Test
    void heliocentricRedshiftsAreConverted() {
        Path path = galaxies("id,l,b,z", "a,84.021,-48.253,0.03");
        Map<CmbConversion, Double> planck = Map.of(
                CmbConversion.EXACT, 8613.0938,
                CmbConversion.RADIAL, 8613.0938,
                CmbConversion.FIRST_ORDER, 8612.8591,
                CmbConversion.ADDITIVE, 8623.9537);
        planck.forEach((conversion, expected) -> {
            Survey survey = Mapping.of(path)
                    .redshift(redshift("z", "1", RestFrame.HELIOCENTRIC))
                    .cmb(Apex.PLANCK2018, conversion)
                    .read();
            assertThat(czKms(survey.galaxies().values("z")[0])).isCloseTo(expected, within(1e-4));
        });
        Survey cobe = Mapping.of(path)
                .redshift(redshift("z", "1", RestFrame.HELIOCENTRIC))
                .cmb(Apex.COBE1993, CmbConversion.ADDITIVE)
                .read();
        assertThat(czKms(cobe.galaxies().values("z")[0])).isCloseTo(8624.2785, within(1e-4));
        assertThat(cobe.treatments()).containsExactly(new Treatment("cmb-frame", "cobe1993, additive"));
    }

    @Test
    void cmbRedshiftsAreTakenAsTheyAre() {
        Survey survey = Mapping.of(galaxies("id,l,b,cz", "a,10,20,6000")).read();
        assertThat(czKms(survey.galaxies().values("z")[0])).isCloseTo(6000, within(1e-9));
        assertThat(survey.treatments()).containsExactly(new Treatment("cmb-frame", "as catalogued"));
    }

    /** The catalogue's way of making CMB redshifts is undone first: METHODS 1.4, second row, additive COBE to exact Planck. */
    @Test
    void catalogueConversionIsUndone() {
        Redshift z = new Redshift(
                "cz",
                Optional.empty(),
                Optional.of("km/s"),
                Optional.empty(),
                RestFrame.CMB,
                Optional.of(new SolarMotion(Apex.COBE1993, CmbConversion.ADDITIVE)),
                Optional.empty());
        Survey survey = Mapping.of(galaxies("id,l,b,cz", "a,264.021,48.253,9363.2690"))
                .redshift(z)
                .read();
        assertThat(czKms(survey.galaxies().values("z")[0])).isCloseTo(9374.9236, within(1e-4));
    }

    @Test
    void heliocentricRedshiftsWereMadeWithNothing() {
        Redshift z = new Redshift(
                "cz",
                Optional.empty(),
                Optional.of("km/s"),
                Optional.empty(),
                RestFrame.HELIOCENTRIC,
                Optional.of(new SolarMotion(Apex.COBE1993, CmbConversion.ADDITIVE)),
                Optional.empty());
        Mapping mapping = Mapping.of(galaxies("id,l,b,cz", "a,264,48,9363")).redshift(z);
        assertThatThrownBy(mapping::read).isInstanceOf(DataException.class).hasMessageContaining("made-with");
    }

    @Test
    void fallbackWhereTheRedshiftIsMissing() {
        Redshift z = new Redshift(
                "zgroup",
                Optional.of("cz"),
                Optional.of("km/s"),
                Optional.of("ecz"),
                RestFrame.CMB,
                Optional.empty(),
                Optional.empty());
        Survey survey = Mapping.of(galaxies("id,l,b,zgroup,cz,ecz", "a,1,2,5000,6000,30", "b,1,2,-1,7000,60"))
                .redshift(z)
                .missing(-1)
                .read();
        assertThat(survey.galaxies().values("z"))
                .containsExactly(
                        new double[] {5000 / Constants.SPEED_OF_LIGHT_KMS, 7000 / Constants.SPEED_OF_LIGHT_KMS},
                        within(1e-15));
        assertThat(survey.galaxies().column("z").errors().orElseThrow())
                .containsExactly(
                        new double[] {30 / Constants.SPEED_OF_LIGHT_KMS, 60 / Constants.SPEED_OF_LIGHT_KMS},
                        within(1e-15));
    }

    @Test
    void unitsAreBroughtToTheBaseUnit() {
        Survey survey = Mapping.of(galaxies("id,l,b,cz,theta,etheta,re", "a,1,2,5000,90,30,2500"))
                .column("theta", measured("theta", "etheta", "arcsec"))
                .column("re", measured("re", null, "kpc/h"))
                .read();
        assertThat(survey.galaxies().values("theta", Unit.DEG)[0]).isCloseTo(0.025, within(1e-15));
        assertThat(survey.galaxies().column("theta").errors().orElseThrow()[0]).isCloseTo(30.0 / 3600, within(1e-15));
        assertThat(survey.galaxies().values("re", Unit.MPC_H)[0]).isCloseTo(2.5, within(1e-15));
    }

    @Test
    void missingObservablesStayMissing() {
        Survey survey = Mapping.of(galaxies(
                        "id,l,b,cz,s,es", "a,1,2,5000,,", "b,1,2,5000,nan,-9", "c,1,2,5000,-1,-1", "d,1,2,5000,2,1"))
                .column("log-sigma", measured("s", "es", "dex(km/s)"))
                .missing(-1)
                .read();
        assertThat(survey.galaxies().values("log-sigma")).containsExactly(Double.NaN, Double.NaN, Double.NaN, 2);
        assertThat(survey.galaxies().column("log-sigma").errors().orElseThrow())
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, 1);
    }

    @Test
    void aColumnMayHaveItsOwnCodesForMissing() {
        Measured re = new Measured("r", Optional.empty(), Optional.of("dex(kpc/h)"), false, Optional.of(List.of()));
        Survey survey = Mapping.of(galaxies("id,l,b,cz,r", "a,1,-1,5000,-1"))
                .column("log-re", re)
                .missing(-1)
                .read();
        assertThat(survey.galaxies().values("log-re")).containsExactly(-1);
        // and a latitude of -1 degree is never missing
        assertTowards(survey.galaxies().directions(), 0, 1, -1, 1e-12);
    }

    @Test
    void ninesFarFromTheOthersAreValuesWhereCodesAreSaid() {
        Measured magnitude = new Measured("r", Optional.empty(), Optional.of("mag"), false, Optional.of(List.of()));
        Survey survey = Mapping.of(galaxies("id,l,b,cz,r", "a,1,-1,5000,12", "b,1,-1,5000,13", "c,1,-1,5000,99.99"))
                .column("magnitude", magnitude)
                .read();
        assertThat(survey.galaxies().values("magnitude")).containsExactly(12, 13, 99.99);
    }

    /** Expected: log10, and d log10 x = dx/(x ln 10), of 200 km/s and 20 km/s, of 0.5 arcmin = 30 arcsec. */
    @Test
    void aColumnMayBeGivenForItsLogarithm() {
        Survey survey = Mapping.of(galaxies("id,l,b,cz,s,es,t", "a,1,2,5000,200,20,0.5", "b,1,2,5000,,,0.05"))
                .column("log-sigma", logarithm("s", "es", "km/s"))
                .column("log-theta", logarithm("t", null, "arcmin"))
                .read();
        Column sigma = survey.galaxies().column("log-sigma");
        assertThat(sigma.quantity().unit()).isEqualTo(Unit.DEX_KMS);
        assertThat(sigma.values()[0]).isCloseTo(2.301029995664, within(1e-12));
        assertThat(sigma.errors().orElseThrow()[0]).isCloseTo(0.043429448190, within(1e-12));
        assertThat(sigma.values()[1]).isNaN();
        Column theta = survey.galaxies().column("log-theta");
        assertThat(theta.quantity().unit()).isEqualTo(Unit.DEX_ARCSEC);
        assertThat(theta.values()[0]).isCloseTo(1.477121254720, within(1e-12));
        assertThat(theta.values()[1]).isCloseTo(0.477121254720, within(1e-12));
    }

    @Test
    void correlationsAreConstantOrAColumn() {
        Mapping mapping = Mapping.of(galaxies("id,l,b,cz,r,i,c", "a,1,2,5000,1,2,-0.9", "b,1,2,5000,1,2,-0.8"))
                .column("log-re", measured("r", null, "dex(kpc/h)"))
                .column("log-ie", measured("i", null, "dex(Lsun/pc2)"));
        List<String> pair = List.of("log-re", "log-ie");
        Survey constant = mapping.correlations(new Correlation(pair, Optional.of(-0.95), Optional.empty()))
                .read();
        assertThat(constant.galaxies().correlation("log-ie", "log-re").orElseThrow())
                .containsExactly(-0.95, -0.95);
        Survey column = mapping.correlations(new Correlation(pair, Optional.empty(), Optional.of("c")))
                .read();
        assertThat(column.galaxies().correlation("log-re", "log-ie").orElseThrow())
                .containsExactly(-0.9, -0.8);
    }

    @Test
    void rowIdsArePlacesInTheFile() {
        Survey survey = Mapping.of(galaxies("id,l,b,cz", "a,1,2,5000", "b,1,2,9000", "c,1,2,6000"))
                .keep("cz < 7000")
                .read();
        assertThat(survey.galaxies().labels()).containsExactly("a", "c");
        assertThat(survey.galaxies().rowIds()).containsExactly(0, 2);
        assertThat(survey.treatment("galaxies kept").orElseThrow().how()).isEqualTo("2 of 3, where cz < 7000");
    }

    @Test
    void groupsAreMadeFromNames() {
        Survey survey = Mapping.of(galaxies(
                        "id,g,l,b,cz",
                        "a,X,10,0,5000",
                        "b,Y,50,60,9000",
                        "c,X,20,0,6000",
                        "d,,1,2,3000",
                        "e,-1,1,2,3000"))
                .group("g")
                .missing(-1)
                .read();
        assertThat(survey.groups().labels()).containsExactly("X", "Y");
        assertThat(survey.groupOf()).containsExactly(0, 1, 0, -1, -1);
        assertTowards(survey.groups().directions(), 0, 15, 0, 1e-12);
        assertThat(czKms(survey.groups().values("z")[0])).isCloseTo(5500, within(1e-9));
    }

    @Test
    void numbersOfGroupsAreNames() {
        Survey survey = Mapping.of(galaxies("id,g,l,b,cz", "1,7,10,0,5000", "2,7,20,0,5000"))
                .group("g")
                .read();
        assertThat(survey.groups().labels()).containsExactly("7");
    }

    @Test
    void groupsWithoutGalaxiesAreLeftOut() {
        Path clusters = file(folder, "clusters.csv", "name,l,b,cz,sc", "Y,1,2,3000,P", "X,3,4,5000,Q");
        Survey survey = Mapping.of(galaxies("id,g,l,b,cz", "a,X,10,0,5000"))
                .group("g")
                .groups(
                        clusters,
                        position("l", "b", SkyFrame.GALACTIC),
                        redshift("cz", "km/s", RestFrame.CMB),
                        Map.of("supercluster", "sc"),
                        null)
                .read();
        assertThat(survey.groups().labels()).containsExactly("X");
        assertThat(survey.groups().rowIds()).containsExactly(1);
        assertThat(survey.groups().text("supercluster")).containsExactly("Q");
        assertTowards(survey.groups().directions(), 0, 3, 4, 1e-12);
        // the galaxy keeps its own position and redshift
        assertTowards(survey.galaxies().directions(), 0, 10, 0, 1e-12);
        assertThat(survey.galaxies().has("z")).isTrue();
    }

    @Test
    void galaxiesGoWithAGroupThatIsNotKept() {
        Path clusters = file(folder, "clusters.csv", "name,l,b,cz", "Y,1,2,30000", "X,3,4,5000");
        Path sigmas = file(folder, "sigmas.csv", "id,s", "a,2.1", "b,2.2", "c,2.3");
        Survey survey = Mapping.of(galaxies("id,g,f", "a,Y,1", "b,X,1", "c,X,0"))
                .group("g")
                .position(null)
                .redshift(null)
                .keep("f == 1")
                .groups(
                        clusters,
                        position("l", "b", SkyFrame.GALACTIC),
                        redshift("cz", "km/s", RestFrame.CMB),
                        Map.of(),
                        "cz < 12000")
                .measurements(sigmas, Map.of("log-sigma", measured("s", null, "dex(km/s)")), Map.of())
                .read();
        assertThat(survey.galaxies().labels()).containsExactly("b");
        assertThat(survey.groups().labels()).containsExactly("X");
        assertThat(survey.measurements().values("log-sigma")).containsExactly(2.2);
        assertThat(survey.measurements().rowIds()).containsExactly(1);
    }

    @Test
    void groupsTakeTheMeanPositionAndRedshiftOfTheirGalaxies() {
        Path clusters = file(folder, "clusters.csv", "name,sc", "X,Perseus");
        Survey survey = Mapping.of(galaxies("id,g,l,b,cz", "a,X,10,0,5000", "b,X,20,0,7000"))
                .group("g")
                .groups(clusters, null, null, Map.of("supercluster", "sc"), null)
                .read();
        assertTowards(survey.groups().directions(), 0, 15, 0, 1e-12);
        assertThat(czKms(survey.groups().values("z")[0])).isCloseTo(6000, within(1e-9));
    }

    @Test
    void galaxyWithoutAGroupNeedsItsOwnRedshift() {
        Path clusters = file(folder, "clusters.csv", "name,l,b,cz", "X,3,4,5000");
        Mapping mapping = Mapping.of(galaxies("id,g,l,b", "a,X,1,2", "b,,1,2"))
                .group("g")
                .redshift(null)
                .groups(
                        clusters,
                        position("l", "b", SkyFrame.GALACTIC),
                        redshift("cz", "km/s", RestFrame.CMB),
                        Map.of(),
                        null);
        assertThatThrownBy(mapping::read)
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies.csv: row 2 (b): g: found no group, but the galaxy needs one, "
                        + "because it has no redshift of its own");
    }

    @Test
    void groupsNeedTheColumnThatNamesThem() {
        Path clusters = file(folder, "clusters.csv", "name,l,b,cz", "X,3,4,5000");
        Mapping mapping =
                Mapping.of(galaxies("id,g,l,b,cz", "a,X,1,2,5000")).groups(clusters, null, null, Map.of(), null);
        assertThatThrownBy(mapping::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'group:' must name the column");
    }
}
