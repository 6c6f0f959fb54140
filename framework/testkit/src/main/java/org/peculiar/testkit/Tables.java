package org.peculiar.testkit;

import java.util.List;
import org.peculiar.api.Table;

/** Changes that only tests make to tables. */
final class Tables {

    private Tables() {}

    /** Returns a table as it was first read, without one of its numeric quantities. */
    static Table without(Table table, String quantity) {
        Table fewer = Table.of(table.name(), table.labels());
        if (table.hasDirections()) {
            fewer = fewer.with(table.directions());
        }
        List<String> kept = table.quantities().stream()
                .filter(name -> !name.equals(quantity))
                .toList();
        for (String name : kept) {
            fewer = fewer.with(table.column(name));
        }
        for (String text : table.texts()) {
            fewer = fewer.withText(text, table.text(text));
        }
        for (String a : kept) {
            for (String b : kept) {
                if (a.compareTo(b) < 0 && table.correlation(a, b).isPresent()) {
                    fewer = fewer.withCorrelation(a, b, table.correlation(a, b).get());
                }
            }
        }
        return fewer;
    }
}
