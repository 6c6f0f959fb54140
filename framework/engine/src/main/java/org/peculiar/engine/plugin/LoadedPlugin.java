package org.peculiar.engine.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A plugin that is ready for use; its code is loaded when one of its classes is first asked for. */
public final class LoadedPlugin {

    private final PluginProperties properties;
    private final Path path;
    private final Path folder;
    private final PluginCache cache;
    private String sha256;

    LoadedPlugin(PluginProperties properties, Path path, Path folder, PluginCache cache) {
        this.properties = properties;
        this.path = path;
        this.folder = folder;
        this.cache = cache;
    }

    /** Return the name of the plugin, such as {@code extinction-sfd98}. */
    public String id() {
        return properties.id();
    }

    /** Return the version of the plugin. */
    public String version() {
        return properties.version();
    }

    /** Return who made the plugin; maybe empty. */
    public String provider() {
        return properties.provider();
    }

    /** Return one line about the plugin; maybe empty. */
    public String description() {
        return properties.description();
    }

    /** Return the licence of the plugin; maybe empty. */
    public String license() {
        return properties.license();
    }

    /** Return the versions of Peculiar that it runs on, as a range; maybe empty. */
    public String requires() {
        return properties.requires();
    }

    /** Return the zip or the folder in which the plugin was found. */
    public Path path() {
        return path;
    }

    /**
     * Return the SHA-256 of the plugin's zip; of a folder, that of its files in order of their names. Looked up when first
     * asked for.
     */
    public synchronized String sha256() {
        if (sha256 == null) {
            try {
                sha256 = cache.sha256(path);
            } catch (IOException e) {
                throw new UncheckedIOException("plugin " + id() + ": " + path + " cannot be read any more", e);
            }
        }
        return sha256;
    }

    PluginProperties properties() {
        return properties;
    }

    /** Returns the folder that holds the plugin's files. */
    Path folder() {
        return folder;
    }

    @Override
    public String toString() {
        return id() + " " + version();
    }
}
