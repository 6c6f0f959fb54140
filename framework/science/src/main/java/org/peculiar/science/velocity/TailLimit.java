package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.spectrum.MassFluctuation;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.Significance;

/**
 * Which members of a family of power spectra, of one parameter, leave room for a flow as large as the one measured: the
 * probability {@code P(χ² > Vᵀ (R + C)⁻¹ V)} with the cosmic covariance R of the member in the survey's window and the
 * errors C.
 *
 * <p>This is the tail probability by which the surveys of the 1990s ruled models out. It is neither a likelihood, which the
 * determinant of the covariance would enter, nor a confidence interval of the parameter: no member is compared with another,
 * and more power always makes a large flow more probable.
 *
 * @see "Hudson et al. 1999, ApJ 512, L79, section 4; Watkins and Feldman 1995, ApJ 453, L73"
 */
public final class TailLimit {

    /** Of a parameter's range. */
    private static final double ACCURACY = 1e-9;

    private static final int MOST_EVALUATIONS = 100;

    private final GalacticVector flow;
    private final CovarianceMatrix error;
    private final WindowedCovariance window;
    private final DoubleFunction<LinearVelocities> family;

    /**
     * Judge a flow.
     *
     * @param flow not corrected for error bias, which its errors account for
     * @param estimator whose window the flow is seen through
     * @param family linear theory by the parameter
     */
    public TailLimit(MeasuredFlow flow, LinearEstimator estimator, DoubleFunction<LinearVelocities> family) {
        this.flow = flow.velocity();
        this.error = flow.error();
        this.window = new WindowedCovariance(estimator);
        this.family = requireNonNull(family, "family");
    }

    /**
     * A member of the family.
     *
     * @param parameter which
     * @param sigma8 rms mass fluctuation within 8 Mpc/h; dimensionless
     * @param growthSigma8 growth rate times sigma8, {@code σ8 Ω^0.6} for a growth index of 0.6; dimensionless
     * @param rmsKms three-dimensional rms flow in the survey's window, in km/s
     * @param chi2 of the measured flow
     * @param p probability of so large a chi-square
     */
    public record Member(double parameter, double sigma8, double growthSigma8, double rmsKms, double chi2, double p) {}

    /** Return a member. */
    public Member at(double parameter) {
        LinearVelocities velocities = family.apply(parameter);
        CovarianceMatrix cosmic = window.of(velocities);
        Significance significance = cosmic.plus(error).chi2(flow.toArray());
        double sigma8 = MassFluctuation.sigma8(velocities.spectrum());
        return new Member(
                parameter,
                sigma8,
                sigma8 * velocities.growthRate(),
                Math.sqrt(cosmic.trace()),
                significance.chi2(),
                significance.p().orElse(Double.NaN));
    }

    /**
     * Return members at equal steps of the parameter, both ends included.
     *
     * @param count at least 2
     */
    public List<Member> between(double from, double to, int count) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(at(i == count - 1 ? to : from + i * (to - from) / (count - 1)));
        }
        return members;
    }

    /** Return the member that makes the flow most probable. */
    public static Member mostProbable(List<Member> members) {
        return members.stream().max(Comparator.comparingDouble(Member::p)).orElseThrow();
    }

    /**
     * Return the members at which the probability passes a value, found between neighbours that lie on either side of it.
     *
     * @param members in the order of their parameter
     * @param p within 0 and 1, such as 0.1 for what used to be called a limit at 90 %
     */
    public List<Member> passing(List<Member> members, double p) {
        List<Member> passing = new ArrayList<>();
        for (int i = 1; i < members.size(); i++) {
            Member a = members.get(i - 1);
            Member b = members.get(i);
            if (b.p() == p) {
                passing.add(b);
            } else if ((a.p() - p) * (b.p() - p) < 0) {
                double accuracy = ACCURACY * Math.abs(b.parameter() - a.parameter());
                double at = new BrentSolver(1e-12, accuracy)
                        .solve(
                                MOST_EVALUATIONS,
                                x -> at(x).p() - p,
                                Math.min(a.parameter(), b.parameter()),
                                Math.max(a.parameter(), b.parameter()));
                passing.add(at(at));
            }
        }
        return passing;
    }
}
