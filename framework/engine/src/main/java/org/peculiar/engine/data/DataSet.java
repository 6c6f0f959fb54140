package org.peculiar.engine.data;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Data that are downloaded because they are too large, or not ours, to ship.
 *
 * @param name for the command line, and of the folder in the user's data folder
 * @param title for people
 * @param license under which terms it is offered
 * @param cite ADS bibcodes
 * @param doi of the data set in a Dataverse
 * @param server of that Dataverse
 * @param files that are downloaded
 */
public record DataSet(
        String name, String title, String license, List<String> cite, String doi, URI server, List<File> files) {

    /**
     * One file of a data set.
     *
     * @param size in bytes
     * @param sha256 of a known copy, for servers that tell no checksum
     */
    public record File(String name, long size, String sha256) {}

    public DataSet {
        cite = List.copyOf(cite);
        files = List.copyOf(files);
    }

    /** Return the size of all files in bytes. */
    public long size() {
        return files.stream().mapToLong(File::size).sum();
    }

    /** Return the page with the data set, for people. */
    public URI page() {
        return URI.create("https://doi.org/" + doi);
    }

    /** Return the folder of the data set. */
    public Path folder(DataFolders folders) {
        return folders.user().resolve(name);
    }

    /** Tell whether all files are in the user's data folder. */
    public boolean isInstalled(DataFolders folders) {
        return files.stream()
                .allMatch(file -> Files.isRegularFile(folder(folders).resolve(file.name())));
    }
}
