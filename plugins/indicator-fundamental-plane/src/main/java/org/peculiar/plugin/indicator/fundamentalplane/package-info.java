/** Distances of early-type galaxies from the Fundamental Plane. */
package org.peculiar.plugin.indicator.fundamentalplane;
