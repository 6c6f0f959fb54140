/** Distances of spiral galaxies from the Tully-Fisher relation; its numerics are in org.peculiar.science.indicator. */
package org.peculiar.plugin.indicator.tullyfisher;
