/**
 * Weighs tracers so that together they measure the mean velocity of a ball.
 *
 * <p>{@link org.peculiar.plugin.flow.nusser.NusserFlowModel} is the component.
 */
package org.peculiar.plugin.flow.nusser;
