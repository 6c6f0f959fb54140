/**
 * Redshifts in their frames, and the velocities that they hide.
 *
 * <p>A redshift z is dimensionless and optical ({@code cz} is {@code c z}); redshifts of successive motions multiply. {@link
 * org.peculiar.science.redshift.CmbConversion} takes heliocentric redshifts to the frame of the cosmic microwave background
 * with the motion of the Sun ({@link org.peculiar.science.redshift.SolarApex}), {@link
 * org.peculiar.science.redshift.PeculiarVelocity} separates motion from expansion, {@link
 * org.peculiar.science.redshift.LocalGroup} gives the motion of the Sun within, and of, the Local Group.
 *
 * <p>Velocities are in km/s, positive when receding. Nothing accepts or returns {@code null}; NaN in, NaN out.
 */
package org.peculiar.science.redshift;
