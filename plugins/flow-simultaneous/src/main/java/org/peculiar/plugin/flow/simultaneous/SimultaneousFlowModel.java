package org.peculiar.plugin.flow.simultaneous;

import jakarta.inject.Inject;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Parameter;
import org.peculiar.science.flow.FlowScope;
import org.pf4j.Extension;

/**
 * Fits a bulk flow V and what sets the scale of the distances at once, with the redshift as what is known of each distance: Method II.
 *
 * <p>The flow turns each redshift into a distance, 1 + z_H = (1 + z)/(1 + V.n/c), and what is fitted is what was observed, given
 * that distance. Given the redshift there is no Malmquist bias, so distances that were corrected for it are refused: use
 * bias/none. The method takes each redshift for one distance, which fails where infall makes that ambiguous.
 *
 * <p>level: group fits the distances as the indicator measured them, one a tracer: ln d_i + k = ln d(z_H,i), where d is the distance that
 * the indicator measures (angular-diameter, comoving or luminosity). Errors are D_i^2 + (thermal-dispersion^2 + cz-error^2)/(c z_i)^2,
 * with D_i the tracer's own error of ln d. Least squares by Gauss-Newton steps from rest; the covariance is (J^T J)^-1 at the
 * solution, k marginalised. zero-point is k, which is to be added to ln d, as that of flow/bulk: positive if the distances are too
 * small. As k is free, distances of a relative scale and those whose zero point a step has set give the same flow. The relation is
 * held: shared errors of the distances, those of its slopes included, are not in the covariance.
 *
 * <p>level: galaxy fits the parameters of the indicator's relation anew, together with V, to the observables of the galaxies
 * behind the distances, by maximum likelihood: what the relation gives for each galaxy at the distance d(z_H), its survey's selection
 * included if it knows it; a relation that states residuals only is fitted by least squares. The relation's own zero point is free
 * with the rest. Galaxies of a group share its motion about the flow, normal with the variance thermal-dispersion^2 + cz-error^2 in
 * (km/s)^2, divided by (c z)^2 for ln d: a random effect, integrated over by adaptive Gauss-Hermite quadrature; a galaxy in no group has its
 * own. The covariance is
 * the inverse of the curvature of the likelihood, so it holds the relation's errors and all that they share; the conditional one is as if
 * the relation were known. chi2 is the sum over tracers of score squared over information; sandwich-sqrt-trace-kms is the size of the
 * errors that the scatter of the galaxies' scores itself shows, larger than that of the covariance where the relation knows fewer
 * outliers than the galaxies have.
 *
 * <p>The tracers' velocities, distances and errors are those of the linearisation at the solution, with the zero point taken off:
 * velocities are V.n_i plus the residual, or plus score over information. The estimator is not strictly linear; its weights are those
 * of the same linearisation, dp = sum w dv. For V they also reproduce the fit of distances, V = sum w v; not that of galaxies, for what
 * they say about the relation is more than their velocities.
 */
@Component(
        id = "simultaneous",
        title = "Bulk flow and relation at once, given the redshifts (Method II)",
        cite = {"1995PhR...261..271S", "1982Ecma...50....1W", "1994Bmka...81..624L"},
        takes = "survey",
        example = "level: galaxy")
@Extension
public final class SimultaneousFlowModel implements FlowModel {

    private static final int FEWEST_TRACERS = 4;

    /** What is fitted. */
    public enum Level {
        /** Distances, one a tracer; the relation behind them is held. */
        GROUP,
        /** Observables of galaxies; the relation is fitted with the flow. */
        GALAXY
    }

    /** What can be chosen. */
    public record Parameters(
            @Parameter(
                    doc = "What is fitted: distances as measured, or the observables of their galaxies",
                    value = "group")
            Level level) {}

    private final Parameters parameters;
    private final Assumptions assumptions;

    @Inject
    SimultaneousFlowModel(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        DistanceSample distances = inputs.distances();
        FlowScope.requireTracers("simultaneous flow", distances, FEWEST_TRACERS);
        distances
                .treatment("malmquist")
                .filter(treatment -> !treatment.how().equals("none"))
                .ifPresent(treatment -> {
                    throw new DataException("simultaneous flow: the distances were corrected for Malmquist bias ("
                            + treatment.how() + "), but given the redshift there is none; use bias/none instead");
                });
        return parameters.level() == Level.GROUP
                ? new TracerLevel(assumptions).fit(distances)
                : GalaxyLevel.of(inputs, assumptions).fit();
    }
}
