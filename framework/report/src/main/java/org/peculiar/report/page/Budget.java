package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the error of the flow consists of.
 *
 * @param groups of lines of one kind, those that add up to the total first
 */
public record Budget(List<Group> groups) {

    /**
     * Lines of one kind.
     *
     * @param title of them
     * @param lines in order
     */
    public record Group(String title, List<Line> lines) {}

    /**
     * A line.
     *
     * @param source of the error or shift
     * @param along along the flow
     * @param trace square root of the covariance's trace
     * @param method by which it was found
     */
    public record Line(String source, Rounded along, Rounded trace, String method) {}

    private static final String[][] KINDS = {
        {"In the total", "random", "systematic", "total"},
        {"Resampled: another way to the same error, not added", "resampled"},
        {"Conditional: one standard error with all else held, not added", "conditional"},
        {"Marginalised: in the random error already", "marginalised"},
        {"Choices: what they shift the flow by, not added", "shift"},
    };

    static Budget of(JsonNode results) {
        List<Group> groups = new ArrayList<>();
        List<JsonNode> rest = new ArrayList<>();
        results.path("error-budget").forEach(rest::add);
        for (String[] kind : KINDS) {
            List<String> kinds = List.of(kind).subList(1, kind.length);
            List<JsonNode> of = rest.stream()
                    .filter(line -> kinds.contains(line.path("kind").asText()))
                    .toList();
            rest.removeAll(of);
            add(groups, kind[0], of);
        }
        add(groups, "Others, not added", rest);
        return new Budget(groups);
    }

    private static void add(List<Group> groups, String title, List<JsonNode> lines) {
        if (!lines.isEmpty()) {
            groups.add(new Group(title, lines.stream().map(Budget::line).toList()));
        }
    }

    private static Line line(JsonNode line) {
        return new Line(
                line.path("source").asText(),
                Rounded.of(
                        line.path("along-flow-kms").asDouble(Double.NaN),
                        line.path("along-flow-error-kms").asDouble(Double.NaN),
                        "km/s"),
                Rounded.of(line.path("sqrt-trace-kms").asDouble(Double.NaN), "km/s"),
                line.path("method").asText());
    }
}
