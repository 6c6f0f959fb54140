package org.peculiar.testkit;

import java.nio.file.Path;
import java.util.SortedSet;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;
import org.peculiar.engine.data.UsedFiles;

/** The host's own service for data files, for a test that builds its component without the host. Thread-safe. */
public final class HostFiles implements DataFiles {

    private final UsedFiles files = new UsedFiles();

    @Override
    public Path file(Path path) {
        return files.file(path);
    }

    @Override
    public Path only(Path folder, String glob) {
        return files.only(folder, glob);
    }

    /**
     * Return the files that a component has opened.
     *
     * @return absolute paths; a {@link DataException} told the component of those that are not there
     */
    public SortedSet<Path> used() {
        return files.paths();
    }
}
