package org.peculiar.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.util.FileDataSource;

/**
 * What a run has left.
 *
 * @param folder the record
 * @param summary what the command printed
 */
record Run(Path folder, String summary) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Run an analysis as a user would, and expect that nothing is complained of. */
    static Run of(Path descriptor, Path folder, List<String> overrides) throws InterruptedException {
        return of(
                descriptor,
                folder,
                overrides,
                outcome -> outcome.status() == 0 && outcome.errors().isEmpty());
    }

    /** Run a sweep, which tells its progress as errors are told, and whose claims decide the status. */
    static Run ofSweep(Path descriptor, Path folder, List<String> overrides, int status) throws InterruptedException {
        return of(descriptor, folder, overrides, outcome -> outcome.status() == status);
    }

    private static Run of(Path descriptor, Path folder, List<String> overrides, Predicate<Outcome> right)
            throws InterruptedException {
        String[] arguments = Stream.concat(
                        Stream.of("run", descriptor.toString(), "--out", folder.toString()),
                        overrides.stream().flatMap(override -> Stream.of("--set", override)))
                .toArray(String[]::new);
        try {
            Outcome outcome = Launcher.peculiar(arguments);
            if (!right.test(outcome)) {
                throw new AssertionError(String.join(" ", arguments) + ": " + outcome);
            }
            return new Run(folder, outcome.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode results() {
        return json("results.json");
    }

    /** Returns the results without what depends on the build of the plugins. */
    JsonNode resultsWithoutIdentities() {
        JsonNode results = results();
        results.path("steps").forEach(step -> ((ObjectNode) step).remove("identity"));
        return results;
    }

    JsonNode lock() {
        return json("lock.json");
    }

    String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names of the tables. */
    List<String> tables() {
        try (Stream<Path> files = Files.list(folder.resolve("tables"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a table with the library that astronomers' tools use. */
    StarTable table(String name) {
        try {
            File file = folder.resolve("tables").resolve(name).toFile();
            StarTableFactory factory = new StarTableFactory(true);
            factory.setStoragePolicy(StoragePolicy.PREFER_MEMORY);
            return factory.makeStarTable(new FileDataSource(file), "ecsv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns one number of a table. */
    double cell(String table, String column, long row) {
        StarTable found = table(table + ".ecsv");
        for (int i = 0; i < found.getColumnCount(); i++) {
            if (found.getColumnInfo(i).getName().equals(column)) {
                try {
                    return ((Number) found.getCell(row, i)).doubleValue();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalArgumentException(table + " has no column " + column);
    }

    private JsonNode json(String name) {
        try {
            return JSON.readTree(folder.resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
