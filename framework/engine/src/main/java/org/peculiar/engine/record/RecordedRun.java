package org.peculiar.engine.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.api.Figure;

/**
 * The record of a run, read back from its folder: all that reports, figures and comparisons are made from.
 *
 * <p>Small files are read at once, tables when they are asked for. Immutable, as long as nobody writes to the folder.
 */
public final class RecordedRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = ".ecsv";
    private static final String FIGURE = ".json";

    private final Path folder;
    private final JsonNode results;
    private final JsonNode lock;
    private final String descriptor;
    private final String resolved;
    private final String references;

    private RecordedRun(Path folder) {
        this.folder = folder;
        this.results = json("results.json");
        requireFormat(folder, results);
        this.lock = json("lock.json");
        this.descriptor = text("descriptor.yaml");
        this.resolved = text("resolved.yaml");
        this.references = text("references.bib");
    }

    /**
     * Read a record.
     *
     * @param folder that {@link RunRecord} wrote
     * @throws DataException if it is no record, lacks a file, or is of a format that this version does not read
     */
    public static RecordedRun read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + ": found " + (Files.exists(folder) ? "a file" : "nothing")
                    + ", but the folder of a run's record is needed, such as runs/NAME");
        }
        if (!Files.exists(folder.resolve("results.json"))) {
            throw new DataException(folder + ": found no results.json, so it is not the record of a run;"
                    + " name the folder that peculiar run tells at its end, such as runs/NAME");
        }
        return new RecordedRun(folder);
    }

    /** Comes before the other files, which another format may not have. */
    private static void requireFormat(Path folder, JsonNode results) {
        int format = results.path("record").asInt();
        if (format != RunRecord.FORMAT) {
            throw new DataException(folder + ": found a record "
                    + (results.has("record")
                            ? "of format " + results.get("record").asText()
                            : "without a format")
                    + ", written by peculiar "
                    + results.path("peculiar").asText("of an unknown version")
                    + ", but this version reads format " + RunRecord.FORMAT + "; run the analysis again");
        }
    }

    private String text(String file) {
        try {
            return Files.readString(existing(file));
        } catch (IOException e) {
            throw new DataException(folder.resolve(file) + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private JsonNode json(String file) {
        try {
            JsonNode root = JSON.readTree(existing(file).toFile());
            if (!root.isObject()) {
                throw new DataException(folder.resolve(file) + ": found no JSON object; the record is damaged,"
                        + " run the analysis again");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new DataException(
                    folder.resolve(file) + ": line " + e.getLocation().getLineNr() + " is not JSON: "
                            + e.getOriginalMessage() + "; the record is damaged, run the analysis again",
                    e);
        } catch (IOException e) {
            throw new DataException(folder.resolve(file) + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Path existing(String file) {
        Path path = folder.resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new DataException(folder + ": found no " + file
                    + "; the record is not whole, copy it again or run the analysis again");
        }
        return path;
    }

    /** Return where it lies. */
    public Path folder() {
        return folder;
    }

    /** Return {@code results.json}, an object. */
    public JsonNode results() {
        return results;
    }

    /** Return {@code lock.json}, an object. */
    public JsonNode lock() {
        return lock;
    }

    /** Return the descriptor as it was given. */
    public String descriptor() {
        return descriptor;
    }

    /** Return the descriptor with every default and override. */
    public String resolved() {
        return resolved;
    }

    /** Return the BibTeX of what was used. */
    public String references() {
        return references;
    }

    /** Return the names of its tables, without their ending, sorted. */
    public List<String> tables() {
        return names("tables", TABLE);
    }

    /** Return the names of the figures that its steps gave as data, without their ending, sorted. */
    public List<String> figures() {
        return names("figures", FIGURE);
    }

    private List<String> names(String subfolder, String ending) {
        Path below = folder.resolve(subfolder);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(below)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException(below + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Read a figure that a step gave as data.
     *
     * @param name without its ending
     * @throws DataException if it is not there, or is no figure
     */
    public Figure figure(String name) {
        return FigureFile.read(existing("figures/" + name + FIGURE));
    }

    /**
     * Read a table that the run may have left.
     *
     * @param name without its ending
     * @throws DataException if it is there and is no table
     */
    public Optional<RecordedTable> table(String name) {
        Path file = folder.resolve("tables").resolve(name + TABLE);
        return Files.exists(file) ? Optional.of(RecordedTable.read(file)) : Optional.empty();
    }

    /**
     * Read a table that the results speak of.
     *
     * @param name without its ending
     * @throws DataException if it is not there, or is no table
     */
    public RecordedTable needed(String name) {
        return RecordedTable.read(existing("tables/" + name + TABLE));
    }
}
