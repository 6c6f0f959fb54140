package org.peculiar.engine.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peculiar.api.DataFile;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Type;

/** Reads the tables of a descriptor, each with the content that it is pinned to. */
final class TablesReader {

    private static final Pattern PIN = Pattern.compile("[0-9a-fA-F]{64}");

    private final Binder binder;
    private final Type.RecordOf entryType;
    private final FileHashes hashes;
    private final Problems problems;
    private final Sections sections;

    /**
     * Make a reader.
     *
     * @param binder that knows no tables
     * @param entryType of an entry
     */
    TablesReader(Binder binder, Type.RecordOf entryType, FileHashes hashes, Problems problems) {
        this.binder = binder;
        this.entryType = entryType;
        this.hashes = hashes;
        this.problems = problems;
        this.sections = new Sections(problems);
    }

    /**
     * Reads the tables; a broken one is there as well, so that steps can name it.
     *
     * @param descriptor a file that stands in for one that is not there
     */
    Map<String, DataFile> read(Yaml.Mapping root, Path descriptor) {
        Map<String, DataFile> tables = new LinkedHashMap<>();
        for (Yaml.Entry entry : sections.mapping(root, "data")) {
            String name = entry.key().text();
            String path = "data." + name;
            Values values = binder.bindWithShorthand(entryType, entry.value(), path);
            if (!(values.byKey().get("path") instanceof Values.BoundPath bound)) {
                tables.put(name, new DataFile(name, descriptor));
                continue;
            }
            tables.put(name, new DataFile(name, bound.path()));
            if (Files.isDirectory(bound.path())) {
                problems.add(
                        Sections.place(entry.value(), "path"),
                        path,
                        "found the folder " + bound.text() + ", but a file is needed");
                continue;
            }
            String hash = hashes.of(bound.path(), Sections.place(entry.value(), "path"), path, problems);
            if (values.byKey().get("sha256") instanceof String pin) {
                pin(pin, hash, bound, Sections.place(entry.value(), "sha256"), path + ".sha256");
            }
        }
        return tables;
    }

    private void pin(String pin, String hash, Values.BoundPath file, Position where, String path) {
        if (!PIN.matcher(pin).matches()) {
            problems.add(where, path, "found " + pin + ", but a SHA-256 is 64 hex digits");
        } else if (!pin.equalsIgnoreCase(hash)) {
            problems.add(
                    where,
                    path,
                    "found " + pin + ", but " + file.text() + " now has " + hash + ": the file is not the one pinned");
        }
    }

    /**
     * Reports tables that no step uses.
     *
     * @param used names of those that are
     * @param misnamed whether a step names one that is not there
     */
    void requireUsed(Yaml.Mapping root, Set<String> used, boolean misnamed) {
        boolean sound = problems.isEmpty();
        for (Yaml.Entry entry : sections.mapping(root, "data")) {
            String name = entry.key().text();
            // a step with a mistake may well be the one that means to use it
            boolean mentioned = Stream.of("steps", "sweep")
                    .flatMap(section -> root.get(section).stream())
                    .anyMatch(all -> mentions(all, name));
            boolean meant = !sound && (mentioned || misnamed);
            if (!used.contains(name) && !meant) {
                problems.add(
                        entry.key().position(),
                        "data." + name,
                        "no step uses this table; name it in a step, or take it out");
            }
        }
    }

    private static boolean mentions(Yaml yaml, String text) {
        if (yaml instanceof Yaml.Scalar scalar) {
            return scalar.text().equals(text);
        } else if (yaml instanceof Yaml.Sequence sequence) {
            return sequence.items().stream().anyMatch(item -> mentions(item, text));
        }
        return ((Yaml.Mapping) yaml).entries().stream().anyMatch(entry -> mentions(entry.value(), text));
    }
}
