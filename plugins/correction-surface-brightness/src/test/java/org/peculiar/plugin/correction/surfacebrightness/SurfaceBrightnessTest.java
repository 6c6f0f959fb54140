package org.peculiar.plugin.correction.surfacebrightness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.correction.surfacebrightness.SurfaceBrightness.Parameters;

class SurfaceBrightnessTest {

    private static final Quantity MU_E = new Quantity("mu-e", Unit.MAG_ARCSEC2);
    private static final Quantity LOG_IE = new Quantity("log-ie", Unit.DEX_LSUN_PC2);

    private static Table table(String name, int rows) {
        String[] labels = new String[rows];
        java.util.Arrays.setAll(labels, i -> name + i);
        return Table.of(name, labels).with(Directions.ofDegrees(new double[rows], new double[rows]));
    }

    private static Survey survey(Quantity quantity, double value, double z) {
        return Survey.of(
                RestFrame.CMB,
                table("galaxies", 1)
                        .with(Column.of(quantity, new double[] {value}))
                        .with(Column.of(Quantity.REDSHIFT, new double[] {z})));
    }

    private static double corrected(Survey survey, Parameters parameters, String quantity) {
        return new SurfaceBrightness(parameters)
                .correct(survey)
                .survey()
                .galaxies()
                .values(quantity)[0];
    }

    /** METHODS 3.1: 20.30 with A_R = 0.12 at z = 0.03 is 20.051628, and 20.019535 with K; arithmetic printed to 1e-6. */
    @Test
    void takesOffDimmingAndThenTheKCorrection() {
        Survey survey = survey(MU_E, 20.30 - 0.12, 0.03);

        assertThat(corrected(survey, new Parameters("mu-e", true, 0), "mu-e")).isCloseTo(20.051628, within(5e-7));
        assertThat(corrected(survey, new Parameters("mu-e", true, 1), "mu-e")).isCloseTo(20.019535, within(5e-7));
    }

    @Test
    void aLogLuminosityRisesByTwoFifths() {
        double magnitudes = 12.5 * Math.log10(1.03);

        assertThat(corrected(survey(LOG_IE, 3, 0.03), new Parameters("log-ie", true, 1), "log-ie"))
                .isCloseTo(3 + 0.4 * magnitudes, within(1e-14));
    }

    @Test
    void prefersTheHeliocentricRedshift() {
        Survey survey = survey(MU_E, 20, 0.03);
        Survey both = survey.withGalaxies(
                survey.galaxies().with(Column.of(new Quantity("z-hel", Unit.NONE), new double[] {0.029})));

        assertThat(corrected(both, new Parameters("mu-e", true, 0), "mu-e"))
                .isCloseTo(20 - 10 * Math.log10(1.029), within(1e-14));
    }

    @Test
    void takesTheRedshiftOfTheGroupAndLeavesOutWhatHasNone() {
        Table galaxies = table("galaxies", 2).with(Column.of(MU_E, new double[] {20, 20}));
        Table groups = table("groups", 1).with(Column.of(Quantity.REDSHIFT, new double[] {0.02}));
        Survey survey = Survey.of(RestFrame.CMB, galaxies, groups, new int[] {0, -1});

        double[] values = new SurfaceBrightness(new Parameters("mu-e", true, 0))
                .correct(survey)
                .survey()
                .galaxies()
                .values("mu-e");

        assertThat(values[0]).isCloseTo(20 - 10 * Math.log10(1.02), within(1e-14));
        assertThat(values[1]).isNaN();
    }

    @Test
    void refusesASecondTime() {
        SurfaceBrightness correction = new SurfaceBrightness(new Parameters("mu-e", true, 1));
        Survey once = correction.correct(survey(MU_E, 20, 0.03)).survey();

        assertThatThrownBy(() -> correction.correct(once))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("dimming of mu-e");
    }

    @Test
    void refusesAMagnitude() {
        assertThatThrownBy(() -> corrected(
                        survey(new Quantity("mu-e", Unit.MAG), 14, 0.03), new Parameters("mu-e", true, 1), "mu-e"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found mu-e [mag], but a quantity in mag/arcsec**2");
    }

    @Test
    void refusesASurveyWithoutRedshifts() {
        Survey survey = Survey.of(RestFrame.CMB, table("galaxies", 1).with(Column.of(MU_E, new double[] {20})));

        assertThatThrownBy(() -> corrected(survey, new Parameters("mu-e", true, 1), "mu-e"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("neither galaxies nor groups have a redshift");
    }
}
