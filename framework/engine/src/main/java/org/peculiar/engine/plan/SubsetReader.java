package org.peculiar.engine.plan;

import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUP;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUPS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROWS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Axis.RowKey;

/** Reads an axis of subsets: what rows have to fulfil, one condition a variant. */
final class SubsetReader {

    private static final double KMS_IN_MPC_H = 100;

    private final AxisBody axis;

    SubsetReader(AxisBody axis) {
        this.axis = axis;
    }

    Optional<Axis> read() {
        Optional<Step> step = axis.rows("subset", "a subset keeps rows");
        Optional<RowKey> by = new RowKeyReader(axis).read(step, List.of(ROWS, GROUPS, GROUP));
        if (by.isPresent()
                && isDistance(by.get())
                && step.isPresent()
                && step.get().kind().output() != DistanceSample.class) {
            return axis.wrong(
                    axis.given().get("by"),
                    "by",
                    step.get().name() + " gives "
                            + StepKind.noun(step.get().kind().output()) + ", which has no distances yet"
                            + axis.stepsGiving(List.of(DistanceSample.class)));
        }
        if (Stream.of("keep", "drop", "below", "above").noneMatch(axis.given()::containsKey)) {
            axis.problems()
                    .add(
                            axis.position(),
                            axis.path(),
                            "found no condition, but at least one of keep, drop, below and above is needed");
            return Optional.empty();
        }
        List<Axis.Condition> conditions = new ArrayList<>();
        List<Position> where = new ArrayList<>();
        for (String way : List.of("keep", "drop", "below", "above")) {
            List<Yaml> items = axis.items(way);
            if (items.isEmpty() && axis.given().get(way) instanceof Yaml.Sequence) {
                axis.wrong(axis.given().get(way), way, "at least one value is needed");
            }
            for (int i = 0; i < items.size(); i++) {
                String at =
                        axis.path() + "." + way + (axis.given().get(way) instanceof Yaml.Sequence ? "[" + i + "]" : "");
                if (items.get(i) instanceof Yaml.Scalar scalar && !scalar.isNull()) {
                    condition(way, scalar, by, at).ifPresent(condition -> {
                        conditions.add(condition);
                        where.add(scalar.position());
                    });
                }
            }
        }
        axis.labelled(conditions.stream().map(Axis.Condition::label).toList(), where);
        return step.isEmpty() || by.isEmpty() || conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Subset(axis.name(), step.get().name(), by.get(), conditions, axis.also()));
    }

    private Optional<Axis.Condition> condition(String way, Yaml.Scalar scalar, Optional<RowKey> by, String at) {
        String text = scalar.text().strip();
        Optional<String> none = Optional.empty();
        Optional<Double> unbounded = Optional.empty();
        if (way.equals("keep")) {
            return Optional.of(new Axis.Condition(text, Optional.of(text), none, unbounded, unbounded, Unit.NONE));
        } else if (way.equals("drop")) {
            return Optional.of(
                    new Axis.Condition("not " + text, none, Optional.of(text), unbounded, unbounded, Unit.NONE));
        }
        if (by.isPresent() && by.get().table() == GROUP) {
            axis.problems()
                    .add(
                            scalar.position(),
                            at,
                            "found " + scalar.noun() + ", but groups have names, which are kept or dropped");
            return Optional.empty();
        }
        boolean below = way.equals("below");
        return by.flatMap(key -> bound(key, scalar, at))
                .map(bound -> new Axis.Condition(
                        (below ? "< " : ">= ") + text,
                        none,
                        none,
                        below ? Optional.of(bound.value()) : unbounded,
                        below ? unbounded : Optional.of(bound.value()),
                        bound.unit()));
    }

    private Optional<Binder.Measured> bound(RowKey by, Yaml.Scalar scalar, String at) {
        if (by.table() == ROWS && by.column().equals("cz")) {
            return axis.binder()
                    .bind(AxisBody.VELOCITY, scalar, at)
                    .map(kms -> new Binder.Measured((double) kms, Unit.KMS));
        }
        Optional<Binder.Measured> measured = axis.binder().measured(scalar, at);
        if (measured.isEmpty() || !isDistance(by)) {
            return measured;
        }
        Unit unit = measured.get().unit();
        double value = measured.get().value();
        if (unit.dimension() == Unit.Dimension.VELOCITY) {
            return Optional.of(new Binder.Measured(value * unit.in(Unit.KMS), Unit.KMS));
        } else if (unit.dimension() == Unit.Dimension.SCALED_LENGTH) {
            return Optional.of(new Binder.Measured(value * unit.in(Unit.MPC_H) * KMS_IN_MPC_H, Unit.KMS));
        }
        axis.problems()
                .add(scalar.position(), at, "found " + scalar.noun() + ", but a distance in km/s or Mpc/h is needed");
        return Optional.empty();
    }

    private boolean isDistance(RowKey by) {
        return by.table() == ROWS && by.column().equals("distance");
    }
}
