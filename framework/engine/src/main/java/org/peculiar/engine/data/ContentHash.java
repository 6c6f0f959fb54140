package org.peculiar.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Hashes files, and folders by their files in order of name; in hex digits of lower case. */
public final class ContentHash {

    private ContentHash() {}

    /** Return the SHA-256 of a file, or that of the names and SHA-256s of a folder's files. */
    public static String sha256(Path path) throws IOException {
        return Files.isDirectory(path) ? ofFolder(path) : of("SHA-256", path);
    }

    /** Return the SHA-256 of a text in UTF-8. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Return the digest of a file.
     *
     * @param algorithm such as {@code SHA-256} or {@code MD5}
     */
    static String of(String algorithm, Path file) throws IOException {
        MessageDigest digest = digest(algorithm);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String ofFolder(Path folder) throws IOException {
        MessageDigest digest = digest("SHA-256");
        for (Path file : files(folder)) {
            String line = name(folder, file) + " " + of("SHA-256", file) + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .sorted((a, b) -> name(folder, a).compareTo(name(folder, b)))
                    .toList();
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no digest is called " + algorithm, e);
        }
    }
}
