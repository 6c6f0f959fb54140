package org.peculiar.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.peculiar.api.DataException;

/** Whether the numbers of two records of one analysis are the same. */
public final class Sameness {

    /** Another Java, processor or LAPACK may round differently, by so much of a number. */
    public static final double ROUNDING = 1e-9;

    private static final int MOST_TOLD = 10;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final List<String> others = new ArrayList<>();
    private long numbers;
    private long differing;
    private double largest;
    private String where = "";

    private Sameness() {}

    /**
     * Compare all numbers, those of {@code results.json} and those of all tables.
     *
     * @throws DataException if one of them cannot be read
     */
    public static Sameness of(RecordedRun record, RecordedRun again) {
        Sameness sameness = new Sameness();
        sameness.compare("", record.results(), again.results());
        Set<String> tables = new TreeSet<>(record.tables());
        tables.addAll(again.tables());
        for (String table : tables) {
            String file = "tables/" + table + ".ecsv";
            sameness.compare(file, lines(record, file), lines(again, file));
        }
        return sameness;
    }

    private static List<String> lines(RecordedRun run, String file) {
        Path path = run.folder().resolve(file);
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new DataException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void compare(String path, JsonNode first, JsonNode second) {
        if (first.isObject() && second.isObject()) {
            Set<String> names = new TreeSet<>();
            first.fieldNames().forEachRemaining(names::add);
            second.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                // they follow from what the lock names; what comes of it is in the numbers
                boolean provenance = name.equals("identity") || (path.isEmpty() && name.equals("peculiar"));
                if (!provenance) {
                    compare(path.isEmpty() ? name : path + "." + name, first.path(name), second.path(name));
                }
            }
        } else if (first.isArray() && second.isArray() && first.size() == second.size()) {
            Iterator<JsonNode> rest = second.elements();
            int i = 0;
            for (JsonNode item : first) {
                compare(path + "[" + i++ + "]", item, rest.next());
            }
        } else if (first.isNumber() && second.isNumber()) {
            number(path, first.asDouble(), second.asDouble());
        } else if (!first.equals(second)) {
            others.add(path + " was " + shortened(first) + ", but is " + shortened(second));
        }
    }

    private static String shortened(JsonNode node) {
        String text = node.isMissingNode() ? "not there" : node.toString();
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }

    private void compare(String path, List<String> first, List<String> second) {
        if (first.size() != second.size()) {
            others.add(path + " had " + first.size() + " lines, but has " + second.size());
            return;
        }
        for (int i = 0; i < first.size(); i++) {
            String[] cells = first.get(i).split(" ", -1);
            String[] again = second.get(i).split(" ", -1);
            for (int j = 0; j < Math.max(cells.length, again.length); j++) {
                String a = j < cells.length ? cells[j] : "";
                String b = j < again.length ? again[j] : "";
                if (NUMBER.matcher(a).matches() && NUMBER.matcher(b).matches()) {
                    number(path + ":" + (i + 1), Double.parseDouble(a), Double.parseDouble(b));
                } else if (!a.equals(b)) {
                    others.add(path + ":" + (i + 1) + " had " + a + ", but has " + b);
                }
            }
        }
    }

    private void number(String path, double first, double second) {
        numbers++;
        if (Double.compare(first, second) != 0) {
            differing++;
            // zeros of either sign differ in a bit, and by nothing
            double relative =
                    first == second ? 0 : Math.abs(first - second) / Math.max(Math.abs(first), Math.abs(second));
            if (relative > largest || where.isEmpty()) {
                largest = relative;
                where = path + ", which was " + first + " and is " + second;
            }
        }
    }

    /** Tell whether everything is the same, to the last bit of every number. */
    public boolean isExact() {
        return differing == 0 && others.isEmpty();
    }

    /** Tell whether everything is the same but for {@link #ROUNDING}. */
    public boolean holds() {
        return largest <= ROUNDING && others.isEmpty();
    }

    /** Say what was found, in a line or a few. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (isExact()) {
            lines.add(format("the same: each of %,d numbers, to the last bit", numbers));
            return lines;
        }
        lines.add(
                differing == 0
                        ? format("each of %,d numbers is the same, but other things differ", numbers)
                        : format(
                                "%s: of %,d numbers %,d differ, by %.1e of themselves at most (%.0e is allowed), in %s",
                                holds() ? "the same but for rounding" : "not the same",
                                numbers,
                                differing,
                                largest,
                                ROUNDING,
                                where));
        others.stream().limit(MOST_TOLD).forEach(lines::add);
        if (others.size() > MOST_TOLD) {
            lines.add("and " + (others.size() - MOST_TOLD) + " differences more that are not of numbers");
        }
        return lines;
    }

    /** Return what was found as a tree for JSON. */
    public Map<String, Object> toJson() {
        return Map.of(
                "exact",
                isExact(),
                "same",
                holds(),
                "numbers",
                numbers,
                "differing",
                differing,
                "largest-relative-difference",
                largest,
                "others",
                List.copyOf(others));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
