package org.peculiar.engine.data;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peculiar.api.DataException;
import org.peculiar.api.Progress;

/**
 * Downloads data sets into the user's data folder. A data set appears there once all its files are there and have the
 * size and the checksum that the server's own list gives; until then they are in a folder {@code <name>.part}, from which a
 * later call goes on.
 */
public final class DataFetch {

    private static final String LOCK = "lock";

    private final DataFolders folders;
    private final Progress progress;
    private final Optional<URI> mirror;
    private final Web web;

    /**
     * Prepare to download.
     *
     * @param mirror to use in place of a data set's own server: a Dataverse, or a plain web folder with the files, which
     *     are then compared with the checksums known here
     */
    public DataFetch(DataFolders folders, Progress progress, Optional<URI> mirror) {
        this(folders, progress, mirror, new Web(Duration.ofSeconds(30)));
    }

    DataFetch(DataFolders folders, Progress progress, Optional<URI> mirror, Web web) {
        this.web = web;
        this.folders = folders;
        this.progress = progress;
        this.mirror = mirror;
    }

    /**
     * Download what is missing of a data set.
     *
     * @return its folder
     * @throws DataException if the server does not hand it over, or it is not what it should be
     */
    public Path fetch(DataSet set) {
        Path part = folders.user().resolve(set.name() + ".part");
        try {
            Files.createDirectories(part);
            try (FileChannel channel =
                            FileChannel.open(part.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new DataException(part + ": another process is downloading " + set.name() + "; wait for it");
                }
                download(set, part);
            }
            return install(set, part);
        } catch (Web.Refused e) {
            throw new DataException(e.getMessage() + "; " + byHand(set), e);
        } catch (IOException e) {
            throw new DataException(set.name() + ": cannot be downloaded (" + e + "); " + byHand(set), e);
        }
    }

    private void download(DataSet set, Path part) throws IOException {
        Path target = set.folder(folders);
        Map<String, Checksum> checksums = new LinkedHashMap<>();
        for (Map.Entry<String, Dataverse.Entry> file : listing(set).entrySet()) {
            String name = file.getKey();
            Checksum checksum = file.getValue().checksum();
            checksums.put(name, checksum);
            if (!isIntact(target.resolve(name), checksum) && !isIntact(part.resolve(name), checksum)) {
                download(file.getValue(), name, part);
            }
        }
        Checksums.write(part, checksums);
    }

    private static boolean isIntact(Path file, Checksum checksum) throws IOException {
        return Files.isRegularFile(file) && checksum.objection(file).isEmpty();
    }

    /** Returns the data set's files as the server lists them. */
    private Map<String, Dataverse.Entry> listing(DataSet set) throws IOException {
        URI server = mirror.orElse(set.server());
        Map<String, Dataverse.Entry> offered = new LinkedHashMap<>();
        try {
            offered.putAll(Dataverse.files(server, web.read(Dataverse.metadata(server, set.doi()))));
        } catch (Web.Refused e) {
            if (mirror.isEmpty() || e.status() != 404) {
                throw e;
            }
            set.files()
                    .forEach(file -> offered.put(
                            file.name(), new Dataverse.Entry(Dataverse.plain(server, file.name()), Checksum.of(file))));
        }
        Map<String, Dataverse.Entry> wanted = new LinkedHashMap<>();
        for (DataSet.File file : set.files()) {
            if (!offered.containsKey(file.name())) {
                throw new DataException(Dataverse.metadata(server, set.doi()) + ": the list there has no " + file.name()
                        + " with size and checksum; " + byHand(set));
            }
            wanted.put(file.name(), offered.get(file.name()));
        }
        return wanted;
    }

    private void download(Dataverse.Entry entry, String name, Path folder) throws IOException {
        Path file = folder.resolve(name + ".part");
        Checksum checksum = entry.checksum();
        long missing = checksum.size() - (Files.exists(file) ? Files.size(file) : 0);
        long space = Files.getFileStore(folder).getUsableSpace();
        if (space < missing) {
            throw new DataException(folder + ": has " + (space >> 20) + " MiB left, but " + name + " needs "
                    + (missing >> 20) + "; make room, or set " + DataFolders.VARIABLE + " to another folder");
        }
        try (Progress.Task task = progress.begin(name, checksum.size())) {
            new Download(web, entry.from(), file, checksum.size(), task).run();
        }
        Optional<String> objection = checksum.objection(file);
        if (objection.isPresent()) {
            Files.delete(file);
            throw new DataException(entry.from() + ": what came " + objection.get()
                    + "; it was removed: run the same command again, and tell the keeper of the server if it stays so");
        }
        Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path install(DataSet set, Path part) throws IOException {
        Path target = set.folder(folders);
        Files.deleteIfExists(part.resolve(LOCK));
        if (Files.notExists(target)) {
            return Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
            for (Path file : files) {
                Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.delete(part);
        return target;
    }

    private String byHand(DataSet set) {
        return "or download "
                + set.files().stream().map(DataSet.File::name).collect(Collectors.joining(" and "))
                + " with a browser from " + set.page() + " into " + set.folder(folders)
                + " and run: peculiar data check " + set.name();
    }
}
