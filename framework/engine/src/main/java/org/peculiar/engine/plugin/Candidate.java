package org.peculiar.engine.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A plugin whose files are in order; whether it gets on with the host and the other plugins is not known yet.
 *
 * @param index as it was built
 * @param components what the index names
 */
record Candidate(LoadedPlugin plugin, JsonNode index, List<ComponentClass> components) {

    String id() {
        return plugin.id();
    }

    IndexedPlugin indexed() {
        return new IndexedPlugin(plugin, index);
    }
}
