package org.peculiar.plugin.source.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.ColumnInfo;
import uk.ac.starlink.table.RowListStarTable;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableWriter;
import uk.ac.starlink.votable.DataFormat;
import uk.ac.starlink.votable.VOTableVersion;
import uk.ac.starlink.votable.VOTableWriter;

/** Writes lines of CSV in other formats, by STIL. A column is text if its first cell is no number. */
final class Formats {

    private Formats() {}

    static byte[] fits(String... lines) throws IOException {
        return written(new FitsTableWriter(), lines);
    }

    static byte[] votable(String... lines) throws IOException {
        return written(new VOTableWriter(DataFormat.TABLEDATA, true, VOTableVersion.V13), lines);
    }

    static byte[] binaryVotable(String... lines) throws IOException {
        return written(new VOTableWriter(DataFormat.BINARY2, true, VOTableVersion.V13), lines);
    }

    private static byte[] written(StarTableWriter writer, String... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeStarTable(table(lines), out);
        return out.toByteArray();
    }

    /** Names may carry a unit, as in {@code cz[km/s]}. */
    private static StarTable table(String... lines) {
        String[] names = lines[0].split(",", -1);
        String[] first = lines[1].split(",", -1);
        List<Boolean> numbers = new ArrayList<>();
        ColumnInfo[] columns = new ColumnInfo[names.length];
        for (int i = 0; i < names.length; i++) {
            boolean number = first[i].matches("[-+.0-9]+");
            numbers.add(number);
            columns[i] = new ColumnInfo(names[i].replaceFirst("\\[.*", ""), number ? Double.class : String.class, null);
            if (names[i].endsWith("]")) {
                columns[i].setUnitString(
                        names[i].replaceFirst("^[^\\[]*\\[", "").replaceFirst("]$", ""));
            }
        }
        RowListStarTable table = new RowListStarTable(columns);
        for (int r = 1; r < lines.length; r++) {
            String[] cells = lines[r].split(",", -1);
            Object[] row = new Object[names.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = !numbers.get(i) ? cells[i] : cells[i].isEmpty() ? null : (Object) Double.valueOf(cells[i]);
            }
            table.addRow(row);
        }
        return table;
    }
}
