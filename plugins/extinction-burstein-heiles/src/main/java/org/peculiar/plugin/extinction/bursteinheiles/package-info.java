/**
 * The component {@code extinction/burstein-heiles}: the complete reddening maps of Burstein and Heiles (1982), which the
 * plugin carries with it.
 *
 * <p>It gives E(B−V) on the scale of those maps, in the nearest cell; it interpolates nothing, and has no values within
 * 10° of the Galactic plane.
 */
package org.peculiar.plugin.extinction.bursteinheiles;
