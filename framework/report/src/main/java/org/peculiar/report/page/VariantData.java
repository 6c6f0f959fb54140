package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.engine.record.RecordedTable;
import org.peculiar.engine.record.VariantColumns;

/**
 * The variants of a sweep, column by column, for the script that shows them.
 *
 * @param count of variants, the baseline among them
 * @param failed how many have no flow
 * @param json the columns
 */
public record VariantData(int count, int failed, Trusted json) {

    /** More digits are in the table of the record. */
    private static final MathContext DIGITS = new MathContext(6);

    static VariantData of(RecordedRun run) {
        RecordedTable table = run.needed("variants");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("axes", axes(run.results().at("/sweep/axes"), table));
        Map<String, Object> numbers = new LinkedHashMap<>();
        List<Object> estimands = new ArrayList<>();
        for (RecordedTable.Column column : table.columns()) {
            if (column.numeric()) {
                numbers.put(column.name(), rounded(table.numbers(column.name())));
                if (!VariantColumns.FIXED.contains(column.name())) {
                    estimands.add(Map.of(
                            "name",
                            column.name(),
                            "unit",
                            Rounded.unit(run.results()
                                    .path("estimand-units")
                                    .path(column.name())
                                    .asText())));
                }
            }
        }
        data.put("numbers", numbers);
        data.put("estimands", estimands);
        Map<Integer, String> failures = new LinkedHashMap<>();
        String[] failure = table.texts("failure");
        for (int i = 0; i < failure.length; i++) {
            if (!failure[i].isEmpty()) {
                failures.put(i, failure[i]);
            }
        }
        data.put("failures", failures);
        return new VariantData(table.size(), failures.size(), Trusted.json(data));
    }

    private static List<Object> axes(JsonNode declared, RecordedTable table) {
        List<Object> axes = new ArrayList<>();
        for (JsonNode axis : declared) {
            if (axis.has("levels")) {
                List<String> known = new ArrayList<>();
                axis.get("levels").forEach(level -> known.add(level.asText()));
                Map<String, Object> body =
                        levels(table.texts(axis.path("column").asText()), known);
                body.put("name", axis.path("name").asText());
                axes.add(body);
            }
        }
        return axes;
    }

    private static Map<String, Object> levels(String[] labels, List<String> known) {
        Set<String> rest = new TreeSet<>(Arrays.asList(labels));
        List<String> levels = new ArrayList<>(known);
        known.forEach(rest::remove);
        levels.addAll(rest);
        Map<String, Integer> numbers = new LinkedHashMap<>();
        levels.forEach(level -> numbers.putIfAbsent(level, numbers.size()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("levels", List.copyOf(numbers.keySet()));
        body.put("of", Arrays.stream(labels).mapToInt(numbers::get).toArray());
        return body;
    }

    private static List<Object> rounded(double[] values) {
        List<Object> rounded = new ArrayList<>(values.length);
        for (double value : values) {
            rounded.add(Double.isFinite(value) ? rounded(value) : null);
        }
        return rounded;
    }

    private static Object rounded(double value) {
        if (value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE) {
            return (int) value;
        }
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
