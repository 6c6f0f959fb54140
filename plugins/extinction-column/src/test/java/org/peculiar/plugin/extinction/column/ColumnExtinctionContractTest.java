package org.peculiar.plugin.extinction.column;

import java.util.Arrays;
import org.peculiar.api.Column;
import org.peculiar.api.Quantity;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.testkit.ExtinctionContract;

class ColumnExtinctionContractTest extends ExtinctionContract {
    @Override
    protected Table galaxies() {
        double[] ebvMag = new double[super.galaxies().size()];
        Arrays.setAll(ebvMag, i -> 0.01 * (i % 50));
        return super.galaxies().with(Column.of(new Quantity("ebv", Unit.MAG), ebvMag));
    }
}
