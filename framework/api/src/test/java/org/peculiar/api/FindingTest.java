package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingTest {

    @Test
    void keepsTheOrderOfNames() {
        Map<String, Finding.Scalar> scalars = new LinkedHashMap<>();
        for (String name : List.of("slope", "intercept", "chi2", "correlation")) {
            scalars.put(name, Finding.Scalar.of(1, Unit.NONE, name));
        }
        assertThat(new Finding("a test", scalars, Map.of(), List.of()).scalars().keySet())
                .containsExactly("slope", "intercept", "chi2", "correlation");
    }

    @Test
    void refusesANameThatIsNoFileName() {
        Map<String, Finding.Columns> tables = Map.of(
                "../offsets", new Finding.Columns(Map.of("id", new Finding.Texts(new String[] {"A1"}, "the cluster"))));
        assertThatThrownBy(() -> new Finding("a test", Map.of(), tables, List.of()))
                .hasMessage("found '../offsets', but a table's name is in kebab-case, such as group-offsets");
    }

    @Test
    void refusesColumnsOfDifferentLengths() {
        Map<String, Finding.Cells> columns = new LinkedHashMap<>();
        columns.put("id", new Finding.Texts(new String[] {"A1", "A2"}, "the cluster"));
        columns.put("offset", new Finding.Numbers(new double[] {0.1}, Unit.MAG, "its offset"));
        assertThatThrownBy(() -> new Finding.Columns(columns))
                .hasMessage("found columns of [2, 1] rows, but a table needs at least one column, and as many rows in"
                        + " each");
        assertThatThrownBy(() -> new Finding.Columns(Map.of())).hasMessageContaining("at least one column");
    }

    @Test
    void refusesANegativeError() {
        assertThatThrownBy(() -> Finding.Scalar.of(1, -0.1, Unit.MAG, "Slope"))
                .hasMessage("Slope: the error was -0.1 but must not be negative");
    }
}
