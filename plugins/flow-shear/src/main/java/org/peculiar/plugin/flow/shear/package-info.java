/**
 * Fits a flow to first order in distance: a bulk flow and a shear, with or without an expansion.
 *
 * <p>{@link org.peculiar.plugin.flow.shear.ShearFlowModel} is the component; velocities and their linearisation are in {@link
 * org.peculiar.science.flow}.
 */
package org.peculiar.plugin.flow.shear;
