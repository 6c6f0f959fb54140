package org.peculiar.engine.plugin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A plugin and what it offers.
 *
 * @param index its {@code META-INF/peculiar/components.json}
 */
public record IndexedPlugin(LoadedPlugin plugin, JsonNode index) {}
