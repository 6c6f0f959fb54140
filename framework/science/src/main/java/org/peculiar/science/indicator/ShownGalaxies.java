package org.peculiar.science.indicator;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.DistanceTable;

/**
 * The galaxies behind measured distances, and the distance at which a figure of their relation shows each.
 *
 * <p>A galaxy whose group has several is at the distance measured for the group. One that is a tracer by itself, or all that its group
 * has, is at the distance of the tracer's redshift: at the measured one it would lie on the relation by construction. Galaxies of no
 * tracer are not shown. Columns have one value for each galaxy of the survey. Immutable; the arrays are shared and not to be
 * written to.
 */
public final class ShownGalaxies {

    private final Survey survey;
    private final DistanceSample measured;
    private final boolean[] used;
    private final double[] z;
    private final double[] lnHubble;
    private final double[] lnDistance;

    private ShownGalaxies(Survey survey, DistanceSample measured, DistanceTable distances) {
        this.survey = survey;
        this.measured = measured;
        Set<String> omitted = measured.calibration().omitted().values().stream()
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
        int[] tracers = tracers(survey, measured);
        used = new boolean[tracers.length];
        z = missing(tracers.length);
        lnHubble = missing(tracers.length);
        lnDistance = missing(tracers.length);
        for (int i = 0; i < tracers.length; i++) {
            int tracer = tracers[i];
            if (tracer >= 0) {
                used[i] = measured.tracer() == Tracer.GALAXY
                        || !omitted.contains(survey.galaxies().labels()[i]);
                z[i] = measured.z()[tracer];
                lnHubble[i] = Math.log(distances.distanceKms(measured.type(), z[i]));
                lnDistance[i] = hasCompany(tracer) ? measured.lnDistance()[tracer] : lnHubble[i];
            }
        }
    }

    /**
     * Find the galaxies.
     *
     * @param survey that was measured
     * @param measured what an indicator made of it
     * @param distances of redshifts
     */
    public static ShownGalaxies of(Survey survey, DistanceSample measured, DistanceTable distances) {
        return new ShownGalaxies(survey, measured, distances);
    }

    /** Returns the tracer of each galaxy; −1 where it is none's. */
    private static int[] tracers(Survey survey, DistanceSample measured) {
        boolean groups = measured.tracer() == Tracer.GROUP;
        Map<Integer, Integer> byRow = new HashMap<>();
        for (int t = 0; t < measured.size(); t++) {
            byRow.put(measured.rowIds()[t], t);
        }
        int[] ids = (groups ? survey.groups() : survey.galaxies()).rowIds();
        int[] tracers = new int[survey.galaxies().size()];
        Arrays.setAll(tracers, i -> {
            int row = groups ? survey.groupOf()[i] : i;
            return row < 0 ? -1 : byRow.getOrDefault(ids[row], -1);
        });
        return tracers;
    }

    private static double[] missing(int size) {
        double[] missing = new double[size];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }

    private boolean hasCompany(int tracer) {
        return measured.tracer() == Tracer.GROUP && measured.members()[tracer] > 1;
    }

    /** Tell of each galaxy whether the calibration used it. */
    public boolean[] used() {
        return used;
    }

    /** Return the redshift of each galaxy's tracer; NaN for one that is not shown. */
    public double[] z() {
        return z;
    }

    /** Return ln of the distance of that redshift in km/s, of the sample's type; NaN for one that is not shown. */
    public double[] lnHubble() {
        return lnHubble;
    }

    /** Return ln of the distance in km/s at which each galaxy is shown, of the sample's type; NaN for one that is not shown. */
    public double[] lnDistance() {
        return lnDistance;
    }

    /** Return what readers call each galaxy: {@code NGC 4889 in A1656}. */
    public String[] labels() {
        String[] labels = survey.galaxies().labels().clone();
        if (measured.tracer() == Tracer.GROUP) {
            Arrays.setAll(labels, i -> {
                int group = survey.groupOf()[i];
                return group < 0
                        ? labels[i]
                        : labels[i] + " in " + survey.groups().labels()[group];
            });
        }
        return labels;
    }

    /** Return where galaxies are, for a caption: {@code at the distances measured for their groups}. */
    public String places() {
        int groups = 0;
        for (int tracer = 0; tracer < measured.size(); tracer++) {
            groups += hasCompany(tracer) ? 1 : 0;
        }
        if (groups == 0) {
            return "at the distances of their redshifts";
        }
        return "at the distances measured for their groups"
                + (groups < measured.size() ? ", or of the redshift where a group has one galaxy only" : "");
    }
}
