package org.peculiar.plugin.source.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.plugin.source.table.ReadTable.Redshifts;
import org.peculiar.plugin.source.table.TableSource.SolarMotion;

/** Links tables to a survey, and brings its redshifts to the CMB frame. */
final class SurveyAssembly {

    private static final int NONE = -1;

    private final ReadTable galaxies;
    private final SolarMotion cmb;
    private Optional<ReadTable> groups = Optional.empty();
    private Optional<ReadTable> measurements = Optional.empty();
    private boolean converted;

    SurveyAssembly(ReadTable galaxies, SolarMotion cmb) {
        this.galaxies = galaxies;
        this.cmb = cmb;
    }

    void groups(ReadTable read) {
        groups = Optional.of(read);
    }

    void measurements(ReadTable read) {
        measurements = Optional.of(read);
    }

    Survey survey() {
        String[] names = groups.isPresent() ? groups.get().table().labels() : namesOfGroups();
        int[] groupOf = new int[galaxies.table().size()];
        boolean[] dropped = new boolean[groupOf.length];
        link(names, groupOf, dropped);
        Table groupTable = groups.isPresent() ? groups.get().table() : namedGroups(names, groupOf);
        Table galaxyTable = galaxies.table();

        Directions ofGalaxies = directionsOfGalaxies(groupOf, dropped);
        Directions ofGroups = groups.isPresent() && groups.get().directions().isPresent()
                ? groups.get().directions().get()
                : meanDirections(ofGalaxies, groupOf, dropped, names);
        Optional<Column> zOfGalaxies = redshifts(galaxies, ofGalaxies, dropped);
        Optional<Column> zOfGroups =
                groups.isPresent() ? redshifts(groups.get(), ofGroups, new boolean[names.length]) : Optional.empty();
        if (zOfGroups.isEmpty() && zOfGalaxies.isPresent()) {
            zOfGroups = Optional.of(meanRedshifts(zOfGalaxies.get(), groupOf, dropped, names.length));
        }
        if (zOfGalaxies.isEmpty()) {
            requireRedshifts(zOfGroups.isPresent(), groupOf, dropped);
        }
        galaxyTable = with(with(galaxyTable.with(ofGalaxies), zOfGalaxies), heliocentric(galaxies, ofGalaxies));
        groupTable = with(groupTable.with(ofGroups), zOfGroups);

        Survey survey = Survey.of(RestFrame.CMB, galaxyTable, groupTable, groupOf);
        if (measurements.isPresent()) {
            survey = measured(survey, measurements.get());
        }
        String how = converted ? name(cmb.apex()) + ", " + name(cmb.conversion()) : "as catalogued";
        return survey.treated(new Treatment("cmb-frame", how)).select(kept(dropped));
    }

    private static Table with(Table table, Optional<Column> column) {
        return column.isPresent() ? table.with(column.get()) : table;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String[] namesOfGroups() {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(galaxies.links().orElse(new String[0])));
        names.remove("");
        return names.toArray(String[]::new);
    }

    /** Returns groups known by name only; the row id of each is that of its first galaxy, which other groupings do not change. */
    private Table namedGroups(String[] names, int[] groupOf) {
        int[] ids = galaxies.table().rowIds();
        int[] first = new int[names.length];
        Arrays.fill(first, NONE);
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] != NONE && first[groupOf[i]] == NONE) {
                first[groupOf[i]] = ids[i];
            }
        }
        String[] byRowId = new String[Arrays.stream(ids).max().orElse(NONE) + 1];
        for (int g = 0; g < names.length; g++) {
            byRowId[first[g]] = names[g];
        }
        return Table.of("groups", byRowId).select(first);
    }

    /** Finds each galaxy's group; a galaxy goes with a group that was not kept. */
    private void link(String[] names, int[] groupOf, boolean[] dropped) {
        Arrays.fill(groupOf, NONE);
        if (galaxies.links().isEmpty()) {
            return;
        }
        String[] links = galaxies.links().get();
        Map<String, Integer> rows = rows(names);
        Problems problems = new Problems(galaxies.file());
        for (int i = 0; i < links.length; i++) {
            Integer group = rows.get(links[i]);
            if (group != null) {
                groupOf[i] = group;
            } else if (groups.isPresent() && groups.get().leftOut().contains(links[i])) {
                dropped[i] = true;
            } else if (!links[i].isEmpty()) {
                unknown(problems, galaxies, i, groups.orElseThrow(), names);
            }
        }
        problems.raise();
        if (kept(dropped).length == 0) {
            throw new DataException(galaxies.file() + ": no galaxy is in a group that "
                    + groups.orElseThrow().file() + " keeps, but at least one is needed");
        }
    }

    private static void unknown(Problems problems, ReadTable from, int row, ReadTable to, String[] names) {
        String name = from.links().orElseThrow()[row];
        problems.add(
                from.table().rowIds()[row],
                from.table().labels()[row],
                from.linkColumn(),
                () -> "found " + name + ", but " + to.file() + " has no such row; "
                        + Nearest.hint(name, List.of(names)));
    }

    private static Map<String, Integer> rows(String[] names) {
        Map<String, Integer> rows = new HashMap<>(2 * names.length);
        for (int i = 0; i < names.length; i++) {
            rows.put(names[i], i);
        }
        return rows;
    }

    private static int[] kept(boolean[] dropped) {
        int[] rows = new int[dropped.length];
        int count = 0;
        for (int i = 0; i < dropped.length; i++) {
            if (!dropped[i]) {
                rows[count++] = i;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private Directions directionsOfGalaxies(int[] groupOf, boolean[] dropped) {
        if (galaxies.directions().isPresent()) {
            return galaxies.directions().get();
        }
        if (groups.isEmpty() || groups.get().directions().isEmpty()) {
            throw new DataException(
                    galaxies.file() + ": found no position:, but either the galaxies or their groups need one");
        }
        Directions origin = groups.get().directions().get();
        requireGroups(groupOf, dropped, "position");
        double[] x = new double[groupOf.length];
        double[] y = new double[groupOf.length];
        double[] z = new double[groupOf.length];
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] != NONE) {
                x[i] = origin.x()[groupOf[i]];
                y[i] = origin.y()[groupOf[i]];
                z[i] = origin.z()[groupOf[i]];
            }
        }
        return new Directions(x, y, z);
    }

    private void requireGroups(int[] groupOf, boolean[] dropped, String what) {
        Problems problems = new Problems(galaxies.file());
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] == NONE && !dropped[i]) {
                problems.add(
                        galaxies.table().rowIds()[i],
                        galaxies.table().labels()[i],
                        galaxies.linkColumn(),
                        "found no group, but the galaxy needs one, because it has no " + what + " of its own");
            }
        }
        problems.raise();
    }

    private void requireRedshifts(boolean ofGroups, int[] groupOf, boolean[] dropped) {
        if (!ofGroups) {
            throw new DataException(
                    galaxies.file() + ": found no redshift:, but either the galaxies or their groups need one");
        }
        requireGroups(groupOf, dropped, "redshift");
    }

    private Directions meanDirections(Directions members, int[] groupOf, boolean[] dropped, String[] names) {
        double[] x = new double[names.length];
        double[] y = new double[names.length];
        double[] z = new double[names.length];
        boolean[] used = new boolean[names.length];
        for (int i = 0; i < groupOf.length; i++) {
            if (groupOf[i] != NONE && !dropped[i]) {
                used[groupOf[i]] = true;
                x[groupOf[i]] += members.x()[i];
                y[groupOf[i]] += members.y()[i];
                z[groupOf[i]] += members.z()[i];
            }
        }
        for (int g = 0; g < names.length; g++) {
            double length = Math.sqrt(x[g] * x[g] + y[g] * y[g] + z[g] * z[g]);
            if (used[g] && !(length > 1e-6)) {
                throw new DataException(galaxies.file() + ": group " + names[g]
                        + ": its galaxies are on opposite sides of the sky, but a group needs a mean direction");
            }
            // groups without galaxies are left out later, but need some direction until then
            x[g] = used[g] ? x[g] / length : 1;
            y[g] = used[g] ? y[g] / length : 0;
            z[g] = used[g] ? z[g] / length : 0;
        }
        return new Directions(x, y, z);
    }

    /** Converts to the CMB frame the redshifts of a table, if it has any. */
    private Optional<Column> redshifts(ReadTable origin, Directions directions, boolean[] dropped) {
        if (origin.redshifts().isEmpty()) {
            return Optional.empty();
        }
        Redshifts read = origin.redshifts().get();
        double[] z = read.z();
        Optional<Column> heliocentric = heliocentric(origin, directions);
        if (heliocentric.isPresent()) {
            converted = true;
            z = cmb.conversion()
                    .toCmb(heliocentric.get().values(), directions, cmb.apex().motion());
        }
        Problems problems = new Problems(origin.file());
        for (int i = 0; i < z.length; i++) {
            if (!(z[i] > 0) && !dropped[i]) {
                problems.add(
                        origin.table().rowIds()[i],
                        origin.table().labels()[i],
                        read.origin().column(),
                        "the redshift becomes " + z[i] + " in the CMB frame, but must be positive");
            }
        }
        problems.raise();
        return Optional.of(
                read.errors().isPresent()
                        ? Column.of(Quantity.REDSHIFT, z, read.errors().get())
                        : Column.of(Quantity.REDSHIFT, z));
    }

    /** Returns the heliocentric redshifts of a table, if it has such, or ones that were made from them in a way that is known. */
    private static Optional<Column> heliocentric(ReadTable origin, Directions directions) {
        if (origin.redshifts().isEmpty()) {
            return Optional.empty();
        }
        Redshifts read = origin.redshifts().get();
        Optional<SolarMotion> made = read.origin().madeWith();
        boolean heliocentric = read.origin().frame() == RestFrame.HELIOCENTRIC;
        if (heliocentric && made.isPresent()) {
            throw new DataException(
                    origin.file()
                            + ": found made-with: for heliocentric redshifts, but only redshifts in the CMB frame were made with one");
        }
        if (heliocentric) {
            return Optional.of(Column.of(Quantity.HELIOCENTRIC_REDSHIFT, read.z()));
        }
        return made.map(motion -> Column.of(
                Quantity.HELIOCENTRIC_REDSHIFT,
                motion.conversion()
                        .toHeliocentric(read.z(), directions, motion.apex().motion())));
    }

    private static Column meanRedshifts(Column members, int[] groupOf, boolean[] dropped, int groupCount) {
        double[] sum = new double[groupCount];
        double[] squares = new double[groupCount];
        int[] count = new int[groupCount];
        Optional<double[]> errors = members.errors();
        for (int i = 0; i < groupOf.length; i++) {
            int g = groupOf[i];
            if (g != NONE && !dropped[i]) {
                count[g]++;
                sum[g] += members.values()[i];
                squares[g] += errors.isPresent() ? errors.get()[i] * errors.get()[i] : 0;
            }
        }
        for (int g = 0; g < groupCount; g++) {
            sum[g] /= count[g];
            squares[g] = Math.sqrt(squares[g]) / count[g];
        }
        return errors.isPresent() ? Column.of(Quantity.REDSHIFT, sum, squares) : Column.of(Quantity.REDSHIFT, sum);
    }

    /** Adds the measurements of the galaxies that were kept; one of a galaxy in no file is a problem. */
    private Survey measured(Survey survey, ReadTable read) {
        String[] labels = survey.galaxies().labels();
        Map<String, Integer> rows = rows(labels);
        String[] links = read.links().orElseThrow();
        int[] galaxyOf = new int[links.length];
        int[] known = new int[links.length];
        int count = 0;
        Problems problems = new Problems(read.file());
        for (int i = 0; i < links.length; i++) {
            Integer galaxy = rows.get(links[i]);
            if (galaxy != null) {
                galaxyOf[count] = galaxy;
                known[count++] = i;
            } else if (!galaxies.leftOut().contains(links[i])) {
                unknown(problems, read, i, galaxies, labels);
            }
        }
        problems.raise();
        Table table = count == links.length ? read.table() : read.table().select(Arrays.copyOf(known, count));
        return survey.withMeasurements(table, Arrays.copyOf(galaxyOf, count));
    }
}
