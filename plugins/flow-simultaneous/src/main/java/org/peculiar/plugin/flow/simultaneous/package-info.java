/**
 * Fits a bulk flow together with the zero point of the distances, taking the redshift as what is known of the distance.
 *
 * <p>{@link org.peculiar.plugin.flow.simultaneous.SimultaneousFlowModel} is the component. It works on the distances of any
 * indicator, a tracer a row; it does not refit the indicator's slopes.
 */
package org.peculiar.plugin.flow.simultaneous;
