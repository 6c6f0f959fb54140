package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Published numbers beside those found here.
 *
 * @param targets in the order of the descriptor
 */
public record Targets(List<Target> targets) {

    /** Beyond this many standard deviations, a mark stands at the edge. */
    private static final double EDGE = 3;

    /**
     * A published number.
     *
     * @param name in the descriptor
     * @param measure what is compared
     * @param published with its error
     * @param here what was found
     * @param sigmas found less published over both errors; NaN if unknown
     * @param trouble what makes it doubtful, perhaps empty
     * @param cite the paper
     */
    public record Target(
            String name, String measure, Rounded published, Rounded here, double sigmas, String trouble, String cite) {

        /** Return the difference in words. */
        public String difference() {
            return Double.isNaN(sigmas) ? "" : (sigmas > 0 ? "+" : "") + Rounded.fixed(sigmas, 1);
        }

        /** Return where its mark stands between −3σ, at 0, and +3σ, at 100. */
        public double place() {
            return Math.round(100 * (Math.max(-EDGE, Math.min(EDGE, sigmas)) + EDGE) / (2 * EDGE));
        }
    }

    static Targets of(JsonNode results) {
        List<Target> targets = new ArrayList<>();
        for (JsonNode target : results.path("targets")) {
            String name = target.path("target").asText();
            String measure = target.path("measure").asText();
            targets.add(new Target(
                    name.replace('-', ' '),
                    measure.equals(name) ? "" : measure,
                    published(target),
                    Verdicts.measured(target),
                    target.path("sigmas").asDouble(Double.NaN),
                    target.path("trouble").asText(),
                    target.path("cite").asText()));
        }
        return new Targets(targets);
    }

    /** Published numbers keep the digits that were published. */
    private static Rounded published(JsonNode target) {
        double error = target.path("published-error").asDouble(Double.NaN);
        return new Rounded(
                Rounded.number(target.path("published").asDouble()),
                Double.isNaN(error) ? "" : Rounded.number(error),
                Rounded.unit(target.path("unit").asText()));
    }

    /** Return the papers that all the numbers are from, if it is one. */
    public String source() {
        List<String> papers = targets.stream().map(Target::cite).distinct().toList();
        return papers.size() == 1 ? papers.get(0) : "";
    }
}
