package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.engine.record.RecordedTable;

/**
 * What the flow owes to each of the groups that were left out in turn.
 *
 * @param axis of the sweep
 * @param summary the error that it gives, or why it gives none
 * @param groups how many were left out
 * @param influences of the most influential ones
 */
public record Jackknife(String axis, String summary, int groups, List<Influence> influences) {

    private static final int MOST = 10;
    private static final String KMS = "km/s";

    /**
     * Influence of a group.
     *
     * @param group left out
     * @param galaxies that go with it
     * @param move length of the change of the flow
     * @param speed change of the speed
     */
    public record Influence(String group, String galaxies, Rounded move, Rounded speed) {}

    static List<Jackknife> of(RecordedRun run) {
        List<Jackknife> all = new ArrayList<>();
        for (JsonNode node : run.results().path("jackknife")) {
            String axis = node.path("axis").asText();
            all.add(new Jackknife(
                    axis, summary(node), node.path("groups").asInt(), influences(run.table("influence-" + axis))));
        }
        return all;
    }

    private static String summary(JsonNode node) {
        if (node.has("error-along-flow-kms")) {
            return "jackknife error along the flow "
                    + Rounded.fixed(node.get("error-along-flow-kms").asDouble(), 0) + " km s⁻¹";
        }
        String reason = node.path("no-covariance").asText(node.path("reason").asText());
        return reason.isEmpty() ? "" : "no error: " + reason;
    }

    private static List<Influence> influences(Optional<RecordedTable> found) {
        List<Influence> influences = new ArrayList<>();
        found.ifPresent(table -> {
            for (int i = 0; i < Math.min(MOST, table.size()); i++) {
                influences.add(new Influence(
                        table.texts("group")[i],
                        Rounded.number(table.numbers("galaxies")[i]),
                        Rounded.of(table.numbers("dv")[i], table.numbers("dv_error")[i], KMS),
                        Rounded.of(table.numbers("dspeed")[i], table.numbers("dspeed_error")[i], KMS)));
            }
        });
        return influences;
    }
}
