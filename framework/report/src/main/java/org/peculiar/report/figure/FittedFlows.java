package org.peculiar.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bulk flows that a run fitted, and which of them is its result. */
public final class FittedFlows {

    private FittedFlows() {}

    /**
     * Return the names of the steps that fitted a bulk flow, in their order.
     *
     * @param results of the run
     */
    public static List<String> steps(JsonNode results) {
        List<String> steps = new ArrayList<>();
        for (Map.Entry<String, JsonNode> step : results.path("steps").properties()) {
            if (step.getValue().has("bulk-flow")) {
                steps.add(step.getKey());
            }
        }
        return steps;
    }

    /**
     * Return the step whose flow is the result: the one that the descriptor names, else the one that the sweep follows, else the
     * only one.
     *
     * @param results of the run
     * @return empty if no flow was fitted, or if several stand side by side
     */
    public static Optional<String> headline(JsonNode results) {
        List<String> steps = steps(results);
        List<String> chosen = List.of(
                results.at("/report/headline").asText(),
                results.at("/sweep/flow").asText());
        return chosen.stream()
                .filter(steps::contains)
                .findFirst()
                .or(() -> steps.size() == 1 ? Optional.of(steps.get(0)) : Optional.empty());
    }
}
