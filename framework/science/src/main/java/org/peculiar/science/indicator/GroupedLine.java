package org.peculiar.science.indicator;

import java.util.Arrays;
import java.util.Optional;
import org.peculiar.api.InsufficientDataException;

/**
 * A line with one slope and an intercept for each group, {@code y = p x + c_g}, by least squares of y.
 *
 * <p>Unweighted, the scatter is {@code s² = RSS/(N − G − 1)}. With errors, points count by {@code 1/(s_int² + e_y² + p² e_x²)} with
 * the intrinsic scatter that makes the reduced χ² equal to 1, or none where errors explain more than the scatter; slope and
 * weights are iterated. Errors of x are not taken out of its scatter. Immutable.
 */
final class GroupedLine {

    private static final int MOST_ROUNDS = 200;
    private static final double CONVERGED = 1e-12;

    /** Variance, relative to that of y, below which a scatter is rounding. */
    private static final double NO_SCATTER = 1e-24;

    private final double slope;
    private final double slopeVariance;
    private final double[] intercepts;
    private final double scatter;
    private final double intrinsicVariance;
    private final double[] variances;

    private GroupedLine(
            double slope,
            double slopeVariance,
            double[] intercepts,
            double scatter,
            double intrinsicVariance,
            double[] variances) {
        this.slope = slope;
        this.slopeVariance = slopeVariance;
        this.intercepts = intercepts;
        this.scatter = scatter;
        this.intrinsicVariance = intrinsicVariance;
        this.variances = variances;
    }

    /**
     * Points to fit.
     *
     * @param errorX standard errors; zero where not known
     * @param errorY standard errors; zero where not known
     * @param group of each point, from 0
     * @param groups how many there are, none of them empty
     */
    record Points(double[] x, double[] y, double[] errorX, double[] errorY, int[] group, int groups) {

        double errorVariance(int i, double slope) {
            return errorY[i] * errorY[i] + slope * slope * errorX[i] * errorX[i];
        }
    }

    /**
     * Fit a line.
     *
     * @param what as messages call it
     * @param given the slope, if it is known
     * @param byErrors whether points count by their errors
     * @throws InsufficientDataException if there are too few points, or x does not vary within groups
     */
    static GroupedLine of(String what, Points points, Optional<Double> given, boolean byErrors) {
        int n = points.x().length;
        int dof = n - points.groups() - (given.isPresent() ? 0 : 1);
        if (dof < 1) {
            throw new InsufficientDataException(what + ": found " + n + " galaxies in " + points.groups()
                    + (points.groups() == 1 ? " group" : " groups") + ", but "
                    + (given.isPresent() ? "an intercept each needs" : "a slope and an intercept each need")
                    + " at least " + (n - dof + 1));
        }
        double[] variances = new double[n];
        Arrays.fill(variances, 1);
        Sums sums = new Sums(what, points, variances, given);
        double intrinsic;
        if (byErrors) {
            intrinsic = 0;
            double before = Double.NaN;
            for (int round = 0; round < MOST_ROUNDS && !(Math.abs(sums.slope - before) <= CONVERGED); round++) {
                before = sums.slope;
                intrinsic = intrinsicVariance(points, sums, dof);
                for (int i = 0; i < n; i++) {
                    variances[i] = Math.max(sums.noScatter, intrinsic + points.errorVariance(i, sums.slope));
                }
                sums = new Sums(what, points, variances, given);
            }
        } else {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += points.errorVariance(i, sums.slope) / n;
            }
            Arrays.fill(variances, Math.max(sums.noScatter, sums.rss() / dof));
            intrinsic = Math.max(0, variances[0] - mean);
            sums = new Sums(what, points, variances, given);
        }
        double squares = Arrays.stream(sums.residuals()).map(r -> r * r).sum();
        return new GroupedLine(
                sums.slope,
                given.isPresent() ? 0 : 1 / sums.sxx,
                sums.intercepts(),
                Math.sqrt(squares / dof),
                intrinsic,
                variances);
    }

    /** The intrinsic variance that makes the reduced χ² of the present line equal to 1. */
    private static double intrinsicVariance(Points points, Sums sums, int dof) {
        double[] residuals = sums.residuals();
        double low = 0;
        double high = Arrays.stream(residuals).map(r -> r * r).sum();
        for (int step = 0; step < MOST_ROUNDS && high - low > CONVERGED * high; step++) {
            double middle = 0.5 * (low + high);
            double chi2 = 0;
            for (int i = 0; i < residuals.length; i++) {
                double variance = Math.max(sums.noScatter, middle + points.errorVariance(i, sums.slope));
                chi2 += residuals[i] * residuals[i] / variance;
            }
            if (chi2 > dof) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** Weighted sums about the means of groups. */
    private static final class Sums {

        private final Points points;
        private final double[] weight;
        private final double[] meanX;
        private final double[] meanY;
        private final double sxx;
        private final double slope;
        private final double noScatter;

        Sums(String what, Points points, double[] variances, Optional<Double> given) {
            this.points = points;
            int n = points.x().length;
            weight = new double[points.groups()];
            meanX = new double[points.groups()];
            meanY = new double[points.groups()];
            for (int i = 0; i < n; i++) {
                int g = points.group()[i];
                weight[g] += 1 / variances[i];
                meanX[g] += points.x()[i] / variances[i];
                meanY[g] += points.y()[i] / variances[i];
            }
            for (int g = 0; g < weight.length; g++) {
                meanX[g] /= weight[g];
                meanY[g] /= weight[g];
            }
            double xx = 0;
            double xy = 0;
            double yy = 0;
            double scale = 0;
            for (int i = 0; i < n; i++) {
                int g = points.group()[i];
                double x = points.x()[i] - meanX[g];
                double y = points.y()[i] - meanY[g];
                xx += x * x / variances[i];
                xy += x * y / variances[i];
                yy += y * y / n;
                scale += points.x()[i] * points.x()[i] / variances[i];
            }
            if (given.isEmpty() && !(xx > NO_SCATTER * scale)) {
                throw new InsufficientDataException(
                        what + ": galaxies of a group are all alike, but a slope needs them to differ");
            }
            sxx = xx;
            slope = given.orElse(xy / xx);
            noScatter = NO_SCATTER * Math.max(yy, 1);
        }

        double[] residuals() {
            double[] residuals = new double[points.x().length];
            for (int i = 0; i < residuals.length; i++) {
                int g = points.group()[i];
                residuals[i] = points.y()[i] - meanY[g] - slope * (points.x()[i] - meanX[g]);
            }
            return residuals;
        }

        double rss() {
            return Arrays.stream(residuals()).map(r -> r * r).sum();
        }

        double[] intercepts() {
            double[] intercepts = new double[meanX.length];
            Arrays.setAll(intercepts, g -> meanY[g] - slope * meanX[g]);
            return intercepts;
        }
    }

    double slope() {
        return slope;
    }

    /** Variance of the slope; 0 if it was given. */
    double slopeVariance() {
        return slopeVariance;
    }

    double intercept(int group) {
        return intercepts[group];
    }

    /** Root mean square of the residuals, for their degrees of freedom. */
    double scatter() {
        return scatter;
    }

    /** What errors leave of the variance. */
    double intrinsicVariance() {
        return intrinsicVariance;
    }

    /** Variance of each point about the line: what it was weighted by. */
    double[] variances() {
        return variances;
    }
}
