package org.peculiar.engine.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.DataFile;
import org.peculiar.engine.descriptor.Values.BoundComponent;
import org.peculiar.engine.descriptor.Values.BoundPath;
import org.peculiar.engine.sample.Workflow;
import org.yaml.snakeyaml.DumperOptions;

/** What values are bound to, with {@code correction/everything}, which has a parameter of every type. */
class BinderTest {

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void workflow() {
        workflow = new Workflow(temp);
    }

    private Map<String, Object> bound(String with) {
        String descriptor = Workflow.SOUND.replace(
                "{uses: correction/run-offsets, with: {quantity: magnitude}}",
                "{uses: correction/everything, with: " + with + "}");
        return workflow.plan(descriptor).step("runs").own().byKey();
    }

    @Test
    void bindsDefaults() {
        Map<String, Object> values = bound("{}");
        assertThat(values.keySet())
                .containsExactly(
                        "number",
                        "speed",
                        "depth",
                        "radius",
                        "share",
                        "brightness",
                        "count",
                        "flag",
                        "text",
                        "word",
                        "speeds",
                        "by-name",
                        "inner",
                        "inners",
                        "dust");
        assertThat(values)
                .containsEntry("number", 0.5)
                .containsEntry("speed", 250.0)
                .containsEntry("depth", 10.0)
                .containsEntry("radius", 1.5)
                .containsEntry("share", 5.0)
                .containsEntry("brightness", 20.0)
                .containsEntry("count", 3L)
                .containsEntry("flag", true)
                .containsEntry("text", "some words")
                .containsEntry("word", "second-word")
                .containsEntry("speeds", List.of(1.0, 2.5))
                .containsEntry("by-name", Map.of("a", 1.0, "b", 0.5))
                .containsEntry("inners", List.of());
        assertThat(((Values) values.get("inner")).byKey()).isEqualTo(Map.of("name", "unnamed"));
        assertThat(((BoundComponent) values.get("dust")).component().ref()).isEqualTo("extinction/none");
    }

    @Test
    void takesNullForTheDefault() {
        assertThat(bound("{number: , speed: ~, word: null, inner: , speeds: , dust: ~}"))
                .isEqualTo(bound("{}"));
        assertThat(bound("")).isEqualTo(bound("{}"));
    }

    /** Each of these differs from its default, so that none can stay unbound unnoticed. */
    @Test
    void bindsEveryType() {
        Map<String, Object> values = bound("""
                {number: 0.25, speed: 300 km/s, depth: 20 Mpc/h, radius: 2 deg, share: 7 %, brightness: 21 mag/arcsec2,
                      count: -4, flag: false, text: other words, word: third, file: galaxies.txt, table: galaxies,
                      speeds: [3 km/s], by-name: {c: 4}, inner: {name: n, size: 1 km/s}, inners: [m, {size: 2 km/s}],
                      dust: {uses: extinction/flat, with: {ebv: 0.2 mag}}, more-dust: extinction/none, perhaps: 8,
                      counted: 9}""");
        assertThat(values)
                .containsEntry("number", 0.25)
                .containsEntry("speed", 300.0)
                .containsEntry("depth", 20.0)
                .containsEntry("radius", 2.0)
                .containsEntry("share", 7.0)
                .containsEntry("brightness", 21.0)
                .containsEntry("count", -4L)
                .containsEntry("flag", false)
                .containsEntry("text", "other words")
                .containsEntry("word", "third")
                .containsEntry("file", new BoundPath("galaxies.txt", temp.resolve("galaxies.txt")))
                .containsEntry("table", new DataFile("galaxies", temp.resolve("galaxies.txt")))
                .containsEntry("speeds", List.of(3.0))
                .containsEntry("by-name", Map.of("c", 4.0))
                .containsEntry("perhaps", 8.0)
                .containsEntry("counted", 9L);
        assertThat(((Values) values.get("inner")).byKey()).isEqualTo(Map.of("name", "n", "size", 1.0));
        assertThat((List<?>) values.get("inners"))
                .extracting(inner -> ((Values) inner).byKey())
                .containsExactly(Map.of("name", "m"), Map.of("name", "unnamed", "size", 2.0));
        BoundComponent dust = (BoundComponent) values.get("dust");
        assertThat(dust.component().ref()).isEqualTo("extinction/flat");
        assertThat(dust.values().byKey()).isEqualTo(Map.of("ebv", 0.2));
        assertThat(((BoundComponent) values.get("more-dust")).component().ref()).isEqualTo("extinction/none");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "number, 1, 1",
                "number, 010e-1, 1",
                "number, .5, 0.5",
                "number, +5E-1, 0.5",
                "number, 1., 1",
                "number, 50 %, 0.5",
                "number, 50%, 0.5",
                "number, 50 percent, 0.5",
                "speed, 250km/s, 250",
                "speed, '250 km/s', 250",
                "speed, 500 m/s, 0.5",
                "speed, 1e3 km s-1, 1000",
                "depth, 5000 h-1 kpc, 5",
                "radius, 90 arcmin, 1.5",
                "radius, 2 h, 30",
                "radius, -3600 arcsec, -1",
                "share, 12.5 %, 12.5",
            })
    void convertsToTheUnitOfTheRecord(String key, String given, double expected) {
        assertThat((double) bound("{" + key + ": " + given + "}").get(key)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void takesTextsAsWritten() {
        assertThat(bound("{text: 010}")).containsEntry("text", "010");
        assertThat(bound("{text: no}")).containsEntry("text", "no");
        assertThat(bound("{text: 12:30:00}")).containsEntry("text", "12:30:00");
        assertThat(bound("{text: ' padded '}")).containsEntry("text", " padded ");
        assertThat(bound("{text: ''}")).containsEntry("text", "");
        assertThat(bound("{text: 'null'}")).containsEntry("text", "null");
    }

    @Test
    void takesZeroBeforeANumberForNoOctal() {
        assertThat(bound("{count: 07}")).containsEntry("count", 7L);
        assertThat(bound("{count: +7}")).containsEntry("count", 7L);
    }

    @Test
    void writesValuesAsItReadsThem() {
        String with = """
                {number: 0.25, speed: 300 km/s, radius: 1e-7 deg, share: 7 %, brightness: 21 mag/arcsec2, count: -4,
                      text: 'no', word: third, file: galaxies.txt, table: galaxies, speeds: [3 km/s], by-name: {c: 4},
                      inner: {name: 'true', size: 1 km/s}, inners: [m], dust: {uses: extinction/flat}, counted: 9}""";
        String descriptor = Workflow.SOUND.replace(
                "{uses: correction/run-offsets, with: {quantity: magnitude}}",
                "{uses: correction/everything, with: " + with + "}");
        Map<String, Object> yaml = workflow.plan(descriptor).step("runs").own().toYaml();
        assertThat(yaml)
                .containsEntry("speed", "300.0 km/s")
                .containsEntry("radius", "1.0E-7 deg")
                .containsEntry("share", "7.0 %")
                .containsEntry("text", "no")
                .containsEntry("file", "galaxies.txt")
                .containsEntry("table", "galaxies")
                .containsEntry("dust", Map.of("uses", "extinction/flat", "with", Map.of("ebv", "0.1 mag")))
                .doesNotContainKeys("more-dust", "perhaps");
        DumperOptions oneLine = new DumperOptions();
        oneLine.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
        oneLine.setSplitLines(false);
        assertThat(bound(new org.yaml.snakeyaml.Yaml(oneLine).dump(yaml).strip()))
                .isEqualTo(bound(with));
    }
}
