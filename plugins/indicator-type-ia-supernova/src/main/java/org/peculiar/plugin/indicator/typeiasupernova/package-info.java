/**
 * Distances of Type Ia supernovae from their standardised peak brightness.
 *
 * <p>{@link org.peculiar.plugin.indicator.typeiasupernova.LightCurves} reads and standardises light curves, {@link
 * org.peculiar.plugin.indicator.typeiasupernova.Supernovae} finds which are of one supernova. Nothing here fits light curves, and
 * neither the dust nor the redshifts of the survey are touched.
 */
package org.peculiar.plugin.indicator.typeiasupernova;
