package org.peculiar.science.statistics;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * What a (profile) likelihood says about one parameter: its best value, and how far that may move until ln L has fallen.
 *
 * @param best value of the highest likelihood
 * @param logLikelihood ln L there
 * @param below where ln L is lower by 1/2 on the lower side; empty if that is beyond the least value looked at
 * @param above the same on the upper side
 * @param upperLimit where ln L is lower by 1.92 on the upper side: not exceeded at 95 % confidence; empty if beyond the largest
 */
public record LikelihoodInterval(
        double best, double logLikelihood, OptionalDouble below, OptionalDouble above, OptionalDouble upperLimit) {

    /** Half of the 95 % quantile of chi-square for one degree of freedom. */
    private static final double DROP_95 = 1.9207294103470618;

    private static final int COARSE_STEPS = 30;
    private static final int MOST_EVALUATIONS = 1000;

    /**
     * Look for the maximum between two values, coarsely first, then by Brent's method.
     *
     * @param logLikelihood of the parameter
     * @param least value, which may itself be the best
     * @param largest value, likewise
     */
    public static LikelihoodInterval find(DoubleUnaryOperator logLikelihood, double least, double largest) {
        if (!(least < largest)) {
            throw new IllegalArgumentException("a range from " + least + " to " + largest + " is empty");
        }
        double step = (largest - least) / COARSE_STEPS;
        int highest = 0;
        double[] coarse = new double[COARSE_STEPS + 1];
        for (int i = 0; i <= COARSE_STEPS; i++) {
            coarse[i] = logLikelihood.applyAsDouble(least + i * step);
            highest = coarse[i] > coarse[highest] ? i : highest;
        }
        double from = least + Math.max(0, highest - 1) * step;
        double to = least + Math.min(COARSE_STEPS, highest + 1) * step;
        double best = new BrentOptimizer(1e-10, 1e-10 * largest)
                .optimize(
                        new MaxEval(MOST_EVALUATIONS),
                        GoalType.MAXIMIZE,
                        new UnivariateObjectiveFunction(logLikelihood::applyAsDouble),
                        new SearchInterval(from, to))
                .getPoint();
        double most = logLikelihood.applyAsDouble(best);
        // Brent's method only comes near the ends of a range
        for (double end : new double[] {least, largest}) {
            double there = logLikelihood.applyAsDouble(end);
            if (there >= most) {
                best = end;
                most = there;
            }
        }
        return new LikelihoodInterval(
                best,
                most,
                crossing(logLikelihood, most - 0.5, best, least),
                crossing(logLikelihood, most - 0.5, best, largest),
                crossing(logLikelihood, most - DROP_95, best, largest));
    }

    /** Find where the likelihood has fallen to a level, on the way from the best value to an end. */
    private static OptionalDouble crossing(DoubleUnaryOperator logLikelihood, double level, double best, double end) {
        if (best == end || logLikelihood.applyAsDouble(end) > level) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(new BrentSolver(1e-9 * Math.max(1, Math.abs(end)))
                .solve(
                        MOST_EVALUATIONS,
                        x -> logLikelihood.applyAsDouble(x) - level,
                        Math.min(best, end),
                        Math.max(best, end)));
    }
}
