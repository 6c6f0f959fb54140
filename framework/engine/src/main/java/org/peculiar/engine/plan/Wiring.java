package org.peculiar.engine.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peculiar.engine.descriptor.Yaml;

/** Which step takes from which, as the descriptor has it, right or wrong. */
final class Wiring {

    private static final int MOST_SHOWN = 10;

    /** More steps than anyone writes; a machine's descriptor may go without this explanation. */
    private static final int MOST_FOLLOWED = 1000;

    private final Map<String, List<String>> inputs;

    private Wiring(Map<String, List<String>> inputs) {
        this.inputs = inputs;
    }

    static Wiring of(List<Yaml.Entry> steps) {
        Map<String, List<String>> inputs = new LinkedHashMap<>();
        List<String> before = List.of();
        for (Yaml.Entry step : steps) {
            List<String> given = new ArrayList<>();
            if (step.value() instanceof Yaml.Mapping body) {
                body.get("in").ifPresent(in -> gather(in, given));
            }
            inputs.put(step.key().text(), given.isEmpty() ? before : given);
            before = List.of(step.key().text());
        }
        return new Wiring(inputs);
    }

    private static void gather(Yaml in, List<String> steps) {
        if (in instanceof Yaml.Scalar step) {
            steps.add(step.text());
        } else if (in instanceof Yaml.Sequence list) {
            list.items().forEach(item -> gather(item, steps));
        } else if (in instanceof Yaml.Mapping byRole) {
            byRole.entries().forEach(entry -> gather(entry.value(), steps));
        }
    }

    Set<String> steps() {
        return inputs.keySet();
    }

    boolean has(String step) {
        return inputs.containsKey(step);
    }

    /** Returns the circle through a step and one that it takes from, as {@code a → b → a}, if there is one. */
    Optional<String> circle(String step, String from) {
        Map<String, String> reachedFrom = new LinkedHashMap<>(Map.of(from, step));
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty() && reachedFrom.size() < MOST_FOLLOWED) {
            String at = next.remove();
            for (String input : inputs.getOrDefault(at, List.of())) {
                if (input.equals(step)) {
                    return Optional.of(shown(step, at, reachedFrom));
                }
                if (reachedFrom.putIfAbsent(input, at) == null) {
                    next.add(input);
                }
            }
        }
        return Optional.empty();
    }

    private static String shown(String step, String last, Map<String, String> reachedFrom) {
        Deque<String> way = new ArrayDeque<>(List.of(step));
        for (String at = last; !at.equals(step); at = reachedFrom.get(at)) {
            way.addFirst(at);
        }
        way.addFirst(step);
        return way.size() <= MOST_SHOWN
                ? String.join(" → ", way)
                : String.join(" → ", way.stream().limit(MOST_SHOWN - 1).toList()) + " → … → " + step;
    }
}
