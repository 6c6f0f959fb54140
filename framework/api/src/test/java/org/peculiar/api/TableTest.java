package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    private static final Quantity SIGMA = new Quantity("log-sigma", Unit.DEX_KMS);
    private static final Quantity MU = new Quantity("mu-e", Unit.MAG_ARCSEC2);

    private static Table table() {
        return Table.of("galaxies", new String[] {"a", "b", "c"})
                .with(Directions.ofDegrees(new double[] {10, 20, 30}, new double[3]))
                .with(Column.of(SIGMA, new double[] {2.1, 2.2, 2.3}, new double[] {0.01, 0.02, 0.03}))
                .with(Column.of(MU, new double[] {19, 20, 21}))
                .withText("type", new String[] {"E", "S0", "E"})
                .withCorrelation("mu-e", "log-sigma", new double[] {-0.1, -0.2, -0.3});
    }

    @Test
    void numbersItsRows() {
        assertThat(table().size()).isEqualTo(3);
        assertThat(table().rowIds()).containsExactly(0, 1, 2);
        assertThat(table().name()).isEqualTo("galaxies");
    }

    @Test
    void listsItsColumnsAsTheyWereAdded() {
        assertThat(table().quantities()).containsExactly("log-sigma", "mu-e");
        assertThat(table().texts()).containsExactly("type");
        assertThat(table().has("mu-e")).isTrue();
        assertThat(table().has("type")).isFalse();
    }

    @Test
    void givesColumnsByName() {
        assertThat(table().values("mu-e")).containsExactly(19, 20, 21);
        assertThat(table().values("mu-e", Unit.MAG_ARCSEC2)).containsExactly(19, 20, 21);
        assertThat(table().column("log-sigma").errors().orElseThrow()).containsExactly(0.01, 0.02, 0.03);
        assertThat(table().column("mu-e").errors()).isEmpty();
        assertThat(table().text("type")).containsExactly("E", "S0", "E");
    }

    @Test
    void knowsACorrelationInEitherOrder() {
        assertThat(table().correlation("log-sigma", "mu-e").orElseThrow()).containsExactly(-0.1, -0.2, -0.3);
        assertThat(table().correlation("mu-e", "log-sigma").orElseThrow()).containsExactly(-0.1, -0.2, -0.3);
        assertThat(table().correlation("mu-e", "mg2")).isEmpty();
    }

    @Test
    void leavesItselfAsItIsWhenAColumnIsReplaced() {
        Table before = table();
        Table after = before.with(Column.of(MU, new double[] {1, 2, 3}));
        assertThat(before.values("mu-e")).containsExactly(19, 20, 21);
        assertThat(after.values("mu-e")).containsExactly(1, 2, 3);
        assertThat(after.quantities()).containsExactly("log-sigma", "mu-e");
    }

    @Test
    void knowsTablesThatDifferInOneQuantityAlone() {
        Quantity size = new Quantity("log-theta", Unit.DEX_ARCSEC);
        Quantity sigma = new Quantity("log-sigma", Unit.DEX_KMS);
        double[] error = {0.1, 0.1};
        Table table = Table.of("galaxies", new String[] {"a", "b"})
                .with(Column.of(size, new double[] {1, 2}))
                .with(Column.of(sigma, new double[] {3, 4}, error))
                .withText("type", new String[] {"E", "S0"});
        Table drawn = table.with(table.column("log-sigma").withValues(new double[] {5, 6}));
        assertThat(table.sharesAllBut("log-sigma", drawn)).isTrue();
        assertThat(table.sharesAllBut("log-sigma", table)).isTrue();
        assertThat(table.sharesAllBut("log-theta", drawn)).isFalse();
        assertThat(table.sharesAllBut("log-sigma", table.with(Column.of(sigma, new double[] {5, 6}))))
                .isFalse();
        assertThat(table.sharesAllBut(
                        "log-sigma", table.with(table.column("log-theta").withValues(new double[] {5, 6}))))
                .isFalse();
        assertThat(table.sharesAllBut("log-sigma", drawn.withText("type", new String[] {"E", "E"})))
                .isFalse();
        assertThat(table.sharesAllBut("log-sigma", drawn.withText("run", new String[] {"1", "2"})))
                .isFalse();
        assertThat(table.sharesAllBut("log-sigma", drawn.select(new int[] {0, 1})))
                .isFalse();
        assertThat(table.sharesAllBut("log-sigma", drawn.withCorrelation("log-theta", "log-sigma", error)))
                .isFalse();
    }

    @Test
    void selectsRowsWithAllThatBelongsToThem() {
        Table selected = table().select(new int[] {2, 0, 2});
        assertThat(selected.rowIds()).containsExactly(2, 0, 2);
        assertThat(selected.labels()).containsExactly("c", "a", "c");
        assertThat(selected.values("mu-e")).containsExactly(21, 19, 21);
        assertThat(selected.column("log-sigma").errors().orElseThrow()).containsExactly(0.03, 0.01, 0.03);
        assertThat(selected.text("type")).containsExactly("E", "E", "E");
        assertThat(selected.correlation("mu-e", "log-sigma").orElseThrow()).containsExactly(-0.3, -0.1, -0.3);
        assertThat(selected.directions().longitudeDeg(0))
                .isEqualTo(table().directions().longitudeDeg(2));
    }

    @Test
    void keepsRowIdsThroughSeveralSelections() {
        assertThat(table().select(new int[] {2, 1}).select(new int[] {1}).rowIds())
                .containsExactly(1);
        assertThat(table().select(new int[0]).size()).isZero();
    }

    @Test
    void namesTheColumnsThereAreWhereOneIsMissing() {
        assertThatThrownBy(() -> table().values("mg2"))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: no column for mg2; there are log-sigma, mu-e");
        assertThatThrownBy(() -> table().text("run"))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: no text column run; there are type");
        assertThatThrownBy(() -> Table.of("groups", new String[0]).values("z"))
                .isInstanceOf(DataException.class)
                .hasMessage("groups: no column for z; there are none");
    }

    @Test
    void refusesAUnitThatIsNotTheColumns() {
        assertThatThrownBy(() -> table().values("mu-e", Unit.MAG))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: mu-e [mag/arcsec**2] was found, but mu-e is needed in mag");
        assertThatThrownBy(() -> table().values("mu-e", Unit.NONE))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("but mu-e is needed in pure numbers");
    }

    @Test
    void asksForTheUnitOfAColumnThatHasNone() {
        Table bare = Table.of("galaxies", new String[] {"G1"})
                .with(Column.of(new Quantity("log-sigma", Unit.NONE), new double[] {2.3}));
        assertThatThrownBy(() -> bare.values("log-sigma", Unit.DEX_KMS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "galaxies: log-sigma was found without a unit, but log-sigma is needed in dex(km/s); say so with"
                                + " unit: where the table is read");
    }

    @Test
    void refusesDirectionsThatItDoesNotHave() {
        Table bare = Table.of("groups", new String[] {"A1367"});
        assertThat(bare.hasDirections()).isFalse();
        assertThatThrownBy(bare::directions)
                .isInstanceOf(DataException.class)
                .hasMessage("groups: no positions, but the directions of the rows are needed");
    }

    @Test
    void refusesColumnsOfAnotherLength() {
        assertThatThrownBy(() -> table().with(Column.of(MU, new double[2])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("galaxies: mu-e has 2 rows, but the table has 3");
        assertThatThrownBy(() -> table().withText("run", new String[4])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table().withCorrelation("a", "b", new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table().with(Directions.ofDegrees(new double[1], new double[1])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Column.of(MU, new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mu-e has 2 values, but 3 errors");
    }
}
