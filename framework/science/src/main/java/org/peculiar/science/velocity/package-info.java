/**
 * Peculiar velocities as linear theory has them, and what surveys see of them.
 *
 * <p>{@link org.peculiar.science.velocity.LinearVelocities} is a power spectrum with a growth rate; {@link
 * org.peculiar.science.velocity.TheoryParameters} are its parameters, for the components that have such. Its {@link
 * org.peculiar.science.velocity.VelocityCovariance} is that of radial velocities at any two {@link
 * org.peculiar.science.velocity.Positions}. A {@link org.peculiar.science.velocity.LinearEstimator} of a bulk flow has a {@link
 * org.peculiar.science.velocity.VelocityWindow} on each wavenumber and an {@link org.peculiar.science.velocity.ExpectedFlow},
 * whose speed follows {@link org.peculiar.science.velocity.MaxwellianSpeed}.
 *
 * <p>{@link org.peculiar.science.velocity.MinimumVariance} weighs a survey so that it measures the {@link
 * org.peculiar.science.velocity.FlowMoments} of an {@link org.peculiar.science.velocity.IdealSurvey}.
 *
 * <p>Positions and lengths are in Mpc/h, wavenumbers in h/Mpc, velocities in km/s and their covariances in (km/s)²; H0 is
 * 100 km/s to 1 Mpc/h. Types are immutable and methods pure; arrays handed over are not copied and not written to. Nothing
 * accepts or returns {@code null}.
 */
package org.peculiar.science.velocity;
