/**
 * What distance indicators share: which galaxies make which tracers, distance moduli, intrinsic scatter, and lines with an
 * intercept for each group.
 *
 * <p>{@link org.peculiar.science.indicator.TracerMembers} finds the galaxies that have what a relation needs and averages what they
 * say into tracers. {@link org.peculiar.science.indicator.DistanceModulus} turns magnitudes into comoving distances with the
 * redshift that belongs there. {@link org.peculiar.science.indicator.IntrinsicScatter} fits what errors do not explain. {@link
 * org.peculiar.science.indicator.ScalingRelation} is the whole of an indicator whose relation is a line. {@link
 * org.peculiar.science.indicator.RelationFigure} draws a relation with its residuals, galaxies where {@link
 * org.peculiar.science.indicator.ShownGalaxies} says.
 * Distances are ln of H0 d in km/s, errors are those of ln d, moduli are in mag on the scale of Mpc/h; NaN is a missing value
 * where it says so and nowhere else.
 */
package org.peculiar.science.indicator;
