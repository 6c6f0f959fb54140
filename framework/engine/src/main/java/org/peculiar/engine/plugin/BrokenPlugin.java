package org.peculiar.engine.plugin;

import java.nio.file.Path;
import java.util.SortedSet;

/**
 * A plugin that cannot be used.
 *
 * @param name its id, or its file name where the id could not be read
 * @param path where it was found
 * @param reason one sentence that also says what to do
 * @param components what it would offer, as {@code kind/id}, as far as its index could be read
 */
public record BrokenPlugin(String name, Path path, String reason, SortedSet<String> components) {

    @Override
    public String toString() {
        return "plugin " + name + " (" + path + ") " + reason;
    }
}
