package org.peculiar.plugin.extinction.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.extinction.column.ColumnExtinction.Parameters;

final class ColumnExtinctionTest {

    @Test
    void takesTheColumnAsItIs() {
        ColumnExtinction extinction = new ColumnExtinction(new Parameters("ebv", ReddeningScale.BURSTEIN_HEILES, 1));
        assertThat(extinction.reddening(galaxies("ebv", Unit.MAG, 0.02, -0.003, 0.5)))
                .containsExactly(0.02, -0.003, 0.5);
        assertThat(extinction.scale()).isEqualTo(ReddeningScale.BURSTEIN_HEILES);
    }

    // MWEBV of SN 2001bt in Pantheon+ is 0.0561 mag, which is 0.86 times 0.0652 mag.
    @Test
    void undoesAFactorOfTheCatalogue() {
        ColumnExtinction extinction = new ColumnExtinction(new Parameters("mwebv", ReddeningScale.SFD98, 0.86));
        assertThat(extinction.reddening(galaxies("mwebv", Unit.MAG, 0.0561))[0]).isCloseTo(0.0652326, within(1e-7));
    }

    @Test
    void missingStaysMissing() {
        ColumnExtinction extinction = new ColumnExtinction(new Parameters("ebv", ReddeningScale.SFD98, 1));
        assertThat(extinction.reddening(galaxies("ebv", Unit.MAG, 0.02, Double.NaN)))
                .containsExactly(0.02, Double.NaN);
    }

    @Test
    void leavesTheTableAsItIs() {
        Table galaxies = galaxies("ebv", Unit.MAG, 0.02, 0.03);
        new ColumnExtinction(new Parameters("ebv", ReddeningScale.SFD98, 0.5)).reddening(galaxies);
        assertThat(galaxies.values("ebv")).containsExactly(0.02, 0.03);
    }

    @Test
    void refusesAColumnInAnotherUnit() {
        ColumnExtinction extinction = new ColumnExtinction(new Parameters("ebv", ReddeningScale.SFD98, 1));
        assertThatThrownBy(() -> extinction.reddening(galaxies("ebv", Unit.DEX, 0.02)))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: ebv [dex] was found, but ebv is needed in mag");
    }

    @Test
    void refusesASurveyWithoutTheColumn() {
        ColumnExtinction extinction = new ColumnExtinction(new Parameters("ebv", ReddeningScale.SFD98, 1));
        assertThatThrownBy(() -> extinction.reddening(galaxies("a-v", Unit.MAG, 0.02)))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: no column for ebv; there are a-v");
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatThrownBy(() -> new Parameters("ebv", ReddeningScale.NONE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scale was none, but a column of reddening needs the calibration it is on");
        for (double factor : new double[] {0, -0.86, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Parameters("ebv", ReddeningScale.SFD98, factor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("divide-by was");
        }
    }

    private static Table galaxies(String quantity, Unit unit, double... values) {
        return Table.of("galaxies", new String[values.length]).with(Column.of(new Quantity(quantity, unit), values));
    }
}
