package org.peculiar.engine.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.peculiar.api.DataException;

/** Hashes texts, files and folders; hex digits in lower case. */
public final class Sha256 {

    private Sha256() {}

    /** Hash a text in UTF-8. */
    public static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Hash the content of a file; or of a folder, from the names and contents of all its files in order of name.
     *
     * @throws DataException if it cannot be read
     */
    public static String of(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                return ofFile(path);
            }
            MessageDigest digest = digest();
            try (Stream<Path> walk = Files.walk(path)) {
                List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
                for (Path file : files) {
                    String line = path.relativize(file).toString().replace('\\', '/') + " " + ofFile(file) + "\n";
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String ofFile(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
