/**
 * Which members of a family of power spectra leave room for a bulk flow, by its tail probability. It is no fit of cosmological
 * parameters.
 */
package org.peculiar.plugin.diagnostic.cosmologylimit;
