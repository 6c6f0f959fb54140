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
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.Suggestion;
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
        Optional<String> previous = Optional.empty();
        for (Yaml.Entry entry : entries) {
            String name = entry.key().text();
            sections.matches(entry.key(), "steps." + name, NAME, "a step's name is in kebab-case, such as zero-point");
            if (entry.value() instanceof Yaml.Mapping body) {
                step(name, body, placed, previous).ifPresent(step -> steps.put(name, step));
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

    private Optional<Step> step(String name, Yaml.Mapping body, Set<String> placed, Optional<String> previous) {
        String path = "steps." + name;
        sections.keys(body, path + ".", STEP_KEYS, Set.of());
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
        Map<String, String> inputs = inputs(name, component.get(), kind, body, uses.get(), placed, previous);
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
            Step source = source(from);
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

    private Map<String, String> inputs(
            String name,
            ComponentDescription component,
            StepKind kind,
            Yaml.Mapping body,
            Yaml.Scalar uses,
            Set<String> placed,
            Optional<String> previous) {
        String path = "steps." + name + ".in";
        Map<String, Yaml.Scalar> given = new LinkedHashMap<>();
        Optional<Yaml> in = Sections.given(body, "in");
        List<StepKind.Port> ports = kind.inputs(component);
        List<String> roles = ports.stream().map(StepKind.Port::role).toList();
        if (in.isPresent() && roles.isEmpty()) {
            problems.add(
                    Sections.place(body, "in"),
                    path,
                    "found " + in.get().noun() + ", but a " + kind.word() + " takes no input");
            return Map.of();
        } else if (in.isPresent() && in.get() instanceof Yaml.Mapping byRole) {
            for (Yaml.Entry entry : byRole.entries()) {
                String role = entry.key().text();
                if (!roles.contains(role)) {
                    problems.add(
                            entry.key().position(),
                            path + "." + role,
                            kind.inputs().stream().anyMatch(port -> port.role().equals(role))
                                    ? "found a " + role + ", but " + uses.text() + " takes only "
                                            + String.join(", ", roles) + "; take it out"
                                    : "unknown role" + Suggestion.hint(role, roles));
                } else if (entry.value() instanceof Yaml.Scalar step && !step.isNull()) {
                    given.put(role, step);
                } else {
                    problems.add(
                            entry.value().position(),
                            path + "." + role,
                            "found " + entry.value().noun() + ", but the name of a step is needed");
                }
            }
        } else if (in.isPresent() && in.get() instanceof Yaml.Scalar step) {
            given.put(role(ports, step.text()), step);
        } else if (in.isPresent()) {
            problems.add(in.get().position(), path, "found " + in.get().noun() + ", but the name of a step is needed");
            return Map.of();
        }
        Map<String, String> inputs = new LinkedHashMap<>();
        long always = ports.stream()
                .filter(port -> port.need() == StepKind.Port.Need.ALWAYS)
                .count();
        for (StepKind.Port port : ports) {
            Yaml.Scalar step = given.get(port.role());
            String from;
            Position where;
            if (step != null) {
                from = step.text();
                where = step.position();
            } else if (port.need() == StepKind.Port.Need.OF_COMPONENTS_THAT_TAKE_IT) {
                Optional<String> origin = origin(inputs, port.type());
                if (origin.isEmpty()) {
                    // what the other inputs lack was said already
                    continue;
                }
                from = origin.get();
                where = uses.position();
            } else if (always > 1) {
                Optional<Step> last = last(port.type());
                if (last.isEmpty()) {
                    // a step with a mistake may well be the one that gives it
                    if (port.need() == StepKind.Port.Need.ALWAYS
                            && steps.keySet().containsAll(placed)) {
                        problems.add(
                                uses.position(),
                                path,
                                "found no step above that gives " + StepKind.noun(port.type()) + ", but " + uses.text()
                                        + " takes " + StepKind.noun(port.type()));
                    }
                    continue;
                }
                from = last.get().called();
                where = uses.position();
            } else if (previous.isPresent()) {
                from = previous.get();
                where = uses.position();
            } else {
                problems.add(
                        uses.position(),
                        path,
                        "found no step before this one, but " + uses.text() + " takes " + StepKind.noun(port.type())
                                + "; begin with a source");
                continue;
            }
            if (!placed.contains(from) && !imported.names().contains(from)) {
                problems.add(where, path, notAbove(name, from, placed));
                continue;
            }
            Step source = source(from);
            if (source != null && source.kind().output() != port.type()) {
                problems.add(
                        where,
                        path,
                        "found " + from + ", which gives "
                                + StepKind.noun(source.kind().output()) + ", but " + uses.text() + " takes "
                                + StepKind.noun(port.type()) + giver(ports, port));
                continue;
            }
            inputs.put(port.role(), from);
        }
        return inputs;
    }

    private String notAbove(String name, String from, Set<String> placed) {
        if (from.equals(name)) {
            return "found the step itself, but a step takes from steps above it";
        } else if (!wiring.has(from)) {
            Set<String> known = new LinkedHashSet<>(placed);
            known.addAll(imported.names());
            return "found " + Yaml.shortened(from) + ", but no step has that name"
                    + (known.isEmpty() ? "" : Suggestion.hint(from, known));
        }
        return "found " + from + ", which stands below, but a step takes from steps above it"
                + wiring.circle(name, from)
                        .map(circle -> "; these wait for each other: " + circle)
                        .orElse("");
    }

    /** Returns the role that a step named alone takes: the one of its type. */
    private String role(List<StepKind.Port> ports, String from) {
        Step source = source(from);
        return ports.stream()
                .filter(port -> source != null && source.kind().output() == port.type())
                .findFirst()
                .orElse(ports.get(0))
                .role();
    }

    /**
     * Returns the step that gives a type and that the first of the inputs comes from, such as the survey of distances; by what
     * this descriptor calls it.
     */
    private Optional<String> origin(Map<String, String> inputs, Class<?> type) {
        Optional<String> from = inputs.values().stream().findFirst();
        while (from.isPresent() && source(from.get()) != null) {
            Step step = source(from.get());
            if (step.kind().output() == type) {
                return from;
            }
            from = step.inputs().values().stream().findFirst().map(name -> name.substring(prefix.length()));
        }
        return Optional.empty();
    }

    /** Returns a sound step by what this descriptor calls it, or {@code null}. */
    private Step source(String called) {
        Step own = steps.get(called);
        return own == null ? imported.steps().get(called) : own;
    }

    /** Returns the last step above that gives a type; imported ones are taken where they are named only. */
    private Optional<Step> last(Class<?> type) {
        return steps.values().stream()
                .filter(step -> step.kind().output() == type)
                .reduce((former, later) -> later);
    }

    /** Names the last step above that gives what is needed. */
    private String giver(List<StepKind.Port> ports, StepKind.Port port) {
        return last(port.type())
                .map(step -> "; did you mean 'in: "
                        + (ports.size() > 1 ? "{" + port.role() + ": " + step.called() + "}" : step.called())
                        + "'?")
                .orElse("");
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
