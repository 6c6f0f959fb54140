package org.peculiar.plugin.source.mocksurvey;

import java.util.Arrays;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;

/**
 * The clusters of another survey.
 *
 * @param rowIds that random numbers are drawn by
 * @param z in the CMB frame; dimensionless
 * @param members number of galaxies to draw
 */
record Clusters(String[] labels, int[] rowIds, Directions directions, double[] z, int[] members) {

    private static final String MEMBERS = "members";
    private static final int MOST_MEMBERS = 1 << 20;

    /**
     * Takes the groups of a survey, or its rows if it has none.
     *
     * @throws DataException if they lack redshifts in the CMB frame, or numbers of members
     */
    static Clusters of(Survey survey) {
        if (survey.frame() != RestFrame.CMB) {
            throw new DataException("clusters: found heliocentric redshifts, but those of the CMB frame are needed");
        }
        boolean grouped = survey.groups().size() > 0;
        Table table = grouped ? survey.groups() : survey.galaxies();
        return new Clusters(
                table.labels(),
                table.rowIds(),
                table.directions(),
                table.values(Quantity.REDSHIFT.name(), Unit.NONE),
                grouped ? counted(survey) : given(table));
    }

    private static int[] counted(Survey survey) {
        int[] members = new int[survey.groups().size()];
        for (int group : survey.groupOf()) {
            if (group >= 0) {
                members[group]++;
            }
        }
        return members;
    }

    private static int[] given(Table table) {
        if (!table.has(MEMBERS)) {
            throw new DataException("clusters: found neither groups nor the quantity " + MEMBERS
                    + ", but the number of galaxies in each cluster is needed");
        }
        double[] values = table.values(MEMBERS, Unit.NONE);
        int[] members = new int[values.length];
        for (int i = 0; i < members.length; i++) {
            if (!(values[i] >= 1 && values[i] <= MOST_MEMBERS && values[i] == Math.rint(values[i]))) {
                throw new DataException("clusters: " + table.labels()[i] + ": found " + values[i]
                        + " members, but a whole number of at least 1 is needed");
            }
            members[i] = (int) values[i];
        }
        long total = Arrays.stream(members).asLongStream().sum();
        if (total > Integer.MAX_VALUE / 16) {
            throw new DataException("clusters: found " + total + " members in all, which is too many");
        }
        return members;
    }

    int size() {
        return labels.length;
    }

    /** Returns what random numbers of a galaxy are drawn by; it does not change when other clusters are left out. */
    static long galaxyKey(int clusterRowId, int member) {
        return (long) clusterRowId * MOST_MEMBERS + member;
    }
}
