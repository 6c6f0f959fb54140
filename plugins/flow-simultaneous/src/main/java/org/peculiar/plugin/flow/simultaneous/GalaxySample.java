package org.peculiar.plugin.flow.simultaneous;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;

/** The galaxies behind the tracers of a sample of distances, as columns. */
final class GalaxySample {

    private final DistanceSample distances;
    private final Survey survey;
    private final int[] tracerOf;
    private final int[] unitOf;
    private final int units;
    private final Directions directions;
    private final double[] z;

    private GalaxySample(DistanceSample distances, Survey survey, int[] tracerOf) {
        this.distances = distances;
        this.survey = survey;
        this.tracerOf = tracerOf;
        boolean groups = distances.tracer() == DistanceSample.Tracer.GROUP;
        int n = tracerOf.length;
        unitOf = new int[n];
        Map<Integer, Integer> unitOfGroup = new HashMap<>();
        int next = 0;
        for (int i = 0; i < n; i++) {
            Integer group =
                    groups ? (Integer) tracerOf[i] : survey.groupOf()[i] < 0 ? null : (Integer) survey.groupOf()[i];
            Integer known = group == null ? null : unitOfGroup.putIfAbsent(group, next);
            unitOf[i] = known == null ? next++ : known;
        }
        units = next;
        directions = distances.directions().select(tracerOf);
        z = Arrays.stream(tracerOf).mapToDouble(row -> distances.z()[row]).toArray();
    }

    /**
     * Find the galaxies: the tracers themselves, or the members of the groups that are, as far as the calibration used them. A tracer
     * that stands in the sample more than once, as in a bootstrap, has its galaxies as often, each time with a motion of its own.
     *
     * @throws DataException if a tracer is not in the survey
     */
    static GalaxySample of(DistanceSample distances, Survey survey) {
        boolean groups = distances.tracer() == DistanceSample.Tracer.GROUP;
        Map<Integer, Integer> rowOfId = new HashMap<>();
        int[] ids = (groups ? survey.groups() : survey.galaxies()).rowIds();
        for (int row = 0; row < ids.length; row++) {
            rowOfId.put(ids[row], row);
        }
        List<List<Integer>> members = groups ? members(distances, survey) : List.of();
        List<Integer> rows = new ArrayList<>();
        List<Integer> copies = new ArrayList<>();
        List<Integer> tracerOf = new ArrayList<>();
        Map<Integer, Integer> seen = new HashMap<>();
        for (int tracer = 0; tracer < distances.size(); tracer++) {
            Integer row = rowOfId.get(distances.rowIds()[tracer]);
            if (row == null) {
                throw new DataException("simultaneous flow: " + distances.labels()[tracer]
                        + " has a distance, but is not in the survey; take the survey that the distances were measured from,"
                        + " in: {survey: …}");
            }
            int copy = seen.merge(row, 1, Integer::sum);
            for (int galaxy : groups ? members.get(row) : List.of(row)) {
                rows.add(galaxy);
                copies.add(copy);
                tracerOf.add(tracer);
            }
        }
        return new GalaxySample(distances, survey.resample(ints(rows), ints(copies)), ints(tracerOf));
    }

    private static List<List<Integer>> members(DistanceSample distances, Survey survey) {
        Set<String> omitted = new HashSet<>();
        distances.calibration().omitted().values().forEach(omitted::addAll);
        List<List<Integer>> members = new ArrayList<>();
        for (int g = 0; g < survey.groups().size(); g++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < survey.groupOf().length; i++) {
            if (survey.groupOf()[i] >= 0 && !omitted.contains(survey.galaxies().labels()[i])) {
                members.get(survey.groupOf()[i]).add(i);
            }
        }
        return members;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Leave out the galaxies that a relation can say nothing of.
     *
     * @throws InsufficientDataException if that leaves none
     */
    GalaxySample thatSuit(Relation relation, double[] theta, double[] lnDistance) {
        double[] values = relation.likelihood(survey, theta, lnDistance)
                .at(theta, lnDistance)
                .values();
        int[] kept = new int[values.length];
        int count = 0;
        for (int i = 0; i < kept.length; i++) {
            if (Double.isFinite(values[i])) {
                kept[count++] = i;
            }
        }
        if (count == 0) {
            throw new InsufficientDataException("simultaneous flow: found none of " + values.length
                    + " galaxies that has what the relation of the distances needs");
        }
        if (count == kept.length) {
            return this;
        }
        int[] rows = Arrays.copyOf(kept, count);
        return new GalaxySample(
                distances,
                survey.select(rows),
                Arrays.stream(rows).map(i -> tracerOf[i]).toArray());
    }

    int size() {
        return tracerOf.length;
    }

    DistanceSample distances() {
        return distances;
    }

    /** Return the galaxies with their observables. */
    Survey survey() {
        return survey;
    }

    /** Return the row of each galaxy's tracer. */
    int[] tracerOf() {
        return tracerOf;
    }

    /** Return for each galaxy which ones it shares its motion with, from 0. */
    int[] unitOf() {
        return unitOf;
    }

    int units() {
        return units;
    }

    /** Return the directions of the galaxies' tracers. */
    Directions directions() {
        return directions;
    }

    /** Return the redshifts of the galaxies' tracers, in the CMB frame. */
    double[] z() {
        return z;
    }

    /** Add up a column of galaxies, by tracer. */
    double[] byTracer(double[] column) {
        double[] sums = new double[distances.size()];
        for (int i = 0; i < column.length; i++) {
            sums[tracerOf[i]] += column[i];
        }
        return sums;
    }
}
