package org.peculiar.engine.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Overrides;
import org.peculiar.engine.descriptor.PathResolver;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problem;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Source;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.descriptor.YamlReader;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.schema.Type;
import org.peculiar.engine.sweep.Claim;
import org.peculiar.engine.sweep.Setting;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.sweep.Target;

/**
 * Turns a descriptor into a plan: binds all parameters, wires the steps by type and hashes what decides each result.
 *
 * <p>All problems are reported at once.
 */
public final class Planner {

    /** Version of the descriptor's format. */
    public static final int DESCRIPTOR_VERSION = 1;

    /** A text this long could not be read into memory on the way to being refused for its length. */
    private static final long MOST_BYTES = 100_000_000;

    private static final Set<String> OF_ALL_VARIANTS = Set.of("sweep", "claims", "targets");

    /** The sections of a descriptor. */
    static final Set<String> KEYS = Set.of(
            "peculiar", "name", "seed", "data", "assume", "steps", "estimands", "sweep", "claims", "targets", "note");

    private static final Set<String> LATER = Set.of("import", "report");
    private static final Set<String> STEP_KEYS = Set.of("uses", "with", "in");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern PIN = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern SEED = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Pattern STEP = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final ComponentIndex index;
    private final Function<Path, PathResolver> resolvers;
    private final Function<String, String> pluginIdentity;
    private final Map<Path, String> hashes = new ConcurrentHashMap<>();

    /**
     * Make a planner.
     *
     * @param index the components at hand
     * @param resolvers gives the resolver of paths for a descriptor's folder
     * @param pluginIdentity gives what identifies a plugin's content, and the framework's, by the plugin's id
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
        hashes.clear();
        String text = read(file);
        Problems problems = new Problems();
        Source source = Source.of(file.getFileName().toString(), text);
        Optional<Yaml> root = YamlReader.read(source, text, problems);
        if (root.isPresent() && !(root.get() instanceof Yaml.Mapping)) {
            problems.add(
                    root.get().position(),
                    "",
                    "found " + root.get().noun() + ", but a descriptor is a mapping, which begins with peculiar: "
                            + DESCRIPTOR_VERSION);
        }
        if (!(root.orElse(null) instanceof Yaml.Mapping given)) {
            problems.throwIfAny();
            throw new IllegalStateException("a descriptor that cannot be read has problems");
        }
        Overrides applied = new Overrides(index, problems);
        Yaml.Mapping mapping = applied.apply(given, overrides);
        Plan plan = new Reading(file, problems, applied.dropped(), false).plan(mapping, text, overrides);
        problems.throwIfAny();
        return plan;
    }

    /**
     * Plan a variant of an analysis: with settings, in order, and without its sweep, claims and targets.
     *
     * <p>Files are taken to be as they were when the analysis was planned.
     *
     * @throws org.peculiar.engine.descriptor.DescriptorException with all problems that the settings make
     */
    public Plan replan(Plan base, List<Setting> settings) {
        Problems problems = new Problems();
        Map<String, List<String>> dropped = new LinkedHashMap<>();
        base.steps().forEach(step -> dropped.put(step.name(), step.dropped()));
        Reading reading = new Reading(base.descriptor(), problems, dropped, true);
        Plan plan = reading.plan(reading.varied(base.root(), settings), base.text(), base.overrides());
        problems.throwIfAny();
        return plan;
    }

    /**
     * Return a step with other values of the same types, its hashes made anew, but as if it had no inputs.
     *
     * <p>Files are taken to be as they were when the analysis was planned.
     *
     * @param seed of random numbers
     */
    public Step withValues(Step step, Values own, Values shared, Values assume, long seed) {
        Identity identity = new Identity(pluginIdentity, hashes::get)
                .component(step.component())
                .values(own)
                .values(shared)
                .values(assume);
        if (step.kind().draws()) {
            identity.draws(seed, step.name());
        }
        String content = identity.hash();
        return new Step(
                step.name(),
                step.kind(),
                step.component(),
                own,
                shared,
                step.inputs(),
                content,
                Identity.ofResult(content, Map.of()),
                step.dropped());
    }

    /** Return the SHA-256 of a file that the last plan names. */
    public String sha256(Path file) {
        return hashes.get(file);
    }

    private static String read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new DataException(file + ": found a folder, but a descriptor is a file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: found %,d MB, but a descriptor has at most %,d characters; data belong in tables",
                        file,
                        Files.size(file) / 1_000_000,
                        YamlReader.MAX_CHARACTERS));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such descriptor", e);
        } catch (AccessDeniedException e) {
            throw new DataException(file + ": you may not read this descriptor", e);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": found bytes that are no UTF-8, but a descriptor is a text in UTF-8", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** One descriptor under way. */
    private final class Reading {

        private final Path file;
        private final Problems problems;
        private final Map<String, List<String>> dropped;
        private final PathResolver resolver;
        private final Map<String, DataFile> data = new LinkedHashMap<>();
        private final boolean variant;
        private final Set<String> usedData = new HashSet<>();
        private final Map<Position, Values.BoundPath> usedPaths = new HashMap<>();
        private final Map<String, Step> steps = new LinkedHashMap<>();
        private Wiring wiring = Wiring.of(List.of());

        Reading(Path file, Problems problems, Map<String, List<String>> dropped, boolean variant) {
            this.file = file;
            this.problems = problems;
            this.dropped = dropped;
            this.variant = variant;
            this.resolver = resolvers.apply(file.toAbsolutePath().getParent());
        }

        Plan plan(Yaml.Mapping root, String text, List<String> overrides) {
            keys(root, "", KEYS, LATER);
            version(root);
            String name = scalar(root, "name", "name")
                    .filter(scalar -> matches(
                            scalar, "name", NAME, "a name has letters, digits, dots, dashes and underscores only"))
                    .map(Yaml.Scalar::text)
                    .orElse("");
            if (given(root, "name").isEmpty()) {
                problems.add(place(root, "name"), "name", "not given, but needed: it names the folder of the run");
            }
            long seed = seed(root);
            scalar(root, "note", "note");
            data(root);
            Binder binder = new Binder(index, resolver, data, problems);
            Values assume = binder.bind(index.owned("assume"), root.get("assume"), root.position(), "assume");
            steps(root, binder, assume, seed);
            Map<String, Plan.Estimand> estimands = estimands(root);
            usedData.addAll(binder.usedData());
            usedPaths.putAll(binder.usedPaths());
            Declared declared = new Declared(
                    steps, wiring.steps(), estimands, names(root, "estimands"), trial(root, text, overrides));
            SweepReader reader = new SweepReader(binder, problems, declared);
            Optional<Sweep> sweep = given(root, "sweep").map(reader::read).map(read -> read.withFiles(usedPaths));
            ClaimsReader off = new ClaimsReader(binder, problems, declared, sweep, reader.names());
            List<Claim> claims = given(root, "claims").map(off::claims).orElse(List.of());
            List<Target> targets = given(root, "targets").map(off::targets).orElse(List.of());
            if (!variant) {
                unusedData(root, binder.misnamedData());
            }
            return new Plan(
                    name,
                    file.toAbsolutePath().normalize(),
                    text,
                    List.copyOf(overrides),
                    seed,
                    data,
                    assume,
                    List.copyOf(steps.values()),
                    estimands,
                    sweep,
                    claims,
                    targets,
                    root);
        }

        /** Returns a descriptor of one variant. */
        Yaml.Mapping varied(Yaml.Mapping root, List<Setting> settings) {
            Yaml.Mapping changed = new Yaml.Mapping(
                    root.entries().stream()
                            .filter(entry ->
                                    !OF_ALL_VARIANTS.contains(entry.key().text()))
                            .toList(),
                    root.position());
            Overrides applied = new Overrides(index, problems);
            for (Setting setting : settings) {
                changed = applied.apply(changed, setting.path(), setting.value(), setting.position());
            }
            applied.dropped()
                    .forEach((step, lost) -> dropped.merge(
                            step,
                            lost,
                            (former, more) -> Stream.concat(former.stream(), more.stream())
                                    .toList()));
            return changed;
        }

        /** Returns what plans the analysis with settings; nothing is tried while the analysis itself has problems. */
        private Function<List<Setting>, List<Problem>> trial(Yaml.Mapping root, String text, List<String> overrides) {
            boolean sound = problems.isEmpty();
            return settings -> {
                if (!sound) {
                    return List.of();
                }
                Problems found = new Problems();
                Reading reading = new Reading(file, found, new LinkedHashMap<>(dropped), true);
                reading.plan(reading.varied(root, settings), text, overrides);
                usedData.addAll(reading.usedData);
                usedPaths.putAll(reading.usedPaths);
                return found.sorted();
            };
        }

        private static Set<String> names(Yaml.Mapping root, String section) {
            return root.get(section)
                    .filter(Yaml.Mapping.class::isInstance)
                    .map(Yaml.Mapping.class::cast)
                    .map(mapping -> Declared.byKey(mapping).keySet())
                    .orElse(Set.of());
        }

        private void version(Yaml.Mapping root) {
            Optional<Yaml.Scalar> version = scalar(root, "peculiar", "peculiar");
            if (given(root, "peculiar").isEmpty()) {
                problems.add(
                        place(root, "peculiar"), "peculiar", "not given, but needed: peculiar: " + DESCRIPTOR_VERSION);
            } else if (version.isPresent()
                    && (!version.get().plain() || !version.get().text().equals(Integer.toString(DESCRIPTOR_VERSION)))) {
                problems.add(
                        version.get().position(),
                        "peculiar",
                        "found " + version.get().noun() + ", but this version reads descriptors of version "
                                + DESCRIPTOR_VERSION);
            }
        }

        private long seed(Yaml.Mapping root) {
            Optional<Yaml.Scalar> seed = scalar(root, "seed", "seed");
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

        private void data(Yaml.Mapping root) {
            Binder binder = new Binder(index, resolver, Map.of(), problems);
            for (Yaml.Entry entry : mapping(root, "data")) {
                String name = entry.key().text();
                String path = "data." + name;
                Values values = binder.bindWithShorthand(index.owned("data"), entry.value(), path);
                if (!(values.byKey().get("path") instanceof Values.BoundPath bound)) {
                    data.put(name, new DataFile(name, file));
                    continue;
                }
                data.put(name, new DataFile(name, bound.path()));
                if (Files.isDirectory(bound.path())) {
                    problems.add(
                            place(entry.value(), "path"),
                            path,
                            "found the folder " + bound.text() + ", but a file is needed");
                    continue;
                }
                String hash = hash(bound.path(), place(entry.value(), "path"), path);
                if (values.byKey().get("sha256") instanceof String pin) {
                    pin(pin, hash, bound, place(entry.value(), "sha256"), path + ".sha256");
                }
            }
            usedPaths.putAll(binder.usedPaths());
        }

        private void pin(String pin, String hash, Values.BoundPath file, Position where, String path) {
            if (!PIN.matcher(pin).matches()) {
                problems.add(where, path, "found " + pin + ", but a SHA-256 is 64 hex digits");
            } else if (!pin.equalsIgnoreCase(hash)) {
                problems.add(
                        where,
                        path,
                        "found " + pin + ", but " + file.text() + " now has " + hash
                                + ": the file is not the one pinned");
            }
        }

        /** Returns where a value of a mapping stands, or the mapping itself. */
        private static Position place(Yaml yaml, String key) {
            return yaml instanceof Yaml.Mapping mapping
                    ? mapping.get(key).orElse(yaml).position()
                    : yaml.position();
        }

        private String hash(Path file, Position where, String path) {
            return hashes.computeIfAbsent(file, unread -> {
                try {
                    return ContentHash.sha256(unread);
                } catch (IOException | UncheckedIOException e) {
                    problems.add(where, path, "found " + file + ", which cannot be read: " + e.getMessage());
                    return "";
                }
            });
        }

        private void unusedData(Yaml.Mapping root, boolean misnamed) {
            boolean sound = problems.isEmpty();
            for (Yaml.Entry entry : mapping(root, "data")) {
                String name = entry.key().text();
                // a step with a mistake may well be the one that means to use it
                boolean mentioned = Stream.of("steps", "sweep")
                        .flatMap(section -> root.get(section).stream())
                        .anyMatch(all -> mentions(all, name));
                boolean meant = !sound && (mentioned || misnamed);
                if (!usedData.contains(name) && !meant && !wiring.steps().isEmpty()) {
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

        private void steps(Yaml.Mapping root, Binder binder, Values assume, long seed) {
            List<Yaml.Entry> entries = mapping(root, "steps");
            boolean nothingElse = given(root, "steps")
                    .filter(other -> !(other instanceof Yaml.Mapping))
                    .isEmpty();
            if (entries.isEmpty() && nothingElse) {
                problems.add(
                        place(root, "steps"), "steps", "not given, but needed: the steps of the analysis, by name");
            }
            wiring = Wiring.of(entries);
            Set<String> placed = new LinkedHashSet<>();
            Optional<String> previous = Optional.empty();
            for (Yaml.Entry entry : entries) {
                String name = entry.key().text();
                matches(entry.key(), "steps." + name, STEP, "a step's name is in kebab-case, such as zero-point");
                if (entry.value() instanceof Yaml.Mapping body) {
                    step(name, body, binder, assume, seed, placed, previous).ifPresent(s -> steps.put(name, s));
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

        private Optional<Step> step(
                String name,
                Yaml.Mapping body,
                Binder binder,
                Values assume,
                long seed,
                Set<String> placed,
                Optional<String> previous) {
            String path = "steps." + name;
            keys(body, path + ".", STEP_KEYS, Set.of());
            Optional<Yaml.Scalar> uses = scalar(body, "uses", path + ".uses");
            if (uses.isEmpty()) {
                if (given(body, "uses").isEmpty()) {
                    problems.add(place(body, "uses"), path + ".uses", "not given, but needed: a component, kind/id");
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
            Map<String, String> inputs = inputs(name, kind, body, uses.get(), placed, previous);
            Identity identity = new Identity(
                            pluginIdentity, file -> hash(file, uses.get().position(), path))
                    .component(component.get())
                    .values(ownValues)
                    .values(sharedValues)
                    .values(assume);
            if (kind.draws()) {
                identity.draws(seed, name);
            }
            String content = identity.hash();
            Map<String, String> identities = new LinkedHashMap<>();
            inputs.forEach((role, from) -> identities.put(
                    role, steps.containsKey(from) ? steps.get(from).identity() : ""));
            return Optional.of(new Step(
                    name,
                    kind,
                    component.get(),
                    ownValues,
                    sharedValues,
                    inputs,
                    content,
                    Identity.ofResult(content, identities),
                    dropped.getOrDefault(name, List.of())));
        }

        private Map<String, String> inputs(
                String name,
                StepKind kind,
                Yaml.Mapping body,
                Yaml.Scalar uses,
                Set<String> placed,
                Optional<String> previous) {
            String path = "steps." + name + ".in";
            Map<String, Yaml.Scalar> given = new LinkedHashMap<>();
            Optional<Yaml> in = given(body, "in");
            List<String> roles = kind.inputs().stream().map(StepKind.Port::role).toList();
            if (in.isPresent() && roles.isEmpty()) {
                problems.add(
                        place(body, "in"),
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
                                "unknown role" + Suggestion.hint(role, roles));
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
                given.put(role(kind, step.text()), step);
            } else if (in.isPresent()) {
                problems.add(
                        in.get().position(), path, "found " + in.get().noun() + ", but the name of a step is needed");
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
                } else if (kind.inputs().size() > 1) {
                    Optional<Step> last = last(port.type());
                    if (last.isEmpty()) {
                        // a step with a mistake may well be the one that gives it
                        if (!port.optional() && steps.keySet().containsAll(placed)) {
                            problems.add(
                                    uses.position(),
                                    path,
                                    "found no step above that gives " + StepKind.noun(port.type()) + ", but "
                                            + uses.text() + " takes " + StepKind.noun(port.type()));
                        }
                        continue;
                    }
                    from = last.get().name();
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
                if (!placed.contains(from)) {
                    problems.add(where, path, notAbove(name, from, placed));
                    continue;
                }
                Step source = steps.get(from);
                if (source != null && source.kind().output() != port.type()) {
                    problems.add(
                            where,
                            path,
                            "found " + from + ", which gives "
                                    + StepKind.noun(source.kind().output()) + ", but " + uses.text() + " takes "
                                    + StepKind.noun(port.type()) + giver(kind, port));
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
                return "found " + Yaml.shortened(from) + ", but no step has that name"
                        + (placed.isEmpty() ? "" : Suggestion.hint(from, placed));
            }
            return "found " + from + ", which stands below, but a step takes from steps above it"
                    + wiring.circle(name, from)
                            .map(circle -> "; these wait for each other: " + circle)
                            .orElse("");
        }

        /** Returns the role that a step named alone takes: the one of its type. */
        private String role(StepKind kind, String from) {
            return kind.inputs().stream()
                    .filter(port ->
                            steps.containsKey(from) && steps.get(from).kind().output() == port.type())
                    .findFirst()
                    .orElse(kind.inputs().get(0))
                    .role();
        }

        /** Returns the last step above that gives a type. */
        private Optional<Step> last(Class<?> type) {
            return steps.values().stream()
                    .filter(step -> step.kind().output() == type)
                    .reduce((former, later) -> later);
        }

        /** Names the last step above that gives what is needed. */
        private String giver(StepKind kind, StepKind.Port port) {
            return last(port.type())
                    .map(step -> "; did you mean 'in: "
                            + (kind.inputs().size() > 1 ? "{" + port.role() + ": " + step.name() + "}" : step.name())
                            + "'?")
                    .orElse("");
        }

        private Map<String, Plan.Estimand> estimands(Yaml.Mapping root) {
            Map<String, Plan.Estimand> estimands = new LinkedHashMap<>();
            for (Yaml.Entry entry : mapping(root, "estimands")) {
                String path = "estimands." + entry.key().text();
                Position where = entry.value().position();
                String found = "found " + entry.value().noun() + ", but ";
                String[] parts = entry.value() instanceof Yaml.Scalar scalar
                        ? scalar.text().split("\\.", 2)
                        : new String[0];
                if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                    problems.add(where, path, found + "step.property is needed, such as flow.speed");
                    continue;
                }
                Step step = steps.get(parts[0]);
                if (step == null) {
                    // what is wrong with a step that is there, or with all of them, was said already
                    if (!wiring.has(parts[0]) && !wiring.steps().isEmpty()) {
                        problems.add(
                                where,
                                path,
                                found + "no step is called " + parts[0] + Suggestion.hint(parts[0], wiring.steps()));
                    }
                } else if (step.kind() == StepKind.DIAGNOSTIC) {
                    // which scalars there are shows when it has run
                    estimands.put(entry.key().text(), new Plan.Estimand(parts[0], parts[1]));
                } else if (step.kind() != StepKind.FLOW) {
                    problems.add(
                            where,
                            path,
                            found + parts[0] + " gives "
                                    + StepKind.noun(step.kind().output())
                                    + ", and estimands are read off flows and findings");
                } else if (!FlowProperty.keys().contains(parts[1])) {
                    problems.add(
                            where,
                            path,
                            found + "a flow has no " + parts[1] + Suggestion.hint(parts[1], FlowProperty.keys()));
                } else {
                    estimands.put(entry.key().text(), new Plan.Estimand(parts[0], parts[1]));
                }
            }
            return estimands;
        }

        private List<Yaml.Entry> mapping(Yaml.Mapping in, String key) {
            Optional<Yaml> value = given(in, key);
            if (value.isEmpty()) {
                return List.of();
            }
            if (value.get() instanceof Yaml.Mapping mapping) {
                return mapping.entries();
            }
            problems.add(value.get().position(), key, "found " + value.get().noun() + ", but a mapping is needed");
            return List.of();
        }

        private Optional<Yaml.Scalar> scalar(Yaml.Mapping in, String key, String path) {
            Optional<Yaml> value = given(in, key);
            if (value.isPresent() && !(value.get() instanceof Yaml.Scalar)) {
                problems.add(
                        value.get().position(), path, "found " + value.get().noun() + ", but a single value is needed");
            }
            return value.filter(Yaml.Scalar.class::isInstance).map(Yaml.Scalar.class::cast);
        }

        /** Returns the value of a key; none for a key without one. */
        private static Optional<Yaml> given(Yaml.Mapping in, String key) {
            return in.get(key).filter(value -> !(value instanceof Yaml.Scalar scalar && scalar.isNull()));
        }

        private void keys(Yaml.Mapping in, String prefix, Set<String> known, Set<String> later) {
            for (Yaml.Entry entry : in.entries()) {
                String key = entry.key().text();
                if (later.contains(key)) {
                    problems.add(
                            entry.key().position(), prefix + key, "not supported yet by this version; take it out");
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
