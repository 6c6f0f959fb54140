package org.peculiar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.peculiar.engine.Session;
import org.peculiar.engine.data.DataFolders;
import org.peculiar.engine.plugin.PluginFolders;
import picocli.CommandLine.Option;

/** Where this installation keeps its plugins, data and cache. */
final class Installation {

    private static final String PROGRAM = "peculiar";

    @Option(
            names = "--plugins",
            paramLabel = "FOLDER",
            description = "Further folder with plugins; may be given more than once. Also: PECULIAR_PLUGINS.")
    private List<Path> plugins = List.of();

    /** Open the plugins of this installation. */
    Session open() {
        return Session.open(
                PluginFolders.of(home().resolve("plugins"), plugins, variable(PluginFolders.VARIABLE)),
                cache(),
                data());
    }

    /** Return where data are kept. */
    static DataFolders data() {
        return DataFolders.of(System.getenv(), home().resolve("data"));
    }

    /** Return the folder that the distribution was unpacked to. */
    static Path home() {
        return Path.of(System.getProperty("peculiar.home", "."));
    }

    private static Path cache() {
        return variable("PECULIAR_CACHE")
                .filter(value -> !value.equals("none"))
                .map(Path::of)
                .or(() -> variable("XDG_CACHE_HOME").map(folder -> Path.of(folder, PROGRAM)))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", PROGRAM));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
