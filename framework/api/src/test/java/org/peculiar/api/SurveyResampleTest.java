package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SurveyResampleTest {

    private static final Quantity VALUE = new Quantity("value", Unit.NONE);

    /** Five galaxies: two in X, one in Y, one in Z, one in the field; measured 2, 1, 0, 1 and 1 times. */
    private static Survey survey() {
        return new Survey(
                RestFrame.CMB,
                Table.of("galaxies", new String[] {"a", "b", "c", "d", "e"})
                        .with(Column.of(VALUE, new double[] {1, 2, 3, 4, 5}))
                        .with(Directions.ofDegrees(new double[] {10, 20, 30, 40, 50}, new double[5])),
                Table.of("groups", new String[] {"X", "Y", "Z"})
                        .with(Column.of(VALUE, new double[] {100, 200, 300}))
                        .withText("sheet", new String[] {"near", "far", "far"}),
                new int[] {0, 1, -1, 0, 2},
                Table.of("measurements", new String[] {"a1", "b1", "a2", "d1", "e1"})
                        .with(Column.of(VALUE, new double[] {11, 21, 12, 41, 51}))
                        .withText("run", new String[] {"r", "r", "s", "s", "r"}),
                new int[] {0, 1, 0, 3, 4},
                List.of(new Treatment("cmb-frame", "as given")));
    }

    @Test
    void copiesOfAGroupAreDistinctGroups() {
        Survey drawn = survey().resample(new int[] {0, 3, 0, 3, 4}, new int[] {0, 0, 1, 1, 2});
        assertThat(drawn.groups().labels()).containsExactly("X", "X", "Z");
        assertThat(drawn.groupOf()).containsExactly(0, 0, 1, 1, 2);
        assertThat(drawn.groups().values("value")).containsExactly(100, 100, 300);
        assertThat(drawn.groups().text("sheet")).containsExactly("near", "near", "far");
    }

    @Test
    void galaxiesOfOneCopyShareTheirGroup() {
        Survey drawn = survey().resample(new int[] {0, 0, 3, 1}, new int[4]);
        assertThat(drawn.groups().labels()).containsExactly("X", "Y");
        assertThat(drawn.groupOf()).containsExactly(0, 0, 0, 1);
    }

    @Test
    void groupsOfOneCopyAreKeptApart() {
        Survey drawn = survey().resample(new int[] {0, 1, 4}, new int[] {9, 9, 9});
        assertThat(drawn.groups().labels()).containsExactly("X", "Y", "Z");
        assertThat(drawn.groupOf()).containsExactly(0, 1, 2);
    }

    @Test
    void measurementsFollowEachDraw() {
        Survey drawn = survey().resample(new int[] {3, 0, 2, 0}, new int[] {0, 1, 2, 3});
        assertThat(drawn.measurements().labels()).containsExactly("d1", "a1", "a2", "a1", "a2");
        assertThat(drawn.galaxyOf()).containsExactly(0, 1, 1, 3, 3);
        assertThat(drawn.measurements().values("value")).containsExactly(41, 11, 12, 11, 12);
        assertThat(drawn.measurements().text("run")).containsExactly("s", "r", "s", "r", "s");
    }

    @Test
    void fieldGalaxiesStayInTheField() {
        Survey drawn = survey().resample(new int[] {2, 2}, new int[] {0, 1});
        assertThat(drawn.groupOf()).containsExactly(-1, -1);
        assertThat(drawn.groups().size()).isZero();
        assertThat(drawn.measurements().size()).isZero();
    }

    /** Draws are keyed by row ids, so a copy must have those of its galaxy, whatever was dropped before. */
    @Test
    void rowIdsStay() {
        Survey drawn = survey().select(new int[] {1, 3, 4}).resample(new int[] {2, 2, 0}, new int[] {0, 1, 2});
        assertThat(drawn.galaxies().rowIds()).containsExactly(4, 4, 1);
        assertThat(drawn.groups().rowIds()).containsExactly(2, 2, 1);
        assertThat(drawn.measurements().rowIds()).containsExactly(4, 4, 1);
    }

    @Test
    void withoutRepeatsIsASelection() {
        int[] rows = {0, 1, 3, 4};
        Survey drawn = survey().resample(rows, new int[4]);
        Survey selected = survey().select(rows);
        assertThat(drawn.frame()).isEqualTo(selected.frame());
        assertThat(drawn.treatments()).isEqualTo(selected.treatments());
        assertThat(drawn.galaxies().labels()).isEqualTo(selected.galaxies().labels());
        assertThat(drawn.galaxies().values("value"))
                .isEqualTo(selected.galaxies().values("value"));
        assertThat(drawn.galaxies().directions().x())
                .isEqualTo(selected.galaxies().directions().x());
        assertThat(drawn.groups().labels()).isEqualTo(selected.groups().labels());
        assertThat(drawn.groupOf()).isEqualTo(selected.groupOf());
        // those of one galaxy now stand together
        assertThat(drawn.measurements().labels()).containsExactly("a1", "a2", "b1", "d1", "e1");
        assertThat(selected.measurements().labels()).containsExactly("a1", "b1", "a2", "d1", "e1");
        for (int i = 0; i < 5; i++) {
            String galaxy = drawn.galaxies().labels()[drawn.galaxyOf()[i]];
            assertThat(drawn.measurements().labels()[i]).startsWith(galaxy);
        }
    }

    @Test
    void nothingDrawnIsEmpty() {
        Survey none = survey().resample(new int[0], new int[0]);
        assertThat(none.galaxies().size()).isZero();
        assertThat(none.groups().size()).isZero();
        assertThat(none.measurements().size()).isZero();
    }
}
