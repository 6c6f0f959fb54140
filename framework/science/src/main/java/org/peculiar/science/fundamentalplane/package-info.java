/**
 * The numerics of the Fundamental Plane: {@code log R_e = α log σ + β y + γ}, with y the surface brightness in mag/arcsec²
 * or log I_e in L☉/pc².
 *
 * <p>A {@link org.peculiar.science.fundamentalplane.PlaneSample} holds galaxies as columns. {@link
 * org.peculiar.science.fundamentalplane.PlaneFit} is a regression with an intercept for each group; {@link
 * org.peculiar.science.fundamentalplane.TruncatedLikelihood} fits a {@link
 * org.peculiar.science.fundamentalplane.PlaneGaussian} to a sample that was selected by magnitude and dispersion.
 * Distances, redshifts and what a catalogue calls its columns are the caller's. Lengths are in log₁₀, errors in dex;
 * nothing may be missing.
 */
package org.peculiar.science.fundamentalplane;
