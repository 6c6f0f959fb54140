package org.peculiar.engine.outcome;

import java.util.List;
import java.util.Map;
import org.peculiar.engine.replicates.Replicate;
import org.peculiar.engine.variants.Replication;
import org.peculiar.engine.variants.Variant;
import org.peculiar.engine.variants.Variants;

/**
 * What a sweep came to.
 *
 * @param variants what was varied
 * @param rows of the variants, in their order
 * @param pairs the second less the first of variants that are compared with each other
 * @param replicates by number, of each variant and axis
 */
public record SweepOutcome(
        Variants variants,
        Map<Variant, Row> rows,
        Map<SweepRun.Pair, Shift> pairs,
        Map<Replication, List<Replicate>> replicates) {

    /** Return the row of the baseline. */
    public Row baseline() {
        return rows.get(variants.all().get(0));
    }
}
