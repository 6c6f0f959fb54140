package org.peculiar.engine.descriptor;

import java.nio.file.Path;

/** Turns a path as written in a descriptor into one that exists. */
@FunctionalInterface
public interface PathResolver {

    /**
     * Resolve a path relative to the descriptor, or within <code>${data}</code>.
     *
     * @return an absolute path to an existing file or folder
     * @throws org.peculiar.api.DataException if there is none, saying where it was looked for
     */
    Path resolve(String text);
}
