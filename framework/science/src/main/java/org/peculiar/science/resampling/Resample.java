package org.peculiar.science.resampling;

import java.util.ArrayList;
import java.util.List;
import org.peculiar.api.Draws;

/**
 * One bootstrap sample: n groups drawn from n with replacement.
 *
 * <p>Pick i is {@code ⌊n u(i)⌋} with the uniform number of element i, so that variants that draw from one list of groups share
 * their resamples. Immutable; arrays are returned as new ones.
 *
 * @see "Efron 1979, Ann. Stat. 7, 1"
 */
public final class Resample {

    private final int[] picks;
    private final int distinct;
    private final int least;

    private Resample(int[] picks, int distinct, int least) {
        this.picks = picks;
        this.distinct = distinct;
        this.least = least;
    }

    /**
     * Draw a resample.
     *
     * @param groups n, at least 1
     * @param least how many distinct groups the fit needs: 4 for a bulk flow
     * @param draws the replicate's own stream
     */
    public static Resample of(int groups, int least, Draws draws) {
        if (groups < 1) {
            throw new IllegalArgumentException("resample: found " + groups + " groups, but at least 1 is needed");
        }
        int[] picks = new int[groups];
        boolean[] seen = new boolean[groups];
        int distinct = 0;
        for (int i = 0; i < groups; i++) {
            picks[i] = (int) (draws.uniform(i) * groups);
            distinct += seen[picks[i]] ? 0 : 1;
            seen[picks[i]] = true;
        }
        return new Resample(picks, distinct, least);
    }

    /** Return the groups that were drawn, n of them, in the order drawn. */
    public int[] picks() {
        return picks.clone();
    }

    /** Return how many distinct groups were drawn. */
    public int distinct() {
        return distinct;
    }

    /** Tell whether that is enough to fit; skip and count the resample otherwise. */
    public boolean isEnough() {
        return distinct >= least;
    }

    /** Return how often each of the n groups was drawn. */
    public int[] multiplicities() {
        int[] multiplicities = new int[picks.length];
        for (int pick : picks) {
            multiplicities[pick]++;
        }
        return multiplicities;
    }

    /**
     * Return the rows of the groups drawn, those of a group in their own order, once for each time it was drawn.
     *
     * @param groupOfRow the group of each row, from 0 to n − 1
     * @throws IllegalArgumentException if a row's group is out of range
     */
    public int[] rows(int[] groupOfRow) {
        List<List<Integer>> members = new ArrayList<>();
        for (int g = 0; g < picks.length; g++) {
            members.add(new ArrayList<>());
        }
        for (int row = 0; row < groupOfRow.length; row++) {
            if (groupOfRow[row] < 0 || groupOfRow[row] >= picks.length) {
                throw new IllegalArgumentException("resample: row " + row + " is of group " + groupOfRow[row]
                        + ", but groups are 0 to " + (picks.length - 1));
            }
            members.get(groupOfRow[row]).add(row);
        }
        List<Integer> rows = new ArrayList<>();
        for (int pick : picks) {
            rows.addAll(members.get(pick));
        }
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }
}
