package org.peculiar.engine.plan;

import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUP;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUPS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.MEASUREMENTS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROW;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROWS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.SKY;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.peculiar.api.DistanceSample;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Axis.RowKey;

/** Reads an axis that resamples or parts the rows of a table: jackknife, bootstrap and split. */
final class ResamplingReader {

    private final AxisBody axis;
    private final RowKeyReader keys;

    ResamplingReader(AxisBody axis) {
        this.axis = axis;
        keys = new RowKeyReader(axis);
    }

    Optional<Axis> jackknife() {
        Optional<Step> step = axis.rows("jackknife", "a jackknife drops rows");
        Optional<RowKey> by = keys.read(step, List.of(GROUP, ROWS, GROUPS, MEASUREMENTS, SKY));
        OptionalInt patches = keys.patches(by);
        return step.isEmpty() || by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Jackknife(axis.name(), step.get().name(), by.get(), patches, axis.also()));
    }

    Optional<Axis> bootstrap() {
        Optional<Step> step = axis.rows("bootstrap", "a bootstrap redraws rows");
        Optional<RowKey> by = keys.read(step, List.of(ROW, GROUP, ROWS, GROUPS, SKY));
        OptionalInt patches = keys.patches(by);
        OptionalInt replicates = SweepReader.whole(axis.values(), "replicates");
        return step.isEmpty() || by.isEmpty() || replicates.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Bootstrap(
                        axis.name(), step.get().name(), by.get(), patches, replicates.getAsInt(), axis.also()));
    }

    Optional<Axis> split() {
        Optional<Step> step = axis.step("split");
        if (step.isPresent() && step.get().kind().output() != DistanceSample.class) {
            return axis.wrong(
                    axis.given().get("split"),
                    "split",
                    "it gives " + StepKind.noun(step.get().kind().output()) + ", and a split parts distances"
                            + axis.stepsGiving(List.of(DistanceSample.class)));
        }
        Optional<String> by = axis.text("by");
        OptionalInt parts = SweepReader.whole(axis.values(), "parts");
        Optional<Axis.Equal> equal = SweepReader.word(Axis.Equal.class, axis.values(), "equal");
        return step.isEmpty() || by.isEmpty() || parts.isEmpty() || equal.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Split(
                        axis.name(),
                        step.get().name(),
                        new RowKey(ROWS, by.get()),
                        parts.getAsInt(),
                        equal.get(),
                        axis.also()));
    }
}
