package org.peculiar.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problem;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.sweep.Setting;

/**
 * What a sweep, claims and targets can refer to.
 *
 * @param steps the sound ones, by name
 * @param stepNames of all steps, those with mistakes included
 * @param estimands the sound ones, by name
 * @param estimandNames of all estimands, those with mistakes included
 * @param trial plans the analysis with settings and gives what is wrong then; nothing, while the analysis itself is wrong
 */
record Declared(
        Map<String, Step> steps,
        Set<String> stepNames,
        Map<String, Plan.Estimand> estimands,
        Set<String> estimandNames,
        Function<List<Setting>, List<Problem>> trial) {

    /** Finds a step by what the descriptor calls it, and reports one that is not there. */
    Optional<Step> step(String name, Position where, String path, Problems problems) {
        if (!stepNames.contains(name) && !stepNames.isEmpty()) {
            String bare = name.startsWith("steps.") ? name.substring("steps.".length()) : name;
            problems.add(
                    where,
                    path,
                    "found " + Yaml.shortened(name) + ", but no step has that name" + Suggestion.hint(bare, stepNames));
        }
        return Optional.ofNullable(steps.get(name));
    }

    /** Returns the names under a section of a descriptor, right or wrong. */
    static Set<String> names(Yaml.Mapping root, String section) {
        return root.get(section)
                .filter(Yaml.Mapping.class::isInstance)
                .map(Yaml.Mapping.class::cast)
                .map(mapping -> byKey(mapping).keySet())
                .orElse(Set.of());
    }

    /** Returns the keys of a mapping with their values. */
    static Map<String, Yaml> byKey(Yaml.Mapping mapping) {
        Map<String, Yaml> byKey = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> byKey.put(entry.key().text(), entry.value()));
        return byKey;
    }
}
