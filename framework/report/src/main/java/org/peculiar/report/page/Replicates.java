package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What resampling and mocks come to.
 *
 * @param draws of replicates, without mocks
 * @param mocks of a known flow
 * @param nulls of a survey at rest
 */
public record Replicates(List<Draw> draws, List<Mocks> mocks, List<Nulls> nulls) {

    /** Beyond this many, those of variants are in their table only. */
    private static final int MOST = 200;

    private static final int PER_CENT = 100;

    /**
     * Replicates of one axis.
     *
     * @param axis that draws them
     * @param of the variant that is replicated
     * @param count with those that failed
     * @param error scatter along the flow
     */
    public record Draw(String axis, String of, String count, Rounded error) {}

    /**
     * Mocks of a known flow.
     *
     * @param draw which
     * @param bias along the input flow
     * @param coverage by the one-sigma ellipsoid
     */
    public record Mocks(Draw draw, Rounded bias, Rounded coverage) {}

    /**
     * Mocks of a survey at rest.
     *
     * @param draw which
     * @param alarms how many are significant at 5 %
     * @param uniformity of p-values, a probability
     * @param coverage by the one-sigma ellipsoid
     */
    public record Nulls(Draw draw, Rounded alarms, String uniformity, Rounded coverage) {}

    static Replicates of(JsonNode results) {
        List<Draw> draws = new ArrayList<>();
        List<Mocks> mocks = new ArrayList<>();
        List<Nulls> nulls = new ArrayList<>();
        for (JsonNode node : results.path("replicates")) {
            if (node.path("variant").asInt() > 0 && draws.size() + mocks.size() + nulls.size() >= MOST) {
                continue;
            }
            Draw draw = draw(node);
            JsonNode recovery = node.path("recovery");
            if (recovery.isMissingNode()) {
                draws.add(draw);
            } else if (recovery.has("significant-at-5-percent")) {
                nulls.add(new Nulls(
                        draw,
                        percent(recovery.get("significant-at-5-percent")),
                        Rounded.probability(
                                recovery.path("uniformity-of-p-values").asDouble(Double.NaN)),
                        percent(recovery.path("ellipsoid-coverage"))));
            } else {
                mocks.add(new Mocks(
                        draw,
                        kms(recovery.path("bias-along-input-kms")),
                        percent(recovery.path("ellipsoid-coverage"))));
            }
        }
        return new Replicates(draws, mocks, nulls);
    }

    private static Draw draw(JsonNode node) {
        List<String> levels = new ArrayList<>();
        node.path("levels")
                .properties()
                .forEach(level ->
                        levels.add(level.getKey() + ": " + level.getValue().asText()));
        int failed = node.path("failed").asInt();
        return new Draw(
                node.path("axis").asText(),
                levels.isEmpty() ? "baseline" : String.join(", ", levels),
                Rounded.number(node.path("count").asInt())
                        + (failed > 0 ? ", " + Rounded.number(failed) + " failed" : ""),
                kms(node.path("error-along-flow-kms")));
    }

    private static Rounded kms(JsonNode estimate) {
        return Rounded.of(
                estimate.path("value").asDouble(Double.NaN),
                estimate.path("error").asDouble(Double.NaN),
                "km/s");
    }

    private static Rounded percent(JsonNode estimate) {
        return Rounded.of(
                PER_CENT * estimate.path("value").asDouble(Double.NaN),
                PER_CENT * estimate.path("error").asDouble(Double.NaN),
                "%");
    }

    /** Tell whether there are none. */
    public boolean isEmpty() {
        return draws.isEmpty() && mocks.isEmpty() && nulls.isEmpty();
    }
}
