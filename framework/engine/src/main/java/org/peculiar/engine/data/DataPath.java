package org.peculiar.engine.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.peculiar.api.DataException;

/**
 * Turns paths as a descriptor writes them into absolute ones. A path is relative to the descriptor; one that begins with
 * <code>${data}</code> is looked for in {@code data/} beside the descriptor, in the user's data folder and in the
 * shipped one.
 */
public final class DataPath {

    private static final String DATA = "${data}";

    private final Path descriptorFolder;
    private final DataFolders folders;

    /** Resolve paths for descriptors of a folder. */
    public DataPath(Path descriptorFolder, DataFolders folders) {
        this.descriptorFolder = descriptorFolder.toAbsolutePath().normalize();
        this.folders = folders;
    }

    /**
     * Resolve a path.
     *
     * @return an absolute path of a file or folder that exists
     * @throws DataException if there is none, saying where it was looked for
     */
    public Path resolve(String text) {
        try {
            if (text.equals(DATA) || text.startsWith(DATA + "/")) {
                return inData(text, text.substring(DATA.length()).replaceFirst("^/+", ""));
            }
            if (text.contains("${")) {
                throw new DataException(
                        "found '" + text + "', but only ${data} at the beginning of a path stands for something");
            }
            return beside(text);
        } catch (InvalidPathException e) {
            throw new DataException("found '" + text + "', which no file can be named: " + e.getReason(), e);
        }
    }

    private Path beside(String text) {
        Path path = descriptorFolder.resolve(text).normalize();
        if (!Files.exists(path)) {
            throw new DataException("found no file or folder " + text + " (looked for " + path + ")");
        }
        return path;
    }

    private Path inData(String text, String rest) {
        List<Path> searched = new ArrayList<>();
        searched.add(descriptorFolder.resolve("data"));
        searched.addAll(folders.searched());
        for (Path folder : searched) {
            Path path = folder.resolve(rest).normalize();
            if (!path.startsWith(folder)) {
                throw new DataException("found '" + text + "', but a path in ${data} must stay inside of it");
            }
            if (Files.exists(path)) {
                return path;
            }
        }
        throw new DataException("found no " + text + ", neither in "
                + searched.stream().map(Path::toString).collect(Collectors.joining(" nor in ")) + hint(rest));
    }

    private static String hint(String rest) {
        String name = rest.replaceFirst("/.*", "");
        return DataCatalog.names().contains(name) ? "; download it with: peculiar data fetch " + name : "";
    }
}
