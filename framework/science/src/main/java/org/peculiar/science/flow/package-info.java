/**
 * Reduces distances and redshifts to the velocities that flows are fitted to, and describes a fitted bulk flow.
 *
 * <p>{@link org.peculiar.science.flow.TracerVelocities} are linear equations in km/s, {@code v = V·n + h r + noise}. Two
 * ways lead to them: {@linkplain org.peculiar.science.flow.TracerVelocities#ofDistances from the distance estimates}, as
 * in the surveys of the 1990s, or {@linkplain org.peculiar.science.flow.LogDistanceRatios by linearising log-distance
 * ratios}, whose errors are Gaussian, about the model itself. {@link org.peculiar.science.flow.WeighedVelocities} are those of estimators
 * whose weights are set beforehand. {@link org.peculiar.science.flow.BulkFlow} is what people
 * quote of a {@link org.peculiar.api.FlowFit}; {@link org.peculiar.science.flow.EqualSplit} divides tracers into shells. {@link
 * org.peculiar.science.flow.FlowScope} refuses
 * distances that no flow can be fitted to.
 *
 * <p>Everything is columnar, a row a tracer, in km/s; logarithms of distances are natural. Arrays are shared and not to be
 * written to. Nothing accepts or returns {@code null}.
 */
package org.peculiar.science.flow;
