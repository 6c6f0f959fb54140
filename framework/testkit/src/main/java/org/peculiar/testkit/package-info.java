/**
 * Offers contract tests for components, plugin zips built on the spot, and synthetic data to test with.
 *
 * <p>A test of a component extends the contract of its kind, such as {@link org.peculiar.testkit.FlowContract}. Tests of its numbers
 * find galaxies in {@link org.peculiar.testkit.SampleSurvey}, distances in {@link org.peculiar.testkit.SampleDistances} (a known
 * flow, even sky) and {@link org.peculiar.testkit.SmacTwin} (a survey's uneven sky, with the results of an independent pipeline),
 * velocities and flows fitted to them in {@link org.peculiar.testkit.SampleVelocities}, a cosmology for linear theory in {@link
 * org.peculiar.testkit.SampleTheory}, and the host's service for files in {@link org.peculiar.testkit.HostFiles}.
 */
package org.peculiar.testkit;
