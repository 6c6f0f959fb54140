package org.peculiar.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.Unit;
import org.peculiar.engine.sample.SampleComponents.Everything;
import org.peculiar.engine.sample.SampleComponents.TableSource;
import org.peculiar.engine.sample.SamplePlugins;

class IndexReaderTest {

    private static final String COMPONENT = """
            {"components": [{"kind": "flow", "id": "a", "class": "A", "title": "A flow", "doc": "Flows.", "cite": ["x"],
              "takes": ["survey"], "inputs": [{"role": "flows", "doc": "Flows.", "type": "flow", "need": "by-name"}],
              "example": "", "parameters": {"type": "record", "class": "A$P", "fields": [
                {"name": "speedKms", "key": "speed", "doc": "Speed", "optional": false, "type": {"type": "number"},
                 "unit": "km/s", "default": "5 km/s", "min": 0.0, "max": 9.5, "cite": "y"}]}}], "kinds": []}
            """;

    private static List<ComponentDescription> components(String json) throws IOException {
        return IndexReader.components(new ObjectMapper().readTree(json), "plugin");
    }

    @Test
    void readsAComponent() throws IOException {
        assertThat(components(COMPONENT))
                .containsExactly(new ComponentDescription(
                        "flow",
                        "a",
                        "A",
                        "A flow",
                        "Flows.",
                        List.of("x"),
                        List.of("survey"),
                        List.of(new ComponentDescription.Input("flows", "Flows.", "flow", "by-name")),
                        "",
                        new Type.RecordOf(
                                "A$P",
                                List.of(new Type.Field(
                                        "speedKms",
                                        "speed",
                                        "Speed",
                                        false,
                                        new Type.Real(),
                                        Unit.KMS,
                                        "5 km/s",
                                        0,
                                        9.5,
                                        "y"))),
                        "plugin"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"number\"   | \"complex\"   | unknown type in {\"type\":\"complex\"}",
                "\"km/s\"     | \"furlong\"   | unknown unit in {",
                "\"kind\"     | \"sort\"      | no 'kind' in {",
                "\"components\" | \"parts\"   | no 'components' in {"
            })
    void refusesWhatTheProcessorDoesNotWrite(String from, String to, String expected) {
        assertThatThrownBy(() -> components(COMPONENT.replace(from, to)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(expected);
    }

    /** The index of a real build, from the source of the sample components. */
    @Test
    void readsWhatTheProcessorWrites() {
        ComponentDescription table =
                SamplePlugins.index().component("source/table").orElseThrow();
        assertThat(table.className()).isEqualTo(TableSource.class.getName());
        assertThat(table.title()).isEqualTo("Survey from a table");
        assertThat(table.doc()).isEqualTo("Reads lines of `id l b cz magnitude`.");
        assertThat(table.cite()).containsExactly("Table2001");
        assertThat(table.example()).isEqualTo("table: galaxies");
        assertThat(table.plugin()).isEqualTo(SamplePlugins.PLUGIN);
        assertThat(table.parameters().className()).isEqualTo(TableSource.Parameters.class.getName());
        assertThat(table.parameters().keys()).containsExactly("table", "keep", "farthest", "frame");
        assertThat(table.parameters().fields())
                .extracting(Type.Field::required)
                .containsExactly(true, false, false, false);
    }

    @Test
    void describesEveryTypeInAFewWords() {
        Type.RecordOf everything = SamplePlugins.index()
                .component("correction/everything")
                .orElseThrow()
                .parameters();
        assertThat(everything.fields())
                .extracting(field -> field.key() + ": " + field.describe())
                .containsExactly(
                        "number: number",
                        "speed: velocity in km/s",
                        "depth: distance in Mpc/h",
                        "radius: angle in deg",
                        "share: number in %",
                        "brightness: surface brightness in mag/arcsec**2",
                        "count: whole number",
                        "flag: true or false",
                        "text: text",
                        "word: first-word | second-word | third",
                        "file: path",
                        "table: name of a table under data:",
                        "speeds: list of: velocity in km/s",
                        "by-name: mapping from names to: number",
                        "inner: mapping with name, size",
                        "inners: list of: mapping with name, size",
                        "dust: component {uses: extinction/…, with: {…}}",
                        "more-dust: component {uses: extinction/…, with: {…}}",
                        "perhaps: number",
                        "counted: whole number");
        assertThat(everything.fields().get(9).type())
                .isEqualTo(new Type.Choice(
                        Everything.Word.class.getName(),
                        List.of(
                                new Type.Constant("FIRST_WORD", "first-word", ""),
                                new Type.Constant("SECOND_WORD", "second-word", ""),
                                new Type.Constant("THIRD", "third", ""))));
    }

    @Test
    void readsTheRecordsThatTheHostOwns() {
        Map<String, List<String>> keys = Map.of(
                "assume", SamplePlugins.index().owned("assume").keys(),
                "data", SamplePlugins.index().owned("data").keys(),
                "extinction", SamplePlugins.index().owned("extinction").keys(),
                "flow", SamplePlugins.index().owned("flow").keys());
        assertThat(keys)
                .containsEntry("assume", List.of("cosmology", "thermal-dispersion", "cz-error"))
                .containsEntry("data", List.of("path", "sha256"))
                .containsEntry("extinction", List.of("bands", "coefficients", "undo", "outside", "reached-by"))
                .containsEntry("flow", List.of());
    }
}
