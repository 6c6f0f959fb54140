package org.peculiar.report.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a comparison as a tree for JSON. */
final class ComparisonTree {

    private static final String FIRST = "first";
    private static final String SECOND = "second";

    private ComparisonTree() {}

    static Map<String, Object> of(Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(FIRST, comparison.first());
        json.put(SECOND, comparison.second());
        json.put("chosen-differently", choices(comparison.choices()));
        json.put("used-differently", choices(comparison.used()));
        json.put("flows", comparison.flows().stream().map(ComparisonTree::flow).toList());
        json.put("estimands", moved(comparison.estimands()));
        json.put("error-budget", moved(comparison.budget()));
        json.put("targets", moved(comparison.targets()));
        json.put(
                "claims",
                comparison.claims().stream().map(ComparisonTree::claim).toList());
        return json;
    }

    private static List<Map<String, Object>> choices(List<Choice> choices) {
        return choices.stream()
                .map(choice -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("what", choice.path());
                    put(json, FIRST, choice.first());
                    put(json, SECOND, choice.second());
                    return json;
                })
                .toList();
    }

    private static void put(Map<String, Object> json, String key, String text) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }

    private static Map<String, Object> flow(FlowMove flow) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", flow.step());
        json.put(FIRST, direction(flow.first()));
        json.put(SECOND, direction(flow.second()));
        json.put("moves", measure(flow.moves()));
        json.put("speed", measure(flow.speed()));
        json.put("error-source", flow.errorSource());
        return json;
    }

    private static Map<String, Object> direction(FlowMove.Direction direction) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("speed", measure(direction.speed()));
        json.put("l", measure(direction.l()));
        json.put("b", measure(direction.b()));
        return json;
    }

    private static Map<String, Object> measure(Measure measure) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "value", measure.value());
        put(json, "error", measure.error());
        put(json, "unit", measure.unit());
        return json;
    }

    private static void put(Map<String, Object> json, String key, double value) {
        if (Double.isFinite(value)) {
            json.put(key, value);
        }
    }

    private static List<Map<String, Object>> moved(List<Moved> moved) {
        return moved.stream()
                .map(one -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("name", one.name());
                    json.put(FIRST, measure(one.first()));
                    json.put(SECOND, measure(one.second()));
                    json.put("difference", measure(one.difference()));
                    return json;
                })
                .toList();
    }

    private static Map<String, Object> claim(ClaimPair claim) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("claim", claim.claim());
        put(json, FIRST, claim.first());
        put(json, SECOND, claim.second());
        return json;
    }
}
