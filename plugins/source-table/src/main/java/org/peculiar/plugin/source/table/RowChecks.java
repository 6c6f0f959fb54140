package org.peculiar.plugin.source.table;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.peculiar.api.Column;
import org.peculiar.api.Directions;
import org.peculiar.plugin.source.table.TableSource.Correlation;
import org.peculiar.plugin.source.table.WantedColumns.Numbers;
import org.peculiar.plugin.source.table.WantedColumns.Quantities;
import org.peculiar.plugin.source.table.WantedColumns.Sky;
import org.peculiar.plugin.source.table.WantedColumns.Texts;
import org.peculiar.plugin.source.table.WantedColumns.Velocities;

/** Checks what was read of a table, row by row, and makes of it what was wanted. */
final class RowChecks {

    private static final Pattern NINES = Pattern.compile("9{2,}\\.(0|9+)|9\\.9+");

    /** How many times the range of all others a code for missing values lies away from them, at least. */
    private static final double FAR = 3;

    /** No survey of peculiar velocities reaches it: a larger number without a unit must be a cz. */
    private static final double LARGEST_REDSHIFT = 20;

    private final TableRequest request;
    private final Problems problems;
    private final int[] places;
    private final String[] labels;
    private final int size;

    /**
     * Takes rows.
     *
     * @param problems collects what is wrong
     * @param places of the rows in the file
     * @param labels that messages call them by
     */
    RowChecks(TableRequest request, Problems problems, int[] places, String[] labels) {
        this.request = request;
        this.problems = problems;
        this.places = places;
        this.labels = labels;
        size = places.length;
    }

    private void problem(int row, String column, String problem) {
        problems.add(places[row], labels[row], column, problem);
    }

    /** Returns identifiers in another table; none where a code for a missing value stands. */
    String[] links(Texts texts) {
        String[] names = texts.trimmed(size);
        for (int i = 0; i < size; i++) {
            if (!names[i].isEmpty() && isMissingCode(names[i])) {
                names[i] = "";
            }
            if (names[i].isEmpty() && request.linked()) {
                problem(i, texts.column, "found no identifier of a galaxy, but one is needed");
            }
        }
        return names;
    }

    private boolean isMissingCode(String name) {
        for (double code : request.missing()) {
            if (Decimals.write(code).equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns directions in Galactic axes. */
    Directions directions(Sky s) {
        double[] longitude = s.longitude().trimmed(size);
        double[] latitude = s.latitude().trimmed(size);
        boolean good = true;
        for (int i = 0; i < size; i++) {
            if (!(Math.abs(longitude[i]) <= 360)) {
                good = false;
                problem(i, s.longitude().column, angle(longitude[i], "a longitude of at most 360°"));
            }
            if (!(Math.abs(latitude[i]) <= 90)) {
                good = false;
                String exchanged = Math.abs(longitude[i]) <= 90 && Math.abs(latitude[i]) <= 360
                        ? "; are longitude and latitude exchanged?"
                        : "";
                problem(i, s.latitude().column, angle(latitude[i], "a latitude within [-90°, 90°]") + exchanged);
            }
        }
        return good
                ? s.position().frame().toGalactic(longitude, latitude)
                : new Directions(new double[size], new double[size], new double[size]);
    }

    private static String angle(double found, String needed) {
        return "found " + (Double.isNaN(found) ? "no value" : Decimals.write(found) + "°") + ", but " + needed
                + " is needed";
    }

    /** Returns redshifts, as the table has them but for their unit. */
    ReadTable.Redshifts redshifts(Velocities v) {
        double[] z = new double[size];
        for (int i = 0; i < size; i++) {
            double first = v.first().values[i];
            boolean missing = Double.isNaN(first) && v.fallback().isPresent();
            Numbers origin = missing ? v.fallback().get() : v.first();
            double raw = origin.values[i];
            z[i] = raw * (missing ? v.fallbackFactor() : v.factor());
            if (Double.isNaN(raw)) {
                problem(i, origin.column, "found no redshift, but one is needed");
            } else if (raw <= 0) {
                String code = Decimals.write(raw);
                problem(
                        i,
                        origin.column,
                        "found " + code + ", but a redshift must be positive; if " + code
                                + " stands for a missing value, say missing: [" + code + "]");
            } else if (z[i] > LARGEST_REDSHIFT && !v.unitKnown()) {
                problems.addOnce(
                        places[i],
                        labels[i],
                        origin.column,
                        "found " + Decimals.write(raw) + " without a unit; for a cz say unit: km/s");
            } else if (z[i] > LARGEST_REDSHIFT) {
                problem(i, origin.column, "found z = " + z[i] + ", but at most " + LARGEST_REDSHIFT + " is needed");
            }
        }
        Optional<double[]> errors = v.errors().isPresent()
                ? Optional.of(checkedErrors(v.errors().get(), z, v.errorFactor()))
                : Optional.empty();
        return new ReadTable.Redshifts(z, errors, v.origin());
    }

    /** Returns a quantity in its unit. */
    Column column(Quantities q) {
        double[] values = q.values().trimmed(size);
        askAboutCodes(q.values(), values);
        scale(values, q.factor());
        Optional<double[]> errors = q.errors().isPresent()
                ? Optional.of(checkedErrors(q.errors().get(), values, q.errorFactor()))
                : Optional.empty();
        if (q.logarithm()) {
            takeLogarithms(q, values, errors);
        }
        return errors.isPresent() ? Column.of(q.quantity(), values, errors.get()) : Column.of(q.quantity(), values);
    }

    /** Turns values into their decimal logarithms, and standard errors with them, to first order. */
    private void takeLogarithms(Quantities q, double[] values, Optional<double[]> errors) {
        for (int i = 0; i < size; i++) {
            if (values[i] <= 0) {
                problem(
                        i,
                        q.values().column,
                        "found " + Decimals.write(q.values().values[i]) + ", but a logarithm needs a positive number");
            }
            if (errors.isPresent()) {
                errors.get()[i] /= Math.log(10) * values[i];
            }
            values[i] = Math.log10(values[i]);
        }
    }

    /**
     * Asks about -99.9 and the like: a value of nines that lies far from all others mostly stands for a missing one. Who
     * has said which numbers do is not asked.
     */
    private void askAboutCodes(Numbers numbers, double[] values) {
        if (numbers.codesGiven) {
            return;
        }
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (!isOfNines(value) && !Double.isNaN(value)) {
                least = Math.min(least, value);
                largest = Math.max(largest, value);
            }
        }
        double far = FAR * (largest - least);
        for (int i = 0; i < values.length; i++) {
            if (isOfNines(values[i]) && far >= 0 && (values[i] < least - far || values[i] > largest + far)) {
                String code = Decimals.write(values[i]);
                problems.addOnce(
                        places[i],
                        labels[i],
                        numbers.column,
                        "found " + code + ", far from all others, which are " + Decimals.write(least) + " to "
                                + Decimals.write(largest) + "; if it stands for a missing value, say missing: [" + code
                                + "], else missing: []");
            }
        }
    }

    /** Tells whether a number is written in nines, two or more, as codes for missing values are. */
    private static boolean isOfNines(double value) {
        // in double precision, the digits of a code in single precision end in others
        return Math.abs(value) > 9
                && NINES.matcher(Float.toString((float) Math.abs(value))).matches();
    }

    private static void scale(double[] values, double factor) {
        if (factor != 1) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
        }
    }

    private double[] checkedErrors(Numbers errors, double[] values, double factor) {
        double[] checked = errors.trimmed(size);
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(values[i])) {
                checked[i] = Double.NaN;
            } else if (Double.isNaN(checked[i])) {
                problem(i, errors.column, "found no error, but the value beside it needs one");
            } else if (checked[i] <= 0) {
                problem(
                        i,
                        errors.column,
                        "found the error " + Decimals.write(checked[i]) + ", but an error must be positive");
            }
        }
        scale(checked, factor);
        return checked;
    }

    /** Returns the correlation of the errors of two quantities. */
    double[] correlation(Correlation correlation, Optional<Numbers> column) {
        if (column.isEmpty()) {
            double[] constant = new double[size];
            Arrays.fill(constant, correlation.value().orElse(0.0));
            return constant;
        }
        double[] values = column.get().trimmed(size);
        for (int i = 0; i < size; i++) {
            // a galaxy that lacks one of the two may lack their correlation as well
            if (Math.abs(values[i]) > 1) {
                problem(
                        i,
                        column.get().column,
                        "found the correlation " + Decimals.write(values[i]) + ", but [-1, 1] is needed");
            }
        }
        return values;
    }
}
