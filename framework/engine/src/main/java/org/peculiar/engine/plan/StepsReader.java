package org.peculiar.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.Type;

/** Reads the steps of a descriptor: binds their parameters, wires them by type and hashes what decides each result. */
final class StepsReader {

    private static final Set<String> STEP_KEYS = Set.of("uses", "with", "in");
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final ComponentIndex index;
    private final Function<String, String> plugins;
    private final FileHashes hashes;
    private final Map<String, List<String>> dropped;
    private final Binder binder;
    private final Values assume;
    private final long seed;
    private final String prefix;
    private final Imported imported;
    private final Problems problems;
    private final Sections sections;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private Wiring wiring = Wiring.of(List.of());

    /**
     * Make a reader.
     *
     * @param plugins gives what identifies a plugin's content, and the framework's
     * @param dropped parameters that exchanges of components dropped, by step
     * @param assume what steps share
     * @param seed of random numbers
     * @param chain name of the import, empty for the descriptor itself
     * @param imported steps that these can take from
     */
    StepsReader(
            ComponentIndex index,
            Function<String, String> plugins,
            FileHashes hashes,
            Map<String, List<String>> dropped,
            Binder binder,
            Values assume,
            long seed,
            String chain,
            Imported imported,
            Problems problems) {
        this.index = index;
        this.plugins = plugins;
        this.hashes = hashes;
        this.dropped = dropped;
        this.binder = binder;
        this.assume = assume;
        this.seed = seed;
        this.prefix = chain.isEmpty() ? "" : chain + ".";
        this.imported = imported;
        this.problems = problems;
        this.sections = new Sections(problems);
    }

    /**
     * Steps that came with imports.
     *
     * @param steps the sound ones, by their full names
     * @param names of all, those with mistakes included
     */
    record Imported(Map<String, Step> steps, Set<String> names) {

        static final Imported NONE = new Imported(Map.of(), Set.of());
    }

    /** Returns the sound steps, each after its inputs. */
    List<Step> steps() {
        return List.copyOf(steps.values());
    }

    /** Returns the names of all steps, those with mistakes included. */
    Set<String> names() {
        return wiring.steps().stream().map(name -> prefix + name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Reads the steps of a descriptor. */
    void read(Yaml.Mapping root) {
        List<Yaml.Entry> entries = sections.mapping(root, "steps");
        boolean nothingElse = Sections.given(root, "steps")
                .filter(other -> !(other instanceof Yaml.Mapping))
                .isEmpty();
        if (entries.isEmpty() && nothingElse) {
            problems.add(
                    Sections.place(root, "steps"),
                    "steps",
                    "not given, but needed: the steps of the analysis, by name");
        }
        wiring = Wiring.of(entries);
        Set<String> placed = new LinkedHashSet<>();
        InputsReader wires = new InputsReader(steps, placed, imported, wiring, prefix, problems);
        Optional<String> previous = Optional.empty();
        for (Yaml.Entry entry : entries) {
            String name = entry.key().text();
            sections.matches(entry.key(), "steps." + name, NAME, "a step's name is in kebab-case, such as zero-point");
            if (entry.value() instanceof Yaml.Mapping body) {
                step(name, body, wires, previous).ifPresent(step -> steps.put(name, step));
            } else {
                problems.add(
                        entry.value().position(),
                        "steps." + name,
                        "found " + entry.value().noun() + ", but {uses: kind/id, with: {…}} is needed");
            }
            placed.add(name);
            // no step takes a finding, so that a diagnostic can stand anywhere without changing what follows
            if (!steps.containsKey(name) || steps.get(name).kind() != StepKind.DIAGNOSTIC) {
                previous = Optional.of(name);
            }
        }
    }

    private Optional<Step> step(String name, Yaml.Mapping body, InputsReader wires, Optional<String> previous) {
        String path = "steps." + name;
        sections.keys(body, path + ".", STEP_KEYS);
        Optional<Yaml.Scalar> uses = sections.scalar(body, "uses", path + ".uses");
        if (uses.isEmpty()) {
            if (Sections.given(body, "uses").isEmpty()) {
                problems.add(
                        Sections.place(body, "uses"), path + ".uses", "not given, but needed: a component, kind/id");
            }
            return Optional.empty();
        }
        Optional<ComponentDescription> component = binder.component(uses.get(), path + ".uses", "");
        if (component.isEmpty()) {
            return Optional.empty();
        }
        Optional<StepKind> known = StepKind.of(component.get().kind());
        if (known.isEmpty()) {
            problems.add(
                    uses.get().position(),
                    path + ".uses",
                    "found " + uses.get().noun() + ", but this version has no steps of the kind "
                            + component.get().kind());
            return Optional.empty();
        }
        StepKind kind = known.get();
        Type.RecordOf own = component.get().parameters();
        Type.RecordOf shared = index.owned(kind.word());
        List<Type.Field> fields = new ArrayList<>(shared.fields());
        fields.addAll(own.fields());
        Values all = binder.bind(
                new Type.RecordOf("", fields), body.get("with"), uses.get().position(), path + ".with");
        Values ownValues = only(own, all);
        Values sharedValues = only(shared, all);
        Map<String, String> inputs = wires.read(name, component.get(), kind, body, uses.get(), previous);
        Identity identity = new Identity(
                        plugins, file -> hashes.of(file, uses.get().position(), path, problems))
                .component(component.get())
                .values(ownValues)
                .values(sharedValues)
                .values(assume);
        if (kind.draws()) {
            identity.draws(seed, name);
        }
        String content = identity.hash();
        Map<String, String> identities = new LinkedHashMap<>();
        Map<String, String> fullNames = new LinkedHashMap<>();
        inputs.forEach((role, from) -> {
            Step source = wires.source(from);
            identities.put(role, source == null ? "" : source.identity());
            fullNames.put(role, source == null ? from : source.name());
        });
        return Optional.of(new Step(
                prefix + name,
                kind,
                component.get(),
                ownValues,
                sharedValues,
                fullNames,
                content,
                Identity.ofResult(content, identities),
                dropped.getOrDefault(prefix + name, List.of())));
    }

    private static Values only(Type.RecordOf type, Values all) {
        Map<String, Object> own = new LinkedHashMap<>();
        for (Type.Field field : type.fields()) {
            if (all.byKey().containsKey(field.key())) {
                own.put(field.key(), all.byKey().get(field.key()));
            }
        }
        return new Values(type, own);
    }
}
