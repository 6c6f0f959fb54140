/**
 * Sets the zero point of distances so that the sample has no net radial flow.
 *
 * <p>{@link org.peculiar.plugin.bias.nonetinflow.NoNetInflow} is the component. It rescales all distances by one factor and
 * knows the error of that factor; it does not correct distances one by one, and keeps no flow.
 */
package org.peculiar.plugin.bias.nonetinflow;
