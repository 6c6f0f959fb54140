package org.peculiar.testkit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.peculiar.api.Column;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;

/**
 * What a value of the api holds, as numbers and texts by path, so that two results can be compared to the last bit, and a
 * difference be named.
 */
final class Content {

    /** How much of a long text is shown before the place where it differs, and from there. */
    private static final int BEFORE = 20;

    private static final int BEYOND = 60;

    private final Map<String, Object> leaves = new LinkedHashMap<>();

    private Content() {}

    /** Takes all that a survey, a sample, a flow, a finding, or an array of these holds; functions are left out. */
    static Content of(Object value) {
        Content content = new Content();
        content.add("result", value);
        return content;
    }

    /** Says what differs first, if anything does: numbers are compared bit by bit. */
    Optional<String> difference(Content other) {
        return difference(other, 0, 0);
    }

    /**
     * Says what differs first, if anything does by more than rounding.
     *
     * @param relative difference of two numbers that is none
     * @param absolute difference of two numbers that is none
     */
    Optional<String> difference(Content other, double relative, double absolute) {
        List<String> paths = new ArrayList<>(leaves.keySet());
        other.leaves.keySet().stream().filter(path -> !leaves.containsKey(path)).forEach(paths::add);
        for (String path : paths) {
            Object mine = leaves.get(path);
            Object theirs = other.leaves.get(path);
            if (!same(mine, theirs, relative, absolute)) {
                return Optional.of(path + " is " + near(mine, theirs) + " and then " + near(theirs, mine));
            }
        }
        return Optional.empty();
    }

    /** Shows a value, of a long text what is near the first place where it differs. */
    private static String near(Object shown, Object other) {
        String text = String.valueOf(shown);
        int place = Arrays.mismatch(text.toCharArray(), String.valueOf(other).toCharArray());
        int from = Math.max(0, place - BEFORE);
        int to = Math.min(text.length(), place + BEYOND);
        return text.length() <= BEFORE + BEYOND
                ? text
                : (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    private static boolean same(Object a, Object b, double relative, double absolute) {
        if (a instanceof Double x && b instanceof Double y) {
            double difference = Math.abs(x - y);
            return Double.doubleToLongBits(x) == Double.doubleToLongBits(y)
                    || difference <= absolute
                    || difference <= relative * Math.max(Math.abs(x), Math.abs(y));
        }
        return Objects.equals(a, b);
    }

    private void add(String path, Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            leaves.put(path, value);
        } else if (value instanceof Enum<?> constant) {
            leaves.put(path, constant.name());
        } else if (value instanceof double[] numbers) {
            leaves.put(path + ".length", numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                leaves.put(path + "[" + i + "]", numbers[i]);
            }
        } else if (value instanceof int[] numbers) {
            leaves.put(path + ".length", numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                leaves.put(path + "[" + i + "]", numbers[i]);
            }
        } else if (value instanceof Object[] items) {
            addAll(path, List.of(items));
        } else if (value instanceof Collection<?> items) {
            addAll(path, items);
        } else if (value instanceof Map<?, ?> map) {
            leaves.put(path + ".keys", map.keySet().toString());
            map.forEach((key, item) -> add(path + "." + key, item));
        } else if (value instanceof Optional<?> optional) {
            add(path, optional.orElse(null));
        } else if (value instanceof OptionalDouble optional) {
            add(path, optional.isPresent() ? optional.getAsDouble() : null);
        } else {
            addStructure(path, value);
        }
    }

    private void addAll(String path, Collection<?> items) {
        leaves.put(path + ".length", items.size());
        int i = 0;
        for (Object item : items) {
            add(path + "[" + i++ + "]", item);
        }
    }

    private void addStructure(String path, Object value) {
        if (value instanceof Survey survey) {
            add(path + ".frame", survey.frame());
            add(path + ".galaxies", survey.galaxies());
            add(path + ".groups", survey.groups());
            add(path + ".groupOf", survey.groupOf());
            add(path + ".measurements", survey.measurements());
            add(path + ".galaxyOf", survey.galaxyOf());
            add(path + ".treatments", survey.treatments());
        } else if (value instanceof Table table) {
            addTable(path, table);
        } else if (value instanceof Column column) {
            add(path + ".unit", column.quantity().unit());
            add(path, column.values());
            add(path + ".errors", column.errors());
        } else if (value instanceof Directions directions) {
            add(path + ".x", directions.x());
            add(path + ".y", directions.y());
            add(path + ".z", directions.z());
        } else if (value instanceof DistanceSample sample) {
            addSample(path, sample);
        } else if (value instanceof Record record) {
            addRecord(path, record);
        } else {
            leaves.put(path, "something"); // a function, such as a relation: what it does is tested by calling it
        }
    }

    private void addTable(String path, Table table) {
        add(path + ".rowIds", table.rowIds());
        add(path + ".labels", table.labels());
        add(path + ".directions", table.hasDirections() ? table.directions() : null);
        for (String quantity : table.quantities()) {
            add(path + "." + quantity, table.column(quantity));
            for (String other : table.quantities()) {
                if (quantity.compareTo(other) < 0) {
                    table.correlation(quantity, other)
                            .ifPresent(found -> add(path + ".correlation of " + quantity + " and " + other, found));
                }
            }
        }
        for (String text : new TreeSet<>(table.texts())) {
            add(path + "." + text, table.text(text));
        }
    }

    private void addSample(String path, DistanceSample sample) {
        add(path + ".tracer", sample.tracer());
        add(path + ".labels", sample.labels());
        add(path + ".rowIds", sample.rowIds());
        add(path + ".directions", sample.directions());
        add(path + ".z", sample.z());
        add(path + ".lnDistance", sample.lnDistance());
        add(path + ".lnError", sample.lnError());
        add(path + ".members", sample.members());
        add(path + ".type", sample.type());
        add(path + ".inference", sample.inference());
        add(path + ".zeroPoint", sample.zeroPoint());
        add(path + ".modes", sample.modes());
        add(path + ".treatments", sample.treatments());
        add(path + ".calibration", sample.calibration());
    }

    private void addRecord(String path, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                add(path + "." + component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
