package org.peculiar.engine.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peculiar.api.Unit;
import uk.ac.starlink.ecsv.EcsvTableWriter;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.ColumnStarTable;
import uk.ac.starlink.table.ObjectArrayColumn;
import uk.ac.starlink.table.PrimitiveArrayColumn;
import uk.ac.starlink.table.StarTableWriter;
import uk.ac.starlink.votable.VOTableWriter;

/** A table of a run, column by column, written in a format that astronomers read. */
final class TableFile {

    /** Formats of tables. */
    enum Format {
        ECSV,
        FITS,
        VOTABLE
    }

    private final String name;
    private final ColumnStarTable table;

    /** Begin a table of a number of rows. */
    TableFile(String name, int rows) {
        this.name = name;
        this.table = ColumnStarTable.makeTableWithRows(rows);
        table.setName(name);
    }

    /** Returns the name of its file, without the ending. */
    String name() {
        return name;
    }

    /** Add a column of texts. */
    TableFile text(String column, String[] values, String description) {
        table.addColumn(new ObjectArrayColumn(new ColumnInfo(column, String.class, description), values));
        return this;
    }

    /** Add a column of numbers. */
    TableFile number(String column, Unit unit, double[] values, String description) {
        ColumnInfo info = new ColumnInfo(column, Double.class, description);
        if (unit != Unit.NONE) {
            info.setUnitString(unit.symbol());
        }
        table.addColumn(PrimitiveArrayColumn.makePrimitiveColumn(info, values));
        return this;
    }

    /** Add a column of whole numbers. */
    TableFile count(String column, int[] values, String description) {
        table.addColumn(
                PrimitiveArrayColumn.makePrimitiveColumn(new ColumnInfo(column, Integer.class, description), values));
        return this;
    }

    /** Write the table into a folder. */
    void write(Path folder, Format format) throws IOException {
        StarTableWriter writer = switch (format) {
            case ECSV -> EcsvTableWriter.SPACE_WRITER;
            case FITS -> undated(new FitsTableWriter());
            case VOTABLE -> undated(new VOTableWriter());
        };
        String extension = switch (format) {
            case ECSV -> ".ecsv";
            case FITS -> ".fits";
            case VOTABLE -> ".vot";
        };
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + extension)))) {
            writer.writeStarTable(table, out);
        }
    }
    /** A run writes the same bytes again. */
    private static FitsTableWriter undated(FitsTableWriter writer) {
        writer.setWriteDate(false);
        return writer;
    }

    private static VOTableWriter undated(VOTableWriter writer) {
        writer.setWriteDate(false);
        return writer;
    }
}
