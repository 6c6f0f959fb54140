package org.peculiar.plugin.flow.minimumvariance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.sky.SkyFrame;
import org.peculiar.science.velocity.Positions;
import uk.ac.starlink.ecsv.EcsvTableBuilder;
import uk.ac.starlink.fits.FitsTableBuilder;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.TableBuilder;
import uk.ac.starlink.table.formats.CsvTableBuilder;
import uk.ac.starlink.util.FileDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/**
 * The points of an ideal survey as they stand in a file: columns l and b, or ra and dec, in degrees; and distance in Mpc/h (or
 * another unit that the table gives), or z.
 */
final class PointTable {

    private static final Logger STIL = Logger.getLogger("uk.ac.starlink");

    static {
        // it reports what it guesses; what is wrong comes as an exception
        STIL.setLevel(Level.SEVERE);
    }

    private final String file;
    private final StarTable table;
    private final List<String> columns = new ArrayList<>();

    private PointTable(String file, StarTable table) {
        this.file = file;
        this.table = table;
        for (int i = 0; i < table.getColumnCount(); i++) {
            columns.add(table.getColumnInfo(i).getName());
        }
    }

    /**
     * Read the points.
     *
     * @param distances of redshifts
     * @throws DataException if the file cannot be read or used, naming file, row and column
     */
    static Positions read(Path path, DistanceTable distances) {
        String file = path.getFileName().toString();
        try {
            StarTable table =
                    builder(file).makeStarTable(new FileDataSource(path.toFile()), true, StoragePolicy.PREFER_MEMORY);
            return new PointTable(file, table).positions(distances);
        } catch (IOException e) {
            throw new DataException(
                    file + ": it is no table of its kind, " + e.getMessage()
                            + "; an ideal survey is needed as .ecsv, .csv, .fits or .vot",
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

    private Positions positions(DistanceTable distances) throws IOException {
        boolean galactic = columns.contains("l");
        boolean redshift = !columns.contains("distance");
        double[] longitude = column(galactic ? "l" : "ra");
        double[] latitude = column(galactic ? "b" : "dec");
        double[] r = column(redshift ? "z" : "distance");
        double factor = redshift ? 1 : distanceFactor();
        for (int i = 0; i < r.length; i++) {
            if (!(Math.abs(longitude[i]) <= 360 && Math.abs(latitude[i]) <= 90 && r[i] >= 0)) {
                throw new DataException(
                        file + ": row " + (i + 1) + ": found (" + longitude[i] + ", " + latitude[i] + ") at " + r[i]
                                + ", but a direction in degrees and a distance that is not negative are needed");
            }
            r[i] = redshift ? distances.comovingKms(r[i]) / 100 : factor * r[i];
        }
        Directions directions = galactic
                ? Directions.ofDegrees(longitude, latitude)
                : SkyFrame.EQUATORIAL_J2000.toGalactic(longitude, latitude);
        return Positions.ofMpcH(directions, r);
    }

    private double[] column(String name) throws IOException {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new DataException(file + ": no column " + name + "; there are " + String.join(", ", columns)
                    + ", but an ideal survey needs l and b or ra and dec, and distance or z");
        }
        List<Double> values = new ArrayList<>();
        try (RowSequence rows = table.getRowSequence()) {
            for (long row = 1; rows.next(); row++) {
                double value = rows.getCell(index) instanceof Number number ? number.doubleValue() : Double.NaN;
                if (!Double.isFinite(value)) {
                    throw new DataException(file + ": row " + row + ": " + name + " is missing or no number, but each"
                            + " point of an ideal survey needs one");
                }
                values.add(value);
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double distanceFactor() {
        String spelling = table.getColumnInfo(columns.indexOf("distance")).getUnitString();
        if (spelling == null || spelling.isBlank()) {
            return 1;
        }
        Unit unit = Unit.of(spelling).orElse(Unit.NONE);
        switch (unit.dimension()) {
            case VELOCITY:
                return unit.in(Unit.KMS) / 100;
            case SCALED_LENGTH:
                return unit.in(Unit.MPC_H);
            default:
                throw new DataException(
                        file + ": distance is in " + spelling + ", but a comoving distance is needed in Mpc/h or km/s");
        }
    }
}
