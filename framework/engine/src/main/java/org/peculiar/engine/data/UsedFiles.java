package org.peculiar.engine.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;

/** The service through which components open files, which notes each file for the record of the run. Thread-safe. */
public final class UsedFiles implements DataFiles {

    private final SortedSet<Path> paths = new ConcurrentSkipListSet<>();

    @Override
    public Path file(Path path) {
        if (!Files.exists(path)) {
            throw new DataException(path + ": there is no such file");
        }
        if (!Files.isRegularFile(path)) {
            throw new DataException(path + ": is a folder, but a file is needed");
        }
        if (!Files.isReadable(path)) {
            throw new DataException(path + ": may not be read; look to its permissions");
        }
        paths.add(path.toAbsolutePath().normalize());
        return path;
    }

    @Override
    public Path only(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    folder + ": " + (Files.exists(folder) ? "is a file, but a folder" : "there is no such folder; one")
                            + " with a file " + glob + " is needed");
        }
        List<Path> found = matching(folder, glob);
        if (found.size() != 1) {
            throw new DataException(folder + ": found " + (found.isEmpty() ? "no file " : names(found) + " for ") + glob
                    + ", but exactly one is needed");
        }
        return file(found.get(0));
    }

    private static List<Path> matching(Path folder, String glob) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
        }
        Collections.sort(found);
        return found;
    }

    private static String names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "));
    }

    /** Return the files used so far. */
    public SortedSet<Path> paths() {
        return Collections.unmodifiableSortedSet(paths);
    }

    /**
     * Return the SHA-256 of each file used, read now.
     *
     * @throws DataException if one cannot be read any more
     */
    public SortedMap<Path, String> sha256() {
        SortedMap<Path, String> hashes = new TreeMap<>();
        for (Path path : paths) {
            try {
                hashes.put(path, ContentHash.sha256(path));
            } catch (IOException e) {
                throw new DataException(path + ": was read in this run but cannot be read any more", e);
            }
        }
        return hashes;
    }
}
