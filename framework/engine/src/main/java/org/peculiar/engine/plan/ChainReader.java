package org.peculiar.engine.plan;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.peculiar.api.DataFile;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.PathResolver;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.ComponentIndex;

/** Reads a chain of steps with what they share: the seed, tables and assumptions of their descriptor. */
final class ChainReader {

    private static final Pattern SEED = Pattern.compile("[-+]?[0-9]{1,18}");

    private final ComponentIndex index;
    private final Function<String, String> plugins;
    private final FileHashes hashes;
    private final Map<String, List<String>> dropped;
    private final Problems problems;

    /**
     * Make a reader.
     *
     * @param plugins gives what identifies a plugin's content, and the framework's
     * @param dropped parameters that exchanges of components dropped, by step
     */
    ChainReader(
            ComponentIndex index,
            Function<String, String> plugins,
            FileHashes hashes,
            Map<String, List<String>> dropped,
            Problems problems) {
        this.index = index;
        this.plugins = plugins;
        this.hashes = hashes;
        this.dropped = dropped;
        this.problems = problems;
    }

    /** A chain as it was read. */
    record Chain(
            long seed,
            Map<String, DataFile> data,
            Values assume,
            StepsReader steps,
            Binder binder,
            TablesReader tables,
            Map<Position, Values.BoundPath> usedPaths) {}

    /**
     * Read a chain.
     *
     * @param root its descriptor
     * @param file of that descriptor
     * @param resolver of its paths
     * @param name of the import, empty for the descriptor itself
     * @param imported steps that it can take from
     */
    Chain read(Yaml.Mapping root, Path file, PathResolver resolver, String name, StepsReader.Imported imported) {
        long seed = seed(root);
        Binder withoutTables = new Binder(index, resolver, Map.of(), problems);
        TablesReader tables = new TablesReader(withoutTables, index.owned("data"), hashes, problems);
        Map<String, DataFile> data = tables.read(root, file);
        Binder binder = new Binder(index, resolver, data, problems);
        Values assume = binder.bind(index.owned("assume"), root.get("assume"), root.position(), "assume");
        StepsReader steps =
                new StepsReader(index, plugins, hashes, dropped, binder, assume, seed, name, imported, problems);
        steps.read(root);
        Map<Position, Values.BoundPath> usedPaths = new HashMap<>(withoutTables.usedPaths());
        usedPaths.putAll(binder.usedPaths());
        return new Chain(seed, data, assume, steps, binder, tables, usedPaths);
    }

    private long seed(Yaml.Mapping root) {
        Optional<Yaml.Scalar> seed = new Sections(problems).scalar(root, "seed", "seed");
        if (seed.isEmpty()) {
            return 0;
        }
        String text = seed.get().text();
        if (seed.get().plain() && SEED.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        problems.add(
                seed.get().position(),
                "seed",
                "found " + seed.get().noun() + ", but a whole number of at most 18 digits is needed");
        return 0;
    }
}
