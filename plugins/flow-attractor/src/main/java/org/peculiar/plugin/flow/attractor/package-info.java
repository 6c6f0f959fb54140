/**
 * Fits infall towards attractors, alone or with a bulk flow.
 *
 * <p>{@link org.peculiar.plugin.flow.attractor.AttractorFlowModel} is the component; the infall itself is {@link
 * org.peculiar.science.flow.Attractor}.
 */
package org.peculiar.plugin.flow.attractor;
