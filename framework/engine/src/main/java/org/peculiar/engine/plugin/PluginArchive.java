package org.peculiar.engine.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A plugin's zip, which is not to be trusted: it may be damaged, point outside of its folder or swell without end. */
final class PluginArchive {

    private static final int MOST_ENTRIES = 20_000;
    private static final long MOST_BYTES = 1L << 30;

    private PluginArchive() {}

    /** Expands a zip into an empty folder. */
    static void expand(Path zip, Path into) throws Unusable {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            if (file.size() > MOST_ENTRIES) {
                throw new Unusable("holds " + file.size() + " files, but a plugin may hold " + MOST_ENTRIES
                        + " at most; ask its provider");
            }
            long left = MOST_BYTES;
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = target(entry, into);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    left -= copy(file, entry, target, left);
                }
            }
        } catch (IOException e) {
            throw new Unusable("is no zip that can be read (" + e.getMessage() + "); download or build it again", e);
        }
    }

    private static Path target(ZipEntry entry, Path into) throws Unusable {
        String name = entry.getName();
        try {
            Path target = into.resolve(name).normalize();
            // A backslash or a drive is part of a plain name on one system and a way out on another.
            if (target.startsWith(into) && !target.equals(into) && name.indexOf('\\') < 0 && name.indexOf(':') < 0) {
                return target;
            }
        } catch (InvalidPathException e) {
            throw new Unusable("holds a file named '" + name + "', which no file can be named; do not use it", e);
        }
        throw new Unusable("holds a file that would land outside of its folder, '" + name
                + "'; do not use it, and tell whoever gave it to you");
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path target, long most) throws IOException, Unusable {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target, java.nio.file.StandardOpenOption.CREATE_NEW)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (bytes > most) {
                    throw new Unusable("expands to more than " + (MOST_BYTES >> 20)
                            + " MiB, more than a plugin may; ask its provider");
                }
                crc.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        if (crc.getValue() != entry.getCrc()) {
            throw new IOException("checksum of " + entry.getName() + " is wrong");
        }
        return bytes;
    }
}
