package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A peculiar-velocity survey: galaxies, the groups that some belong to, and repeat measurements of galaxies.
 *
 * <p>The three tables are linked by index arrays. Galaxies have directions; redshifts are the quantity {@code z}, of
 * galaxies, of groups or of both, all in one rest frame. A survey without groups or measurements has empty tables there.
 * Immutable; the arrays are shared and not to be written to.
 */
public final class Survey {

    private final RestFrame frame;
    private final Table galaxies;
    private final Table groups;
    private final int[] groupOf;
    private final Table measurements;
    private final int[] galaxyOf;
    private final List<Treatment> treatments;

    /**
     * Link three tables.
     *
     * @param frame of all redshifts
     * @param groupOf for each galaxy the row of its group, −1 for none
     * @param galaxyOf for each measurement the row of its galaxy
     * @throws IllegalArgumentException if an index points nowhere
     */
    public Survey(
            RestFrame frame,
            Table galaxies,
            Table groups,
            int[] groupOf,
            Table measurements,
            int[] galaxyOf,
            List<Treatment> treatments) {
        this.frame = requireNonNull(frame, "frame");
        this.galaxies = requireNonNull(galaxies, "galaxies");
        this.groups = requireNonNull(groups, "groups");
        this.groupOf = requireIndex("groupOf", groupOf, galaxies.size(), -1, groups.size());
        this.measurements = requireNonNull(measurements, "measurements");
        this.galaxyOf = requireIndex("galaxyOf", galaxyOf, measurements.size(), 0, galaxies.size());
        this.treatments = List.copyOf(treatments);
    }

    /** A survey with other tables of the same rows, whose links were checked before. */
    private Survey(Survey like, RestFrame frame, Table galaxies, Table groups) {
        this.frame = requireNonNull(frame, "frame");
        this.galaxies = galaxies;
        this.groups = groups;
        groupOf = like.groupOf;
        measurements = like.measurements;
        galaxyOf = like.galaxyOf;
        treatments = like.treatments;
    }

    /** Return a survey of single galaxies. */
    public static Survey of(RestFrame frame, Table galaxies) {
        int[] none = new int[galaxies.size()];
        Arrays.fill(none, -1);
        return new Survey(frame, galaxies, empty("groups"), none, empty("measurements"), new int[0], List.of());
    }

    /** Return a survey of galaxies in groups. */
    public static Survey of(RestFrame frame, Table galaxies, Table groups, int[] groupOf) {
        return new Survey(frame, galaxies, groups, groupOf, empty("measurements"), new int[0], List.of());
    }

    private static Table empty(String name) {
        return Table.of(name, new String[0]);
    }

    /** Return the rest frame of all redshifts. */
    public RestFrame frame() {
        return frame;
    }

    /** Return the galaxies. */
    public Table galaxies() {
        return galaxies;
    }

    /** Return the groups, such as clusters; maybe none. */
    public Table groups() {
        return groups;
    }

    /** Return for each galaxy the row of its group, −1 for none. */
    public int[] groupOf() {
        return groupOf;
    }

    /** Return the repeat measurements; maybe none. */
    public Table measurements() {
        return measurements;
    }

    /** Return for each measurement the row of its galaxy. */
    public int[] galaxyOf() {
        return galaxyOf;
    }

    /** Return what the survey has been treated with, in order. */
    public List<Treatment> treatments() {
        return treatments;
    }

    /** Return the survey with the same galaxies in the same order, their columns changed. */
    public Survey withGalaxies(Table changed) {
        if (changed.size() != galaxies.size()) {
            throw new IllegalArgumentException(
                    changed.size() + " galaxies in place of " + galaxies.size() + "; to leave some out, select");
        }
        return new Survey(this, frame, changed, groups);
    }

    /** Return the survey with the same groups in the same order, their columns changed. */
    public Survey withGroups(Table changed) {
        if (changed.size() != groups.size()) {
            throw new IllegalArgumentException(
                    changed.size() + " groups in place of " + groups.size() + "; to leave some out, select");
        }
        return new Survey(this, frame, galaxies, changed);
    }

    /** Return the survey with measurements, in place of those it had. */
    public Survey withMeasurements(Table changed, int[] ofGalaxy) {
        return new Survey(frame, galaxies, groups, groupOf, changed, ofGalaxy, treatments);
    }

    /** Return the survey with redshifts that are now in another frame, which its tables must already hold. */
    public Survey withFrame(RestFrame other) {
        return new Survey(this, other, galaxies, groups);
    }

    /**
     * Return the survey with a treatment noted.
     *
     * @throws DataException if it has had that treatment before
     */
    public Survey treated(Treatment treatment) {
        treatment(treatment.what()).ifPresent(earlier -> {
            throw new DataException(treatment.what() + " (" + treatment.how() + "): the survey already had it ("
                    + earlier.how() + "), but it must not be applied twice");
        });
        List<Treatment> more = new ArrayList<>(treatments);
        more.add(treatment);
        return new Survey(frame, galaxies, groups, groupOf, measurements, galaxyOf, more);
    }

    /** Return the treatment of that name, if the survey has had it. */
    public Optional<Treatment> treatment(String what) {
        return treatments.stream().filter(t -> t.what().equals(what)).findFirst();
    }

    /**
     * Return some of the galaxies, in the order given, with their measurements, and the groups that still have members.
     *
     * @param rows of galaxies, none twice
     * @throws IllegalArgumentException if a row is asked for twice, for then its measurements would have two galaxies
     */
    public Survey select(int[] rows) {
        int[] galaxyNow = Rows.inverse(rows, galaxies.size());
        for (int i = 0; i < rows.length; i++) {
            if (galaxyNow[rows[i]] != i) {
                throw new IllegalArgumentException("galaxy " + galaxies.labels()[rows[i]] + " was asked for twice");
            }
        }
        int[] keptMeasurements = kept(galaxyOf, galaxyNow);
        int[] groupOfKept = Rows.select(groupOf, rows);
        boolean[] used = new boolean[groups.size()];
        for (int group : groupOfKept) {
            if (group >= 0) {
                used[group] = true;
            }
        }
        int[] keptGroups = rowsWhere(used);
        int[] groupNow = Rows.inverse(keptGroups, groups.size());
        return new Survey(
                frame,
                galaxies.select(rows),
                groups.select(keptGroups),
                renumbered(groupOfKept, groupNow),
                measurements.select(keptMeasurements),
                renumbered(Rows.select(galaxyOf, keptMeasurements), galaxyNow),
                treatments);
    }

    /**
     * Return galaxies as drawn with replacement: each draw is a galaxy of its own, with its measurements.
     *
     * <p>Row ids and labels stay those of the galaxies drawn. Galaxies of one group that were drawn as one copy are a group
     * again; other copies of the same group are distinct groups.
     *
     * @param rows of galaxies, any number of times each
     * @param copy which copy each belongs to, such as the number of the draw of its group
     */
    public Survey resample(int[] rows, int[] copy) {
        int[] first = new int[galaxies.size() + 1];
        for (int galaxy : galaxyOf) {
            first[galaxy + 1]++;
        }
        for (int i = 0; i < galaxies.size(); i++) {
            first[i + 1] += first[i];
        }
        int[] byGalaxy = new int[galaxyOf.length];
        int[] next = Arrays.copyOf(first, galaxies.size());
        for (int i = 0; i < galaxyOf.length; i++) {
            byGalaxy[next[galaxyOf[i]]++] = i;
        }
        int repeats = 0;
        for (int row : rows) {
            repeats += first[row + 1] - first[row];
        }
        int[] drawnMeasurements = new int[repeats];
        int[] galaxyOfDrawn = new int[repeats];
        int[] drawnGroups = new int[rows.length];
        int[] groupOfDrawn = new int[rows.length];
        Map<Long, Integer> groupNow = new HashMap<>();
        int m = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = first[rows[i]]; j < first[rows[i] + 1]; j++) {
                drawnMeasurements[m] = byGalaxy[j];
                galaxyOfDrawn[m++] = i;
            }
            int group = groupOf[rows[i]];
            groupOfDrawn[i] = -1;
            if (group >= 0) {
                int fresh = groupNow.size();
                Integer known = groupNow.putIfAbsent((long) copy[i] << 32 | group, fresh);
                groupOfDrawn[i] = known == null ? fresh : known;
                drawnGroups[groupOfDrawn[i]] = group;
            }
        }
        return new Survey(
                frame,
                galaxies.select(rows),
                groups.select(Arrays.copyOf(drawnGroups, groupNow.size())),
                groupOfDrawn,
                measurements.select(drawnMeasurements),
                galaxyOfDrawn,
                treatments);
    }

    private static int[] kept(int[] pointer, int[] now) {
        boolean[] keep = new boolean[pointer.length];
        for (int i = 0; i < pointer.length; i++) {
            keep[i] = now[pointer[i]] >= 0;
        }
        return rowsWhere(keep);
    }

    private static int[] rowsWhere(boolean[] keep) {
        int count = 0;
        for (boolean k : keep) {
            count += k ? 1 : 0;
        }
        int[] rows = new int[count];
        for (int i = 0, next = 0; i < keep.length; i++) {
            if (keep[i]) {
                rows[next++] = i;
            }
        }
        return rows;
    }

    private static int[] renumbered(int[] pointer, int[] now) {
        int[] renumbered = new int[pointer.length];
        for (int i = 0; i < pointer.length; i++) {
            renumbered[i] = pointer[i] < 0 ? -1 : now[pointer[i]];
        }
        return renumbered;
    }

    private static int[] requireIndex(String name, int[] index, int size, int from, int to) {
        if (index.length != size) {
            throw new IllegalArgumentException(name + " has " + index.length + " entries, but needs " + size);
        }
        for (int i = 0; i < size; i++) {
            if (index[i] < from || index[i] >= to) {
                throw new IllegalArgumentException(
                        name + "[" + i + "] was " + index[i] + " but must be within [" + from + ", " + to + ")");
            }
        }
        return index;
    }
}
