package org.peculiar.science.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;

class TracerMembersTest {

    private static final String[] GALAXIES = {"a", "b", "c", "d", "e", "f", "g"};

    private static Survey survey(RestFrame frame, double... z) {
        Table galaxies = Table.of("galaxies", GALAXIES)
                .with(Directions.ofDegrees(new double[] {0, 10, 0, 20, 30, 40, 50}, new double[7]))
                .with(Column.of(Quantity.REDSHIFT, z));
        Table groups = Table.of("groups", new String[] {"A", "B", "C"});
        return Survey.of(frame, galaxies, groups, new int[] {0, 1, 0, 1, 1, 2, -1});
    }

    private static Survey survey() {
        return survey(RestFrame.CMB, 0.01, 0.02, 0.03, 0.02, 0.05, 0.06, 0.07);
    }

    private static TracerMembers members(Survey survey, Optional<Tracers> tracers, Redshifts redshifts) {
        return TracerMembers.of(
                survey, new TracerMembers.Choice(tracers, 2, redshifts), "test relation", galaxy -> Optional.empty());
    }

    private static TracerMembers groups() {
        return members(survey(), Optional.of(Tracers.GROUPS), Redshifts.GALAXY);
    }

    @Test
    void groupsTakeTheMeansOfTheirMembers() {
        TracerMembers members = groups();
        assertThat(members.rows()).containsExactly(0, 1, 2, 3, 4);
        assertThat(members.tracerOf()).containsExactly(0, 1, 0, 1, 1);
        assertThat(members.members()).containsExactly(2, 3);
        assertThat(members.z()).containsExactly(0.02, (0.02 + 0.02 + 0.05) / 3);
        assertThat(members.directions().select(new int[] {0}).x()).containsExactly(1);
        assertThat(members.omitted())
                .containsExactly(
                        Map.entry("in no group", List.of("g")),
                        Map.entry("in a group with fewer than 2 usable members", List.of("f")));
    }

    @Test
    void galaxiesHaveTheRedshiftAskedFor() {
        Optional<Tracers> galaxies = Optional.of(Tracers.GALAXIES);
        assertThat(members(survey(), galaxies, Redshifts.GALAXY).z()).startsWith(0.01, 0.02, 0.03);
        assertThat(members(survey(), galaxies, Redshifts.GROUP).z()).startsWith(0.02, 0.03, 0.02);
    }

    @Test
    void dropsAGroupThatLosesItsCompany() {
        TracerMembers all = groups();
        TracerMembers kept = all.keeping(i -> i != 2, "clipped");
        assertThat(kept.rows()).containsExactly(1, 3, 4);
        assertThat(kept.tracerOf()).containsExactly(0, 0, 0);
        assertThat(kept.omitted())
                .containsExactly(
                        Map.entry("in no group", List.of("g")),
                        Map.entry("in a group with fewer than 2 usable members", List.of("f", "a")),
                        Map.entry("clipped", List.of("c")));
        assertThat(all.galaxies()).isEqualTo(5);
        assertThat(all.omitted()).doesNotContainKey("clipped");
    }

    @Test
    void tellsWhyNoneIsLeft() {
        assertThatThrownBy(() -> groups().keeping(i -> i < 2, "clipped"))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("galaxies: found none of 7 that has what the test relation needs: 1 in no group,"
                        + " 3 in a group with fewer than 2 usable members, 3 clipped");
    }

    @Test
    void leavesOutGalaxiesWithoutAUsableRedshift() {
        Survey survey = survey(RestFrame.CMB, 0.01, -0.02, Double.NaN, 0.02, Double.POSITIVE_INFINITY, 0.06, 0.07);
        assertThat(members(survey, Optional.of(Tracers.GALAXIES), Redshifts.GALAXY)
                        .omitted())
                .containsExactly(
                        Map.entry("redshift not positive", List.of("b")), Map.entry("no redshift", List.of("c", "e")));
    }

    @Test
    void refusesHeliocentricRedshifts() {
        assertThatThrownBy(() ->
                        members(survey(RestFrame.HELIOCENTRIC, 1, 1, 1, 1, 1, 1, 1), Optional.empty(), Redshifts.GROUP))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("CMB frame");
    }
}
