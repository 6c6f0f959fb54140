package org.peculiar.engine.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Overrides;
import org.peculiar.engine.descriptor.PathResolver;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Source;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.descriptor.YamlReader;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.schema.Type;

/**
 * Turns a descriptor into a plan: binds all parameters, wires the steps by type and hashes what decides each result.
 *
 * <p>All problems are reported at once.
 */
public final class Planner {

    /** Version of the descriptor's format. */
    public static final int DESCRIPTOR_VERSION = 1;

    private static final Set<String> KEYS = Set.of("peculiar", "name", "seed", "data", "assume", "steps", "estimands");
    private static final Set<String> LATER = Set.of("sweep", "claims", "targets", "import", "report");
    private static final Set<String> STEP_KEYS = Set.of("uses", "with", "in");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern STEP = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final ComponentIndex index;
    private final Function<Path, PathResolver> resolvers;
    private final Function<String, String> pluginIdentity;

    /**
     * Make a planner.
     *
     * @param index the components at hand
     * @param resolvers gives the resolver of paths for a descriptor's folder
     * @param pluginIdentity gives the hash of a plugin's content by its id
     */
    public Planner(
            ComponentIndex index, Function<Path, PathResolver> resolvers, Function<String, String> pluginIdentity) {
        this.index = index;
        this.resolvers = resolvers;
        this.pluginIdentity = pluginIdentity;
    }

    /**
     * Plan an analysis.
     *
     * @param file the descriptor
     * @param overrides {@code PATH=VALUE}, applied in order
     * @throws org.peculiar.engine.descriptor.DescriptorException with all problems found
     * @throws DataException if the descriptor cannot be read
     */
    public Plan plan(Path file, List<String> overrides) {
        String text = read(file);
        Problems problems = new Problems();
        Source source = Source.of(file.getFileName().toString(), text);
        Optional<Yaml> root = YamlReader.read(source, text, problems);
        problems.throwIfAny();
        if (!(root.orElseThrow() instanceof Yaml.Mapping given)) {
            problems.add(
                    root.get().position(),
                    "",
                    "found " + root.get().noun() + ", but a mapping is needed, from peculiar: 1 on");
            problems.throwIfAny();
            throw new AssertionError();
        }
        Overrides applied = new Overrides(index, problems);
        Yaml.Mapping mapping = applied.apply(given, overrides);
        Reading reading = new Reading(file, problems, applied.dropped());
        Plan plan = reading.plan(mapping, text, overrides);
        problems.throwIfAny();
        return plan;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such descriptor", e);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": not a text in UTF-8, but a descriptor is", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String hash(Path path) {
        try {
            return ContentHash.sha256(path);
        } catch (IOException e) {
            throw new DataException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** One descriptor under way. */
    private final class Reading {

        private final Path file;
        private final Problems problems;
        private final Map<String, List<String>> dropped;
        private final PathResolver resolver;
        private final Map<String, DataFile> data = new LinkedHashMap<>();
        private final Map<String, String> hashes = new LinkedHashMap<>();
        private final Map<String, Step> steps = new LinkedHashMap<>();

        Reading(Path file, Problems problems, Map<String, List<String>> dropped) {
            this.file = file;
            this.problems = problems;
            this.dropped = dropped;
            this.resolver = resolvers.apply(file.toAbsolutePath().getParent());
        }

        Plan plan(Yaml.Mapping root, String text, List<String> overrides) {
            keys(root, "", KEYS, LATER);
            version(root);
            String name = scalar(root, "name")
                    .filter(scalar -> matches(scalar, "name", NAME, "letters, digits, dots and dashes are needed"))
                    .map(Yaml.Scalar::text)
                    .orElse("");
            if (root.get("name").isEmpty()) {
                problems.add(root.position(), "name", "not given, but needed: it names the folder of the run");
            }
            long seed = seed(root);
            data(root);
            Binder binder = new Binder(index, resolver, data, problems);
            Values assume = binder.bind(index.owned("assume"), root.get("assume"), root.position(), "assume");
            steps(root, binder, assume, seed);
            Map<String, Plan.Estimand> estimands = estimands(root);
            unusedData(root, binder);
            return new Plan(
                    name,
                    file.toAbsolutePath().normalize(),
                    text,
                    List.copyOf(overrides),
                    seed,
                    data,
                    assume,
                    List.copyOf(steps.values()),
                    estimands);
        }

        private void version(Yaml.Mapping root) {
            Optional<Yaml.Scalar> version = scalar(root, "peculiar");
            if (root.get("peculiar").isEmpty()) {
                problems.add(root.position(), "peculiar", "not given, but needed: peculiar: " + DESCRIPTOR_VERSION);
            } else if (version.isPresent() && !version.get().text().equals(Integer.toString(DESCRIPTOR_VERSION))) {
                problems.add(
                        version.get().position(),
                        "peculiar",
                        "found version " + version.get().text() + ", but this is a framework for version "
                                + DESCRIPTOR_VERSION);
            }
        }

        private long seed(Yaml.Mapping root) {
            Optional<Yaml.Scalar> seed = scalar(root, "seed");
            if (seed.isEmpty()) {
                return 0;
            }
            try {
                return Long.parseLong(seed.get().text());
            } catch (NumberFormatException e) {
                problems.add(
                        seed.get().position(), "seed", "found " + seed.get().noun() + ", but a whole number is needed");
                return 0;
            }
        }

        private void data(Yaml.Mapping root) {
            Binder binder = new Binder(index, resolver, Map.of(), problems);
            for (Yaml.Entry entry : mapping(root, "data")) {
                String name = entry.key().text();
                String path = "data." + name;
                Values values = binder.bind(
                        index.owned("data"),
                        Optional.of(entry.value()),
                        entry.value().position(),
                        path);
                if (!(values.byKey().get("path") instanceof Values.BoundPath bound)) {
                    data.put(name, new DataFile(name, file));
                    continue;
                }
                if (Files.isDirectory(bound.path())) {
                    problems.add(
                            entry.value().position(),
                            path,
                            "found the folder " + bound.text() + ", but a file is needed");
                }
                data.put(name, new DataFile(name, bound.path()));
                hashes.put(name, hash(bound.path()));
                if (values.byKey().get("sha256") instanceof String pin && !pin.equalsIgnoreCase(hashes.get(name))) {
                    problems.add(
                            entry.value().position(),
                            path + ".sha256",
                            "found a file with " + hashes.get(name) + ", but " + pin
                                    + " is needed: the file has changed");
                }
            }
        }

        private void unusedData(Yaml.Mapping root, Binder binder) {
            for (Yaml.Entry entry : mapping(root, "data")) {
                if (!binder.usedData().contains(entry.key().text())) {
                    problems.add(
                            entry.key().position(),
                            "data." + entry.key().text(),
                            "no step uses this table; name it in a step, or take it out");
                }
            }
        }

        private void steps(Yaml.Mapping root, Binder binder, Values assume, long seed) {
            List<Yaml.Entry> entries = mapping(root, "steps");
            if (entries.isEmpty()
                    && root.get("steps")
                            .filter(s -> !(s instanceof Yaml.Mapping))
                            .isEmpty()) {
                problems.add(root.position(), "steps", "not given, but needed: the steps of the analysis, by name");
            }
            List<String> names =
                    entries.stream().map(entry -> entry.key().text()).toList();
            Set<String> placed = new java.util.HashSet<>();
            Optional<String> previous = Optional.empty();
            for (Yaml.Entry entry : entries) {
                String name = entry.key().text();
                matches(entry.key(), "steps." + name, STEP, "a step's name is in kebab-case, such as zero-point");
                if (entry.value() instanceof Yaml.Mapping body) {
                    step(name, body, binder, assume, seed, names, placed, previous)
                            .ifPresent(s -> steps.put(name, s));
                } else {
                    problems.add(
                            entry.value().position(),
                            "steps." + name,
                            "found " + entry.value().noun() + ", but {uses: kind/id, with: {…}} is needed");
                }
                placed.add(name);
                previous = Optional.of(name);
            }
        }

        private Optional<Step> step(
                String name,
                Yaml.Mapping body,
                Binder binder,
                Values assume,
                long seed,
                List<String> names,
                Set<String> placed,
                Optional<String> previous) {
            String path = "steps." + name;
            keys(body, path + ".", STEP_KEYS, Set.of());
            Optional<Yaml.Scalar> uses = scalar(body, "uses");
            if (uses.isEmpty()) {
                if (body.get("uses").isEmpty()) {
                    problems.add(body.position(), path + ".uses", "not given, but needed: a component, kind/id");
                }
                return Optional.empty();
            }
            Optional<ComponentDescription> component = binder.component(uses.get(), path + ".uses", "");
            if (component.isEmpty()) {
                return Optional.empty();
            }
            StepKind kind = StepKind.of(component.get().kind())
                    .orElseThrow(() -> new IllegalStateException(
                            "no kind " + component.get().kind()));
            Type.RecordOf own = component.get().parameters();
            Type.RecordOf shared = index.owned(kind.word());
            List<Type.Field> fields = new ArrayList<>(shared.fields());
            fields.addAll(own.fields());
            Values all = binder.bind(
                    new Type.RecordOf("", fields), body.get("with"), uses.get().position(), path + ".with");
            Values ownValues = only(own, all);
            Values sharedValues = only(shared, all);
            Map<String, String> inputs = inputs(name, kind, body, uses.get(), names, placed, previous);
            String identity = identity(component.get(), ownValues, sharedValues, assume, seed, name, inputs);
            return Optional.of(new Step(
                    name,
                    kind,
                    component.get(),
                    ownValues,
                    sharedValues,
                    inputs,
                    identity,
                    dropped.getOrDefault(name, List.of())));
        }

        private Map<String, String> inputs(
                String name,
                StepKind kind,
                Yaml.Mapping body,
                Yaml.Scalar uses,
                List<String> names,
                Set<String> placed,
                Optional<String> previous) {
            String path = "steps." + name + ".in";
            Map<String, Yaml.Scalar> given = new LinkedHashMap<>();
            Optional<Yaml> in = body.get("in");
            List<String> roles = kind.inputs().stream().map(StepKind.Port::role).toList();
            if (in.isPresent() && in.get() instanceof Yaml.Mapping byRole) {
                for (Yaml.Entry entry : byRole.entries()) {
                    String role = entry.key().text();
                    if (!roles.contains(role)) {
                        problems.add(
                                entry.key().position(),
                                path + "." + role,
                                "unknown role" + Suggestion.hint(role, roles));
                    } else if (entry.value() instanceof Yaml.Scalar step) {
                        given.put(role, step);
                    } else {
                        problems.add(
                                entry.value().position(),
                                path + "." + role,
                                "found " + entry.value().noun() + ", but a step is needed");
                    }
                }
            } else if (in.isPresent() && in.get() instanceof Yaml.Scalar step && roles.size() == 1) {
                given.put(roles.get(0), step);
            } else if (in.isPresent()) {
                problems.add(
                        in.get().position(),
                        path,
                        roles.isEmpty()
                                ? "found " + in.get().noun() + ", but a " + kind.word() + " takes no input"
                                : "found " + in.get().noun() + ", but a step is needed");
                return Map.of();
            }
            Map<String, String> inputs = new LinkedHashMap<>();
            for (StepKind.Port port : kind.inputs()) {
                Yaml.Scalar step = given.get(port.role());
                String from;
                Position where;
                if (step != null) {
                    from = step.text();
                    where = step.position();
                } else if (previous.isPresent()) {
                    from = previous.get();
                    where = uses.position();
                } else {
                    problems.add(
                            uses.position(),
                            path,
                            "found no step before, but " + uses.text() + " takes " + StepKind.noun(port.type())
                                    + "; begin with a source");
                    continue;
                }
                if (!placed.contains(from)) {
                    problems.add(
                            where,
                            path,
                            names.contains(from)
                                    ? "found the step " + from + ", which is "
                                            + (from.equals(name) ? "this step itself" : "below")
                                            + ", but a step takes from steps above it: these would wait for each other"
                                    : "found " + from + ", but no step has that name"
                                            + Suggestion.hint(from, List.copyOf(placed)));
                    continue;
                }
                Step source = steps.get(from);
                if (source != null && source.kind().output() != port.type()) {
                    problems.add(
                            where,
                            path,
                            "found " + from + ", which gives "
                                    + StepKind.noun(source.kind().output()) + ", but " + uses.text() + " takes "
                                    + StepKind.noun(port.type()) + taker(port.type()));
                    continue;
                }
                inputs.put(port.role(), from);
            }
            return inputs;
        }

        private String taker(Class<?> type) {
            List<String> fitting = steps.values().stream()
                    .filter(step -> step.kind().output() == type)
                    .map(Step::name)
                    .toList();
            return fitting.isEmpty()
                    ? ""
                    : ", such as " + fitting.get(fitting.size() - 1) + " gives (in: " + fitting.get(fitting.size() - 1)
                            + ")";
        }

        private String identity(
                ComponentDescription component,
                Values own,
                Values shared,
                Values assume,
                long seed,
                String name,
                Map<String, String> inputs) {
            StringBuilder identity = new StringBuilder();
            identity.append(component.ref())
                    .append('\n')
                    .append(pluginIdentity.apply(component.plugin()))
                    .append('\n')
                    .append(own.toYaml())
                    .append(shared.toYaml())
                    .append(assume.toYaml())
                    .append('\n');
            List<String> contents = new ArrayList<>();
            contents(own, contents);
            contents(shared, contents);
            contents.forEach(content -> identity.append(content).append('\n'));
            inputs.forEach((role, from) -> identity.append(role)
                    .append(' ')
                    .append(steps.containsKey(from) ? steps.get(from).identity() : "")
                    .append('\n'));
            if (component.kind().equals("source")) {
                identity.append(seed).append(' ').append(name);
            }
            return ContentHash.sha256(identity.toString());
        }

        /** Gathers the hashes of all files that values refer to, and the plugins of components within. */
        private void contents(Object value, List<String> contents) {
            if (value instanceof DataFile data) {
                contents.add(hashes.getOrDefault(data.name(), ""));
            } else if (value instanceof Values.BoundPath path) {
                contents.add(hashes.computeIfAbsent(path.path().toString(), p -> hash(path.path())));
            } else if (value instanceof List<?> list) {
                list.forEach(item -> contents(item, contents));
            } else if (value instanceof Map<?, ?> map) {
                map.values().forEach(item -> contents(item, contents));
            } else if (value instanceof Values values) {
                contents(values.byKey(), contents);
            } else if (value instanceof Values.BoundComponent bound) {
                contents.add(pluginIdentity.apply(bound.component().plugin()));
                contents(bound.values(), contents);
            }
        }

        private Map<String, Plan.Estimand> estimands(Yaml.Mapping root) {
            Map<String, Plan.Estimand> estimands = new LinkedHashMap<>();
            for (Yaml.Entry entry : mapping(root, "estimands")) {
                String path = "estimands." + entry.key().text();
                String[] parts = entry.value() instanceof Yaml.Scalar scalar
                        ? scalar.text().split("\\.", 2)
                        : new String[0];
                if (parts.length != 2) {
                    problems.add(
                            entry.value().position(),
                            path,
                            "found " + entry.value().noun() + ", but step.property is needed, such as flow.speed");
                } else if (!steps.containsKey(parts[0])) {
                    if (mapping(root, "steps").stream()
                            .anyMatch(step -> step.key().text().equals(parts[0]))) {
                        continue;
                    }
                    problems.add(
                            entry.value().position(),
                            path,
                            "found " + parts[0] + ", but no step has that name"
                                    + Suggestion.hint(parts[0], steps.keySet()));
                } else if (steps.get(parts[0]).kind() != StepKind.FLOW) {
                    problems.add(
                            entry.value().position(),
                            path,
                            "found " + parts[0] + ", which gives "
                                    + StepKind.noun(steps.get(parts[0]).kind().output())
                                    + ", but estimands are read off flows");
                } else if (!FlowProperty.keys().contains(parts[1])) {
                    problems.add(
                            entry.value().position(),
                            path,
                            "found " + parts[1] + ", which a flow does not have"
                                    + Suggestion.hint(parts[1], FlowProperty.keys()));
                } else {
                    estimands.put(entry.key().text(), new Plan.Estimand(parts[0], parts[1]));
                }
            }
            return estimands;
        }

        private List<Yaml.Entry> mapping(Yaml.Mapping in, String key) {
            Optional<Yaml> value = in.get(key);
            if (value.isEmpty() || (value.get() instanceof Yaml.Scalar scalar && scalar.isNull())) {
                return List.of();
            }
            if (value.get() instanceof Yaml.Mapping mapping) {
                return mapping.entries();
            }
            problems.add(value.get().position(), key, "found " + value.get().noun() + ", but a mapping is needed");
            return List.of();
        }

        private Optional<Yaml.Scalar> scalar(Yaml.Mapping in, String key) {
            Optional<Yaml> value = in.get(key);
            if (value.isPresent() && !(value.get() instanceof Yaml.Scalar)) {
                problems.add(
                        value.get().position(), key, "found " + value.get().noun() + ", but a single value is needed");
            }
            return value.filter(Yaml.Scalar.class::isInstance).map(Yaml.Scalar.class::cast);
        }

        private void keys(Yaml.Mapping in, String prefix, Set<String> known, Set<String> later) {
            for (Yaml.Entry entry : in.entries()) {
                String key = entry.key().text();
                if (later.contains(key)) {
                    problems.add(
                            entry.key().position(),
                            prefix + key,
                            key + ": is not supported yet by this version; take it out");
                } else if (!known.contains(key)) {
                    problems.add(
                            entry.key().position(),
                            prefix + key,
                            "unknown key"
                                    + Suggestion.hint(
                                            key, known.stream().sorted().toList()));
                }
            }
        }

        private boolean matches(Yaml.Scalar scalar, String path, Pattern pattern, String needed) {
            if (pattern.matcher(scalar.text()).matches()) {
                return true;
            }
            problems.add(scalar.position(), path, "found " + scalar.noun() + ", but " + needed);
            return false;
        }
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
