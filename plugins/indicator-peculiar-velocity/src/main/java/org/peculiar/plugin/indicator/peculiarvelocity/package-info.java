/**
 * Takes distances from what a catalogue made of them: peculiar velocities, or log-distance ratios.
 *
 * <p>{@link org.peculiar.plugin.indicator.peculiarvelocity.CataloguedVelocity} is the component.
 */
package org.peculiar.plugin.indicator.peculiarvelocity;
