/** Distances of early-type galaxies from the D_n-sigma relation; its numerics are in org.peculiar.science.indicator. */
package org.peculiar.plugin.indicator.dnsigma;
