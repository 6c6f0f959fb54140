package org.peculiar.report.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peculiar.engine.record.RecordedRun;

/**
 * Two runs side by side.
 *
 * @param first name of the first run
 * @param second name of the second run
 * @param version of Peculiar that made the second record
 * @param choices that differ
 * @param used programs, plugins and files that differ
 * @param flows of steps that both have
 * @param estimands that both have, numbers
 * @param budget lines of the error budget that both have, along the flow
 * @param targets that both have
 * @param claims of either
 */
public record Comparison(
        String first,
        String second,
        String version,
        List<Choice> choices,
        List<Choice> used,
        List<FlowMove> flows,
        List<Moved> estimands,
        List<Moved> budget,
        List<Moved> targets,
        List<ClaimPair> claims) {

    private static final int SHORT_HASH = 12;

    /**
     * Compare two runs.
     *
     * @throws org.peculiar.api.DataException if a record is damaged
     */
    public static Comparison of(RecordedRun first, RecordedRun second) {
        JsonNode a = first.results();
        JsonNode b = second.results();
        List<FlowMove> flows = new ArrayList<>();
        a.path("steps")
                .fieldNames()
                .forEachRemaining(step -> FlowMove.between(first, second, step).ifPresent(flows::add));
        String one = first.folder().toString();
        String other = second.folder().toString();
        return new Comparison(
                one,
                other,
                b.path("peculiar").asText(),
                Choice.between(first, second),
                used(first.lock(), second.lock()),
                flows,
                estimands(a, b),
                named(
                        a.path("error-budget"),
                        b.path("error-budget"),
                        "source",
                        "along-flow-kms",
                        "along-flow-error-kms"),
                named(a.path("targets"), b.path("targets"), "target", "value", "error"),
                ClaimPair.between(a, b));
    }

    private static List<Choice> used(JsonNode a, JsonNode b) {
        List<Choice> used = new ArrayList<>();
        add(used, "Peculiar", a.path("peculiar").asText(), b.path("peculiar").asText());
        for (String key : List.of("version", "vendor", "os", "architecture")) {
            add(
                    used,
                    "Java " + key,
                    a.path("java").path(key).asText(),
                    b.path("java").path(key).asText());
        }
        both(a.path("plugins"), b.path("plugins"))
                .forEach(id -> add(used, "plugin " + id, plugin(a, id), plugin(b, id)));
        files(a, b, used);
        return used;
    }

    private static void add(List<Choice> used, String name, String first, String second) {
        if (!first.equals(second)) {
            used.add(new Choice(name, first, second));
        }
    }

    private static String plugin(JsonNode lock, String id) {
        JsonNode plugin = lock.path("plugins").path(id);
        return plugin.isMissingNode()
                ? ""
                : plugin.path("version").asText() + ", SHA-256 "
                        + hash(plugin.path("sha256").asText());
    }

    private static String hash(String sha256) {
        return sha256.length() > SHORT_HASH ? sha256.substring(0, SHORT_HASH) + "…" : sha256;
    }

    /** Files count by content: one that only lies elsewhere is the same. */
    private static void files(JsonNode a, JsonNode b, List<Choice> used) {
        Map<String, String> first = byHash(a.path("data"));
        Map<String, String> second = byHash(b.path("data"));
        Map<String, String[]> byPath = new LinkedHashMap<>();
        first.forEach((hash, path) -> {
            if (!second.containsKey(hash)) {
                byPath.computeIfAbsent(name(path), p -> new String[] {"", ""})[0] = "SHA-256 " + hash(hash);
            }
        });
        second.forEach((hash, path) -> {
            if (!first.containsKey(hash)) {
                byPath.computeIfAbsent(name(path), p -> new String[] {"", ""})[1] = "SHA-256 " + hash(hash);
            }
        });
        byPath.forEach((path, hashes) -> used.add(new Choice("file " + path, hashes[0], hashes[1])));
    }

    private static Map<String, String> byHash(JsonNode data) {
        Map<String, String> files = new LinkedHashMap<>();
        data.properties().forEach(file -> files.put(file.getValue().asText(), file.getKey()));
        return files;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Set<String> both(JsonNode a, JsonNode b) {
        Set<String> names = new LinkedHashSet<>();
        a.fieldNames().forEachRemaining(names::add);
        b.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Vectors are those of flows, which are compared as such. */
    private static List<Moved> estimands(JsonNode a, JsonNode b) {
        List<Moved> moved = new ArrayList<>();
        a.path("estimands").properties().forEach(entry -> {
            JsonNode other = b.path("estimands").path(entry.getKey());
            if (entry.getValue().isNumber() && other.isNumber()) {
                String unit = a.path("estimand-units").path(entry.getKey()).asText();
                moved.add(Moved.of(
                        entry.getKey(),
                        new Measure(entry.getValue().asDouble(), Double.NaN, unit),
                        new Measure(other.asDouble(), Double.NaN, unit)));
            }
        });
        return moved;
    }

    private static List<Moved> named(JsonNode a, JsonNode b, String key, String value, String error) {
        Map<String, JsonNode> second = new LinkedHashMap<>();
        b.forEach(node -> second.put(node.path(key).asText(), node));
        List<Moved> moved = new ArrayList<>();
        for (JsonNode node : a) {
            String name = node.path(key).asText();
            JsonNode other = second.get(name);
            if (other != null && node.has(value) && other.has(value)) {
                String unit = node.path("unit").asText(key.equals("source") ? "km/s" : "");
                moved.add(Moved.of(name, Measure.of(node, value, error, unit), Measure.of(other, value, error, unit)));
            }
        }
        return moved;
    }

    /** Return it as a tree for JSON. Numbers that do not exist are left out. */
    public Map<String, Object> toJson() {
        return ComparisonTree.of(this);
    }

    /** Return it as lines of text. */
    public List<String> lines() {
        return ComparisonText.of(this);
    }
}
