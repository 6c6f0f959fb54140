package org.peculiar.engine.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    BrokenPlugin broken(String reason) {
        return new BrokenPlugin(
                id(),
                plugin.path(),
                reason,
                components.stream().map(ComponentClass::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    IndexedPlugin indexed() {
        return new IndexedPlugin(plugin, index);
    }
}
