package org.peculiar.plugin.correction.aperture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.correction.aperture.ApertureCorrection.Aperture;
import org.peculiar.plugin.correction.aperture.ApertureCorrection.Parameters;
import org.peculiar.science.cosmology.Cosmology;

class ApertureCorrectionTest {

    private static final CosmologyParameters EDS = new CosmologyParameters("einstein-de-sitter", 1, 0);
    private static final Assumptions ASSUMPTIONS = new Assumptions(EDS, 250, 150);
    private static final Quantity LOG_SIGMA = new Quantity("log-sigma", Unit.DEX_KMS);

    private static final Aperture SLIT = new Aperture(Optional.of(2.0), Optional.of(3.0), Optional.empty());

    /** Redshift at which the angular-diameter distance is 5000 km/s. */
    private static double z5000() {
        return Cosmology.of(EDS).redshiftOf(DistanceType.ANGULAR_DIAMETER, 5000);
    }

    private static Table table(String name, int rows) {
        String[] labels = new String[rows];
        Arrays.setAll(labels, i -> name.charAt(0) + "" + i);
        return Table.of(name, labels).with(Directions.ofDegrees(new double[rows], new double[rows]));
    }

    private static Survey galaxies(Quantity quantity, double value) {
        return Survey.of(
                RestFrame.CMB,
                table("galaxies", 1)
                        .with(Column.of(quantity, new double[] {value}))
                        .with(Column.of(Quantity.REDSHIFT, new double[] {z5000()})));
    }

    private static Survey measurements(String[] runs, double[] values) {
        Table galaxies = table("galaxies", 1).with(Column.of(Quantity.REDSHIFT, new double[] {z5000()}));
        Table measured = table("measurements", runs.length)
                .with(Column.of(LOG_SIGMA, values))
                .withText("run", runs);
        return Survey.of(RestFrame.CMB, galaxies).withMeasurements(measured, new int[runs.length]);
    }

    private static Parameters parameters(String quantity, Optional<Aperture> aperture, Map<String, Aperture> runs) {
        return new Parameters(quantity, aperture, runs, "run", Optional.empty(), 0.04, 0.595);
    }

    private static Survey correct(Survey survey, Parameters parameters) {
        return new ApertureCorrection(parameters, ASSUMPTIONS).correct(survey).survey();
    }

    /** METHODS 3.2: a 2″ × 3″ slit at 5000 km/s changes log sigma by −0.0095499 dex; printed to 1e-7. */
    @Test
    void correctsASlit() {
        Survey corrected = correct(galaxies(LOG_SIGMA, 2.3), parameters("log-sigma", Optional.of(SLIT), Map.of()));

        assertThat(corrected.galaxies().values("log-sigma")[0] - 2.3).isCloseTo(-0.0095499, within(5e-8));
        assertThat(SLIT.radius()).isCloseTo(1.4165260, within(5e-8));
    }

    @Test
    void correctsMg2InTheSameForm() {
        Survey corrected =
                correct(galaxies(new Quantity("mg2", Unit.MAG), 0.28), parameters("mg2", Optional.of(SLIT), Map.of()));

        assertThat(corrected.galaxies().values("mg2")[0] - 0.28).isCloseTo(-0.0095499, within(5e-8));
    }

    @Test
    void givesEachRunItsApertureAndTheRestTheCommonOne() {
        Survey survey = measurements(new String[] {"slit", "fibre", "other"}, new double[] {2.3, 2.3, 2.3});
        Aperture fibre = new Aperture(Optional.empty(), Optional.empty(), Optional.of(3.35));

        double[] values = correct(survey, parameters("log-sigma", Optional.of(fibre), Map.of("slit", SLIT)))
                .measurements()
                .values("log-sigma");

        assertThat(values[0] - 2.3).isCloseTo(-0.0095499, within(5e-8));
        // r_n = 2.4545512 arcsec (METHODS 3.2)
        assertThat(values[1] - 2.3).isCloseTo(0.04 * Math.log10(3.35 / 2.4545512), within(1e-9));
        assertThat(values[2]).isEqualTo(values[1]);
    }

    @Test
    void takesTheRadiusOfTheRowWhereItHasOne() {
        Survey survey = measurements(new String[] {"a", "b"}, new double[] {2.3, 2.3});
        Survey own = survey.withMeasurements(
                survey.measurements()
                        .with(Column.of(new Quantity("r-ap", Unit.ARCMIN), new double[] {2.4545512 / 60, Double.NaN})),
                survey.galaxyOf());

        double[] values = correct(
                        own,
                        new Parameters(
                                "log-sigma", Optional.of(SLIT), Map.of(), "run", Optional.of("r-ap"), 0.04, 0.595))
                .measurements()
                .values("log-sigma");

        assertThat(values[0]).isCloseTo(2.3, within(1e-9));
        assertThat(values[1] - 2.3).isCloseTo(-0.0095499, within(5e-8));
    }

    @Test
    void leavesOutAGalaxyWithoutRedshift() {
        Table galaxies = table("galaxies", 1).with(Column.of(LOG_SIGMA, new double[] {2.3}));
        Table groups = table("groups", 1).with(Column.of(Quantity.REDSHIFT, new double[] {0.02}));
        Survey survey = Survey.of(RestFrame.CMB, galaxies, groups, new int[] {-1});

        assertThat(correct(survey, parameters("log-sigma", Optional.of(SLIT), Map.of()))
                        .galaxies()
                        .values("log-sigma")[0])
                .isNaN();
    }

    @Test
    void refusesARunWithoutAnAperture() {
        Survey survey = measurements(new String[] {"slit", "unknown"}, new double[] {2.3, 2.3});

        assertThatThrownBy(() -> correct(survey, parameters("log-sigma", Optional.empty(), Map.of("slit", SLIT))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("measurements, m1 (run unknown): no aperture is known");
    }

    @Test
    void refusesASecondTime() {
        Parameters parameters = parameters("log-sigma", Optional.of(SLIT), Map.of());
        Survey once = correct(galaxies(LOG_SIGMA, 2.3), parameters);

        assertThatThrownBy(() -> correct(once, parameters))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("aperture of log-sigma");
    }

    @Test
    void refusesHalfASlit() {
        assertThatThrownBy(() -> new Aperture(Optional.of(2.0), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("width and height");
    }

    @Test
    void refusesADispersionInKms() {
        assertThatThrownBy(() -> correct(
                        galaxies(new Quantity("sigma", Unit.KMS), 200),
                        parameters("sigma", Optional.of(SLIT), Map.of())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found sigma [km/s], but a quantity in dex(km/s)");
    }
}
