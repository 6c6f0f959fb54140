package org.peculiar.engine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file must be.
 *
 * @param algorithm such as {@code MD5} or {@code SHA-256}
 * @param digest in hex digits of lower case
 * @param size in bytes
 */
record Checksum(String algorithm, String digest, long size) {

    Checksum {
        digest = digest.toLowerCase(Locale.ROOT);
    }

    static Checksum of(DataSet.File known) {
        return new Checksum("SHA-256", known.sha256(), known.size());
    }

    /** Says in which way a file is not what it must be. */
    Optional<String> objection(Path file) throws IOException {
        long found = Files.size(file);
        if (found != size) {
            return Optional.of("has " + found + " bytes, but needs " + size);
        }
        String actual = ContentHash.of(algorithm, file);
        return actual.equals(digest)
                ? Optional.empty()
                : Optional.of("has the " + algorithm + " " + actual + ", but needs " + digest);
    }
}
