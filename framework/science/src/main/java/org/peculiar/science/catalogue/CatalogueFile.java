package org.peculiar.science.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peculiar.api.DataException;
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

/** A table in a file, as ECSV, CSV, FITS or VOTable, in which every row has a value of every column that is asked for. */
public final class CatalogueFile {

    private static final Logger STIL = Logger.getLogger("uk.ac.starlink");

    static {
        // it reports what it guesses; what is wrong comes as an exception
        STIL.setLevel(Level.SEVERE);
    }

    /** Mpc/h in km/s, as H0 d. */
    private static final double KMS_PER_MPC_H = 100;

    private final String file;
    private final StarTable table;
    private final List<String> columns = new ArrayList<>();

    private CatalogueFile(String file, StarTable table) {
        this.file = file;
        this.table = table;
        for (int i = 0; i < table.getColumnCount(); i++) {
            columns.add(table.getColumnInfo(i).getName());
        }
    }

    /**
     * Open a table.
     *
     * @param path whose ending tells the format: {@code .ecsv}, {@code .csv}, {@code .fits} ({@code .fit}), {@code .vot} ({@code
     *     .xml})
     * @param what it is, as messages call it, such as {@code a density profile}
     * @throws DataException if it cannot be read as what it says to be
     */
    public static CatalogueFile open(Path path, String what) {
        String file = path.getFileName().toString();
        try {
            return new CatalogueFile(
                    file,
                    builder(file).makeStarTable(new FileDataSource(path.toFile()), true, StoragePolicy.PREFER_MEMORY));
        } catch (IOException e) {
            throw new DataException(
                    file + ": it is no table of its kind, " + e.getMessage() + "; " + what
                            + " must come as .ecsv, .csv, .fits or .vot",
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

    /** Return the name of the file. */
    public String file() {
        return file;
    }

    /** Return the names of the columns. */
    public List<String> columns() {
        return Collections.unmodifiableList(columns);
    }

    /**
     * Return a column of numbers, in the unit that they are in.
     *
     * @throws DataException if there is no such column, or a row has no finite number in it, naming the row from 1
     */
    public double[] numbers(String column) {
        int index = index(column);
        if (!Number.class.isAssignableFrom(table.getColumnInfo(index).getContentClass())) {
            throw new DataException(file + ": column " + column + " holds text, but numbers are needed in every row");
        }
        List<Object> cells = cells(index);
        double[] numbers = new double[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            Object cell = cells.get(i);
            numbers[i] = cell instanceof Number number ? number.doubleValue() : Double.NaN;
            if (!Double.isFinite(numbers[i])) {
                throw new DataException(where(i) + column + " is " + (cell == null ? "missing" : cell)
                        + ", but a finite number is needed in every row");
            }
        }
        return numbers;
    }

    /**
     * Return a column as text without spaces around it, also if it holds numbers.
     *
     * @throws DataException if there is no such column
     */
    public String[] texts(String column) {
        return cells(index(column)).stream()
                .map(cell -> String.valueOf(cell).strip())
                .toArray(String[]::new);
    }

    /**
     * Return directions, longitudes and then latitudes, in degrees.
     *
     * @throws DataException if a column is missing, or a direction is none
     */
    public double[][] directionsDeg(String longitude, String latitude) {
        double[][] directions = {numbers(longitude), numbers(latitude)};
        for (int i = 0; i < directions[0].length; i++) {
            if (!(Math.abs(directions[0][i]) <= 360 && Math.abs(directions[1][i]) <= 90)) {
                throw new DataException(where(i) + "the direction is (" + directions[0][i] + ", " + directions[1][i]
                        + "), but " + longitude + " and " + latitude + " in degrees are needed");
            }
        }
        return directions;
    }

    /**
     * Return a column of comoving distances.
     *
     * @param unit {@link Unit#KMS} (as H0 d) or {@link Unit#MPC_H}; a column that does not say its own is in it
     * @throws DataException if there is no such column, or it is in a unit of something else
     */
    public double[] distances(String column, Unit unit) {
        double[] distances = numbers(column);
        double factor = factor(column, unit);
        for (int i = 0; i < distances.length; i++) {
            distances[i] = factor * distances[i];
        }
        return distances;
    }

    private double factor(String column, Unit wanted) {
        String spelling = table.getColumnInfo(index(column)).getUnitString();
        if (spelling == null || spelling.isBlank()) {
            return 1;
        }
        boolean inKms = wanted == Unit.KMS;
        Unit unit = Unit.of(spelling).orElse(Unit.NONE);
        switch (unit.dimension()) {
            case VELOCITY:
                return inKms ? unit.in(Unit.KMS) : unit.in(Unit.KMS) / KMS_PER_MPC_H;
            case SCALED_LENGTH:
                return inKms ? unit.in(Unit.MPC_H) * KMS_PER_MPC_H : unit.in(Unit.MPC_H);
            default:
                throw new DataException(file + ": " + column + " is in " + spelling
                        + ", but a comoving distance is needed in km/s or Mpc/h");
        }
    }

    /** Return how a message about a row begins, the first being 0. */
    public String where(int row) {
        return file + ": row " + (row + 1) + ": ";
    }

    private int index(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new DataException(file + ": no column " + column + "; there are " + String.join(", ", columns));
        }
        return index;
    }

    private List<Object> cells(int index) {
        List<Object> cells = new ArrayList<>();
        try (RowSequence rows = table.getRowSequence()) {
            while (rows.next()) {
                cells.add(rows.getCell(index));
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read further: " + e.getMessage(), e);
        }
        return cells;
    }
}
