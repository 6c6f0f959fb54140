/**
 * The science that plugins share: what follows from an equation rather than from a survey.
 *
 * <p>{@link org.peculiar.science.sky} converts directions, {@link org.peculiar.science.redshift} frames and velocities,
 * {@link org.peculiar.science.cosmology} redshifts and distances; {@link org.peculiar.science.statistics} fits and judges;
 * {@link org.peculiar.science.spectrum} and {@link org.peculiar.science.velocity} are linear theory, {@link org.peculiar.science.linearalgebra} solves large systems; {@link
 * org.peculiar.science.random} draws; {@link org.peculiar.science.catalogue} reads tables. Nothing here knows of surveys, descriptors or components.
 *
 * <p>Units inside are km/s (distances as {@code H0 d}), radians and unit vectors in Galactic axes; a name ending in {@code
 * Deg} says degrees. Nothing accepts or returns {@code null}. Types are immutable and methods pure; arrays handed over are
 * not copied and not written to.
 */
package org.peculiar.science;
