package org.peculiar.plugin.source.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Quantity;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.source.table.TableSource.Correlation;
import org.peculiar.plugin.source.table.TableSource.Measured;
import org.peculiar.plugin.source.table.TableSource.Position;
import org.peculiar.plugin.source.table.TableSource.Redshift;
import org.peculiar.science.Constants;

/**
 * Gathers the wanted columns of the kept rows into arrays, one pass and no object a row, and then checks them column by
 * column.
 */
final class TableReader implements TableSink {

    private static final Pattern QUANTITY_NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final Pattern NINES = Pattern.compile("9{2,}\\.(0|9+)|9\\.9+");

    /** How many times the range of all others a code for missing values lies away from them, at least. */
    private static final double FAR = 3;

    /** No survey of peculiar velocities reaches it: a larger number without a unit must be a cz. */
    private static final double LARGEST_REDSHIFT = 20;

    private final TableRequest request;
    private final Problems problems;
    private final Columns columns;

    private int inFile;
    private int size;
    private int[] places = new int[1 << 10];
    private Optional<Selection> selection = Optional.empty();
    private Optional<Texts> ids = Optional.empty();
    private Optional<Texts> links = Optional.empty();
    private final List<Numbers> numbers = new ArrayList<>();
    private final List<Texts> texts = new ArrayList<>();
    private final Set<String> leftOut = new HashSet<>();

    /** What becomes of the arrays once all rows are in. */
    private final List<Quantities> quantities = new ArrayList<>();

    private final Map<String, Texts> namedTexts = new LinkedHashMap<>();
    private final Map<Correlation, Optional<Numbers>> correlations = new LinkedHashMap<>();
    private Optional<Sky> sky = Optional.empty();
    private Optional<Velocities> velocities = Optional.empty();

    /** Values with their errors, in a unit that factors bring them to; what becomes of both then. */
    private record Quantities(
            Quantity quantity,
            Numbers values,
            double factor,
            Optional<Numbers> errors,
            double errorFactor,
            boolean logarithm) {}

    private record Sky(Position position, Numbers longitude, Numbers latitude) {}

    private record Velocities(
            Redshift origin,
            Numbers first,
            double factor,
            Optional<Numbers> fallback,
            double fallbackFactor,
            Optional<Numbers> errors,
            double errorFactor,
            boolean unitKnown) {}

    /** One column of numbers under way. */
    private static final class Numbers {
        private final String column;
        private final ToDoubleFunction<Cells> cell;
        private final double[] missing;
        private final boolean codesGiven;
        private double[] values = new double[1 << 10];

        Numbers(String column, ToDoubleFunction<Cells> cell, double[] missing, boolean codesGiven) {
            this.column = column;
            this.cell = cell;
            this.missing = missing;
            this.codesGiven = codesGiven;
        }

        double read(Cells cells) {
            double value = cell.applyAsDouble(cells);
            for (double code : missing) {
                if (value == code) {
                    return Double.NaN;
                }
            }
            return value;
        }

        double[] trimmed(int size) {
            return values.length == size ? values : Arrays.copyOf(values, size);
        }
    }

    /** One column of text under way. */
    private static final class Texts {
        private final String column;
        private final int index;
        private String[] values = new String[1 << 10];

        Texts(String column, int index) {
            this.column = column;
            this.index = index;
        }

        String[] trimmed(int size) {
            return values.length == size ? values : Arrays.copyOf(values, size);
        }
    }

    private TableReader(TableRequest request) {
        this.request = request;
        problems = new Problems(request.file());
        columns = new Columns(problems);
    }

    /**
     * Reads a table.
     *
     * @throws DataException if the file holds none, or one with anything wrong in it
     */
    static ReadTable read(TableRequest request) {
        TableReader reader = new TableReader(request);
        TableFile.read(request.path(), request.file(), reader);
        return reader.finished();
    }

    @Override
    public void columns(List<FoundColumn> found) {
        columns.found(found);
        if (found.size() == 1 && found.get(0).name().matches(".*[;\t|].*")) {
            problems.add("found one column, '" + found.get(0).name()
                    + "', but cells are needed that commas separate (ECSV: commas or blanks)");
            problems.raise();
        }
        if (request.keep().isPresent()) {
            plan(request.keep().get(), found);
        }
        ids = texts(request.id(), "id");
        links = texts(request.link(), request.linked() ? "of" : "group");
        if (request.position().isPresent()) {
            plan(request.position().get());
        }
        if (request.redshift().isPresent()) {
            plan(request.redshift().get());
        }
        for (Map.Entry<String, Measured> column : request.columns().entrySet()) {
            plan(column.getKey(), column.getValue());
        }
        for (Correlation correlation : request.correlations()) {
            plan(correlation);
        }
        for (Map.Entry<String, String> text : request.text().entrySet()) {
            requireName("text", text.getKey());
            Optional<Texts> wanted = texts(Optional.of(text.getValue()), "text." + text.getKey());
            if (wanted.isPresent()) {
                namedTexts.put(text.getKey(), wanted.get());
            }
        }
        problems.raise();
    }

    private void plan(String keep, List<FoundColumn> found) {
        try {
            selection = Optional.of(Selection.of(keep, found));
        } catch (IllegalArgumentException e) {
            problems.add("keep: " + e.getMessage());
        }
    }

    /** Asks for a column, if one is named; nothing comes of it, but a problem, where the file has none of that name. */
    private Optional<Texts> texts(Optional<String> name, String key) {
        int index = name.isPresent() ? columns.index(name.get(), key) : Columns.NONE;
        if (index == Columns.NONE) {
            return Optional.empty();
        }
        Texts made = new Texts(name.get(), index);
        texts.add(made);
        return Optional.of(made);
    }

    private Optional<Numbers> numbers(Optional<String> name, String key, Optional<List<Double>> missing) {
        int index = name.isPresent() ? columns.index(name.get(), key) : Columns.NONE;
        return index == Columns.NONE
                ? Optional.empty()
                : Optional.of(numbers(name.get(), cells -> cells.number(index), missing));
    }

    private Numbers numbers(String name, ToDoubleFunction<Cells> cell, Optional<List<Double>> missing) {
        List<Double> codes = missing.orElse(request.missing());
        Numbers made = new Numbers(name, cell, new double[codes.size()], missing.isPresent());
        for (int i = 0; i < codes.size(); i++) {
            made.missing[i] = codes.get(i);
        }
        numbers.add(made);
        return made;
    }

    private void plan(Position position) {
        int longitude = columns.index(position.longitude(), "position.longitude");
        int latitude = columns.index(position.latitude(), "position.latitude");
        if (longitude == Columns.NONE || latitude == Columns.NONE) {
            return;
        }
        AngleCell alpha = AngleCell.longitude(columns, longitude, position);
        AngleCell delta = AngleCell.latitude(columns, latitude);
        // a code for missing velocities, say -1, is a good angle
        Optional<List<Double>> none = Optional.of(List.of());
        sky = Optional.of(new Sky(
                position, numbers(position.longitude(), alpha, none), numbers(position.latitude(), delta, none)));
    }

    private void plan(Redshift redshift) {
        Optional<Numbers> first = numbers(Optional.of(redshift.column()), "redshift.column", redshift.missing());
        Optional<Numbers> fallback = numbers(redshift.fallback(), "redshift.fallback", redshift.missing());
        Optional<Numbers> errors = numbers(redshift.error(), "redshift.error", redshift.missing());
        if (first.isEmpty()) {
            return;
        }
        Unit unit = columns.unit(redshift.column(), redshift.unit(), "redshift.unit");
        double factor = redshiftFactor(redshift.column(), unit);
        boolean errorsHaveUnit = errors.isPresent() && columns.hasUnit(errors.get().column);
        velocities = Optional.of(new Velocities(
                redshift,
                first.get(),
                factor,
                fallback,
                fallback.isPresent() ? redshiftFactor(fallback.get().column, redshift, unit, factor) : factor,
                errors,
                errorsHaveUnit ? redshiftFactor(errors.get().column, redshift, unit, factor) : factor,
                redshift.unit().isPresent() || unit != Unit.NONE));
    }

    /** Returns the factor of a second column, and that of the first without a further word where the units agree. */
    private double redshiftFactor(String column, Redshift redshift, Unit unitOfFirst, double factorOfFirst) {
        Unit unit = columns.unit(column, redshift.unit(), "redshift.unit");
        return unit == unitOfFirst ? factorOfFirst : redshiftFactor(column, unit);
    }

    private double redshiftFactor(String column, Unit unit) {
        return switch (unit.dimension()) {
            case NUMBER -> unit.in(Unit.NONE);
            case VELOCITY -> unit.in(Unit.KMS) / Constants.SPEED_OF_LIGHT_KMS;
            default -> {
                problems.add("redshift: column " + column + " is in " + unit.symbol()
                        + ", but a redshift is a pure number, or a velocity such as km/s");
                yield 1;
            }
        };
    }

    private void plan(String name, Measured measured) {
        String key = "columns." + name;
        requireName("columns", name);
        if (name.equals(Quantity.REDSHIFT.name())) {
            problems.add(key + ": z is the redshift, which belongs under 'redshift:'");
        }
        Optional<Numbers> values = numbers(Optional.of(measured.column()), key, measured.missing());
        Optional<Numbers> errors = numbers(measured.error(), key + ".error", measured.missing());
        if (values.isEmpty()) {
            return;
        }
        Unit unit = columns.unit(measured.column(), measured.unit(), key);
        if (measured.log()) {
            planLogarithm(name, measured, unit, values.get(), errors);
            return;
        }
        Unit base = Columns.base(unit);
        double errorFactor = measured.unit().isEmpty() && errors.isPresent()
                ? columns.errorFactor(errors.get().column, unit, key)
                : unit.in(base);
        quantities.add(
                new Quantities(new Quantity(name, base), values.get(), unit.in(base), errors, errorFactor, false));
    }

    private void planLogarithm(String name, Measured measured, Unit unit, Numbers values, Optional<Numbers> errors) {
        String key = "columns." + name;
        Optional<Logarithm> logarithm = Logarithm.of(unit.dimension());
        if (logarithm.isEmpty()) {
            problems.add(key + ".log: column " + measured.column() + " is in " + unit.symbol()
                    + ", but a logarithm is taken of a velocity, an angle, a length in kpc/h or a number");
            return;
        }
        Unit linear = logarithm.get().of();
        Unit ofErrors = measured.unit().isEmpty() && errors.isPresent() && columns.hasUnit(errors.get().column)
                ? columns.unit(errors.get().column, Optional.empty(), key + ".error")
                : unit;
        if (ofErrors.dimension() != unit.dimension()) {
            problems.add(key + ".error: column " + errors.orElseThrow().column + " is in " + ofErrors.symbol()
                    + ", but the values are in " + unit.symbol());
            return;
        }
        quantities.add(new Quantities(
                new Quantity(name, logarithm.get().unit()),
                values,
                unit.in(linear),
                errors,
                ofErrors.in(linear),
                true));
    }

    private void plan(Correlation correlation) {
        if (correlation.between().size() != 2
                || !request.columns().keySet().containsAll(correlation.between())
                || correlation.between().get(0).equals(correlation.between().get(1))) {
            problems.add(
                    "correlations: found between: " + correlation.between() + ", but two different names from columns: "
                            + request.columns().keySet() + " are needed");
        } else if (correlation.value().isPresent() == correlation.column().isPresent()) {
            problems.add("correlations: between " + correlation.between() + ": either value: or column: is needed");
        } else {
            double constant = correlation.value().orElse(0.0);
            if (!(Math.abs(constant) <= 1)) {
                problems.add("correlations: between " + correlation.between() + ": found " + Decimals.write(constant)
                        + ", but [-1, 1] is needed");
            }
            correlations.put(correlation, numbers(correlation.column(), "correlations", Optional.empty()));
        }
    }

    private void requireName(String key, String name) {
        if (!QUANTITY_NAME.matcher(name).matches()) {
            problems.add(key + "." + name + ": found " + name + ", but names are in kebab-case, such as log-sigma");
        }
    }

    @Override
    public void brokenRow(String problem) {
        problems.add(inFile++, "", "cells", problem);
    }

    @Override
    public void row(Cells cells) {
        int place = inFile++;
        String id = ids.isPresent() ? cells.text(ids.get().index) : "";
        if (!keeps(cells, place, id)) {
            if (request.noteLeftOut()) {
                leftOut.add(id);
            }
            return;
        }
        if (size == places.length) {
            grow();
        }
        places[size] = place;
        for (Texts text : texts) {
            text.values[size] = cells.text(text.index);
        }
        for (Numbers number : numbers) {
            number.values[size] = cell(number, cells, place, id);
        }
        size++;
    }

    private boolean keeps(Cells cells, int place, String id) {
        if (selection.isEmpty()) {
            return true;
        }
        try {
            return selection.get().keeps(cells);
        } catch (IllegalArgumentException e) {
            problems.add(place, id, "keep", e.getMessage());
            return false;
        }
    }

    private double cell(Numbers number, Cells cells, int place, String id) {
        try {
            double value = number.read(cells);
            if (!Double.isInfinite(value)) {
                return value;
            }
            problems.add(place, id, number.column, "found an infinite value, but a finite one is needed");
        } catch (NumberFormatException e) {
            problems.add(place, id, number.column, "found " + e.getMessage() + ", but a number is needed");
        } catch (AngleCell.Unreadable e) {
            problems.add(place, id, number.column, e.getMessage());
        } catch (AngleCell.WithoutUnit e) {
            problems.addOnce(place, id, number.column, e.getMessage());
        }
        // stands in until the problem is raised, and passes the checks to come: one cell, one problem
        return 1;
    }

    private void grow() {
        int capacity = 2 * places.length;
        places = Arrays.copyOf(places, capacity);
        for (Numbers number : numbers) {
            number.values = Arrays.copyOf(number.values, capacity);
        }
        for (Texts text : texts) {
            text.values = Arrays.copyOf(text.values, capacity);
        }
    }

    private ReadTable finished() {
        if (size == 0) {
            problems.add(
                    inFile == 0
                            ? "found no rows, but at least one is needed"
                            : "keep: none of the " + inFile + " rows meets '"
                                    + request.keep().orElse("") + "'");
        }
        String[] labels = labels();
        Optional<Directions> directions = sky.isPresent() ? Optional.of(checked(sky.get(), labels)) : Optional.empty();
        Optional<ReadTable.Redshifts> redshifts =
                velocities.isPresent() ? Optional.of(checked(velocities.get(), labels)) : Optional.empty();
        Table table = table(labels);
        for (Quantities quantity : quantities) {
            table = table.with(checked(quantity, labels));
        }
        for (Map.Entry<Correlation, Optional<Numbers>> entry : correlations.entrySet()) {
            List<String> between = entry.getKey().between();
            table = table.withCorrelation(
                    between.get(0), between.get(1), checked(entry.getKey(), entry.getValue(), labels));
        }
        for (Map.Entry<String, Texts> text : namedTexts.entrySet()) {
            table = table.withText(text.getKey(), text.getValue().trimmed(size));
        }
        Optional<String[]> linked =
                links.isPresent() ? Optional.of(checkedLinks(links.get(), labels)) : Optional.empty();
        problems.raise();
        return new ReadTable(request.file(), table, linked, request.link().orElse(""), leftOut, directions, redshifts);
    }

    /** Makes a table whose row ids are the places in the file, also when some rows were not kept. */
    private Table table(String[] labels) {
        if (size == inFile) {
            return Table.of(request.what(), labels);
        }
        String[] all = new String[inFile];
        for (int i = 0; i < size; i++) {
            all[places[i]] = labels[i];
        }
        return Table.of(request.what(), all).select(Arrays.copyOf(places, size));
    }

    private String[] labels() {
        String[] labels = (ids.isPresent() ? ids : links).orElseThrow().trimmed(size);
        if (ids.isPresent()) {
            Map<String, Integer> seen = new HashMap<>(size * 2);
            for (int i = 0; i < size; i++) {
                Integer earlier = labels[i].isEmpty() ? null : seen.putIfAbsent(labels[i], i);
                if (labels[i].isEmpty()) {
                    problem(i, labels, ids.get().column, "found no identifier, but one is needed");
                } else if (earlier != null) {
                    problem(
                            i,
                            labels,
                            ids.get().column,
                            "found " + labels[i] + " again, which row " + (places[earlier] + 1)
                                    + " already has, but identifiers must differ");
                }
            }
        }
        return labels;
    }

    private void problem(int row, String[] labels, String column, String problem) {
        problems.add(places[row], labels[row], column, problem);
    }

    private String[] checkedLinks(Texts texts, String[] labels) {
        String[] names = texts.trimmed(size);
        for (int i = 0; i < size; i++) {
            if (!names[i].isEmpty() && isMissingCode(names[i])) {
                names[i] = "";
            }
            if (names[i].isEmpty() && request.linked()) {
                problem(i, labels, texts.column, "found no identifier of a galaxy, but one is needed");
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

    private Directions checked(Sky s, String[] labels) {
        double[] longitude = s.longitude().trimmed(size);
        double[] latitude = s.latitude().trimmed(size);
        boolean good = true;
        for (int i = 0; i < size; i++) {
            if (!(Math.abs(longitude[i]) <= 360)) {
                good = false;
                problem(i, labels, s.longitude().column, angle(longitude[i], "a longitude of at most 360°"));
            }
            if (!(Math.abs(latitude[i]) <= 90)) {
                good = false;
                String exchanged = Math.abs(longitude[i]) <= 90 && Math.abs(latitude[i]) <= 360
                        ? "; are longitude and latitude exchanged?"
                        : "";
                problem(
                        i,
                        labels,
                        s.latitude().column,
                        angle(latitude[i], "a latitude within [-90°, 90°]") + exchanged);
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

    private ReadTable.Redshifts checked(Velocities v, String[] labels) {
        double[] z = new double[size];
        for (int i = 0; i < size; i++) {
            double first = v.first().values[i];
            boolean missing = Double.isNaN(first) && v.fallback().isPresent();
            Numbers origin = missing ? v.fallback().get() : v.first();
            double raw = origin.values[i];
            z[i] = raw * (missing ? v.fallbackFactor() : v.factor());
            if (Double.isNaN(raw)) {
                problem(i, labels, origin.column, "found no redshift, but one is needed");
            } else if (raw <= 0) {
                String code = Decimals.write(raw);
                problem(
                        i,
                        labels,
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
                problem(
                        i,
                        labels,
                        origin.column,
                        "found z = " + z[i] + ", but at most " + LARGEST_REDSHIFT + " is needed");
            }
        }
        Optional<double[]> errors = v.errors().isPresent()
                ? Optional.of(checkedErrors(v.errors().get(), z, v.errorFactor(), labels))
                : Optional.empty();
        return new ReadTable.Redshifts(z, errors, v.origin());
    }

    private Column checked(Quantities q, String[] labels) {
        double[] values = q.values().trimmed(size);
        askAboutCodes(q.values(), values, labels);
        scale(values, q.factor());
        Optional<double[]> errors = q.errors().isPresent()
                ? Optional.of(checkedErrors(q.errors().get(), values, q.errorFactor(), labels))
                : Optional.empty();
        if (q.logarithm()) {
            takeLogarithms(q, values, errors, labels);
        }
        return errors.isPresent() ? Column.of(q.quantity(), values, errors.get()) : Column.of(q.quantity(), values);
    }

    /** Turns values into their decimal logarithms, and standard errors with them, to first order. */
    private void takeLogarithms(Quantities q, double[] values, Optional<double[]> errors, String[] labels) {
        for (int i = 0; i < size; i++) {
            if (values[i] <= 0) {
                problem(
                        i,
                        labels,
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
    private void askAboutCodes(Numbers numbers, double[] values, String[] labels) {
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

    private double[] checkedErrors(Numbers errors, double[] values, double factor, String[] labels) {
        double[] checked = errors.trimmed(size);
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(values[i])) {
                checked[i] = Double.NaN;
            } else if (Double.isNaN(checked[i])) {
                problem(i, labels, errors.column, "found no error, but the value beside it needs one");
            } else if (checked[i] <= 0) {
                problem(
                        i,
                        labels,
                        errors.column,
                        "found the error " + Decimals.write(checked[i]) + ", but an error must be positive");
            }
        }
        scale(checked, factor);
        return checked;
    }

    private double[] checked(Correlation correlation, Optional<Numbers> column, String[] labels) {
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
                        labels,
                        column.get().column,
                        "found the correlation " + Decimals.write(values[i]) + ", but [-1, 1] is needed");
            }
        }
        return values;
    }
}
