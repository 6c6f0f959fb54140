/**
 * Redshift and distance in a universe of matter, curvature and a cosmological constant.
 *
 * <p>All distances are {@code H0 d} in km/s, so that H0 never appears: 100 km/s is 1 Mpc/h. {@link
 * org.peculiar.science.cosmology.Cosmology} integrates and finds roots; its {@link
 * org.peculiar.science.cosmology.DistanceTable} gives the same numbers to 1e-13 within tens of nanoseconds and is what
 * components use. The comoving distance of a tracer is the transverse one; its distances of other types differ by powers of 1
 * + z.
 *
 * <p>Redshifts are cosmological, z ≥ 0. Nothing accepts or returns {@code null}; NaN is refused.
 */
package org.peculiar.science.cosmology;
