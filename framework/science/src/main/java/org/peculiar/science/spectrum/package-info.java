/**
 * Power spectra of linear density fluctuations, and their normalisation.
 *
 * <p>A {@link org.peculiar.science.spectrum.PowerSpectrum} gives P(k) today: {@link
 * org.peculiar.science.spectrum.CdmSpectrum} from the {@link org.peculiar.science.spectrum.TransferFunction} of some {@link
 * org.peculiar.science.spectrum.MatterContent}, {@link org.peculiar.science.spectrum.TabulatedSpectrum} from the output of a
 * Boltzmann code. {@link org.peculiar.science.spectrum.Wavenumbers} say over which k, and how, integrals are done.
 *
 * <p>k is in h/Mpc, P in (Mpc/h)³, lengths in Mpc/h; 100 km/s is 1 Mpc/h. Types are immutable. Nothing accepts or returns
 * {@code null}; what a spectrum does not cover is refused.
 */
package org.peculiar.science.spectrum;
