package org.peculiar.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataFile;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Progress;
import org.peculiar.engine.data.UsedFiles;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problem;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Source;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.descriptor.YamlReader;
import org.peculiar.engine.plugin.Components;
import org.peculiar.engine.run.ComponentFactory;
import org.peculiar.engine.run.Instances;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.IndexReader;
import org.peculiar.engine.schema.Type;

/** A component on the class path of its tests, bound and built as the host would. */
final class ComponentUnderTest {

    private static final String INDEX = "META-INF/peculiar/components.json";

    private final ComponentIndex index;
    private final ComponentDescription description;
    private final ClassLoader classPath;

    private ComponentUnderTest(ComponentIndex index, ComponentDescription description, ClassLoader classPath) {
        this.index = index;
        this.description = description;
        this.classPath = classPath;
    }

    /**
     * Finds the component.
     *
     * @param id within its kind; empty for the only one there is
     * @throws AssertionError if there is none, or more than one, saying what to do
     */
    static ComponentUnderTest of(String kind, String id, ClassLoader classPath) {
        List<ComponentDescription> components = new ArrayList<>();
        Map<String, Type.RecordOf> owned = new HashMap<>();
        for (JsonNode found : indexes(classPath)) {
            components.addAll(IndexReader.components(found, "under test"));
            owned.putAll(IndexReader.kinds(found));
        }
        List<ComponentDescription> candidates = components.stream()
                .filter(component -> component.kind().equals(kind)
                        && (id.isEmpty() || component.id().equals(id)))
                .toList();
        if (candidates.isEmpty()) {
            throw new AssertionError("no component " + kind + "/" + (id.isEmpty() ? "…" : id) + " in "
                    + components.stream().map(ComponentDescription::ref).toList()
                    + "; mark the class with @Component, let it implement the interface of its kind, and name"
                    + " org.peculiar.api.processor.ComponentIndexProcessor to the compiler");
        }
        if (candidates.size() > 1) {
            throw new AssertionError("found "
                    + candidates.stream().map(ComponentDescription::ref).collect(Collectors.joining(", "))
                    + ", but a contract test is about one component; override id()");
        }
        return new ComponentUnderTest(new ComponentIndex(components, owned, Map.of()), candidates.get(0), classPath);
    }

    private static List<JsonNode> indexes(ClassLoader classPath) {
        List<JsonNode> indexes = new ArrayList<>();
        try {
            for (URL url : Collections.list(classPath.getResources(INDEX))) {
                try (InputStream in = url.openStream()) {
                    indexes.add(new ObjectMapper().readTree(in));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return indexes;
    }

    /** Returns what the index says of the component. */
    ComponentDescription description() {
        return description;
    }

    /** Returns all components on the class path. */
    ComponentIndex index() {
        return index;
    }

    /** Returns the plugin's BibTeX file. */
    Optional<String> bibliography() {
        try (InputStream in = classPath.getResourceAsStream("references.bib")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Binds a {@code with:} block to the component's own parameters; those that its kind owns are bound too, and dropped.
     *
     * @param with YAML
     * @param tables under {@code data:}
     * @param folder that paths are relative to
     * @throws AssertionError with all that is wrong with it
     */
    Values bind(String with, Map<String, Path> tables, Path folder) {
        Problems problems = new Problems();
        Source source = Source.of("with", with);
        Optional<Yaml> yaml = with.isBlank() ? Optional.empty() : YamlReader.read(source, with, problems);
        Map<String, DataFile> data = new HashMap<>();
        tables.forEach((name, path) -> data.put(name, new DataFile(name, path.toAbsolutePath())));
        Binder binder = new Binder(
                index,
                text -> folder.resolve(text.replace("${data}/", ""))
                        .toAbsolutePath()
                        .normalize(),
                data,
                problems);
        Position start = Position.startOf(source);
        Type.RecordOf shared = index.owned(description.kind());
        Optional<Yaml> ofKind = part(yaml, shared, true);
        if (ofKind.isPresent()) {
            binder.bind(shared, ofKind, start, "with");
        }
        Values own = binder.bind(description.parameters(), part(yaml, shared, false), start, "with");
        if (!problems.isEmpty()) {
            throw new AssertionError(description.ref() + ": this does not bind:\n" + with + "\n"
                    + problems.sorted().stream().map(Problem::show).collect(Collectors.joining("\n")));
        }
        return own;
    }

    /** Returns the entries whose keys the kind owns, or the others; nothing if there are none. */
    private static Optional<Yaml> part(Optional<Yaml> yaml, Type.RecordOf shared, boolean ofKind) {
        if (yaml.isEmpty() || !(yaml.get() instanceof Yaml.Mapping mapping)) {
            return ofKind ? Optional.empty() : yaml;
        }
        List<Yaml.Entry> entries = mapping.entries().stream()
                .filter(entry -> ofKind == shared.keys().contains(entry.key().text()))
                .toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Yaml.Mapping(entries, mapping.position()));
    }

    /** Returns every word of a {@code with:} block that may name a table. */
    static Set<String> words(String with) {
        Set<String> words = new TreeSet<>();
        YamlReader.read(Source.of("with", with), with, new Problems()).ifPresent(yaml -> words(yaml, words));
        return words;
    }

    private static void words(Yaml yaml, Set<String> words) {
        if (yaml instanceof Yaml.Scalar scalar) {
            words.add(scalar.text());
        } else if (yaml instanceof Yaml.Sequence sequence) {
            sequence.items().forEach(item -> words(item, words));
        } else if (yaml instanceof Yaml.Mapping mapping) {
            mapping.entries().forEach(entry -> words(entry.value(), words));
        }
    }

    /** Builds the component. */
    Object build(Values values, Assumptions assumptions) {
        return new Instances(new Factory(components(assumptions))).component(description, values);
    }

    private Components components(Assumptions assumptions) {
        return Components.ofClassPath(
                classPath,
                Map.of(
                        DataFiles.class, new UsedFiles(),
                        Progress.class, new Silent(),
                        Assumptions.class, assumptions));
    }

    /** Makes the component's record of parameters, without the component. */
    Record parameters(Values values, Assumptions assumptions) {
        Factory others = new Factory(components(assumptions));
        Record[] made = new Record[1];
        ComponentFactory capture = new ComponentFactory() {
            @Override
            public Class<?> load(String plugin, String className) {
                return others.load(plugin, className);
            }

            @Override
            public Object create(String plugin, String className, Optional<Object> parameters) {
                if (!className.equals(description.className())) {
                    return others.create(plugin, className, parameters);
                }
                made[0] = (Record) parameters.orElseThrow();
                return made[0];
            }
        };
        new Instances(capture).component(description, values);
        return made[0];
    }

    private record Factory(Components components) implements ComponentFactory {

        @Override
        public Class<?> load(String plugin, String className) {
            return components.load(plugin, className);
        }

        @Override
        public Object create(String plugin, String className, Optional<Object> parameters) {
            return components.create(plugin, className, parameters);
        }
    }

    private static final class Silent implements Progress {

        @Override
        public Task begin(String name, long total) {
            return new Task() {
                @Override
                public void advance(long units) {}

                @Override
                public void close() {}
            };
        }
    }
}
