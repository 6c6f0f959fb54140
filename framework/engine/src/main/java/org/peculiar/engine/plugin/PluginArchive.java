package org.peculiar.engine.plugin;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A plugin's zip, which is not to be trusted: it may be damaged, reach outside of its folder or swell without end.
 *
 * @param mostFiles that it may hold
 * @param mostBytes to which it may expand
 */
record PluginArchive(Path zip, int mostFiles, long mostBytes) {

    PluginArchive(Path zip) {
        this(zip, 20_000, 1L << 30);
    }

    /**
     * Expands the zip into an empty folder.
     *
     * @throws IOException if the folder cannot be written to
     */
    void expand(Path into) throws IOException, Unusable {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            refuseAbsurdSize(file);
            long left = mostBytes;
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
        } catch (ZipException | EOFException e) {
            throw new Unusable("is no zip that can be read (" + e.getMessage() + "); download or build it again", e);
        } catch (FileAlreadyExistsException e) {
            throw new Unusable(
                    "holds two files named " + into.relativize(Path.of(e.getFile())) + "; ask its provider", e);
        }
    }

    /** Believes what the zip says of itself as far as that is against it. */
    private void refuseAbsurdSize(ZipFile file) throws Unusable {
        if (file.size() > mostFiles) {
            throw new Unusable("holds " + file.size() + " files, but a plugin may hold " + mostFiles
                    + " at most; ask its provider");
        }
        if (file.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum() > mostBytes) {
            throw tooLarge();
        }
    }

    private Unusable tooLarge() {
        return new Unusable("expands to more than " + mostBytes + " bytes, which no plugin may; ask its provider");
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

    private long copy(ZipFile file, ZipEntry entry, Path target, long most) throws IOException, Unusable {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = file.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (bytes > most) {
                    throw tooLarge();
                }
                crc.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        if (crc.getValue() != entry.getCrc()) {
            throw new ZipException("checksum of " + entry.getName() + " is wrong");
        }
        return bytes;
    }
}
