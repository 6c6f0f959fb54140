/**
 * Estimates the moments of an ideal survey with least variance.
 *
 * <p>{@link org.peculiar.plugin.flow.minimumvariance.MinimumVarianceModel} is the component, {@link
 * org.peculiar.plugin.flow.minimumvariance.PointTable} reads an ideal survey. Spectra, covariances and the weights themselves
 * are in {@link org.peculiar.science.velocity}.
 */
package org.peculiar.plugin.flow.minimumvariance;
