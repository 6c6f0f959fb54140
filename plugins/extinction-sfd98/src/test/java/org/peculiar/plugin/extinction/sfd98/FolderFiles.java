package org.peculiar.plugin.extinction.sfd98;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;

/** Stands in for the host's service. */
final class FolderFiles implements DataFiles {

    final List<Path> used = new ArrayList<>();

    @Override
    public Path file(Path path) {
        used.add(path);
        return path;
    }

    @Override
    public Path only(Path folder, String glob) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            List<Path> found = new ArrayList<>();
            stream.forEach(found::add);
            if (found.size() != 1) {
                throw new DataException(folder + ": " + found.size() + " files match " + glob + ", but one is needed");
            }
            return file(found.get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
