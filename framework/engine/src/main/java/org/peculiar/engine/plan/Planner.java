package org.peculiar.engine.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
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
import org.peculiar.engine.schema.ComponentIndex;
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
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern SEED = Pattern.compile("[-+]?[0-9]{1,18}");

    private final ComponentIndex index;
    private final Function<Path, PathResolver> resolvers;
    private final Function<String, String> pluginIdentity;
    private final FileHashes hashes = new FileHashes();

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
        hashes.forget();
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
        Identity identity = new Identity(pluginIdentity, hashes::known)
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
        return hashes.known(file);
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
        private final Sections sections;
        private final boolean variant;
        private final Set<String> usedData = new HashSet<>();
        private final Map<Position, Values.BoundPath> usedPaths = new HashMap<>();

        Reading(Path file, Problems problems, Map<String, List<String>> dropped, boolean variant) {
            this.file = file;
            this.problems = problems;
            this.dropped = dropped;
            this.variant = variant;
            this.sections = new Sections(problems);
            this.resolver = resolvers.apply(file.toAbsolutePath().getParent());
        }

        Plan plan(Yaml.Mapping root, String text, List<String> overrides) {
            sections.keys(root, "", KEYS, LATER);
            version(root);
            String name = sections.scalar(root, "name", "name")
                    .filter(scalar -> sections.matches(
                            scalar, "name", NAME, "a name has letters, digits, dots, dashes and underscores only"))
                    .map(Yaml.Scalar::text)
                    .orElse("");
            if (Sections.given(root, "name").isEmpty()) {
                problems.add(
                        Sections.place(root, "name"), "name", "not given, but needed: it names the folder of the run");
            }
            long seed = seed(root);
            sections.scalar(root, "note", "note");
            Binder withoutTables = new Binder(index, resolver, Map.of(), problems);
            TablesReader tables = new TablesReader(withoutTables, index.owned("data"), hashes, problems);
            Map<String, DataFile> data = tables.read(root, file);
            Binder binder = new Binder(index, resolver, data, problems);
            Values assume = binder.bind(index.owned("assume"), root.get("assume"), root.position(), "assume");
            StepsReader chain = new StepsReader(index, pluginIdentity, hashes, dropped, binder, assume, seed, problems);
            chain.read(root);
            Map<String, Plan.Estimand> estimands =
                    new EstimandsReader(chain.steps(), chain.names(), problems).read(root);
            usedData.addAll(binder.usedData());
            usedPaths.putAll(withoutTables.usedPaths());
            usedPaths.putAll(binder.usedPaths());
            Declared declared = new Declared(
                    chain.steps(), chain.names(), estimands, names(root, "estimands"), trial(root, text, overrides));
            SweepReader reader = new SweepReader(binder, problems, declared);
            Optional<Sweep> sweep =
                    Sections.given(root, "sweep").map(reader::read).map(read -> read.withFiles(usedPaths));
            ClaimsReader off = new ClaimsReader(binder, problems, declared, sweep, reader.names());
            List<Claim> claims = Sections.given(root, "claims").map(off::claims).orElse(List.of());
            List<Target> targets =
                    Sections.given(root, "targets").map(off::targets).orElse(List.of());
            if (!variant && !chain.names().isEmpty()) {
                tables.requireUsed(root, usedData, binder.misnamedData());
            }
            return new Plan(
                    name,
                    file.toAbsolutePath().normalize(),
                    text,
                    List.copyOf(overrides),
                    seed,
                    data,
                    assume,
                    List.copyOf(chain.steps().values()),
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
            Optional<Yaml.Scalar> version = sections.scalar(root, "peculiar", "peculiar");
            if (Sections.given(root, "peculiar").isEmpty()) {
                problems.add(
                        Sections.place(root, "peculiar"),
                        "peculiar",
                        "not given, but needed: peculiar: " + DESCRIPTOR_VERSION);
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
            Optional<Yaml.Scalar> seed = sections.scalar(root, "seed", "seed");
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
}
