package org.peculiar.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Suggestion;

/** Reads which quantities of the results of steps are followed. */
final class EstimandsReader {

    private final Map<String, Step> steps;
    private final Set<String> names;
    private final Problems problems;
    private final Sections sections;

    /**
     * Make a reader.
     *
     * @param steps the sound ones, by name
     * @param names of all steps, those with mistakes included
     */
    EstimandsReader(Map<String, Step> steps, Set<String> names, Problems problems) {
        this.steps = steps;
        this.names = names;
        this.problems = problems;
        this.sections = new Sections(problems);
    }

    Map<String, Plan.Estimand> read(Yaml.Mapping root) {
        Map<String, Plan.Estimand> estimands = new LinkedHashMap<>();
        for (Yaml.Entry entry : sections.mapping(root, "estimands")) {
            String path = "estimands." + entry.key().text();
            Position where = entry.value().position();
            String found = "found " + entry.value().noun() + ", but ";
            String[] parts = entry.value() instanceof Yaml.Scalar scalar ? parts(scalar.text()) : new String[0];
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                problems.add(where, path, found + "step.property is needed, such as flow.speed");
                continue;
            }
            Step step = steps.get(parts[0]);
            if (step == null) {
                // what is wrong with a step that is there, or with all of them, was said already
                if (!names.contains(parts[0]) && !names.isEmpty()) {
                    problems.add(
                            where, path, found + "no step is called " + parts[0] + Suggestion.hint(parts[0], names));
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
            } else if (isMisspelt(parts[1])) {
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

    /** Which parameters a flow has shows when it has run; a property that is nearly right does not wait for that. */
    private static boolean isMisspelt(String property) {
        List<String> keys = FlowProperty.keys();
        return !keys.contains(property)
                && property.length() > 2
                && Suggestion.nearest(property, keys).isPresent();
    }

    /** Parts a text into a step, whose name has a dot if it is imported, and a property. */
    private String[] parts(String text) {
        int dot = names.stream()
                .filter(name -> text.startsWith(name + "."))
                .mapToInt(String::length)
                .max()
                .orElse(text.lastIndexOf('.'));
        return dot < 0 ? new String[0] : new String[] {text.substring(0, dot), text.substring(dot + 1)};
    }
}
