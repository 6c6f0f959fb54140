package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.api.Finding;

/** Writes a finding as a tree for JSON, and as tables. */
final class FindingTree {

    private FindingTree() {}

    static Map<String, Object> of(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", finding.title());
        Map<String, Object> scalars = new LinkedHashMap<>();
        finding.scalars().forEach((name, scalar) -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("value", scalar.value());
            scalar.error().ifPresent(error -> body.put("error", error));
            body.put("unit", scalar.unit().symbol());
            body.put("doc", scalar.doc());
            scalars.put(name, body);
        });
        json.put("scalars", scalars);
        json.put("notes", finding.notes());
        return json;
    }

    /** Returns the tables, each named after the step and itself. */
    static List<TableFile> tables(String step, Finding finding) {
        List<TableFile> tables = new ArrayList<>();
        finding.tables().forEach((name, columns) -> {
            TableFile table = new TableFile(step + "-" + name, columns.size());
            columns.byName().forEach((column, cells) -> {
                if (cells instanceof Finding.Texts texts) {
                    table.text(column, texts.values(), texts.doc());
                } else if (cells instanceof Finding.Numbers numbers) {
                    table.number(column, numbers.unit(), numbers.values(), numbers.doc());
                }
            });
            tables.add(table);
        });
        return tables;
    }
}
