package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/** Shows that PF4J by itself reads the plugins as they are shipped. */
class PluginsIT {

    @Test
    void everyShippedPluginStarts() {
        DefaultPluginManager manager = new DefaultPluginManager(Tree.HOME.resolve("plugins"));
        manager.loadPlugins();
        manager.startPlugins();

        Map<String, PluginWrapper> plugins = manager.getPlugins().stream()
                .collect(Collectors.toMap(
                        plugin -> plugin.getPluginPath().getFileName().toString(), Function.identity()));
        List<String> folders = Tree.plugins().stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .toList();
        assertThat(plugins).containsOnlyKeys(folders);
        plugins.forEach((folder, plugin) -> {
            assertThat(plugin.getPluginState()).as(folder).isEqualTo(PluginState.STARTED);
            assertThat(folder)
                    .isEqualTo(
                            plugin.getPluginId() + "-" + plugin.getDescriptor().getVersion());
            assertThat(plugin.getDescriptor().getRequires()).as(folder).startsWith(">=");
            assertThat(plugin.getDescriptor().getPluginDescription())
                    .as(folder)
                    .isNotBlank()
                    .doesNotContain("${");
        });
    }
}
