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
 * Applies overrides of the command line, {@code dust.uses=extinction/none}, to a descriptor.
 *
 * <p>A path begins with a step or a section. Exchanging a step's component keeps the parameters of its kind and drops the
 * former component's own.
 */
public final class Overrides {

    private static final List<String> SECTIONS = List.of("name", "seed", "data", "assume", "steps", "estimands");

    private final ComponentIndex index;
    private final Problems problems;
    private final Map<String, List<String>> dropped = new LinkedHashMap<>();

    /**
     * Make a set of overrides.
     *
     * @param problems collects what is wrong
     */
    public Overrides(ComponentIndex index, Problems problems) {
        this.index = index;
        this.problems = problems;
    }

    /** Return the parameters that exchanges of components dropped, by step. */
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
        List<String> path = new ArrayList<>(List.of(written.split("\\.", -1)));
        if (equals < 0 || path.stream().anyMatch(String::isBlank)) {
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
        if (value.isEmpty()) {
            return descriptor;
        }
        List<String> steps = descriptor.get("steps").map(Overrides::keys).orElse(List.of());
        if (!SECTIONS.contains(path.get(0))) {
            if (!steps.contains(path.get(0))) {
                List<String> known = new ArrayList<>(steps);
                known.addAll(SECTIONS);
                problems.add(
                        place,
                        written,
                        "found " + Yaml.shortened(path.get(0)) + ", but a step or a section is needed"
                                + Suggestion.hint(path.get(0), known));
                return descriptor;
            }
            path.add(0, "steps");
        }
        Yaml.Mapping changed = descriptor;
        if (path.size() == 3 && path.get(0).equals("steps") && path.get(2).equals("uses")) {
            changed = withoutOwnParameters(changed, path.get(1), value.get());
        }
        return set(changed, path, 0, value.get(), place);
    }

    private Yaml.Mapping withoutOwnParameters(Yaml.Mapping descriptor, String step, Yaml uses) {
        Optional<Yaml.Mapping> body = mapping(descriptor, "steps").flatMap(steps -> mapping(steps, step));
        Optional<Yaml.Mapping> with = body.flatMap(b -> mapping(b, "with"));
        Optional<ComponentDescription> component = body.flatMap(b -> b.get("uses"))
                .filter(Yaml.Scalar.class::isInstance)
                .map(former -> ((Yaml.Scalar) former).text())
                .filter(former ->
                        !(uses instanceof Yaml.Scalar now && now.text().equals(former)))
                .flatMap(index::component);
        if (with.isEmpty() || component.isEmpty()) {
            return descriptor;
        }
        List<String> own = component.get().parameters().keys();
        List<String> lost = keys(with.get()).stream().filter(own::contains).toList();
        dropped.merge(step, lost, (a, b) -> {
            List<String> both = new ArrayList<>(a);
            both.addAll(b);
            return both;
        });
        List<Yaml.Entry> kept = with.get().entries().stream()
                .filter(entry -> !own.contains(entry.key().text()))
                .toList();
        return set(
                descriptor,
                List.of("steps", step, "with"),
                0,
                new Yaml.Mapping(kept, with.get().position()),
                with.get().position());
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
