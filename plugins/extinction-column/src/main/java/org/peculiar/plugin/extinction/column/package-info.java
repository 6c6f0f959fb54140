/**
 * The component {@code extinction/column}: reddening that a catalogue gives for each of its galaxies.
 *
 * <p>It looks nothing up on the sky, so it serves surveys, not mocks.
 */
package org.peculiar.plugin.extinction.column;
