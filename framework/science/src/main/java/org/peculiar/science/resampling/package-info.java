/**
 * Errors, influence and verdicts from many runs of one analysis: leave-one-out, bootstrap, mocks and factorials.
 *
 * <p>{@link org.peculiar.science.resampling.Jackknife}, {@link org.peculiar.science.resampling.Replicates} and {@link
 * org.peculiar.science.resampling.Recovery} turn estimates into errors; a {@link
 * org.peculiar.science.resampling.PairedDifference} is what a choice changes, with the error that remains when both sides
 * share data ({@link org.peculiar.science.resampling.JointCovariance}); {@link
 * org.peculiar.science.resampling.Decomposition} divides a factorial's spread, {@link
 * org.peculiar.science.resampling.Consistency} and {@link org.peculiar.science.resampling.PermutationTest} judge.
 *
 * <p>Estimates are {@code double[k]} of any k, in one unit (km/s for flows); many are {@code [replicate][k]}. Random choices
 * come from {@link org.peculiar.api.Draws}. Nothing accepts or returns {@code null}; values that are not finite are refused.
 * Data that cannot answer the question raise {@link org.peculiar.api.DataException}, wrong use {@link
 * java.lang.IllegalArgumentException}.
 */
package org.peculiar.science.resampling;
