package org.peculiar.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.api.Figure;

/**
 * Writes the record of a run: {@code results.json}, {@code tables/}, {@code figures/} as data, the descriptor as given and resolved, {@code lock.json}
 * and {@code references.bib}.
 *
 * <p>All is written beside its place first and then moved there, so that a record is whole or not there; an earlier record of
 * the same name gives way only then. A folder that is not a record is never touched.
 */
public final class RunRecord {

    /** The format of records, which {@code results.json} tells as {@code record}; it changes when readers must. */
    public static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RunRecord() {}

    /** Adds to a record what is made from it alone, such as figures and the report. */
    public interface Addition {

        /**
         * Add files to a record.
         *
         * @param record whole but for what is added; its folder is not where it will lie
         * @throws IOException if they cannot be written
         */
        void addTo(Path record) throws IOException;
    }

    /** Formats of tables, besides ECSV, which is always written. */
    public enum ExtraTables {
        /** None. */
        NONE,
        /** FITS binary tables. */
        FITS,
        /** VOTable. */
        VOTABLE
    }

    /**
     * Refuse a place that cannot take a record, before anything runs.
     *
     * @throws DataException if something stands there that is not a record, or nothing can be put there
     */
    public static void requireFree(Path folder) {
        if (Files.exists(folder) && !isRecord(folder) && !isEmptyFolder(folder)) {
            throw new DataException(
                    folder + ": found something that is not the record of a run, and will not replace it;"
                            + " choose another place with --out");
        }
        Path above = folder.toAbsolutePath().normalize().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (above != null && !(Files.isDirectory(above) && Files.isWritable(above))) {
            throw new DataException(folder + ": cannot be made, because " + above
                    + (Files.isDirectory(above) ? " may not be written" : " is not a folder")
                    + "; choose another place with --out");
        }
    }

    private static boolean isRecord(Path folder) {
        return Stream.of("results.json", "lock.json", "resolved.yaml")
                .allMatch(file -> Files.exists(folder.resolve(file)));
    }

    private static boolean isEmptyFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Write a record.
     *
     * @param folder its place; an earlier record there is replaced
     * @param results of the run
     * @param lock what the run used
     * @param references BibTeX of the components used
     * @param figures what the steps have to show, by the name of the file
     * @param extra further format of the tables
     * @param additions made from the rest, in order
     * @throws DataException if it cannot be written
     */
    public static void write(
            Path folder,
            Results results,
            Map<String, Object> lock,
            String references,
            Map<String, Figure> figures,
            ExtraTables extra,
            Addition... additions) {
        requireFree(folder);
        Path place = folder.toAbsolutePath().normalize();
        Path building = place.resolveSibling(
                "." + place.getFileName() + "-" + ProcessHandle.current().pid());
        try {
            delete(building);
            Files.createDirectories(building.resolve("tables"));
            JSON.writeValue(building.resolve("results.json").toFile(), results.toJson());
            JSON.writeValue(building.resolve("lock.json").toFile(), lock);
            Files.writeString(
                    building.resolve("descriptor.yaml"), results.plan().text());
            Files.writeString(building.resolve("resolved.yaml"), ResolvedDescriptor.text(results.plan()));
            Files.writeString(building.resolve("references.bib"), references);
            for (TableFile table : results.tables()) {
                for (TableFile.Format format : formats(extra)) {
                    table.write(building.resolve("tables"), format);
                }
            }
            if (!figures.isEmpty()) {
                Files.createDirectories(building.resolve("figures"));
            }
            for (Map.Entry<String, Figure> figure : figures.entrySet()) {
                FigureFile.write(figure.getValue(), building.resolve("figures/" + figure.getKey() + ".json"));
            }
            for (Addition addition : additions) {
                addition.addTo(building);
            }
            replace(place, building);
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(place + ": the record cannot be written: " + e.getMessage(), e);
        } finally {
            delete(building);
        }
    }

    /** Return the lock of the record that lies in a folder, if one does. */
    public static Optional<JsonNode> lock(Path folder) {
        Path file = folder.resolve("lock.json");
        try {
            return Files.isRegularFile(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the record is damaged, and about to be replaced
        }
    }

    private static List<TableFile.Format> formats(ExtraTables extra) {
        return switch (extra) {
            case NONE -> List.of(TableFile.Format.ECSV);
            case FITS -> List.of(TableFile.Format.ECSV, TableFile.Format.FITS);
            case VOTABLE -> List.of(TableFile.Format.ECSV, TableFile.Format.VOTABLE);
        };
    }

    private static void replace(Path place, Path building) throws IOException {
        if (Files.exists(place)) {
            Path former = place.resolveSibling(building.getFileName() + "-former");
            delete(former);
            Files.move(place, former, StandardCopyOption.ATOMIC_MOVE);
            try {
                Files.move(building, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Files.move(former, place, StandardCopyOption.ATOMIC_MOVE);
                throw e;
            }
            delete(former);
        } else {
            Files.move(building, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Delete a folder with all that is in it, if it is there. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
