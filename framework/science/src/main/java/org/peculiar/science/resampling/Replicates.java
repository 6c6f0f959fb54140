package org.peculiar.science.resampling;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.statistics.CovarianceMatrix;

/**
 * An estimate made of many resamples or mocks, n × k, and what their scatter says.
 *
 * <p>Replicates are independent of each other; components have one unit each. Immutable.
 *
 * @see "Efron and Tibshirani 1993, An Introduction to the Bootstrap"
 */
public final class Replicates {

    private final double[][] rows;
    private final double[] mean;
    private final CovarianceMatrix covariance;

    private Replicates(double[][] rows) {
        this.rows = rows;
        mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        covariance = CovarianceMatrix.sample(rows);
    }

    /**
     * Take replicates, which are copied.
     *
     * @param rows {@code [replicate][k]}
     * @throws InsufficientDataException for fewer than two
     * @throws org.peculiar.api.DataException if a component is not finite
     */
    public static Replicates of(double[][] rows) {
        if (rows.length < 2) {
            throw new InsufficientDataException("replicates: found " + rows.length + ", but an error needs at least 2");
        }
        for (int r = 0; r < rows.length; r++) {
            Vectors.require(rows[r], rows[0].length, "replicate " + r);
        }
        return new Replicates(Vectors.copy(rows));
    }

    /** Return the number of replicates n. */
    public int count() {
        return rows.length;
    }

    /** Return the number of components k. */
    public int size() {
        return mean.length;
    }

    /** Return one replicate, k components. */
    public double[] row(int replicate) {
        return rows[replicate].clone();
    }

    /** Return the mean, k components. */
    public double[] mean() {
        return mean.clone();
    }

    /** Return the standard errors of the mean, {@code s/√n}, k components. */
    public double[] meanError() {
        double[] error = new double[size()];
        for (int i = 0; i < error.length; i++) {
            error[i] = covariance.error(i) / Math.sqrt(count());
        }
        return error;
    }

    /** Return the covariance of one replicate, with n − 1 in the denominator. */
    public CovarianceMatrix covariance() {
        return covariance;
    }

    /** Return the scatter s of one component with its own Monte Carlo error, {@code s/√(2(n − 1))} for normal scatter. */
    public Estimate error(int component) {
        return withMonteCarloError(covariance.error(component));
    }

    /**
     * Return the scatter along a direction with its own Monte Carlo error.
     *
     * @param direction of any length but 0, k components
     */
    public Estimate errorAlong(double[] direction) {
        return withMonteCarloError(covariance.errorAlong(direction));
    }

    private Estimate withMonteCarloError(double s) {
        return new Estimate(s, s / Math.sqrt(2.0 * (count() - 1)));
    }

    /**
     * Return a quantile of one component, linear between the order statistics (Hyndman and Fan's type 7).
     *
     * @param probability in [0, 1]
     */
    public double quantile(int component, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability was " + probability + " but must lie in [0, 1]");
        }
        double[] values = new double[count()];
        double least = Double.POSITIVE_INFINITY;
        for (int r = 0; r < values.length; r++) {
            values[r] = rows[r][component];
            least = Math.min(least, values[r]);
        }
        // the library takes (0, 100]
        return probability == 0
                ? least
                : new Percentile().withEstimationType(EstimationType.R_7).evaluate(values, 100 * probability);
    }

    /** Return the replicates' components along a direction, as replicates of one component. */
    public Replicates along(double[] direction) {
        double[] unit = Vectors.unit(direction);
        Vectors.require(unit, size(), "direction");
        double[][] components = new double[count()][];
        for (int r = 0; r < components.length; r++) {
            components[r] = new double[] {Vectors.dot(unit, rows[r])};
        }
        return new Replicates(components);
    }

    /** Return the replicates' lengths, as replicates of one component. */
    public Replicates lengths() {
        double[][] lengths = new double[count()][];
        for (int r = 0; r < lengths.length; r++) {
            lengths[r] = new double[] {Vectors.length(rows[r])};
        }
        return new Replicates(lengths);
    }

    /**
     * Return the differences from replicates that share their random numbers, replicate by replicate.
     *
     * @throws IllegalArgumentException unless there are as many, of as many components
     */
    public Replicates minus(Replicates other) {
        if (other.count() != count() || other.size() != size()) {
            throw new IllegalArgumentException("paired replicates: found " + count() + " of " + size() + " and "
                    + other.count() + " of " + other.size() + ", but they must agree");
        }
        double[][] differences = new double[count()][];
        for (int r = 0; r < differences.length; r++) {
            differences[r] = Vectors.minus(rows[r], other.rows[r]);
        }
        return new Replicates(differences);
    }
}
