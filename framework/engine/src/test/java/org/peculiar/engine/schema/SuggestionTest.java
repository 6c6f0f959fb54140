package org.peculiar.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> VALID = List.of(
            "extinction/sfd98",
            "extinction/none",
            "extinction/burstein-heiles",
            "thermal-dispersion",
            "cz-error",
            "zero",
            "l",
            "b");

    @ParameterizedTest
    @CsvSource({
        "extinction/sdf98, extinction/sfd98",
        "extinction/SFD98, extinction/sfd98",
        "extintion/sfd98, extinction/sfd98",
        "extinction/burstein-hiles, extinction/burstein-heiles",
        "thermal_dispersion, thermal-dispersion",
        "thermalDispersion, thermal-dispersion",
        "Thermal-Dispersion, thermal-dispersion",
        "czerror, cz-error",
        "zeroo, zero",
        "L, l"
    })
    void findsWhatWasMeant(String found, String meant) {
        assertThat(Suggestion.nearest(found, VALID)).hasValue(meant);
        assertThat(Suggestion.hint(found, VALID)).isEqualTo("; did you mean '" + meant + "'?");
    }

    @ParameterizedTest
    @CsvSource({"extinction/abcd", "wholly-different", "xy", "''"})
    void suggestsNothingThatIsFarOff(String found) {
        assertThat(Suggestion.nearest(found, List.of("extinction/none", "cz-error", "zero")))
                .isEmpty();
    }

    @Test
    void listsAFewWhereNoneIsNear() {
        assertThat(Suggestion.hint("wholly-different", List.of("a", "b"))).isEqualTo("; known: a, b");
        assertThat(Suggestion.hint("wholly-different", List.of())).isEmpty();
        List<String> many = IntStream.range(0, 25).mapToObj(Integer::toString).toList();
        assertThat(Suggestion.hint("wholly-different", many))
                .isEqualTo("; known: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 15 more");
    }

    @Test
    void takesALongMistakeInItsStride() {
        assertThat(Suggestion.nearest("x".repeat(1_000_000), VALID)).isEmpty();
    }
}
