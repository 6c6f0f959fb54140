/**
 * Fits beta and an external flow against velocities that gravity predicts from the distribution of galaxies or clusters.
 *
 * <p>{@link org.peculiar.plugin.flow.gravity.GravityFlowModel} is the component. A prediction is a {@link
 * org.peculiar.plugin.flow.gravity.PredictedField}: numbers of a catalogue, a grid of velocities, or a sum over sources in linear
 * theory.
 */
package org.peculiar.plugin.flow.gravity;
