package org.peculiar.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.peculiar.api.DataException;
import org.peculiar.engine.record.RecordedRun;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Something that two runs chose differently.
 *
 * @param path in the resolved descriptor, such as {@code steps.dust.uses}
 * @param first what the first run has; empty if it has no such thing
 * @param second what the second run has; empty if it has no such thing
 */
public record Choice(String path, String first, String second) {

    private static final String MISSING = "";

    /** More entries of a part are counted, not named. */
    private static final int MOST_NAMES = 4;

    /** Returns what differs between two resolved descriptors; their paths of files count by content, which the locks tell. */
    static List<Choice> between(RecordedRun first, RecordedRun second) {
        List<Choice> choices = new ArrayList<>();
        compare("", tree(first), tree(second), choices);
        return choices.stream()
                .filter(choice -> !sameContent(first, choice.first(), second, choice.second()))
                .toList();
    }

    private static void compare(String path, Object one, Object other, List<Choice> choices) {
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            Set<Object> keys = new LinkedHashSet<>(a.keySet());
            keys.addAll(b.keySet());
            String prefix = path.isEmpty() ? "" : path + ".";
            keys.forEach(key -> compare(prefix + key, a.get(key), b.get(key), choices));
        } else if (isOfMappings(one) && isOfMappings(other)) {
            List<?> a = (List<?>) one;
            List<?> b = (List<?>) other;
            for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
                compare(
                        path + "[" + (i + 1) + "]",
                        i < a.size() ? a.get(i) : null,
                        i < b.size() ? b.get(i) : null,
                        choices);
            }
        } else if (!Objects.equals(one, other)) {
            choices.add(new Choice(path, told(one), told(other)));
        }
    }

    private static boolean isOfMappings(Object value) {
        return value instanceof List<?> list && list.stream().anyMatch(item -> item instanceof Map);
    }

    /** A whole part that one run has and the other lacks is told in a few words. */
    private static String told(Object value) {
        if (value == null) {
            return MISSING;
        } else if (value instanceof Map<?, ?> map) {
            return map.containsKey("uses") ? String.valueOf(map.get("uses")) : entries(map.keySet());
        } else if (isOfMappings(value)) {
            int size = ((List<?>) value).size();
            return size == 1 ? "1 entry" : size + " entries";
        }
        return String.valueOf(value);
    }

    private static String entries(Set<?> keys) {
        if (keys.size() > MOST_NAMES) {
            return keys.size() + " entries";
        }
        return keys.isEmpty()
                ? "{}"
                : String.join(", ", keys.stream().map(String::valueOf).toList());
    }

    private static boolean sameContent(RecordedRun first, String one, RecordedRun second, String other) {
        Set<String> contents = contents(first, one);
        return !contents.isEmpty() && contents.equals(contents(second, other));
    }

    /** Returns the hashes of a file, or of all files in a folder, that a run read. */
    private static Set<String> contents(RecordedRun run, String path) {
        Set<String> hashes = new LinkedHashSet<>();
        run.lock().path("data").properties().forEach(file -> {
            if (!path.isEmpty() && (file.getKey().equals(path) || file.getKey().startsWith(path + "/"))) {
                hashes.add(file.getKey().substring(path.length()) + " "
                        + file.getValue().asText());
            }
        });
        return hashes;
    }

    private static Object tree(RecordedRun run) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(run.resolved());
        } catch (YAMLException e) {
            throw new DataException(
                    run.folder().resolve("resolved.yaml") + ": is not YAML: " + e.getMessage()
                            + "; the record is damaged, run the analysis again",
                    e);
        }
    }
}
