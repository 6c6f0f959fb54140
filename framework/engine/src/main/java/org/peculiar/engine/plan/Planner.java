package org.peculiar.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Overrides;
import org.peculiar.engine.descriptor.PathResolver;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problem;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.Suggestion;
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

    private static final Set<String> OF_ALL_VARIANTS = Set.of("sweep", "claims", "targets", "report");

    /** The sections of a descriptor. */
    static final Set<String> KEYS = Set.of(
            "peculiar",
            "name",
            "import",
            "seed",
            "data",
            "assume",
            "steps",
            "estimands",
            "sweep",
            "claims",
            "targets",
            "report",
            "note");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

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
        Problems problems = new Problems();
        Optional<DescriptorFile> read =
                DescriptorFile.read(file, file.getFileName().toString(), problems);
        if (read.isEmpty()) {
            throw problems.thrown();
        }
        DescriptorFile descriptor = read.get();
        Imports imports = new Imports(descriptor, resolver(file), problems);
        Yaml.Mapping loaded = imports.loaded();
        Overrides applied = new Overrides(index, problems);
        Yaml.Mapping root = applied.apply(loaded, overrides);
        Reading reading = new Reading(descriptor, imports.files(), problems, applied.dropped(), false);
        Plan plan = reading.plan(root, overrides);
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
        DescriptorFile descriptor = new DescriptorFile(base.descriptor(), base.text(), base.root());
        Map<String, DescriptorFile> imports = new LinkedHashMap<>();
        base.imports()
                .forEach((name, of) -> imports.put(name, new DescriptorFile(of.descriptor(), of.text(), base.root())));
        Reading reading = new Reading(descriptor, imports, problems, dropped, true);
        Plan plan = reading.plan(reading.varied(base.root(), settings), base.overrides());
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
            identity.draws(seed, step.called());
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

    private PathResolver resolver(Path descriptor) {
        return resolvers.apply(descriptor.toAbsolutePath().getParent());
    }

    /** One descriptor under way. */
    private final class Reading {

        private final DescriptorFile descriptor;
        private final Map<String, DescriptorFile> imports;
        private final Problems problems;
        private final Map<String, List<String>> dropped;
        private final Sections sections;
        private final boolean variant;
        private final Set<String> usedData = new HashSet<>();
        private final Map<Position, Values.BoundPath> usedPaths = new HashMap<>();

        Reading(
                DescriptorFile descriptor,
                Map<String, DescriptorFile> imports,
                Problems problems,
                Map<String, List<String>> dropped,
                boolean variant) {
            this.descriptor = descriptor;
            this.imports = imports;
            this.problems = problems;
            this.dropped = dropped;
            this.variant = variant;
            this.sections = new Sections(problems);
        }

        Plan plan(Yaml.Mapping root, List<String> overrides) {
            sections.keys(root, "", KEYS);
            version(root, problems);
            String name = sections.scalar(root, "name", "name")
                    .filter(scalar -> sections.matches(
                            scalar, "name", NAME, "a name has letters, digits, dots, dashes and underscores only"))
                    .map(Yaml.Scalar::text)
                    .orElse("");
            if (Sections.given(root, "name").isEmpty()) {
                problems.add(
                        Sections.place(root, "name"), "name", "not given, but needed: it names the folder of the run");
            }
            sections.scalar(root, "note", "note");
            Map<String, Plan.Import> imported = new LinkedHashMap<>();
            Map<String, Step> steps = new LinkedHashMap<>();
            Set<String> names = new LinkedHashSet<>();
            for (Yaml.Entry entry : sections.mapping(root, Imports.SECTION)) {
                imported(entry, imported, steps, names);
            }
            StepsReader.Imported others = new StepsReader.Imported(Map.copyOf(steps), Set.copyOf(names));
            ChainReader.Chain own = chain(root, descriptor, "", others, problems);
            own.steps().steps().forEach(step -> steps.put(step.name(), step));
            names.addAll(own.steps().names());
            Map<String, Plan.Estimand> estimands = new EstimandsReader(steps, names, problems).read(root);
            usedData.addAll(own.binder().usedData());
            Declared declared =
                    new Declared(steps, names, estimands, Declared.names(root, "estimands"), trial(root, overrides));
            SweepReader reader = new SweepReader(own.binder(), problems, declared);
            Optional<Sweep> sweep =
                    Sections.given(root, "sweep").map(reader::read).map(read -> read.withFiles(usedPaths));
            ClaimsReader off = new ClaimsReader(own.binder(), problems, declared, sweep, reader.names());
            List<Claim> claims = Sections.given(root, "claims").map(off::claims).orElse(List.of());
            List<Target> targets =
                    Sections.given(root, "targets").map(off::targets).orElse(List.of());
            Values report = variant ? Values.NONE : report(own.binder(), root, steps, names, reader.names());
            if (!variant && !own.steps().names().isEmpty()) {
                own.tables().requireUsed(root, usedData, own.binder().misnamedData());
            }
            return new Plan(
                    name,
                    descriptor.path().toAbsolutePath().normalize(),
                    descriptor.text(),
                    List.copyOf(overrides),
                    own.seed(),
                    own.data(),
                    own.assume(),
                    imported,
                    List.copyOf(steps.values()),
                    estimands,
                    sweep,
                    claims,
                    targets,
                    report,
                    root);
        }

        /** Reads how the run is shown; a figure's name must be a standard one, or begin with what it belongs to. */
        private Values report(
                Binder binder, Yaml.Mapping root, Map<String, Step> planned, Set<String> steps, Set<String> axes) {
            Values report = binder.bind(index.owned("report"), root.get("report"), root.position(), "report");
            Sections.given(root, "report")
                    .filter(Yaml.Mapping.class::isInstance)
                    .flatMap(given -> ((Yaml.Mapping) given).get("headline"))
                    .filter(Yaml.Scalar.class::isInstance)
                    .map(Yaml.Scalar.class::cast)
                    .ifPresent(headline -> headline(headline, planned, steps));
            Optional<Yaml> figures = Sections.given(root, "report")
                    .filter(Yaml.Mapping.class::isInstance)
                    .flatMap(given -> ((Yaml.Mapping) given).get("figures"));
            if (figures.isPresent() && figures.get() instanceof Yaml.Sequence named) {
                List<String> possible = new ArrayList<>(ReportOptions.STANDARD);
                axes.forEach(axis -> possible.add(ReportOptions.INFLUENCE + axis));
                possible.sort(null);
                for (Yaml item : named.items()) {
                    if (item instanceof Yaml.Scalar scalar
                            && !possible.contains(scalar.text())
                            && steps.stream().noneMatch(step -> scalar.text().startsWith(step + "-"))) {
                        problems.add(
                                scalar.position(),
                                "report.figures",
                                "found " + scalar.noun() + ", but a standard figure is needed, or STEP-FIGURE of a step"
                                        + Suggestion.hint(scalar.text(), possible));
                    }
                }
            }
            return report;
        }

        /** Requires a step that fits a flow; steps that could not be planned have been told already. */
        private void headline(Yaml.Scalar headline, Map<String, Step> planned, Set<String> steps) {
            List<String> flows = planned.values().stream()
                    .filter(step -> step.kind() == StepKind.FLOW)
                    .map(Step::name)
                    .toList();
            if (!flows.contains(headline.text())
                    && (planned.containsKey(headline.text()) || !steps.contains(headline.text()))) {
                problems.add(
                        headline.position(),
                        "report.headline",
                        "found " + headline.noun() + ", but a step that fits a flow is needed: "
                                + (flows.isEmpty() ? "there is none" : Suggestion.listed(flows)));
            }
        }

        /** Reads the steps of an import; what is wrong in them is told by paths that begin with it. */
        private void imported(
                Yaml.Entry entry, Map<String, Plan.Import> imported, Map<String, Step> steps, Set<String> names) {
            String name = entry.key().text();
            DescriptorFile file = imports.get(name);
            Yaml.Mapping root = (Yaml.Mapping) entry.value();
            Problems inside = problems.within(Imports.SECTION).within(name);
            new Sections(inside).keys(root, "", KEYS);
            boolean writtenOut = file.path().equals(descriptor.path());
            if (!writtenOut || root.get("peculiar").isPresent()) {
                version(root, inside);
            }
            ChainReader.Chain chain = chain(root, file, name, StepsReader.Imported.NONE, inside);
            chain.steps().steps().forEach(step -> steps.put(step.name(), step));
            names.addAll(chain.steps().names());
            imported.put(
                    name,
                    new Plan.Import(
                            file.path().toAbsolutePath().normalize(),
                            file.text(),
                            chain.seed(),
                            chain.data(),
                            chain.assume()));
        }

        private ChainReader.Chain chain(
                Yaml.Mapping root, DescriptorFile file, String name, StepsReader.Imported others, Problems problems) {
            ChainReader reader = new ChainReader(index, pluginIdentity, hashes, dropped, problems);
            ChainReader.Chain chain = reader.read(root, file.path(), resolver(file.path()), name, others);
            usedPaths.putAll(chain.usedPaths());
            return chain;
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
        private Function<List<Setting>, List<Problem>> trial(Yaml.Mapping root, List<String> overrides) {
            boolean sound = problems.isEmpty();
            return settings -> {
                if (!sound) {
                    return List.of();
                }
                Problems found = new Problems();
                Reading reading = new Reading(descriptor, imports, found, new LinkedHashMap<>(dropped), true);
                reading.plan(reading.varied(root, settings), overrides);
                usedData.addAll(reading.usedData);
                usedPaths.putAll(reading.usedPaths);
                return found.sorted();
            };
        }

        private static void version(Yaml.Mapping root, Problems problems) {
            Optional<Yaml.Scalar> version = new Sections(problems).scalar(root, "peculiar", "peculiar");
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
    }
}
