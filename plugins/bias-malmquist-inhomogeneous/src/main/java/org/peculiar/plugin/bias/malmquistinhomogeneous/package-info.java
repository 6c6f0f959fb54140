/**
 * Corrects distance estimates of groups for the Malmquist bias of a known density field.
 *
 * <p>{@link org.peculiar.plugin.bias.malmquistinhomogeneous.InhomogeneousMalmquist} is the component; a {@link
 * org.peculiar.plugin.bias.malmquistinhomogeneous.DensityProfile} does the integrals, a {@link
 * org.peculiar.plugin.bias.malmquistinhomogeneous.DensityTable} reads the profiles. Where the density comes from is not its
 * business.
 */
package org.peculiar.plugin.bias.malmquistinhomogeneous;
