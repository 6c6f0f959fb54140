/**
 * The component {@code extinction/sfd98}: the dust maps of Schlegel, Finkbeiner and Davis (1998), read from the user's
 * copy of their FITS files.
 *
 * <p>It gives E(B−V) on the scale of the maps. It does not carry the maps, knows no bands or coefficients, and does not
 * recalibrate: that is the host's part.
 */
package org.peculiar.plugin.extinction.sfd98;
