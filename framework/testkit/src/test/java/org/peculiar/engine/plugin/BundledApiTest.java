package org.peculiar.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.Component;
import org.peculiar.api.Extinction;
import org.peculiar.api.ExtinctionMap;
import org.peculiar.testkit.PluginZip;
import org.peculiar.testkit.TestPlugins;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginState;

/** PF4J alone finds no extension in a plugin that bundles the api, and says nothing of it. */
class BundledApiTest {

    @TempDir
    Path temp;

    private PluginZip bundling;

    @BeforeEach
    void bundleTheApi() {
        bundling = TestPlugins.flatDust("bundling", "bundled");
        for (Class<?> type : List.of(Component.class, Extinction.class, ExtinctionMap.class)) {
            bundling.resource(type.getName().replace('.', '/') + ".class", bytes(type));
        }
    }

    private static byte[] bytes(Class<?> type) {
        try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void losesItsExtensionsInPlainPf4j() {
        bundling.expandTo(temp);
        DefaultPluginManager plain = new DefaultPluginManager(temp);
        plain.loadPlugins();
        plain.startPlugins();

        assertThat(plain.getPlugin("bundling").getPluginState()).isEqualTo(PluginState.STARTED);
        assertThat(plain.getExtensionClasses(Extinction.class)).isEmpty();
        plain.unloadPlugins();
    }

    @Test
    void isRefusedByName() throws IOException {
        Path plugins = Files.createDirectory(temp.resolve("plugins"));
        bundling.writeTo(plugins);

        try (PluginHost host = PluginHost.open(List.of(plugins), temp.resolve("cache"), "1.0.0")) {
            assertThat(host.plugins()).isEmpty();
            BrokenPlugin broken = host.broken().get(0);
            assertThat(broken.components()).containsExactly("extinction/bundled");
            assertThat(broken.name()).isEqualTo("bundling");
            assertThat(broken.reason())
                    .isEqualTo(
                            "bundles peculiar-api, which the host supplies; give that dependency the scope provided and build it"
                                    + " again");
        }
    }

    @Test
    void wouldStillMeetTheHostsApi() throws Exception {
        Path folder = bundling.expandTo(temp);
        LoadedPlugin plugin =
                new LoadedPlugin(PluginProperties.read(folder), folder, folder, PluginCache.at(temp.resolve("cache")));
        IsolatedPlugins pf4j = new IsolatedPlugins("1.0.0");

        Class<?> type = pf4j.start(plugin).loadClass("example.FlatDust");

        assertThat(Extinction.class).isAssignableFrom(type);
        pf4j.unloadPlugin("bundling");
    }
}
