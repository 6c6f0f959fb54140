/**
 * The component {@code extinction/none}: no dust.
 *
 * <p>It stands where a map would, so that a descriptor turns extinction off by one word.
 */
package org.peculiar.plugin.extinction.none;
