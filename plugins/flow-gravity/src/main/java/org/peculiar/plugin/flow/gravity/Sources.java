package org.peculiar.plugin.flow.gravity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Unit;
import uk.ac.starlink.ecsv.EcsvTableBuilder;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.TableBuilder;
import uk.ac.starlink.table.formats.CsvTableBuilder;
import uk.ac.starlink.util.FileDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** A catalogue of sources of gravity within a radius. */
record Sources(Directions directions, double[] distanceKms, double[] weight) {

    private static final Logger STIL = Logger.getLogger("uk.ac.starlink");

    static {
        // it reports what it guesses; what is wrong comes as an exception
        STIL.setLevel(Level.SEVERE);
    }

    /** Mpc/h in km/s, as H0 d. */
    private static final double KMS_PER_MPC_H = 100;

    /** The columns to read; weights are 1 without one. */
    record Names(String l, String b, String distance, Optional<String> weight) {}

    /**
     * Read a table.
     *
     * @param radiusKms beyond which sources are left out
     * @throws DataException if the file cannot be read or used, naming file, row and column
     */
    static Sources read(Path path, Names names, double radiusKms) {
        String file = path.getFileName().toString();
        try {
            StarTable table =
                    builder(file).makeStarTable(new FileDataSource(path.toFile()), true, StoragePolicy.PREFER_MEMORY);
            return read(table, file, names, radiusKms);
        } catch (IOException e) {
            throw new DataException(
                    file + ": it is no table of its kind, " + e.getMessage()
                            + "; sources are needed as .ecsv, .csv, .fits or .vot",
                    e);
        }
    }

    private static TableBuilder builder(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".ecsv")) {
            return new EcsvTableBuilder();
        } else if (name.endsWith(".csv")) {
            return new CsvTableBuilder();
        } else if (name.endsWith(".fits") || name.endsWith(".fit")) {
            return new FitsTableBuilder();
        } else if (name.endsWith(".vot") || name.endsWith(".xml")) {
            return new VOTableBuilder();
        }
        throw new DataException(file + ": its name does not say its format, but .ecsv, .csv, .fits or .vot is needed");
    }

    private static Sources read(StarTable table, String file, Names names, double radiusKms) throws IOException {
        int l = column(table, file, names.l());
        int b = column(table, file, names.b());
        int distance = column(table, file, names.distance());
        int weight =
                names.weight().isPresent() ? column(table, file, names.weight().get()) : -1;
        double toKms = distanceFactor(table, file, distance);
        List<double[]> kept = new ArrayList<>();
        try (RowSequence rows = table.getRowSequence()) {
            for (long row = 1; rows.next(); row++) {
                String where = file + ": row " + row + ": ";
                double[] source = {
                    finite(rows.getCell(l), where + names.l()),
                    finite(rows.getCell(b), where + names.b()),
                    toKms * finite(rows.getCell(distance), where + names.distance()),
                    weight < 0
                            ? 1
                            : finite(
                                    rows.getCell(weight), where + names.weight().get())
                };
                if (!(Math.abs(source[0]) <= 360 && Math.abs(source[1]) <= 90)) {
                    throw new DataException(where + "the direction is (" + source[0] + ", " + source[1]
                            + "), but Galactic coordinates in degrees are needed");
                }
                if (!(source[2] > 0) || !(source[3] >= 0)) {
                    throw new DataException(where + "the distance is " + source[2] + " km/s and the weight " + source[3]
                            + ", but a positive distance and a weight that is not negative are needed");
                }
                if (source[2] <= radiusKms) {
                    kept.add(source);
                }
            }
        }
        if (kept.isEmpty()) {
            throw new DataException(
                    file + ": found no source within " + radiusKms + " km/s, but at least one is needed");
        }
        return new Sources(
                Directions.ofDegrees(numbers(kept, 0), numbers(kept, 1)), numbers(kept, 2), numbers(kept, 3));
    }

    private static double[] numbers(List<double[]> rows, int place) {
        return rows.stream().mapToDouble(row -> row[place]).toArray();
    }

    private static int column(StarTable table, String file, String name) {
        List<String> there = new ArrayList<>();
        for (int i = 0; i < table.getColumnCount(); i++) {
            there.add(table.getColumnInfo(i).getName());
        }
        int index = there.indexOf(name);
        if (index < 0) {
            throw new DataException(file + ": no column " + name + "; there are " + String.join(", ", there));
        }
        return index;
    }

    private static double distanceFactor(StarTable table, String file, int column) {
        String written = table.getColumnInfo(column).getUnitString();
        if (written == null || written.isBlank()) {
            return 1;
        }
        Unit unit = Unit.of(written).orElse(Unit.NONE);
        if (unit == Unit.KMS) {
            return 1;
        } else if (unit == Unit.MPC_H) {
            return KMS_PER_MPC_H;
        }
        throw new DataException(file + ": " + table.getColumnInfo(column).getName() + " is in " + written
                + ", but a distance is needed in km/s or Mpc/h");
    }

    private static double finite(Object cell, String where) {
        double value = cell instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new DataException(
                    where + " is " + (cell == null ? "empty" : cell) + ", but a finite number is needed");
        }
        return value;
    }

    double totalWeight() {
        double sum = 0;
        for (double w : weight) {
            sum += w;
        }
        return sum;
    }
}
