package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

/**
 * The maximum of a log-likelihood that knows its gradient.
 *
 * <p>Newton steps, each halved until ln L does not fall. The curvature comes from differences of the gradient and serves for
 * several steps; where it is not that of a maximum, the step turns towards the gradient (Levenberg 1944). A likelihood may
 * hold things that belong to a point, such as weights or nodes of an integral: it is made anew about each point, and the maximum
 * is where its gradient then vanishes. The covariance is the inverse of the curvature there. Immutable.
 */
public final class LikelihoodMaximum {

    /** The steps stop when the next would raise ln L by less than half of this: it is then 1e-6 standard deviations long. */
    private static final double CONVERGED = 1e-12;

    private static final int MOST_ROUNDS = 100;

    /** The curvature is made anew after so many rounds. */
    private static final int ROUNDS_PER_CURVATURE = 8;

    private static final int MOST_HALVINGS = 30;

    /** ln L may fall by this much, relative, in a step: what rounding leaves of it near the maximum. */
    private static final double ROUNDING = 1e-12;

    private final List<String> names;
    private final LogLikelihood likelihood;
    private final double[] parameters;
    private final double logLikelihood;
    private final RealMatrix curvature;
    private final double[][] covariance;

    private LikelihoodMaximum(
            List<String> names,
            LogLikelihood likelihood,
            double[] parameters,
            double logLikelihood,
            RealMatrix curvature) {
        this.names = names;
        this.likelihood = likelihood;
        this.parameters = parameters;
        this.logLikelihood = logLikelihood;
        this.curvature = curvature;
        covariance = inverse();
    }

    /** A log-likelihood as a function of its parameters. */
    @FunctionalInterface
    public interface LogLikelihood {

        /**
         * Evaluate it.
         *
         * @throws DataException if the parameters are not ones that it can have
         */
        Value at(double[] parameters);
    }

    /**
     * What a log-likelihood is at a point.
     *
     * @param logLikelihood natural logarithm; −∞ or {@code NaN} where the data are impossible
     * @param gradient by the parameters
     */
    public record Value(double logLikelihood, double[] gradient) {}

    /**
     * Find the maximum.
     *
     * @param names of the parameters, for messages
     * @param about gives the likelihood with all that belongs to a point, for use near it
     * @param start near the maximum
     * @param steps of each parameter in differences: a hundredth of its standard error, or less
     * @throws DataException if there is none to be found
     * @throws InsufficientDataException if the data do not determine the parameters, naming those that cannot be told apart
     */
    public static LikelihoodMaximum find(
            List<String> names, Function<double[], LogLikelihood> about, double[] start, double[] steps) {
        requireNonNull(about, "about");
        if (names.size() != start.length || steps.length != start.length) {
            throw new IllegalArgumentException(names.size() + " names, " + start.length + " parameters and "
                    + steps.length + " steps, but one each is needed");
        }
        double[] p = start.clone();
        RealMatrix curvature = null;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            LogLikelihood likelihood = about.apply(p);
            Value now = likelihood.at(p);
            if (round % ROUNDS_PER_CURVATURE == 0) {
                curvature = curvature(likelihood, p, now.gradient(), steps);
            }
            RealVector step = step(curvature, now.gradient(), steps);
            if (step.dotProduct(MatrixUtils.createRealVector(now.gradient())) < CONVERGED) {
                return new LikelihoodMaximum(
                        List.copyOf(names),
                        likelihood,
                        p,
                        now.logLikelihood(),
                        curvature(likelihood, p, now.gradient(), steps));
            }
            p = ascend(likelihood, p, now.logLikelihood(), step);
        }
        throw none();
    }

    private static DataException none() {
        return new DataException(
                "maximum likelihood: no maximum was found; look for wild values or too small errors in the data");
    }

    private static double[] ascend(LogLikelihood likelihood, double[] p, double from, RealVector step) {
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double[] trial = step.mapMultiply(length)
                    .add(MatrixUtils.createRealVector(p))
                    .toArray();
            if (value(likelihood, trial) >= from - ROUNDING * Math.abs(from)) {
                return trial;
            }
            length /= 2;
        }
        throw none();
    }

    private static double value(LogLikelihood likelihood, double[] p) {
        try {
            return likelihood.at(p).logLikelihood();
        } catch (DataException e) {
            // the step led out of what the parameters can be
            return Double.NEGATIVE_INFINITY;
        }
    }

    /** Minus the second derivatives of ln L, by forward differences. */
    private static RealMatrix curvature(LogLikelihood likelihood, double[] p, double[] gradient, double[] steps) {
        double[][] rows = new double[p.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = difference(gradient, displaced(likelihood, p, i, steps[i]), steps[i]);
        }
        return symmetric(rows);
    }

    private static double[] displaced(LogLikelihood likelihood, double[] p, int parameter, double by) {
        double[] moved = p.clone();
        moved[parameter] += by;
        return likelihood.at(moved).gradient();
    }

    private static double[] difference(double[] from, double[] to, double step) {
        double[] difference = new double[from.length];
        Arrays.setAll(difference, i -> (from[i] - to[i]) / step);
        return difference;
    }

    private static RealMatrix symmetric(double[][] rows) {
        RealMatrix m = MatrixUtils.createRealMatrix(rows);
        return m.add(m.transpose()).scalarMultiply(0.5);
    }

    private static RealVector step(RealMatrix curvature, double[] gradient, double[] steps) {
        double[] scale = new double[gradient.length];
        // a parameter that the data ignore shall not move by more than its step or so
        Arrays.setAll(scale, i -> Math.max(Math.abs(curvature.getEntry(i, i)), 1e-6 / (steps[i] * steps[i])));
        RealMatrix damping = MatrixUtils.createRealDiagonalMatrix(scale);
        double share = 0;
        while (share < 1e6) {
            try {
                return new CholeskyDecomposition(curvature.add(damping.scalarMultiply(share)))
                        .getSolver()
                        .solve(MatrixUtils.createRealVector(gradient));
            } catch (NonPositiveDefiniteMatrixException e) {
                share = share == 0 ? 1e-3 : 10 * share;
            }
        }
        throw none();
    }

    private double[][] inverse() {
        int k = names.size();
        double[][] scaled = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double scale = Math.sqrt(Math.abs(curvature.getEntry(i, i) * curvature.getEntry(j, j)));
                scaled[i][j] = scale > 0 ? curvature.getEntry(i, j) / scale : 0;
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(scaled));
        double most = eigen.getRealEigenvalue(0);
        double least = eigen.getRealEigenvalue(k - 1);
        if (!(least * LinearModel.MAX_CONDITION > most)) {
            throw new InsufficientDataException(String.format(
                    Locale.ROOT,
                    "maximum likelihood: these data cannot tell apart %s (condition number %.1e), but at most %.0e is needed",
                    String.join(" and ", mixed(eigen.getEigenvector(k - 1))),
                    least > 0 ? most / least : Double.POSITIVE_INFINITY,
                    LinearModel.MAX_CONDITION));
        }
        return new CholeskyDecomposition(curvature).getSolver().getInverse().getData();
    }

    private List<String> mixed(RealVector weakest) {
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (Math.abs(weakest.getEntry(i)) > 0.1 * weakest.getLInfNorm()) {
                mixed.add(names.get(i));
            }
        }
        return mixed;
    }

    /** Return the likelihood with all that belongs to the maximum. */
    public LogLikelihood likelihood() {
        return likelihood;
    }

    /** Return the parameters, a new array. */
    public double[] parameters() {
        return parameters.clone();
    }

    /** Return ln L there. */
    public double logLikelihood() {
        return logLikelihood;
    }

    /** Return the covariance of the parameters, a new array. */
    public double[][] covariance() {
        double[][] copy = new double[covariance.length][];
        Arrays.setAll(copy, i -> covariance[i].clone());
        return copy;
    }

    /** Return the covariance of the first parameters as if the others were known. */
    public double[][] conditionalCovariance(int first) {
        return new CholeskyDecomposition(curvature.getSubMatrix(0, first - 1, 0, first - 1))
                .getSolver()
                .getInverse()
                .getData();
    }
}
