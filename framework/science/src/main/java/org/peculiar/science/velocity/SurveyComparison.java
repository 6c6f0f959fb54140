package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import org.peculiar.api.DataException;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.Significance;

/**
 * Whether the bulk flows of two surveys agree: {@code χ² = Dᵀ C⁻¹ D} for the difference D = V_A − V_B.
 *
 * <p>Naively C is the sum of both errors. But surveys of other depths and geometry see other parts of one velocity field, so their
 * flows differ without any error: {@code C = C_A + C_B + R_AA + R_BB − R_AB − R_ABᵀ}, with the covariance {@code R_AB = Σ w_m w_n
 * ⟨v_m v_n⟩} of what the two would measure in linear theory. Objects that both have share their own motion, and perhaps their
 * measurement: that noise is in both errors, and {@code N + Nᵀ} with {@code N = Σ w_m w_n σ²} over common objects comes off.
 *
 * @see "Watkins and Feldman 1995, ApJ 453, L73"
 */
public final class SurveyComparison {

    private final MeasuredFlow a;
    private final MeasuredFlow b;

    private SurveyComparison(MeasuredFlow a, MeasuredFlow b) {
        this.a = requireNonNull(a, "a");
        this.b = requireNonNull(b, "b");
    }

    /** Compare two flows. */
    public static SurveyComparison of(MeasuredFlow a, MeasuredFlow b) {
        return new SurveyComparison(a, b);
    }

    /** Return the flow of the first less that of the second, in km/s. */
    public GalacticVector difference() {
        return a.velocity().minus(b.velocity());
    }

    /** Judge the difference by the errors alone, as if both had measured the flow of one volume from different objects. */
    public Significance naive() {
        return a.error().plus(b.error()).chi2(difference().toArray());
    }

    /** Tell whether windows of both are known, which all else needs. */
    public boolean hasWindows() {
        return a.estimator().isPresent() && b.estimator().isPresent();
    }

    /**
     * Return the covariance of the difference that linear theory gives it without errors, in (km/s)², where those of both
     * flows are known already.
     *
     * @param ofA cosmic covariance of the first flow
     * @param ofB cosmic covariance of the second flow
     * @throws DataException if the window of one is not known
     * @throws IllegalArgumentException if the table does not reach far enough
     */
    public CovarianceMatrix cosmic(CovarianceMatrix ofA, CovarianceMatrix ofB, VelocityCovariance theory) {
        return CovarianceMatrix.ofBlocks(
                ofA, ofB, estimator(a).cosmicCovariance(estimator(b), theory), "cosmic covariance of the difference");
    }

    /**
     * Return the covariance of the difference that linear theory gives it without errors, in (km/s)².
     *
     * @throws DataException if the window of one is not known
     * @throws IllegalArgumentException if the table does not reach far enough
     */
    public CovarianceMatrix cosmic(VelocityCovariance theory) {
        return cosmic(
                CovarianceMatrix.of(estimator(a).cosmicCovariance(theory)),
                CovarianceMatrix.of(estimator(b).cosmicCovariance(theory)),
                theory);
    }

    /**
     * Judge the difference by the errors and the cosmic covariance.
     *
     * @param cosmic covariance of the difference in linear theory, in (km/s)²
     * @param common noise of the objects that both surveys have
     * @throws DataException if the window of one is not known, or the errors are too small to hold the common noise
     */
    public Significance withWindows(CovarianceMatrix cosmic, CommonNoise common) {
        CovarianceMatrix noise = CovarianceMatrix.ofBlocks(
                a.error(), b.error(), common.covariance(estimator(a), estimator(b)), "errors of the difference");
        return noise.plus(cosmic).chi2(difference().toArray());
    }

    private static LinearEstimator estimator(MeasuredFlow flow) {
        return flow.estimator()
                .orElseThrow(
                        () -> new DataException(
                                "comparison: a flow has no weights, but windows need them; use a linear model, or compare naively"));
    }
}
