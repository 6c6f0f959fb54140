/**
 * Peculiar velocities as linear theory has them, and what surveys see of them.
 *
 * <p>{@link org.peculiar.science.velocity.LinearVelocities} is a power spectrum with a growth rate. Its {@link
 * org.peculiar.science.velocity.VelocityCovariance} is that of radial velocities at any two {@link
 * org.peculiar.science.velocity.Positions}; {@link org.peculiar.science.velocity.VelocityWindow} is what a linear estimator
 * sees of each wavenumber. Speeds drawn from a spectrum follow {@link org.peculiar.science.velocity.MaxwellianSpeed}.
 *
 * <p>Positions and lengths are in Mpc/h, wavenumbers in h/Mpc, velocities in km/s and their covariances in (km/s)²; H0 is
 * 100 km/s to 1 Mpc/h. Types are immutable and methods pure; arrays handed over are not copied and not written to. Nothing
 * accepts or returns {@code null}.
 */
package org.peculiar.science.velocity;
