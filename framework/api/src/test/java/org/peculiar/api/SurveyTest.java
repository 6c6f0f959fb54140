package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SurveyTest {

    private static Table table(String name, String... labels) {
        return Table.of(name, labels);
    }

    /** Five galaxies: two in X, one in Y, one in Z, one in the field; measured 2, 1, 0, 1 and 1 times. */
    private static Survey survey() {
        return new Survey(
                RestFrame.CMB,
                table("galaxies", "a", "b", "c", "d", "e"),
                table("groups", "X", "Y", "Z"),
                new int[] {0, 1, -1, 0, 2},
                table("measurements", "a1", "b1", "a2", "d1", "e1"),
                new int[] {0, 1, 0, 3, 4},
                List.of());
    }

    @Test
    void selectsGalaxiesWithTheirGroupsAndMeasurements() {
        Survey some = survey().select(new int[] {4, 0, 2});
        assertThat(some.galaxies().labels()).containsExactly("e", "a", "c");
        assertThat(some.groups().labels()).containsExactly("X", "Z");
        assertThat(some.groupOf()).containsExactly(1, 0, -1);
        assertThat(some.measurements().labels()).containsExactly("a1", "a2", "e1");
        assertThat(some.galaxyOf()).containsExactly(1, 1, 0);
    }

    @Test
    void keepsTheRowIdsOfAllThreeTables() {
        Survey some = survey().select(new int[] {4, 3}).select(new int[] {0});
        assertThat(some.galaxies().rowIds()).containsExactly(4);
        assertThat(some.groups().rowIds()).containsExactly(2);
        assertThat(some.measurements().rowIds()).containsExactly(4);
    }

    @Test
    void selectsNothingAndEverything() {
        Survey none = survey().select(new int[0]);
        assertThat(none.galaxies().size()).isZero();
        assertThat(none.groups().size()).isZero();
        assertThat(none.measurements().size()).isZero();
        Survey all = survey().select(new int[] {0, 1, 2, 3, 4});
        assertThat(all.groupOf()).containsExactly(survey().groupOf());
        assertThat(all.galaxyOf()).containsExactly(survey().galaxyOf());
    }

    @Test
    void refusesAGalaxyTwice() {
        assertThatThrownBy(() -> survey().select(new int[] {1, 3, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("galaxy b was asked for twice");
    }

    @Test
    void keepsTreatmentsThroughASelection() {
        Survey treated = survey().treated(new Treatment("cmb-frame", "exact"));
        assertThat(treated.select(new int[] {0}).treatments()).containsExactly(new Treatment("cmb-frame", "exact"));
        assertThat(treated.treatment("cmb-frame")).hasValue(new Treatment("cmb-frame", "exact"));
        assertThat(treated.treatment("extinction of mu-e")).isEmpty();
        assertThat(survey().treatments()).isEmpty();
    }

    @Test
    void refusesATreatmentTwice() {
        Survey treated = survey().treated(new Treatment("cmb-frame", "exact"));
        assertThatThrownBy(() -> treated.treated(new Treatment("cmb-frame", "additive")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "cmb-frame (additive): the survey already had it (exact), but it must not be applied twice");
    }

    @Test
    void refusesIndicesThatPointNowhere() {
        Table galaxies = table("galaxies", "a", "b");
        Table groups = table("groups", "X");
        assertThatThrownBy(() -> Survey.of(RestFrame.CMB, galaxies, groups, new int[] {0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("groupOf[1] was 1 but must be within [-1, 1)");
        assertThatThrownBy(() -> Survey.of(RestFrame.CMB, galaxies, groups, new int[] {-2, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Survey.of(RestFrame.CMB, galaxies, groups, new int[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("groupOf has 1 entries, but needs 2");
        assertThatThrownBy(() ->
                        Survey.of(RestFrame.CMB, galaxies).withMeasurements(table("measurements", "m"), new int[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("galaxyOf[0] was -1 but must be within [0, 2)");
    }

    @Test
    void changesColumnsButNeverTheNumberOfRows() {
        Survey survey = survey();
        Table renamed = table("galaxies", "A", "B", "C", "D", "E");
        assertThat(survey.withGalaxies(renamed).galaxies().labels()).containsExactly("A", "B", "C", "D", "E");
        assertThat(survey.withGroups(table("groups", "x", "y", "z")).groups().labels())
                .containsExactly("x", "y", "z");
        assertThatThrownBy(() -> survey.withGalaxies(table("galaxies", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 galaxies in place of 5; to leave some out, select");
        assertThatThrownBy(() -> survey.withGroups(table("groups", "X")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 groups in place of 3; to leave some out, select");
    }

    @Test
    void hasEmptyTablesWhereThereIsNothing() {
        Survey singles = Survey.of(RestFrame.HELIOCENTRIC, table("galaxies", "a", "b"));
        assertThat(singles.groups().size()).isZero();
        assertThat(singles.measurements().size()).isZero();
        assertThat(singles.groupOf()).containsExactly(-1, -1);
        assertThat(singles.withFrame(RestFrame.CMB).frame()).isEqualTo(RestFrame.CMB);
    }
}
