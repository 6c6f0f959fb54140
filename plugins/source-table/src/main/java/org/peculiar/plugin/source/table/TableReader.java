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
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Quantity;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.source.table.TableSource.Correlation;
import org.peculiar.plugin.source.table.TableSource.Measured;
import org.peculiar.plugin.source.table.TableSource.Position;
import org.peculiar.plugin.source.table.TableSource.Redshift;
import org.peculiar.plugin.source.table.WantedColumns.Numbers;
import org.peculiar.plugin.source.table.WantedColumns.Quantities;
import org.peculiar.plugin.source.table.WantedColumns.Sky;
import org.peculiar.plugin.source.table.WantedColumns.Texts;
import org.peculiar.plugin.source.table.WantedColumns.Velocities;
import org.peculiar.science.Constants;

/**
 * Gathers the wanted columns of the kept rows into arrays, one pass and no object a row, and then checks them column by
 * column.
 */
final class TableReader implements TableSink {

    private static final Pattern QUANTITY_NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

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
        RowChecks checks = new RowChecks(request, problems, Arrays.copyOf(places, size), labels);
        Optional<Directions> directions =
                sky.isPresent() ? Optional.of(checks.directions(sky.get())) : Optional.empty();
        Optional<ReadTable.Redshifts> redshifts =
                velocities.isPresent() ? Optional.of(checks.redshifts(velocities.get())) : Optional.empty();
        Table table = table(labels);
        for (Quantities quantity : quantities) {
            table = table.with(checks.column(quantity));
        }
        for (Map.Entry<Correlation, Optional<Numbers>> entry : correlations.entrySet()) {
            List<String> between = entry.getKey().between();
            table = table.withCorrelation(
                    between.get(0), between.get(1), checks.correlation(entry.getKey(), entry.getValue()));
        }
        for (Map.Entry<String, Texts> text : namedTexts.entrySet()) {
            table = table.withText(text.getKey(), text.getValue().trimmed(size));
        }
        Optional<String[]> linked = links.isPresent() ? Optional.of(checks.links(links.get())) : Optional.empty();
        problems.raise();
        return new ReadTable(
                request.file(), table, linked, request.link().orElse(""), inFile, leftOut, directions, redshifts);
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
                    problems.add(places[i], labels[i], ids.get().column, "found no identifier, but one is needed");
                } else if (earlier != null) {
                    problems.add(
                            places[i],
                            labels[i],
                            ids.get().column,
                            "found " + labels[i] + " again, which row " + (places[earlier] + 1)
                                    + " already has, but identifiers must differ");
                }
            }
        }
        return labels;
    }
}
