package org.peculiar.science.flow;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.SymmetricMatrix3;

/**
 * Divides tracers by distance into shells that measure a bulk flow equally well.
 *
 * <p>The covariance of a shell's flow is {@code C = (Σ n nᵀ/ε²)⁻¹}. The boundaries make the squared deviations of the shells'
 * errors from their mean least: exactly for two shells; for more, no boundary alone can be moved to make them less. Tracers at
 * one distance stay together. Immutable; arrays are returned as new ones.
 *
 * @see "Hudson et al. 1999, ApJ 512, L79"
 */
public final class EqualSplit {

    /** A flow has three components; one tracer more lets a shell say whether it fits. */
    private static final int LEAST_FOR_A_FLOW = 4;

    /** Halvings of the range in which the common error of the shells is sought. */
    private static final int HALVINGS = 100;

    private final int[] cuts;
    private final int[] part;
    private final double[] boundaries;
    private final double[] errors;

    private EqualSplit(int[] cuts, int[] part, double[] boundaries, double[] errors) {
        this.cuts = cuts;
        this.part = part;
        this.boundaries = boundaries;
        this.errors = errors;
    }

    /** How badly the sorted tracers from one to before another do; never grows when tracers are added. */
    private interface Badness {
        double of(int from, int to);
    }

    /**
     * Make the errors along a direction equal.
     *
     * @param directions of the tracers
     * @param distanceKms R, in km/s
     * @param errorKms ε, standard errors of the velocities in km/s
     * @param parts number of shells, at least 2
     * @param along such as the flow of all tracers, of any length but 0
     * @throws InsufficientDataException if no boundaries leave each shell four tracers that determine a flow
     * @throws DataException if a distance or error is not finite or an error not positive, naming the row (from 0)
     */
    public static EqualSplit ofErrorAlong(
            Directions directions, double[] distanceKms, double[] errorKms, int parts, GalacticVector along) {
        GalacticVector unit = along.unit();
        int[] order = order(distanceKms);
        Information information = new Information(directions, errorKms, order);
        return split(distanceKms, order, parts, LEAST_FOR_A_FLOW, (from, to) -> {
            SymmetricMatrix3 a = information.of(from, to);
            return determines(a) ? Math.sqrt(unit.dot(a.solve(unit))) : Double.POSITIVE_INFINITY;
        });
    }

    /**
     * Make the square roots of the traces of the covariances equal.
     *
     * @param directions of the tracers
     * @param distanceKms R, in km/s
     * @param errorKms ε, standard errors of the velocities in km/s
     * @param parts number of shells, at least 2
     * @throws InsufficientDataException if no boundaries leave each shell four tracers that determine a flow
     * @throws DataException if a distance or error is not finite or an error not positive, naming the row (from 0)
     */
    public static EqualSplit ofTrace(Directions directions, double[] distanceKms, double[] errorKms, int parts) {
        int[] order = order(distanceKms);
        Information information = new Information(directions, errorKms, order);
        return split(distanceKms, order, parts, LEAST_FOR_A_FLOW, (from, to) -> {
            SymmetricMatrix3 a = information.of(from, to);
            return determines(a) ? Math.sqrt(a.inverse().trace()) : Double.POSITIVE_INFINITY;
        });
    }

    /**
     * Make the numbers of tracers equal, as nearly as they can be.
     *
     * @param distanceKms R, in km/s
     * @param parts number of shells, at least 2
     * @throws InsufficientDataException for fewer distinct distances than shells
     * @throws DataException if a distance is not finite, naming the row (from 0)
     */
    public static EqualSplit ofNumber(double[] distanceKms, int parts) {
        // 1/√n: what the error of a mean goes as
        return split(distanceKms, order(distanceKms), parts, 1, (from, to) -> 1 / Math.sqrt((double) to - from));
    }

    private static int[] order(double[] distanceKms) {
        for (int i = 0; i < distanceKms.length; i++) {
            if (!Double.isFinite(distanceKms[i])) {
                throw new DataException("row " + i + ": its distance is " + distanceKms[i]
                        + " km/s, but a split needs one that is finite");
            }
        }
        return IntStream.range(0, distanceKms.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> distanceKms[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean determines(SymmetricMatrix3 a) {
        double xy = a.xx() * a.yy() - a.xy() * a.xy();
        return a.xx() > 0 && xy > 1e-12 * a.xx() * a.yy() && a.determinant() > 1e-12 * a.xx() * a.yy() * a.zz();
    }

    private static EqualSplit split(double[] distanceKms, int[] order, int parts, int least, Badness badness) {
        int n = order.length;
        if (parts < 2) {
            throw new IllegalArgumentException("split: found " + parts + " shells, but at least 2 are needed");
        }
        double[] sorted = IntStream.of(order).mapToDouble(i -> distanceKms[i]).toArray();
        boolean[] mayCut = new boolean[n + 1];
        for (int c = 1; c < n; c++) {
            mayCut[c] = sorted[c - 1] < sorted[c];
        }
        Badness bounded = (from, to) -> to - from < least ? Double.POSITIVE_INFINITY : badness.of(from, to);
        int[] cuts = smallestLargest(n, parts, mayCut, bounded);
        balance(cuts, mayCut, bounded);
        int[] part = new int[n];
        double[] boundaries = new double[parts - 1];
        double[] errors = new double[parts];
        for (int p = 0; p < parts; p++) {
            errors[p] = bounded.of(cuts[p], cuts[p + 1]);
            for (int s = cuts[p]; s < cuts[p + 1]; s++) {
                part[order[s]] = p;
            }
            if (p > 0) {
                boundaries[p - 1] = 0.5 * (sorted[cuts[p] - 1] + sorted[cuts[p]]);
            }
        }
        return new EqualSplit(cuts, part, boundaries, errors);
    }

    /** Make the largest error least: fill each shell until it is good enough, for the smallest such bound that leaves a last one. */
    private static int[] smallestLargest(int n, int parts, boolean[] mayCut, Badness badness) {
        int[] best = fill(Double.MAX_VALUE, n, parts, mayCut, badness);
        if (best == null) {
            throw new InsufficientDataException("split: found " + n + " tracers, but no boundaries leave each of "
                    + parts + " shells enough of them; use fewer shells");
        }
        double low = badness.of(0, n);
        double high = low;
        for (int p = 0; p < parts; p++) {
            high = Math.max(high, badness.of(best[p], best[p + 1]));
        }
        for (int i = 0; i < HALVINGS && low < high; i++) {
            double middle = 0.5 * (low + high);
            int[] cuts = fill(middle, n, parts, mayCut, badness);
            if (cuts == null) {
                low = middle;
            } else {
                best = cuts;
                high = middle;
            }
        }
        return best;
    }

    private static int[] fill(double bound, int n, int parts, boolean[] mayCut, Badness badness) {
        int[] cuts = new int[parts + 1];
        cuts[parts] = n;
        int to = 0;
        for (int p = 1; p < parts; p++) {
            do {
                to++;
            } while (to < n && !(mayCut[to] && badness.of(cuts[p - 1], to) <= bound));
            if (to >= n) {
                return null;
            }
            cuts[p] = to;
        }
        return badness.of(to, n) <= bound ? cuts : null;
    }

    /** Move one boundary at a time to where the errors deviate least, until none can be moved. */
    private static void balance(int[] cuts, boolean[] mayCut, Badness badness) {
        int parts = cuts.length - 1;
        double[] errors = new double[parts];
        for (int p = 0; p < parts; p++) {
            errors[p] = badness.of(cuts[p], cuts[p + 1]);
        }
        double least = deviation(errors);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int p = 1; p < parts; p++) {
                int best = cuts[p];
                for (int c = cuts[p - 1] + 1; c < cuts[p + 1]; c++) {
                    if (mayCut[c]) {
                        errors[p - 1] = badness.of(cuts[p - 1], c);
                        errors[p] = badness.of(c, cuts[p + 1]);
                        double deviation = deviation(errors);
                        // a change within rounding would be undone for ever
                        if (deviation < least * (1 - 1e-12)) {
                            least = deviation;
                            best = c;
                            moved = true;
                        }
                    }
                }
                cuts[p] = best;
                errors[p - 1] = badness.of(cuts[p - 1], best);
                errors[p] = badness.of(best, cuts[p + 1]);
            }
        }
    }

    private static double deviation(double[] errors) {
        double mean = Arrays.stream(errors).average().orElseThrow();
        double sum = 0;
        for (double error : errors) {
            sum += (error - mean) * (error - mean);
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    /** Return the number of shells. */
    public int parts() {
        return errors.length;
    }

    /** Return the shell of each tracer, 0 the nearest, in the order the tracers were given in. */
    public int[] part() {
        return part.clone();
    }

    /** Return how many tracers a shell has. */
    public int count(int shell) {
        return cuts[shell + 1] - cuts[shell];
    }

    /** Return the rows of a shell, ascending. */
    public int[] rows(int shell) {
        return IntStream.range(0, part.length).filter(i -> part[i] == shell).toArray();
    }

    /** Return the distances between the shells in km/s, half-way between their nearest tracers; one less than shells. */
    public double[] boundariesKms() {
        return boundaries.clone();
    }

    /**
     * Return what was made equal, one a shell: the error along the direction or the square root of the trace in km/s, or
     * {@code 1/√n}.
     */
    public double[] errors() {
        return errors.clone();
    }

    /** Sums of {@code n nᵀ/ε²} up to each of the sorted tracers. */
    private static final class Information {

        private final double[][] sums;

        Information(Directions directions, double[] errorKms, int[] order) {
            int n = order.length;
            if (directions.size() != n || errorKms.length != n) {
                throw new IllegalArgumentException("split: " + n + " distances, " + directions.size()
                        + " directions and " + errorKms.length + " errors, but the three must agree");
            }
            sums = new double[n + 1][6];
            for (int s = 0; s < n; s++) {
                int i = order[s];
                double error = errorKms[i];
                if (!(error > 0 && error < Double.POSITIVE_INFINITY)) {
                    throw new DataException(
                            "row " + i + ": its error is " + error + " km/s, but a split needs one that is positive");
                }
                double x = directions.x()[i] / error;
                double y = directions.y()[i] / error;
                double z = directions.z()[i] / error;
                double[] terms = {x * x, x * y, x * z, y * y, y * z, z * z};
                for (int t = 0; t < 6; t++) {
                    sums[s + 1][t] = sums[s][t] + terms[t];
                }
            }
        }

        SymmetricMatrix3 of(int from, int to) {
            double[] a = sums[from];
            double[] b = sums[to];
            return new SymmetricMatrix3(b[0] - a[0], b[1] - a[1], b[2] - a[2], b[3] - a[3], b[4] - a[4], b[5] - a[5]);
        }
    }
}
