/**
 * Fits a bulk flow together with the dispersion of velocities about it.
 *
 * <p>{@link org.peculiar.plugin.flow.maximumlikelihood.MaximumLikelihoodFlowModel} is the component; velocities and their
 * linearisation are in {@link org.peculiar.science.flow}.
 */
package org.peculiar.plugin.flow.maximumlikelihood;
