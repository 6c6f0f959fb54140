package org.peculiar.engine.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;

/** SHA-256 of files, each read once. Thread-safe. */
final class FileHashes {

    private final Map<Path, String> known = new ConcurrentHashMap<>();

    void forget() {
        known.clear();
    }

    /** Returns the hash of a file that was read already, or {@code null}. */
    String known(Path file) {
        return known.get(file);
    }

    /** Returns the hash of a file, and reports one that cannot be read. */
    String of(Path file, Position where, String path, Problems problems) {
        return known.computeIfAbsent(file, unread -> {
            try {
                return ContentHash.sha256(unread);
            } catch (IOException | UncheckedIOException e) {
                problems.add(where, path, "found " + file + ", which cannot be read: " + e.getMessage());
                return "";
            }
        });
    }
}
