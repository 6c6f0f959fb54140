package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * A vector judged against zero with its covariance.
 *
 * @param chi2 {@code xᵀ C⁺ x} with the pseudo-inverse C⁺; dimensionless
 * @param dof rank of the covariance
 * @param p probability of a chi-square at least so large for a true vector of zero; empty for a rank of 0, where there is no
 *     error to judge by
 * @param outside length of what the covariance has no variance for, as a fraction of the vector's; both in units of the
 *     components' standard errors, a component without error in its own. 0 for a covariance of full rank. Chi-square says
 *     nothing of that part
 */
public record Significance(double chi2, int dof, OptionalDouble p, double outside) {

    public Significance {
        requireNonNull(p, "p");
    }
}
