package org.peculiar.engine.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.engine.data.ContentHash;

/**
 * Expanded zips, each in a folder named by its SHA-256, so that an installation can be read-only and an upgrade never mixes
 * with what it replaces. Without a folder that can be written to, zips are expanded for this process alone.
 *
 * <p>A plugin is hashed when it is new or has changed: the sizes, times and file keys of its files are noted beside.
 */
final class PluginCache implements AutoCloseable {

    private static final String INVENTORY = ".inventory";

    private final Path folder;
    private final boolean temporary;

    private PluginCache(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    static PluginCache at(Path folder) {
        Path plugins = folder.resolve("plugins").toAbsolutePath();
        try {
            Files.createDirectories(plugins);
            if (Files.isWritable(plugins)) {
                return new PluginCache(plugins, false);
            }
        } catch (IOException e) {
            // A read-only home is no reason to stop: what the cache is for can be done again each time.
            return forThisProcess();
        }
        return forThisProcess();
    }

    private static PluginCache forThisProcess() {
        try {
            return new PluginCache(Files.createTempDirectory("peculiar-plugins"), true);
        } catch (IOException e) {
            throw new PluginException("neither the cache nor the folder for temporary files can be written to", e);
        }
    }

    /** Returns the folder with the files of a zip. */
    Path expanded(Path zip) throws Unusable {
        try {
            Path target = folder.resolve(sha256(zip));
            if (!complete(target)) {
                expand(zip, target);
            }
            return target;
        } catch (IOException e) {
            throw new Unusable("cannot be expanded into " + folder + " (" + e + "); make room there", e);
        }
    }

    /** Returns the SHA-256 of a zip or a folder, see {@link ContentHash}. */
    String sha256(Path plugin) throws IOException {
        String stamp = stamp(plugin);
        Path note = folder.resolve(plugin.getFileName() + "-" + Integer.toHexString(plugin.hashCode()) + ".seen");
        Optional<String> known = known(note, stamp);
        if (known.isPresent()) {
            return known.get();
        }
        String sha256 = ContentHash.sha256(plugin);
        write(note, List.of(stamp, sha256));
        return sha256;
    }

    private static Optional<String> known(Path note, String stamp) throws IOException {
        if (!Files.isRegularFile(note)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(note);
        return lines.size() == 2 && lines.get(0).equals(stamp) ? Optional.of(lines.get(1)) : Optional.empty();
    }

    /** Says what changes when a file, or any file of a folder, does. */
    private static String stamp(Path plugin) throws IOException {
        if (Files.isRegularFile(plugin)) {
            return stampOfFile(plugin);
        }
        try (Stream<Path> all = Files.walk(plugin)) {
            StringBuilder stamps = new StringBuilder();
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                stamps.append(stampOfFile(file)).append('\n');
            }
            return ContentHash.sha256(stamps.toString());
        }
    }

    /** The time of the change of an inode, where there is one, cannot be set back. */
    private static String stampOfFile(Path path) throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        Object changed = path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(path, "unix:ctime")
                : file.creationTime();
        return String.join(
                " ",
                path.toString(),
                Long.toString(file.size()),
                file.lastModifiedTime().toString(),
                changed.toString(),
                Objects.toString(file.fileKey()));
    }

    /** Expands beside the target first, so that a folder named by a hash is whole, whoever else expands it. */
    private void expand(Path zip, Path target) throws IOException, Unusable {
        Path beside = Files.createTempDirectory(folder, "expanding");
        try {
            Path files = Files.createDirectory(beside.resolve("plugin"));
            new PluginArchive(zip).expand(files);
            Files.write(files.resolve(INVENTORY), inventory(files));
            if (!complete(target)) {
                deleteTree(target);
            }
            Files.move(files, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!complete(target)) {
                throw e;
            }
        } finally {
            deleteTree(beside);
        }
    }

    /** Says whether an expanded plugin still has all its files: folders for caches are tidied by others. */
    private static boolean complete(Path target) {
        try {
            for (String line : Files.readAllLines(target.resolve(INVENTORY))) {
                int space = line.indexOf(' ');
                if (Files.size(target.resolve(line.substring(space + 1))) != Long.parseLong(line.substring(0, space))) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> inventory(Path files) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                lines.add(Files.size(file) + " " + files.relativize(file));
            }
        }
        return lines;
    }

    private void write(Path note, List<String> lines) throws IOException {
        Path beside = Files.createTempFile(folder, "seen", null);
        Files.write(beside, lines);
        Files.move(beside, note, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                deleteTree(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void deleteTree(Path top) throws IOException {
        if (Files.notExists(top)) {
            return;
        }
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
