package org.peculiar.engine.plugin;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where plugins are looked for. */
public final class PluginFolders {

    /** Names the environment variable with more folders, separated as in a class path. */
    public static final String VARIABLE = "PECULIAR_PLUGINS";

    private PluginFolders() {}

    /**
     * Put together the folders of a host.
     *
     * @param shipped with the distribution
     * @param user where plugins are installed; need not exist
     * @param given on the command line
     * @param variable value of {@link #VARIABLE}, if it is set
     */
    public static List<Path> of(Path shipped, Path user, List<Path> given, Optional<String> variable) {
        List<Path> folders = new ArrayList<>();
        folders.add(shipped);
        if (Files.isDirectory(user)) {
            folders.add(user);
        }
        folders.addAll(given);
        variable.ifPresent(value -> Arrays.stream(value.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .forEach(folders::add));
        return folders;
    }

    /**
     * Finds what stands for a plugin in each folder: zips, jars (to say what is wrong with them) and folders. A folder that
     * is itself a plugin, and a zip, may be named as well.
     */
    static Set<Path> plugins(List<Path> folders) {
        Set<Path> plugins = new LinkedHashSet<>();
        for (Path folder : folders) {
            try {
                Path real = folder.toRealPath();
                if (Files.isRegularFile(real) || Files.exists(real.resolve(PluginProperties.FILE))) {
                    plugins.add(real);
                } else {
                    plugins.addAll(within(real));
                }
            } catch (IOException e) {
                throw new PluginException(
                        "folder of plugins " + folder
                                + ": it cannot be read, but must exist; name it with --plugins or " + VARIABLE,
                        e);
            }
        }
        return plugins;
    }

    private static List<Path> within(Path folder) throws IOException {
        List<Path> plugins = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PluginFolders::isCandidate)) {
            for (Path path : found) {
                plugins.add(path.toRealPath());
            }
        }
        Collections.sort(plugins);
        return plugins;
    }

    private static boolean isCandidate(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".zip") || name.endsWith(".jar") || Files.isDirectory(path));
    }
}
