package org.peculiar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peculiar.engine.Session;
import org.peculiar.engine.data.DataFolders;
import org.peculiar.engine.plugin.PluginFolders;
import org.peculiar.engine.plugin.PluginHost;
import org.peculiar.engine.plugin.UserPlugins;
import picocli.CommandLine.Option;

/** Where this installation keeps its plugins, data and cache. */
final class Installation {

    private static final String PROGRAM = "peculiar";

    @Option(
            names = "--plugins",
            paramLabel = "FOLDER",
            description =
                    "Further plugin, as a zip or a folder, or folder with plugins; may be given more than once. Also:"
                            + " PECULIAR_PLUGINS.")
    private List<Path> plugins = List.of();

    /** Open the plugins of this installation. */
    Session open() {
        return Session.open(folders(userPlugins(), plugins), cache(), data());
    }

    /** Look into the plugins of this installation, and some more, without running any of their code. */
    PluginHost look(List<Path> more) {
        List<Path> all = new ArrayList<>(plugins);
        all.addAll(more);
        return PluginHost.open(folders(userPlugins(), all), cache());
    }

    /** Return the plugins that the user has installed. */
    UserPlugins user() {
        Path none = userPlugins().resolve("none");
        return new UserPlugins(userPlugins(), folders(none, plugins), cache());
    }

    private static List<Path> folders(Path user, List<Path> given) {
        return PluginFolders.of(home().resolve("plugins"), user, given, variable(PluginFolders.VARIABLE));
    }

    private static Path userPlugins() {
        return data().user().resolve("plugins");
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
