/**
 * Distances from a catalogue that gives distance moduli with errors.
 *
 * <p>It averages members of groups and turns moduli into comoving distances. It calibrates nothing but the zero point.
 */
package org.peculiar.plugin.indicator.modulus;
