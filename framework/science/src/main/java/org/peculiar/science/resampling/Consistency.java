package org.peculiar.science.resampling;

import java.util.Arrays;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.Significance;

/**
 * Judges whether two or more estimates of one vector agree, by the chi-square of their differences from the first.
 *
 * <p>Which is the first does not matter while the joint covariance has full rank: the differences span the same space.
 */
public final class Consistency {

    private Consistency() {}

    /**
     * Compare estimates that share no data.
     *
     * @param estimates {@code [variant][k]}, at least two
     * @param covariances one a variant, k × k
     * @return chi-square with up to {@code (variants − 1) k} degrees of freedom
     */
    public static Significance independent(double[][] estimates, CovarianceMatrix[] covariances) {
        if (covariances.length != estimates.length) {
            throw new IllegalArgumentException(
                    "consistency: " + estimates.length + " estimates, but " + covariances.length + " covariances");
        }
        int k = size(estimates);
        double[][] joint = new double[estimates.length * k][estimates.length * k];
        for (int v = 0; v < estimates.length; v++) {
            double[][] block = covariances[v].toArray();
            if (block.length != k) {
                throw new IllegalArgumentException("consistency: covariance " + v + " is of " + block.length
                        + " components, but " + k + " are needed");
            }
            for (int i = 0; i < k; i++) {
                System.arraycopy(block[i], 0, joint[v * k + i], v * k, k);
            }
        }
        return joint(estimates, CovarianceMatrix.of(joint));
    }

    /**
     * Compare estimates with a known joint covariance.
     *
     * @param estimates {@code [variant][k]}, at least two
     * @param covariance of all, the k components of variant 0 first, then those of variant 1 and so on
     * @return chi-square with up to {@code (variants − 1) k} degrees of freedom
     */
    public static Significance joint(double[][] estimates, CovarianceMatrix covariance) {
        int k = size(estimates);
        int n = (estimates.length - 1) * k;
        if (covariance.size() != estimates.length * k) {
            throw new IllegalArgumentException("consistency: a joint covariance of " + covariance.size()
                    + " components, but " + estimates.length + " estimates of " + k + " need " + estimates.length * k);
        }
        double[][] c = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                c[i][j] = covariance.at(k + i, k + j)
                        - covariance.at(k + i, j % k)
                        - covariance.at(i % k, k + j)
                        + covariance.at(i % k, j % k);
            }
        }
        return CovarianceMatrix.of(c).chi2(differences(estimates));
    }

    /**
     * Compare estimates by replicates that share their random numbers; p is Hotelling's.
     *
     * @param estimates {@code [variant][k]} of the data themselves, at least two
     * @param replicates one a variant, paired: row r of each is of one resample
     * @return chi-square with up to {@code (variants − 1) k} degrees of freedom
     * @throws InsufficientDataException for no more replicates than that
     */
    public static Significance paired(double[][] estimates, Replicates[] replicates) {
        if (replicates.length != estimates.length) {
            throw new IllegalArgumentException("consistency: " + estimates.length + " estimates, but replicates of "
                    + replicates.length + " variants");
        }
        int k = size(estimates);
        double[][] rows = new double[replicates[0].count()][];
        for (int r = 0; r < rows.length; r++) {
            double[][] row = new double[replicates.length][];
            for (int v = 0; v < row.length; v++) {
                if (replicates[v].count() != rows.length || replicates[v].size() != k) {
                    throw new IllegalArgumentException("consistency: variant " + v + " has " + replicates[v].count()
                            + " replicates of " + replicates[v].size() + " components, but " + rows.length + " of " + k
                            + " are needed");
                }
                row[v] = replicates[v].row(r);
            }
            rows[r] = differences(row);
        }
        return CovarianceMatrix.sample(rows).hotelling(differences(estimates), rows.length - 1);
    }

    private static int size(double[][] estimates) {
        if (estimates.length < 2) {
            throw new InsufficientDataException(
                    "consistency: found " + estimates.length + " estimates, but at least 2 are needed");
        }
        int k = estimates[0].length;
        for (int v = 0; v < estimates.length; v++) {
            Vectors.require(estimates[v], k, "consistency: estimate " + v);
        }
        return k;
    }

    private static double[] differences(double[][] estimates) {
        return Arrays.stream(estimates)
                .skip(1)
                .flatMapToDouble(estimate -> Arrays.stream(Vectors.minus(estimate, estimates[0])))
                .toArray();
    }
}
