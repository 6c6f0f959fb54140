package org.peculiar.plugin.indicator.peculiarvelocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.plugin.indicator.peculiarvelocity.CataloguedVelocity.Given;
import org.peculiar.plugin.indicator.peculiarvelocity.CataloguedVelocity.Parameters;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.WeighedVelocities;
import org.peculiar.science.flow.WeighedVelocities.Form;

class CataloguedVelocityTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 0, 0);

    private static Survey survey(Column column) {
        return Survey.of(
                RestFrame.CMB,
                Table.of("galaxies", new String[] {"a", "b", "c"})
                        .with(Directions.ofDegrees(new double[] {0, 90, 200}, new double[] {0, 10, -40}))
                        .with(Column.of(Quantity.REDSHIFT, new double[] {0.02, 0.05, 0.03}))
                        .with(column));
    }

    private static DistanceSample measure(Given given, Survey survey) {
        return new CataloguedVelocity(new Parameters(given), ASSUMPTIONS).measure(survey);
    }

    @Test
    void flowsFindTheVelocitiesAndErrorsOfTheCatalogue() {
        Survey survey = survey(
                Column.of(CataloguedVelocity.VELOCITY, new double[] {-300, 800, 10}, new double[] {400, 900, 600}));
        TracerVelocities found = WeighedVelocities.of(
                        measure(Given.VELOCITY, survey), ASSUMPTIONS, Form.WATKINS_FELDMAN)
                .given();
        assertThat(found.velocityKms()).containsExactly(new double[] {-300, 800, 10}, within(1e-8));
        assertThat(Math.sqrt(found.varianceKms2()[1])).isCloseTo(900, within(1e-9));
    }

    @Test
    void ratiosAreOfDistances() {
        DistanceSample sample = measure(
                Given.LOG_DISTANCE_RATIO,
                survey(Column.of(
                        CataloguedVelocity.RATIO, new double[] {0, 0.05, -0.1}, new double[] {0.1, 0.1, 0.1})));
        // d_z/d = 10^η; at z = 0.05 the comoving distance is 14819.270310641212 km/s (independent program)
        assertThat(Math.exp(sample.lnDistance()[1])).isCloseTo(14819.270310641212 / Math.pow(10, 0.05), within(1e-6));
        assertThat(sample.lnError()[2]).isCloseTo(0.1 * Math.log(10), within(1e-12));
    }

    @Test
    void leavesOutAndListsWhatLacksAVelocity() {
        Survey survey = survey(Column.of(
                CataloguedVelocity.VELOCITY, new double[] {-300, Double.NaN, 10}, new double[] {400, 900, Double.NaN}));
        DistanceSample sample = measure(Given.VELOCITY, survey);
        assertThat(sample.labels()).containsExactly("a");
        assertThat(sample.calibration().omitted())
                .containsEntry("no v-pec", List.of("b"))
                .containsEntry("no error of v-pec", List.of("c"));
    }

    @ParameterizedTest
    @EnumSource(Given.class)
    void needsErrors(Given given) {
        Quantity quantity = given == Given.VELOCITY ? CataloguedVelocity.VELOCITY : CataloguedVelocity.RATIO;
        assertThatThrownBy(() -> measure(given, survey(Column.of(quantity, new double[] {1, 2, 3}))))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: " + quantity.name() + " has no errors, but a catalogue's velocities need them");
    }
}
