/**
 * Fits a bulk flow, one vector for the whole sample.
 *
 * <p>{@link org.peculiar.plugin.flow.bulk.BulkFlowModel} is the component; the velocities and their linearisation are in
 * {@link org.peculiar.science.flow}. Systematic covariances are the host's, and what people quote of the vector is a view of
 * the fit, {@link org.peculiar.science.flow.BulkFlow}.
 */
package org.peculiar.plugin.flow.bulk;
