package org.peculiar.engine.plan;

import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUP;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUPS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.MEASUREMENTS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROW;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROWS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.SKY;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Survey;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.sweep.Axis.RowKey;

/** Reads what the rows that an axis drops, draws or keeps are told apart by. */
final class RowKeyReader {

    private final AxisBody axis;

    RowKeyReader(AxisBody axis) {
        this.axis = axis;
    }

    /**
     * Reads {@code by:}.
     *
     * @param step that gives the rows
     * @param allowed for this kind of axis
     */
    Optional<RowKey> read(Optional<Step> step, List<RowKey.Table> allowed) {
        Optional<String> text = axis.text("by");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Position where = axis.given().containsKey("by") ? axis.given().get("by").position() : axis.position();
        String by = text.get();
        int dot = by.indexOf('.');
        RowKey key;
        if (dot >= 0) {
            String table = by.substring(0, dot);
            Optional<RowKey.Table> found = Stream.of(GROUPS, MEASUREMENTS)
                    .filter(t -> t.name().toLowerCase(Locale.ROOT).equals(table))
                    .findFirst();
            key = found.map(t -> new RowKey(t, by.substring(dot + 1))).orElse(null);
        } else {
            key = switch (by) {
                case "rows" -> new RowKey(ROW, "");
                case "group" -> new RowKey(GROUP, "");
                case "sky" -> new RowKey(SKY, "");
                default -> new RowKey(ROWS, by);
            };
        }
        boolean nameless =
                key != null && (dot >= 0 || key.table() == ROWS) && key.column().isBlank();
        if (key == null || nameless || !allowed.contains(key.table())) {
            axis.tell(
                    where,
                    "by",
                    "found " + (by.isBlank() ? "nothing" : Yaml.shortened(by)) + ", but one of "
                            + allowed.stream().map(RowKeyReader::shown).collect(Collectors.joining(", "))
                            + " is needed");
            return Optional.empty();
        }
        if (dot >= 0 && step.isPresent() && step.get().kind().output() == DistanceSample.class) {
            axis.tell(
                    where,
                    "by",
                    "found " + by + ", but " + step.get().name() + " gives distances, which have no table of "
                            + by.substring(0, dot) + axis.stepsGiving(List.of(Survey.class)));
            return Optional.empty();
        }
        return Optional.of(key);
    }

    /** Reads how many patches of sky there are, if it is these. */
    OptionalInt patches(Optional<RowKey> by) {
        OptionalInt patches = SweepReader.whole(axis.values(), "patches");
        boolean sky = by.isPresent() && by.get().table() == SKY;
        if (sky && !axis.given().containsKey("patches")) {
            axis.tell(axis.given().get("by").position(), "patches", "not given, but needed: how many patches of sky");
        } else if (by.isPresent() && !sky && patches.isPresent()) {
            axis.tell(
                    axis.given().get("patches").position(),
                    "patches",
                    "found " + axis.given().get("patches").noun() + ", but patches are for by: sky");
        }
        return patches;
    }

    private static String shown(RowKey.Table table) {
        return switch (table) {
            case ROWS -> "a column";
            case GROUPS -> "groups.column";
            case MEASUREMENTS -> "measurements.column";
            case ROW -> "rows";
            case GROUP -> "group";
            case SKY -> "sky";
        };
    }
}
