package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A table named under {@code data:} in a descriptor.
 *
 * @param name its name there
 * @param path absolute
 */
public record DataFile(String name, Path path) {

    public DataFile {
        requireNonNull(name, "name");
        requireNonNull(path, "path");
    }
}
