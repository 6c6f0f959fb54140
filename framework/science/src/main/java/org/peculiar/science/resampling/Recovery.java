package org.peculiar.science.resampling;

import java.util.Optional;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.peculiar.api.DataException;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.Significance;

/**
 * How well an estimator recovers a known input from mocks: bias, scatter against the stated errors, and coverage.
 *
 * <p>Vectors have k components in one unit, km/s for flows; the mocks are independent. Everything comes with the error that
 * their finite number n leaves. Immutable.
 */
public final class Recovery {

    /** Confidence of an interval of one standard deviation either side of a normal mean. */
    public static final double ONE_SIGMA = 0.6826894921370859;

    private final Replicates estimates;
    private final double[] input;
    private final CovarianceMatrix meanStated;
    private final double[][] statedError;
    private final double[] chi2AtInput;
    private final double[] pAtRest;

    private Recovery(
            Replicates estimates,
            double[] input,
            CovarianceMatrix meanStated,
            double[][] statedError,
            double[] chi2AtInput,
            double[] pAtRest) {
        this.estimates = estimates;
        this.input = input;
        this.meanStated = meanStated;
        this.statedError = statedError;
        this.chi2AtInput = chi2AtInput;
        this.pAtRest = pAtRest;
    }

    /**
     * Compare estimates with their input.
     *
     * @param estimates {@code [mock][k]}
     * @param covariances that each mock stated for its estimate, {@code [mock][k][k]}
     * @param input the truth, k components
     * @throws org.peculiar.api.InsufficientDataException for fewer than two mocks
     * @throws DataException if an estimate is not finite or a covariance not positive definite, naming the mock
     */
    public static Recovery of(double[][] estimates, double[][][] covariances, double[] input) {
        if (covariances.length != estimates.length) {
            throw new IllegalArgumentException(
                    "recovery: " + estimates.length + " estimates, but " + covariances.length + " covariances");
        }
        Replicates replicates = Replicates.of(estimates);
        int n = replicates.count();
        int k = replicates.size();
        Vectors.require(input, k, "recovery: input");
        double[][] mean = new double[k][k];
        double[][] error = new double[n][k];
        double[] chi2 = new double[n];
        double[] p = new double[n];
        for (int r = 0; r < n; r++) {
            CovarianceMatrix stated = stated(covariances[r], r);
            Significance test = stated.chi2(Vectors.minus(estimates[r], input));
            if (stated.size() != k || test.dof() != k) {
                throw new DataException("mock " + r + ": the stated covariance is of " + stated.size()
                        + " components and rank " + test.dof() + ", but " + k + " are needed");
            }
            chi2[r] = test.chi2();
            p[r] = stated.chi2(estimates[r]).p().orElseThrow();
            for (int i = 0; i < k; i++) {
                error[r][i] = stated.error(i);
                for (int j = 0; j < k; j++) {
                    mean[i][j] += stated.at(i, j) / n;
                }
            }
        }
        return new Recovery(replicates, input.clone(), CovarianceMatrix.of(mean), error, chi2, p);
    }

    private static CovarianceMatrix stated(double[][] covariance, int mock) {
        try {
            return CovarianceMatrix.of(covariance);
        } catch (DataException e) {
            throw new DataException("mock " + mock + ": " + e.getMessage(), e);
        }
    }

    /** Return the estimates. */
    public Replicates estimates() {
        return estimates;
    }

    /** Return the mean estimate less the input with its standard error, one a component. */
    public Estimate[] bias() {
        double[] mean = estimates.mean();
        double[] error = estimates.meanError();
        Estimate[] bias = new Estimate[mean.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = new Estimate(mean[i] - input[i], error[i]);
        }
        return bias;
    }

    /**
     * Return the bias along a direction with its standard error.
     *
     * @param direction of any length but 0, k components
     */
    public Estimate biasAlong(double[] direction) {
        double[] shift = Vectors.minus(estimates.mean(), input);
        double error = estimates.covariance().errorAlong(direction) / Math.sqrt(estimates.count());
        return new Estimate(Vectors.dot(Vectors.unit(direction), shift), error);
    }

    /** Return the bias along the input with its standard error; empty for an input of zero. */
    public Optional<Estimate> biasAlongInput() {
        return Vectors.length(input) > 0 ? Optional.of(biasAlong(input)) : Optional.empty();
    }

    /** Return the mean of the stated covariances. */
    public CovarianceMatrix meanStatedCovariance() {
        return meanStated;
    }

    /** Return the variance of the estimates over the mean stated one with its Monte Carlo error, one a component. */
    public Estimate[] varianceRatios() {
        Estimate[] ratios = new Estimate[input.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = varianceRatio(estimates.covariance().at(i, i), meanStated.at(i, i));
        }
        return ratios;
    }

    /**
     * Return the variance of the estimates along a direction over the mean stated one, with its Monte Carlo error.
     *
     * @param direction of any length but 0, k components
     */
    public Estimate varianceRatioAlong(double[] direction) {
        return varianceRatio(estimates.covariance().variance(direction), meanStated.variance(direction));
    }

    private Estimate varianceRatio(double sample, double stated) {
        double ratio = sample / stated;
        return new Estimate(ratio, ratio * Math.sqrt(2.0 / (estimates.count() - 1)));
    }

    /**
     * Count how often the stated interval of one component contains the input.
     *
     * @param confidence of the interval, in (0, 1), such as {@link #ONE_SIGMA}
     */
    public Proportion coverage(int component, double confidence) {
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.5 + 0.5 * confidence);
        int count = 0;
        for (int r = 0; r < statedError.length; r++) {
            double deviation = Math.abs(estimates.row(r)[component] - input[component]);
            count += deviation <= z * statedError[r][component] ? 1 : 0;
        }
        return new Proportion(count, statedError.length);
    }

    /**
     * Count how often the stated ellipsoid of all components contains the input: chi-square within its quantile for k degrees
     * of freedom.
     *
     * @param confidence of the ellipsoid, in (0, 1)
     */
    public Proportion ellipsoidCoverage(double confidence) {
        double limit = new ChiSquaredDistribution(null, input.length).inverseCumulativeProbability(confidence);
        int count = 0;
        for (double chi2 : chi2AtInput) {
            count += chi2 <= limit ? 1 : 0;
        }
        return new Proportion(count, chi2AtInput.length);
    }

    /** Return the p-values of the estimates against zero, chi-square with k degrees of freedom, one a mock. */
    public double[] pValuesAtRest() {
        return pAtRest.clone();
    }

    /** Count the mocks whose p-value against zero is below a level; for an input of zero, false alarms. */
    public Proportion significant(double level) {
        int count = 0;
        for (double p : pAtRest) {
            count += p < level ? 1 : 0;
        }
        return new Proportion(count, pAtRest.length);
    }

    /** Return the Kolmogorov–Smirnov probability that the p-values against zero are uniform, as those of an input of zero are. */
    public double uniformityOfPValues() {
        return new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new UniformRealDistribution(null, 0, 1), pAtRest, false);
    }
}
