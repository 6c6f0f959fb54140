package org.peculiar.engine.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.Suggestion;

/**
 * Applies overrides of the command line, {@code dust.uses=extinction/none}, and the settings of variants to a descriptor.
 *
 * <p>A path begins with a step or a section. Exchanging a step's component keeps the parameters of its kind and drops the
 * former component's own, and the roles under {@code in:} that only the former took.
 */
public final class Overrides {

    private static final List<String> SECTIONS =
            List.of("name", "seed", "data", "assume", "steps", "estimands", "sweep", "claims", "targets", "report");
    private static final List<String> OF_AN_IMPORT = List.of("seed", "data", "assume", "steps");
    private static final List<String> STEP_KEYS = List.of("uses", "with", "in");
    private static final List<String> COMPONENT_KEYS = List.of("uses", "with");

    private final ComponentIndex index;
    private final Problems problems;
    private final List<String> sections;
    private final String within;
    private final Map<String, List<String>> dropped = new LinkedHashMap<>();

    /**
     * Make a set of overrides.
     *
     * @param problems collects what is wrong
     */
    public Overrides(ComponentIndex index, Problems problems) {
        this(index, problems, SECTIONS, "");
    }

    private Overrides(ComponentIndex index, Problems problems, List<String> sections, String within) {
        this.index = index;
        this.problems = problems;
        this.sections = sections;
        this.within = within;
    }

    /** Return the parameters and inputs that exchanges of components dropped, by step. */
    public Map<String, List<String>> dropped() {
        return dropped;
    }

    /** Return the descriptor with overrides applied in order. */
    public Yaml.Mapping apply(Yaml.Mapping descriptor, List<String> overrides) {
        Yaml.Mapping changed = descriptor;
        for (String override : overrides) {
            changed = apply(changed, override);
        }
        return changed;
    }

    private Yaml.Mapping apply(Yaml.Mapping descriptor, String override) {
        Source source = Source.of("--set", override);
        int equals = override.indexOf('=');
        String written = equals < 0 ? override : override.substring(0, equals).strip();
        Position place = new Position(source, 1, 1, Math.max(1, equals));
        if (equals < 0 || isGap(written)) {
            problems.add(
                    place,
                    "",
                    "found " + (override.isBlank() ? "nothing" : Yaml.shortened(override))
                            + ", but PATH=VALUE is needed, such as dust.uses=extinction/none");
            return descriptor;
        }
        if (override.substring(equals + 1).isBlank()) {
            problems.add(place, written, "found no value after '=', but one is needed; null stands for the default");
            return descriptor;
        }
        Optional<Yaml> value =
                YamlReader.read(source, " ".repeat(equals + 1) + override.substring(equals + 1), problems);
        return value.map(given -> apply(descriptor, written, given, place)).orElse(descriptor);
    }

    private static boolean isGap(String path) {
        return List.of(path.split("\\.", -1)).stream().anyMatch(String::isBlank);
    }

    /**
     * Return the descriptor with a value set.
     *
     * @param written path, which begins with a step, a section or the name of an import, after which it goes on alike
     * @param value of which {@code {uses: kind/id, with: {…}}} for a step's {@code uses} exchanges the component and sets
     *     parameters besides
     * @param place of the path, for messages
     */
    public Yaml.Mapping apply(Yaml.Mapping descriptor, String written, Yaml value, Position place) {
        if (isGap(written)) {
            problems.add(place, written, "found a gap in the path, but one such as dust.uses is needed");
            return descriptor;
        }
        List<String> path = new ArrayList<>(List.of(written.split("\\.", -1)));
        List<String> steps = descriptor.get("steps").map(Overrides::keys).orElse(List.of());
        List<String> imports = descriptor.get("import").map(Overrides::keys).orElse(List.of());
        if (imports.contains(path.get(0))) {
            return ofImport(descriptor, path, written, value, place);
        } else if (!sections.contains(path.get(0))) {
            if (!steps.contains(path.get(0))) {
                List<String> known = new ArrayList<>(steps);
                known.addAll(imports);
                known.addAll(sections);
                problems.add(
                        place,
                        written,
                        "found " + Yaml.shortened(path.get(0)) + ", but a step or a section is needed"
                                + Suggestion.hint(path.get(0), known));
                return descriptor;
            }
            path.add(0, "steps");
        }
        boolean ofStep = path.get(0).equals("steps") && path.size() > 2;
        if (ofStep && !STEP_KEYS.contains(path.get(2)) && isParameter(descriptor, path.get(1), path.get(2))) {
            List<String> meant = new ArrayList<>(path.subList(1, path.size()));
            meant.add(1, "with");
            problems.add(
                    place,
                    written,
                    "found " + path.get(2) + ", which is a parameter, and those stand under with; did you mean '"
                            + within + String.join(".", meant) + "'?");
            return descriptor;
        }
        if (ofStep && path.size() == 3 && path.get(2).equals("uses")) {
            Yaml uses = value instanceof Yaml.Mapping component
                    ? component.get("uses").orElse(component)
                    : value;
            Optional<String> unfit = unfit(descriptor, path.get(1), uses);
            if (unfit.isPresent()) {
                problems.add(uses.position(), written, "found " + uses.noun() + ", but " + unfit.get());
                return descriptor;
            }
            return value instanceof Yaml.Mapping component
                    ? exchange(descriptor, path.get(1), component, written, place)
                    : set(withoutOwn(descriptor, path.get(1), value), path, 0, value, place);
        }
        return set(descriptor, path, 0, value, place);
    }

    /** Says why a component cannot take the place of a step's; whether it is known at all is for the binder to say. */
    private Optional<String> unfit(Yaml.Mapping descriptor, String step, Yaml uses) {
        Optional<ComponentDescription> former = component(descriptor, step);
        if (former.isEmpty() || !(uses instanceof Yaml.Scalar now)) {
            return Optional.empty();
        }
        String kind = former.get().kind();
        String whole = within + step + "={uses: " + now.text() + "}";
        return index.component(now.text())
                .map(found -> found.kind().equals(kind)
                        ? Optional.<String>empty()
                        : Optional.of(former.get().ref() + ", whose place it would take, is of the kind " + kind
                                + "; to exchange the whole step, set " + whole))
                .orElseGet(() -> index.component(kind + "/" + now.text())
                        .map(meant -> "no plugin offers it; did you mean '" + meant.ref() + "'?"));
    }

    private Yaml.Mapping ofImport(
            Yaml.Mapping descriptor, List<String> path, String written, Yaml value, Position place) {
        String name = path.get(0);
        if (path.size() == 1) {
            problems.add(
                    place,
                    written,
                    "found the import as a whole, but what of it is set must be said, such as " + name
                            + ".assume.cosmology");
            return descriptor;
        }
        Yaml.Mapping chain = mapping(descriptor, "import")
                .flatMap(chains -> mapping(chains, name))
                .orElseThrow();
        Overrides inside = new Overrides(index, problems.within(name), OF_AN_IMPORT, name + ".");
        String rest = String.join(".", path.subList(1, path.size()));
        Yaml.Mapping changed = inside.apply(chain, rest, value, place);
        inside.dropped().forEach((step, lost) -> dropped.merge(name + "." + step, lost, Overrides::both));
        return set(descriptor, List.of("import", name), 0, changed, place);
    }

    private static List<String> both(List<String> a, List<String> b) {
        List<String> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    private boolean isParameter(Yaml.Mapping descriptor, String step, String key) {
        return component(descriptor, step)
                .filter(component -> component.parameters().keys().contains(key)
                        || index.owned(component.kind()).keys().contains(key))
                .isPresent();
    }

    private Yaml.Mapping exchange(
            Yaml.Mapping descriptor, String step, Yaml.Mapping component, String written, Position place) {
        for (Yaml.Entry entry : component.entries()) {
            String key = entry.key().text();
            if (!COMPONENT_KEYS.contains(key)) {
                problems.add(
                        entry.key().position(),
                        written + "." + key,
                        "unknown key" + Suggestion.hint(key, COMPONENT_KEYS));
            }
        }
        Optional<Yaml> uses = component.get("uses");
        if (uses.isEmpty()) {
            problems.add(
                    component.position(),
                    written,
                    "found a mapping without uses, but {uses: kind/id, with: {…}} is needed");
            return descriptor;
        }
        Yaml.Mapping changed =
                set(withoutOwn(descriptor, step, uses.get()), List.of("steps", step, "uses"), 0, uses.get(), place);
        Optional<Yaml> with = component.get("with");
        if (with.isPresent() && with.get() instanceof Yaml.Mapping parameters) {
            for (Yaml.Entry entry : parameters.entries()) {
                changed = set(
                        changed,
                        List.of("steps", step, "with", entry.key().text()),
                        0,
                        entry.value(),
                        entry.key().position());
            }
        } else if (with.isPresent() && !(with.get() instanceof Yaml.Scalar scalar && scalar.isNull())) {
            problems.add(
                    with.get().position(),
                    written + ".with",
                    "found " + with.get().noun() + ", but a mapping of parameters is needed");
        }
        return changed;
    }

    private Optional<ComponentDescription> component(Yaml.Mapping descriptor, String step) {
        return mapping(descriptor, "steps")
                .flatMap(steps -> mapping(steps, step))
                .flatMap(body -> body.get("uses"))
                .filter(Yaml.Scalar.class::isInstance)
                .flatMap(uses -> index.component(((Yaml.Scalar) uses).text()));
    }

    private Yaml.Mapping withoutOwn(Yaml.Mapping descriptor, String step, Yaml uses) {
        Optional<ComponentDescription> former = component(descriptor, step);
        if (former.isEmpty()
                || (uses instanceof Yaml.Scalar now
                        && now.text().equals(former.get().ref()))) {
            return descriptor;
        }
        List<String> taken = uses instanceof Yaml.Scalar now
                ? index.component(now.text()).map(ComponentDescription::roles).orElse(List.of())
                : List.of();
        List<String> roles = former.get().roles().stream()
                .filter(role -> !taken.contains(role))
                .toList();
        return without(
                without(descriptor, step, "with", former.get().parameters().keys(), ""), step, "in", roles, "in.");
    }

    /** Drops keys of a part of a step, and notes them. */
    private Yaml.Mapping without(Yaml.Mapping descriptor, String step, String part, List<String> keys, String noted) {
        Optional<Yaml.Mapping> from = mapping(descriptor, "steps")
                .flatMap(steps -> mapping(steps, step))
                .flatMap(body -> mapping(body, part));
        if (from.isEmpty()) {
            return descriptor;
        }
        List<String> lost = keys(from.get()).stream()
                .filter(keys::contains)
                .map(key -> noted + key)
                .toList();
        dropped.merge(step, lost, Overrides::both);
        List<Yaml.Entry> kept = from.get().entries().stream()
                .filter(entry -> !keys.contains(entry.key().text()))
                .toList();
        return set(
                descriptor,
                List.of("steps", step, part),
                0,
                new Yaml.Mapping(kept, from.get().position()),
                from.get().position());
    }

    private Yaml.Mapping set(Yaml.Mapping in, List<String> path, int depth, Yaml value, Position place) {
        String key = path.get(depth);
        Yaml changed = value;
        if (depth + 1 < path.size()) {
            Optional<Yaml> former = in.get(key).filter(now -> !(now instanceof Yaml.Scalar scalar && scalar.isNull()));
            if (former.isPresent() && !(former.get() instanceof Yaml.Mapping)) {
                problems.add(
                        place,
                        String.join(".", path),
                        "found " + former.get().noun() + " for " + key + ", which has no " + path.get(depth + 1)
                                + " to set; set " + key + " as a whole");
                return in;
            }
            Yaml.Mapping below =
                    former.map(Yaml.Mapping.class::cast).orElseGet(() -> new Yaml.Mapping(List.of(), place));
            changed = set(below, path, depth + 1, value, place);
        }
        List<Yaml.Entry> entries = new ArrayList<>();
        boolean found = false;
        for (Yaml.Entry entry : in.entries()) {
            boolean here = entry.key().text().equals(key);
            found |= here;
            entries.add(here ? new Yaml.Entry(entry.key(), changed) : entry);
        }
        if (!found) {
            entries.add(new Yaml.Entry(new Yaml.Scalar(key, true, place), changed));
        }
        return new Yaml.Mapping(entries, in.position());
    }

    private static Optional<Yaml.Mapping> mapping(Yaml.Mapping in, String key) {
        return in.get(key).filter(Yaml.Mapping.class::isInstance).map(Yaml.Mapping.class::cast);
    }

    private static List<String> keys(Yaml yaml) {
        return yaml instanceof Yaml.Mapping mapping
                ? mapping.entries().stream().map(entry -> entry.key().text()).toList()
                : List.of();
    }
}
