package org.peculiar.plugin.bias.malmquistinhomogeneous;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.peculiar.api.DataException;
import org.peculiar.api.Unit;
import org.peculiar.science.sky.GalacticVector;
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
 * Density profiles as they stand in a file: for all the sky, for each tracer, or for directions.
 *
 * @param points of each profile: comoving distances in km/s, and densities
 * @param directions one a profile, where they are for directions
 */
record DensityTable(Map<String, Points> points, Map<String, GalacticVector> directions) {

    private static final Logger STIL = Logger.getLogger("uk.ac.starlink");

    static {
        // it reports what it guesses; what is wrong comes as an exception
        STIL.setLevel(Level.SEVERE);
    }

    /** Mpc/h in km/s, as H0 d. */
    private static final double KMS_PER_MPC_H = 100;

    /** The one profile of a table without labels or directions. */
    static final String ALL_SKY = "";

    /** Points of a profile under way, in the order of the file. */
    record Points(List<Double> distanceKms, List<Double> density) {}

    /** The columns to read. */
    record Names(String distance, String density, Optional<String> tracer, Optional<String> l, Optional<String> b) {}

    /**
     * Read a table.
     *
     * @throws DataException if the file cannot be read or used, naming file, row and column
     */
    static DensityTable read(Path path, Names names) {
        String file = path.getFileName().toString();
        try {
            StarTable table =
                    builder(file).makeStarTable(new FileDataSource(path.toFile()), true, StoragePolicy.PREFER_MEMORY);
            return read(table, file, names);
        } catch (IOException e) {
            throw new DataException(
                    file + ": it is no table of its kind, " + e.getMessage()
                            + "; a density profile is needed as .ecsv, .csv, .fits or .vot",
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

    private static DensityTable read(StarTable table, String file, Names names) throws IOException {
        int distance = number(table, file, names.distance());
        int density = number(table, file, names.density());
        Optional<Integer> tracer = names.tracer().map(name -> column(table, file, name));
        Optional<Integer> l = names.l().map(name -> number(table, file, name));
        Optional<Integer> b = names.b().map(name -> number(table, file, name));
        double factor = distanceFactor(table, file, distance);
        Map<String, Points> points = new LinkedHashMap<>();
        Map<String, GalacticVector> directions = new LinkedHashMap<>();
        try (RowSequence rows = table.getRowSequence()) {
            for (long row = 1; rows.next(); row++) {
                String where = file + ": row " + row + ": ";
                String profile = ALL_SKY;
                if (tracer.isPresent()) {
                    profile = String.valueOf(rows.getCell(tracer.get())).strip();
                } else if (l.isPresent()) {
                    double longitude =
                            finite(rows.getCell(l.get()), where + names.l().get());
                    double latitude =
                            finite(rows.getCell(b.get()), where + names.b().get());
                    if (!(Math.abs(longitude) <= 360 && Math.abs(latitude) <= 90)) {
                        throw new DataException(where + "the direction is (" + longitude + ", " + latitude
                                + "), but Galactic coordinates in degrees are needed");
                    }
                    profile = longitude + ", " + latitude;
                    directions.put(profile, GalacticVector.ofDegrees(longitude, latitude));
                }
                Points own = points.computeIfAbsent(profile, key -> new Points(new ArrayList<>(), new ArrayList<>()));
                double r = factor * finite(rows.getCell(distance), where + names.distance());
                int last = own.distanceKms().size() - 1;
                if (!(r >= 0) || (last >= 0 && r < own.distanceKms().get(last))) {
                    throw new DataException(where + names.distance() + " is " + r / factor
                            + ", but distances must not be negative and must ascend within a profile");
                }
                own.distanceKms().add(r);
                own.density().add(finite(rows.getCell(density), where + names.density()));
            }
        }
        if (points.isEmpty()) {
            throw new DataException(file + ": it has no rows, but at least one point of a density profile is needed");
        }
        return new DensityTable(points, directions);
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

    private static int number(StarTable table, String file, String name) {
        int index = column(table, file, name);
        if (!Number.class.isAssignableFrom(table.getColumnInfo(index).getContentClass())) {
            throw new DataException(file + ": column " + name + " holds text, but numbers are needed in every row");
        }
        return index;
    }

    private static double finite(Object cell, String where) {
        double value = cell instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new DataException(where + " is missing, but each point of a density profile needs one");
        }
        return value;
    }

    private static double distanceFactor(StarTable table, String file, int column) {
        String spelling = table.getColumnInfo(column).getUnitString();
        if (spelling == null || spelling.isBlank()) {
            return 1;
        }
        Unit unit = Unit.of(spelling).orElse(Unit.NONE);
        switch (unit.dimension()) {
            case VELOCITY:
                return unit.in(Unit.KMS);
            case SCALED_LENGTH:
                return unit.in(Unit.MPC_H) * KMS_PER_MPC_H;
            default:
                throw new DataException(
                        file + ": " + table.getColumnInfo(column).getName() + " is in " + spelling
                                + ", but a comoving distance is needed in km/s or Mpc/h");
        }
    }
}
