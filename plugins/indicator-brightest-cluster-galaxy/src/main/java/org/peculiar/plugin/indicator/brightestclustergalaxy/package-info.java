/** Distances of brightest cluster galaxies from their luminosity within a metric aperture, given how steeply it grows there. */
package org.peculiar.plugin.indicator.brightestclustergalaxy;
