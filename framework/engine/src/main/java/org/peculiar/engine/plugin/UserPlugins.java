package org.peculiar.engine.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.engine.data.ContentHash;

/**
 * The plugins that a user has installed: zips in a folder of the user's own, so that the installation may be read-only.
 *
 * @param folder of the zips; made when the first comes
 * @param others folders that plugins are looked for in as well
 * @param cache where zips are expanded
 */
public record UserPlugins(Path folder, List<Path> others, Path cache) {

    /**
     * A plugin that was installed.
     *
     * @param plugin as it is now
     * @param replaced version of it that was there before
     */
    public record Installed(LoadedPlugin plugin, Optional<String> replaced) {}

    /**
     * Install a plugin, in place of an earlier version of it.
     *
     * @param zip of the plugin
     * @param sha256 that it must have, if that is known
     * @throws PluginException if it cannot be used, or not together with the other plugins, saying why
     */
    public Installed install(Path zip, Optional<String> sha256) {
        requireZip(zip);
        requireHash(zip, sha256);
        Optional<Installation> before = installation(look(zip).name());
        List<Path> rest = new ArrayList<>(others);
        zips().stream()
                .filter(other -> before.isEmpty() || !other.equals(before.get().zip()))
                .forEach(rest::add);
        LoadedPlugin checked = requireUsable(zip, rest);
        Path target = folder.resolve(checked.id() + "-" + checked.version() + ".zip");
        try {
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(folder, "." + checked.id(), ".part");
            Files.copy(zip, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            if (before.isPresent() && !before.get().zip().equals(target)) {
                Files.delete(before.get().zip());
            }
        } catch (IOException e) {
            throw new PluginException(
                    folder + ": the plugin cannot be put there (" + e + "); make room, or name another folder with the"
                            + " variable PECULIAR_DATA",
                    e);
        }
        return new Installed(requireUsable(target, rest), before.map(Installation::version));
    }

    /**
     * Remove a plugin that was installed.
     *
     * @return its zip, which is no longer there
     * @throws PluginException if it was not installed
     */
    public Path remove(String id) {
        Installation found = installation(id)
                .orElseThrow(() -> new PluginException(
                        "plugin " + id + ": is not among those that were installed in " + folder + elsewhere(id)));
        try {
            Files.delete(found.zip());
            return found.zip();
        } catch (IOException e) {
            throw new PluginException(found.zip() + ": cannot be removed (" + e + ")", e);
        }
    }

    /**
     * A zip in the folder.
     *
     * @param name id of its plugin, or its file name where that could not be read
     */
    private record Installation(Path zip, String name, String version) {}

    /** Looks into a zip by itself, whatever it needs or is in conflict with. */
    private Installation look(Path zip) {
        try (PluginCache expanded = PluginCache.at(cache)) {
            Inspection inspection = new Inspection(expanded);
            inspection.inspect(zip);
            for (Candidate sound : inspection.sound()) {
                return new Installation(zip, sound.id(), sound.plugin().version());
            }
            return new Installation(zip, inspection.broken().get(0).name(), "a broken one");
        }
    }

    private Optional<Installation> installation(String name) {
        return zips().stream()
                .map(this::look)
                .filter(found -> found.name().equals(name))
                .findFirst();
    }

    private String elsewhere(String id) {
        try (PluginHost host = PluginHost.open(others, cache)) {
            return host.plugins().stream()
                    .filter(plugin -> plugin.id().equals(id))
                    .map(plugin -> ", but is " + plugin.path() + "; remove it there")
                    .findFirst()
                    .orElse("; 'peculiar plugins list --json' tells the ids of those at hand");
        }
    }

    private List<Path> zips() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.endsWith(".zip") && !name.startsWith(".");
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PluginException(folder + ": cannot be read (" + e + ")", e);
        }
    }

    private static void requireZip(Path zip) {
        if (!Files.isRegularFile(zip)) {
            throw new PluginException(zip + ": " + (Files.exists(zip) ? "is a folder" : "there is no such file")
                    + ", but the zip of a plugin is needed, such as target/indicator-my-own-1.0.0.zip");
        }
    }

    private static void requireHash(Path zip, Optional<String> sha256) {
        if (sha256.isEmpty()) {
            return;
        }
        try {
            String found = ContentHash.sha256(zip);
            if (!found.equals(sha256.get().toLowerCase(Locale.ROOT))) {
                throw new PluginException(zip + ": has the SHA-256 " + found + ", but " + sha256.get()
                        + " was expected; it is not the file that was meant, so do not use it");
            }
        } catch (IOException e) {
            throw new PluginException(zip + ": cannot be read (" + e + ")", e);
        }
    }

    /** Refuses a plugin that cannot be used together with others. */
    private LoadedPlugin requireUsable(Path zip, List<Path> rest) {
        List<Path> all = new ArrayList<>(rest);
        all.add(zip);
        try (PluginHost host = PluginHost.open(all, cache)) {
            Path real = zip.toRealPath();
            Optional<BrokenPlugin> broken = host.broken().stream()
                    .filter(plugin -> plugin.path().equals(real))
                    .findFirst();
            Optional<LoadedPlugin> sound = host.plugins().stream()
                    .filter(plugin -> plugin.path().equals(real))
                    .findFirst();
            broken.or(() -> sound.flatMap(host::inspect)).ifPresent(refused -> {
                throw new PluginException(refused.toString());
            });
            return sound.orElseThrow();
        } catch (IOException e) {
            throw new PluginException(zip + ": cannot be read (" + e + ")", e);
        }
    }
}
