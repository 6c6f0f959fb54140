package org.peculiar.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Suggestion;

/** Takes mappings of a descriptor apart, and reports what is not of the form that it should be. */
final class Sections {

    private final Problems problems;

    Sections(Problems problems) {
        this.problems = problems;
    }

    List<Yaml.Entry> mapping(Yaml.Mapping in, String key) {
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

    Optional<Yaml.Scalar> scalar(Yaml.Mapping in, String key, String path) {
        Optional<Yaml> value = given(in, key);
        if (value.isPresent() && !(value.get() instanceof Yaml.Scalar)) {
            problems.add(
                    value.get().position(), path, "found " + value.get().noun() + ", but a single value is needed");
        }
        return value.filter(Yaml.Scalar.class::isInstance).map(Yaml.Scalar.class::cast);
    }

    /** Returns the value of a key; none for a key without one. */
    static Optional<Yaml> given(Yaml.Mapping in, String key) {
        return in.get(key).filter(value -> !(value instanceof Yaml.Scalar scalar && scalar.isNull()));
    }

    /** Returns where a value of a mapping stands, or the mapping itself. */
    static Position place(Yaml yaml, String key) {
        return yaml instanceof Yaml.Mapping mapping
                ? mapping.get(key).orElse(yaml).position()
                : yaml.position();
    }

    void keys(Yaml.Mapping in, String prefix, Set<String> known) {
        for (Yaml.Entry entry : in.entries()) {
            String key = entry.key().text();
            if (!known.contains(key)) {
                problems.add(
                        entry.key().position(),
                        prefix + key,
                        "unknown key"
                                + Suggestion.hint(key, known.stream().sorted().toList()));
            }
        }
    }

    boolean matches(Yaml.Scalar scalar, String path, Pattern pattern, String needed) {
        if (pattern.matcher(scalar.text()).matches()) {
            return true;
        }
        problems.add(scalar.position(), path, "found " + scalar.noun() + ", but " + needed);
        return false;
    }
}
