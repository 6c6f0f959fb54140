package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.analysis.solvers.BracketingNthOrderBrentSolver;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ErrorEllipsoid.Axis;

/**
 * The length of a vector that is normally distributed with a covariance: a weighted sum of three noncentral chi-squares.
 *
 * <p>The probability inside a ball is integrated along two principal axes by Gauss–Legendre rules that grow until they
 * agree to 1e-9, and in closed form along the third. Deterministic: no draws.
 */
public final class GaussianBall {

    private static final GaussIntegratorFactory RULES = new GaussIntegratorFactory();

    /** Beyond this many standard deviations lies 1e-12 of the probability. */
    private static final double REACH = 7;

    private static final double AGREEMENT = 1e-9;
    private static final int[] NODES = {24, 36, 54, 81, 122, 183, 275, 412};

    private final ErrorEllipsoid ellipsoid;

    /** Take the covariance about any mean. */
    public GaussianBall(ErrorEllipsoid ellipsoid) {
        this.ellipsoid = requireNonNull(ellipsoid, "ellipsoid");
    }

    /**
     * Return the probability that a vector is at most so long.
     *
     * @param length not negative, in the unit of the mean
     * @param mean of the distribution
     * @throws IllegalArgumentException if the length is negative
     */
    public double cdf(double length, GalacticVector mean) {
        if (!(length >= 0)) {
            throw new IllegalArgumentException("length: found " + length + ", but at least 0 is needed");
        }
        if (length == 0) {
            return 0;
        }
        double previous = Double.NaN;
        for (int nodes : NODES) {
            double p = integrate(length, mean, nodes);
            if (Math.abs(p - previous) < AGREEMENT) {
                return p;
            }
            previous = p;
        }
        return previous;
    }

    private double integrate(double r, GalacticVector mean, int nodes) {
        List<Axis> axes = ellipsoid.axes();
        double s1 = axes.get(0).error();
        double s2 = axes.get(1).error();
        // the closed form takes the widest axis, whose steps are the smoothest
        double s3 = axes.get(2).error();
        double m1 = mean.dot(axes.get(0).direction());
        double m2 = mean.dot(axes.get(1).direction());
        double m3 = mean.dot(axes.get(2).direction());
        GaussIntegrator rule = RULES.legendre(nodes);
        double low1 = angle((m1 - REACH * s1) / r);
        double high1 = angle((m1 + REACH * s1) / r);
        double half1 = 0.5 * (high1 - low1);
        double sum = 0;
        for (int i = 0; i < nodes && half1 > 0; i++) {
            // x = r sin θ removes the square root at the rim
            double theta = 0.5 * (low1 + high1) + half1 * rule.getPoint(i);
            double x = r * Math.sin(theta);
            double rho = r * Math.cos(theta);
            double low2 = angle((m2 - REACH * s2) / rho);
            double high2 = angle((m2 + REACH * s2) / rho);
            double half2 = 0.5 * (high2 - low2);
            double inner = 0;
            for (int j = 0; j < nodes && half2 > 0; j++) {
                double psi = 0.5 * (low2 + high2) + half2 * rule.getPoint(j);
                double z = rho * Math.cos(psi);
                double column = Normal.cdf((z - m3) / s3) - Normal.cdf((-z - m3) / s3);
                inner += rule.getWeight(j) * Normal.density((rho * Math.sin(psi) - m2) / s2) * z * column;
            }
            sum += rule.getWeight(i) * Normal.density((x - m1) / s1) * rho * inner * half2;
        }
        return Math.max(0, Math.min(1, sum * half1 / (s1 * s2)));
    }

    private static double angle(double sine) {
        return Math.asin(Math.max(-1, Math.min(1, sine)));
    }

    /**
     * Return the length that a vector stays below with a probability.
     *
     * @param probability in (0, 1)
     * @param mean of the distribution
     * @throws IllegalArgumentException if the probability is not in (0, 1)
     */
    public double quantile(double probability, GalacticVector mean) {
        requireProbability(probability);
        double widest = ellipsoid.axes().get(2).error();
        double low = Math.max(0, mean.length() - REACH * widest);
        double high = mean.length() + REACH * widest;
        return root((nodes, r) -> r == 0 ? -probability : integrate(r, mean, nodes) - probability, low, high);
    }

    /**
     * Return how far along a direction the mean must lie for a vector as long as {@code length} or longer to have a
     * probability; 0 if it has it about rest.
     *
     * @param probability in (0, 1)
     * @param length positive
     * @param direction unit vector
     * @throws IllegalArgumentException if probability or length is out of range
     */
    public double meanReaching(double probability, double length, GalacticVector direction) {
        requireProbability(probability);
        if (!(length > 0)) {
            throw new IllegalArgumentException("length: found " + length + ", but a positive one is needed");
        }
        // exceeding grows with the mean along any line through rest (Anderson 1955, Proc. AMS 6, 170)
        if (1 - cdf(length, direction.times(0)) >= probability) {
            return 0;
        }
        double high = length + REACH * ellipsoid.axes().get(2).error();
        return root((nodes, t) -> 1 - integrate(length, direction.times(t), nodes) - probability, 0, high);
    }

    /** A rising function, and with how many nodes it is integrated. */
    @FunctionalInterface
    private interface Rule {
        double at(int nodes, double x);
    }

    /** Find the root with few nodes, then follow it through rules of ever more until it stands still. */
    private double root(Rule rule, double low, double high) {
        double x = new BracketingNthOrderBrentSolver(1e-12, 1e-8 * high, 5)
                .solve(200, t -> rule.at(NODES[0], t), low, high);
        double step = 1e-3 * ellipsoid.axes().get(2).error();
        double slope = (rule.at(NODES[0], x + step) - rule.at(NODES[0], Math.max(0, x - step)))
                / (x + step - Math.max(0, x - step));
        for (int k = 1; k < NODES.length; k++) {
            double moved = rule.at(NODES[k], x) / slope;
            x = Math.max(low, Math.min(high, x - moved));
            if (Math.abs(moved) < 1e-8 * high) {
                break;
            }
        }
        return x;
    }

    private static void requireProbability(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "probability: found " + probability + ", but 0 to 1, exclusive, is needed");
        }
    }
}
