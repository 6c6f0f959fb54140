package org.peculiar.plugin.source.table;

import java.util.Optional;
import java.util.Set;
import org.peculiar.api.Directions;
import org.peculiar.api.Table;
import org.peculiar.plugin.source.table.TableSource.Redshift;

/**
 * The kept rows of one file.
 *
 * @param file its name, for messages
 * @param table with quantities and texts, without positions and redshifts
 * @param links the row of another table that each refers to, by its identifier; empty texts for none
 * @param linkColumn where these stand in the file
 * @param inFile how many rows the file has
 * @param leftOut identifiers of rows that were not kept
 * @param directions Galactic
 * @param redshifts as the file has them
 */
record ReadTable(
        String file,
        Table table,
        Optional<String[]> links,
        String linkColumn,
        int inFile,
        Set<String> leftOut,
        Optional<Directions> directions,
        Optional<Redshifts> redshifts) {

    /**
     * Redshifts before any conversion.
     *
     * @param z dimensionless
     * @param errors dimensionless
     */
    record Redshifts(double[] z, Optional<double[]> errors, Redshift origin) {}

    /** Return the table with other links. */
    ReadTable linked(String[] others) {
        return new ReadTable(file, table, Optional.of(others), linkColumn, inFile, leftOut, directions, redshifts);
    }
}
