package org.peculiar.plugin.source.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.plugin.source.table.FoundColumn.Content;
import org.peculiar.plugin.source.table.TableSink.Untyped;

class SelectionTest {

    private static final List<FoundColumn> COLUMNS = List.of(
            new FoundColumn("pvcodeJ", Optional.empty(), Content.NUMBER),
            new FoundColumn("cz", Optional.empty(), Content.NUMBER),
            new FoundColumn("type", Optional.empty(), Content.TEXT),
            new FoundColumn("flag", Optional.empty(), Content.TRUTH),
            new FoundColumn("gone", Optional.empty(), Content.NUMBER),
            new FoundColumn("free", Optional.empty(), Content.UNTYPED),
            new FoundColumn("B-V", Optional.empty(), Content.UNTYPED));

    private static final Object[] ROW = {
        1.0, 3500.0, "S0", true, Untyped.MISSING, new Untyped("7.5"), new Untyped("0.9")
    };

    private static boolean keeps(String expression) {
        return Selection.of(expression, COLUMNS).keeps(new TableSink.Cells() {
            @Override
            public double number(int column) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String text(int column) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Object value(int column) {
                return ROW[column];
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pvcodeJ == 1 and cz > 3000",
                "pvcodeJ == 1 && cz > 3000",
                "cz >= 3500 and cz <= 3500",
                "not (cz < 3500)",
                "type == 'S0'",
                "type != \"E\"",
                "type =~ ['E', 'S0']",
                "type =~ 'S.*'",
                "type =^ 'S'",
                "flag",
                "flag == true",
                "1/2 == 0.5",
                "cz / 1000 > 3.4",
                "-cz < 0",
                "gone == '' and not (gone == 3)",
                "not (gone > 0) and not (gone <= 0)",
                "free > 7 and free < 10",
                "free == '7.5'",
                "B_V < 1",
                "cz > 3e3 or gone > 1"
            })
    void rowMeets(String expression) {
        assertThat(keeps(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cz > 4000", "type == 's0'", "gone > 0", "not flag", "type =~ ['E', 'SB0']", "free == 7"})
    void rowFails(String expression) {
        assertThat(keeps(expression)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "pvcodej == 1 | found no column pvcodej; did you mean pvcodeJ?",
                "cz | 'cz' gives 3500.0, but a condition is needed, such as cz > 3000",
                "cz and flag | found 3500 where a condition is needed, such as cz > 3000",
                "type > 3 | found the text 'S0' beside the number 3, but two numbers or two texts are needed",
                "cz == 'E' | found the text 'E' beside the number 3500, but two numbers or two texts are needed",
                "cz ^ 2 > 1 | found ^, which raises nothing to a power; multiply instead",
                "type.class == 1 | found type.class, but columns have no properties; a name with a point is written with _"
            })
    void refusesWithAReason(String expression, String message) {
        assertThatThrownBy(() -> keeps(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cz >",
                "cz = 1",
                "cz += 1",
                "cz++ > 1",
                "var x = 1; x == 1",
                "cz > 1; cz > 2",
                "if (flag) { true }",
                "for (i : [1, 2]) { true }",
                "while (true) {}",
                "new('java.lang.String') == ''",
                "type.length() > 1",
                "''.class.forName('java.lang.Runtime') != null",
                "java.lang.System.exit(1)",
                "() -> { true }",
                "#pragma jexl.import java.lang\ncz > 1",
                "@synchronized(cz) { true }",
                "math:abs(cz) > 1",
                "abs(cz) > 1",
                "type['class'] == 1",
                "`${nothing}` == 'x'"
            })
    void refusesWhatIsNoCondition(String expression) {
        assertThatThrownBy(() -> keeps(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deepNestingDoesNotOverflow() {
        String expression = "(".repeat(100_000) + "cz > 1" + ")".repeat(100_000);
        assertThatThrownBy(() -> keeps(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found '(((");
    }
}
