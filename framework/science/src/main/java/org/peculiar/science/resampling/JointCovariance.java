package org.peculiar.science.resampling;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.peculiar.api.DataException;
import org.peculiar.science.statistics.CovarianceMatrix;

/**
 * The covariance of two estimates V_a and V_b of k components each, and of their difference.
 *
 * <p>In (km/s)² for flows. The covariance of the difference is built as a sum of squares where that can be done, so that of
 * two equal estimates it is exactly 0. Immutable.
 */
public final class JointCovariance {

    private final String method;
    private final CovarianceMatrix first;
    private final CovarianceMatrix second;
    private final double[][] cross;
    private final CovarianceMatrix difference;
    private final OptionalInt replicates;

    private JointCovariance(
            String method,
            CovarianceMatrix first,
            CovarianceMatrix second,
            double[][] cross,
            CovarianceMatrix difference,
            OptionalInt replicates) {
        this.method = method;
        this.first = first;
        this.second = second;
        this.cross = cross;
        this.difference = difference;
        this.replicates = replicates;
    }

    /**
     * Take the blocks of a joint covariance.
     *
     * @param first of V_a
     * @param second of V_b
     * @param cross of V_a (rows) with V_b (columns), k × k
     * @throws DataException if the difference would have a negative variance in any direction, beyond rounding
     */
    public static JointCovariance of(CovarianceMatrix first, CovarianceMatrix second, double[][] cross) {
        return new JointCovariance(
                "joint covariance",
                first,
                second,
                Vectors.copy(cross),
                CovarianceMatrix.ofBlocks(first, second, cross, "difference by a joint covariance"),
                OptionalInt.empty());
    }

    /** Take two estimates that share nothing: {@code C_a + C_b}. */
    public static JointCovariance independent(CovarianceMatrix first, CovarianceMatrix second) {
        int k = first.size();
        return new JointCovariance(
                "independent", first, second, new double[k][k], first.plus(second), OptionalInt.empty());
    }

    /**
     * Take an estimate of a subset and that of all: {@code Cov(V_sub − V_full) = C_sub − C_full}.
     *
     * <p>Only right if the full fit is generalised least squares with the true covariance of the tracers, and neither the
     * indicator, the zero point nor the weights were fitted anew for the subset. Use {@link #ofTracers} or {@link
     * #ofReplicates} otherwise.
     *
     * @throws DataException if {@code C_sub − C_full} has a negative variance in any direction, beyond rounding
     */
    public static JointCovariance nested(CovarianceMatrix subset, CovarianceMatrix full) {
        CovarianceMatrix difference =
                CovarianceMatrix.ofDifference(subset, full, "difference of a nested subset (C_sub − C_full)");
        return new JointCovariance("nested subset", subset, full, full.toArray(), difference, OptionalInt.empty());
    }

    /**
     * Propagate the errors of the union of the tracers of two fits through their weights: {@code Cov(V_a − V_b) = (w_a − w_b) Σ
     * (w_a − w_b)ᵀ}.
     *
     * <p>A tracer with one key in both has one motion. Its distances share the scatter of the members that both fits used:
     * {@code σ_a σ_b m/√(n_a n_b)} for m of n_a and n_b. Other tracers are independent.
     *
     * @param motionVariance variance of the tracers' own velocities, thermal and of cz, in (km/s)²
     * @param membersInCommon m, one for each tracer of a, in its order; not read for tracers that b lacks
     * @throws DataException if m is negative or exceeds the members of either, naming the tracer
     */
    public static JointCovariance ofTracers(
            WeightedTracers a, WeightedTracers b, double motionVariance, int[] membersInCommon) {
        int k = a.size();
        if (b.size() != k || membersInCommon.length != a.keys().length) {
            throw new IllegalArgumentException("difference by tracers: " + k + " and " + b.size() + " components, "
                    + a.keys().length + " tracers and " + membersInCommon.length + " counts of common members, but "
                    + "each pair must agree");
        }
        if (!(motionVariance >= 0 && motionVariance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "difference by tracers: motion variance " + motionVariance + " must be finite and not negative");
        }
        double[][] aa = own(a, motionVariance);
        double[][] bb = own(b, motionVariance);
        double[][] ab = new double[k][k];
        double[][] difference = new double[k][k];
        Map<Integer, Integer> inB = new HashMap<>();
        for (int t = 0; t < b.keys().length; t++) {
            inB.put(b.keys()[t], t);
        }
        for (int t = 0; t < a.keys().length; t++) {
            double[] wa = a.column(t);
            double[] distanceA = Vectors.times(a.distanceErrorKms()[t], wa);
            Integer other = inB.remove(a.keys()[t]);
            if (other == null) {
                Vectors.addOuter(difference, motionVariance, wa, wa);
                Vectors.addOuter(difference, 1, distanceA, distanceA);
                continue;
            }
            double[] wb = b.column(other);
            double[] distanceB = Vectors.times(b.distanceErrorKms()[other], wb);
            double shared = shared(a.keys()[t], membersInCommon[t], a.members()[t], b.members()[other]);
            Vectors.addOuter(ab, motionVariance, wa, wb);
            Vectors.addOuter(ab, shared, distanceA, distanceB);
            double[] weight = Vectors.minus(wa, wb);
            double[] distance = Vectors.minus(distanceA, distanceB);
            Vectors.addOuter(difference, motionVariance, weight, weight);
            // σ_a² + σ_b² − 2ρσ_aσ_b as a sum of squares
            Vectors.addOuter(difference, shared, distance, distance);
            Vectors.addOuter(difference, 1 - shared, distanceA, distanceA);
            Vectors.addOuter(difference, 1 - shared, distanceB, distanceB);
        }
        for (int t : inB.values().stream().sorted().toList()) {
            double[] wb = b.column(t);
            double[] distanceB = Vectors.times(b.distanceErrorKms()[t], wb);
            Vectors.addOuter(difference, motionVariance, wb, wb);
            Vectors.addOuter(difference, 1, distanceB, distanceB);
        }
        return new JointCovariance(
                "tracer weights",
                CovarianceMatrix.of(aa),
                CovarianceMatrix.of(bb),
                ab,
                CovarianceMatrix.of(difference),
                OptionalInt.empty());
    }

    private static double shared(int key, int common, int a, int b) {
        if (common < 0 || common > a || common > b) {
            throw new DataException("tracer " + key + ": " + common + " members in common, but it has " + a + " and "
                    + b + ", and neither fewer than none nor more than either can be shared");
        }
        return common == a && common == b ? 1 : common / Math.sqrt((double) a * b);
    }

    private static double[][] own(WeightedTracers tracers, double motionVariance) {
        double[][] sum = new double[tracers.size()][tracers.size()];
        for (int t = 0; t < tracers.keys().length; t++) {
            double[] w = tracers.column(t);
            double error = tracers.distanceErrorKms()[t];
            Vectors.addOuter(sum, motionVariance + error * error, w, w);
        }
        return sum;
    }

    /**
     * Estimate from replicates that share their random numbers, replicate by replicate.
     *
     * @param a {@code [replicate][k]} of V_a
     * @param b {@code [replicate][k]} of V_b, of the same replicates in the same order
     * @throws org.peculiar.api.InsufficientDataException for fewer than two
     */
    public static JointCovariance ofReplicates(Replicates a, Replicates b) {
        CovarianceMatrix difference = a.minus(b).covariance();
        double[][] rowsA = rows(a);
        double[][] rowsB = rows(b);
        return new JointCovariance(
                "paired replicates",
                a.covariance(),
                b.covariance(),
                CovarianceMatrix.sampleCross(rowsA, rowsB),
                difference,
                OptionalInt.of(a.count()));
    }

    private static double[][] rows(Replicates replicates) {
        double[][] rows = new double[replicates.count()][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = replicates.row(r);
        }
        return rows;
    }

    /**
     * Add an error that all tracers share, such as the zero point or a slope.
     *
     * @param responseA what one unit of it adds to V_a, k components; see {@link WeightedTracers#response}
     * @param responseB likewise to V_b
     * @param sigma its standard error in that unit; finite: a mode that a fit marginalises is in its weights already
     */
    public JointCovariance plusMode(double[] responseA, double[] responseB, double sigma) {
        if (!(sigma >= 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("shared mode: sigma was " + sigma
                    + " but must be finite and not negative; a marginalised mode is in the weights already");
        }
        int k = first.size();
        double[][] columnA = new double[k][1];
        double[][] columnB = new double[k][1];
        Vectors.require(responseA, k, "shared mode: response of a");
        Vectors.require(responseB, k, "shared mode: response of b");
        for (int i = 0; i < k; i++) {
            columnA[i][0] = responseA[i];
            columnB[i][0] = responseB[i];
        }
        return plusNuisance(columnA, columnB, CovarianceMatrix.of(new double[][] {{sigma * sigma}}));
    }

    /**
     * Add what q uncertain numbers that both fits share do, such as run offsets: {@code (J_a − J_b) C (J_a − J_b)ᵀ} in the
     * difference.
     *
     * @param responseA J_a: change of V_a for one unit of each number, {@code [k][q]}
     * @param responseB J_b, likewise
     * @param covariance of the numbers, q × q
     */
    public JointCovariance plusNuisance(double[][] responseA, double[][] responseB, CovarianceMatrix covariance) {
        int k = first.size();
        int q = covariance.size();
        if (responseA.length != k || responseB.length != k) {
            throw new IllegalArgumentException("nuisance: responses of " + responseA.length + " and " + responseB.length
                    + " components, but " + k + " are needed");
        }
        double[][] apart = new double[k][];
        for (int i = 0; i < k; i++) {
            Vectors.require(responseA[i], q, "nuisance: response of a, component " + i);
            Vectors.require(responseB[i], q, "nuisance: response of b, component " + i);
            apart[i] = Vectors.minus(responseA[i], responseB[i]);
        }
        double[][] ab = product(responseA, covariance, responseB);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                ab[i][j] += cross[i][j];
            }
        }
        return new JointCovariance(
                method,
                first.plus(CovarianceMatrix.of(product(responseA, covariance, responseA))),
                second.plus(CovarianceMatrix.of(product(responseB, covariance, responseB))),
                ab,
                difference.plus(CovarianceMatrix.of(product(apart, covariance, apart))),
                replicates);
    }

    private static double[][] product(double[][] left, CovarianceMatrix c, double[][] right) {
        double[][] product = new double[left.length][right.length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < right.length; j++) {
                for (int p = 0; p < c.size(); p++) {
                    for (int q = 0; q < c.size(); q++) {
                        product[i][j] += left[i][p] * c.at(p, q) * right[j][q];
                    }
                }
            }
        }
        return product;
    }

    /** Return how it was made, such as {@code tracer weights}. */
    public String method() {
        return method;
    }

    /** Return the covariance of V_a. */
    public CovarianceMatrix first() {
        return first;
    }

    /** Return the covariance of V_b. */
    public CovarianceMatrix second() {
        return second;
    }

    /** Return the covariance of V_a (rows) with V_b (columns), k × k. */
    public double[][] cross() {
        return Vectors.copy(cross);
    }

    /** Return the covariance of V_a − V_b. */
    public CovarianceMatrix difference() {
        return difference;
    }

    /** Return the number of replicates that it was estimated from, if it was. */
    public OptionalInt replicates() {
        return replicates;
    }
}
