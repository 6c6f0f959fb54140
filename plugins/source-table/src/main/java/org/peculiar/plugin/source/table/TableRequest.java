package org.peculiar.plugin.source.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.plugin.source.table.TableSource.Correlation;
import org.peculiar.plugin.source.table.TableSource.Measured;
import org.peculiar.plugin.source.table.TableSource.Position;
import org.peculiar.plugin.source.table.TableSource.Redshift;

/**
 * What to read from one file.
 *
 * @param what the rows are, such as {@code galaxies}
 * @param link column that refers to a row of another table
 * @param linked whether every row must refer
 * @param noteLeftOut whether rows that are not kept are to be remembered, because others may refer to them
 */
record TableRequest(
        String what,
        Path path,
        Optional<String> id,
        Optional<String> link,
        boolean linked,
        Optional<Position> position,
        Optional<Redshift> redshift,
        Map<String, Measured> columns,
        List<Correlation> correlations,
        Map<String, String> text,
        Optional<String> keep,
        List<Double> missing,
        boolean noteLeftOut) {

    String file() {
        return String.valueOf(path.getFileName());
    }
}
