package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamenessTest {

    @TempDir
    private Path temp;

    private RecordedRun record(String name, String results, String... rows) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        Files.writeString(
                folder.resolve("results.json"),
                "{\"record\": " + RunRecord.FORMAT + ", \"peculiar\": \"" + name + "\", " + results + "}");
        for (String empty : new String[] {"descriptor.yaml", "resolved.yaml", "references.bib"}) {
            Files.writeString(folder.resolve(empty), "");
        }
        Files.writeString(folder.resolve("lock.json"), "{}");
        if (rows.length > 0) {
            Files.createDirectories(folder.resolve("tables"));
            Files.writeString(folder.resolve("tables/flow.ecsv"), "name v\n" + String.join("\n", rows) + "\n");
        }
        return RecordedRun.read(folder);
    }

    private Sameness compared(String first, String second) throws IOException {
        return Sameness.of(record("one", first), record("other", second));
    }

    @Test
    void provenanceIsNoNumber() throws IOException {
        Sameness same =
                compared("\"steps\": {\"a\": {\"identity\": \"1\", \"v\": 2}}", "\"steps\": {\"a\": {\"v\": 2}}");
        assertThat(same.isExact()).isTrue();
        assertThat(same.lines()).containsExactly("the same: each of 2 numbers, to the last bit");
    }

    /** The bound is 1e-9 of the number, whichever sign it has. */
    @ParameterizedTest
    @CsvSource({"-300, -300.0000002, true", "-300, -300.0000004, false", "1e-30, 1.0000000005e-30, true", "2, -2, false"
    })
    void allowsForRounding(String first, String second, boolean holds) throws IOException {
        Sameness found = compared("\"v\": " + first, "\"v\": " + second);
        assertThat(found.isExact()).isFalse();
        assertThat(found.holds()).isEqualTo(holds);
        assertThat(found.lines().get(0)).startsWith(holds ? "the same but for rounding: " : "not the same: ");
    }

    @Test
    void namesTheLargestDifference() throws IOException {
        Sameness found = compared("\"v\": [1, 1, 1]", "\"v\": [1.001, 1.1, 1.01]");
        assertThat(found.lines())
                .singleElement()
                .asString()
                .startsWith("not the same: of 4 numbers 3 differ, by 9.1e-02 of themselves at most")
                .endsWith("in v[1], which was 1.0 and is 1.1");
    }

    /** Another order of a sum may give the other zero. */
    @Test
    void zerosOfEitherSignAreOneNumber() throws IOException {
        Sameness found = compared("\"v\": [0.0, 1]", "\"v\": [-0.0, 1.0000000001]");
        assertThat(found.isExact()).isFalse();
        assertThat(found.holds()).isTrue();
        assertThat(found.lines().get(0)).contains("by 1.0e-10 of themselves at most");
    }

    @Test
    void namesWhatIsThereNoMore() throws IOException {
        Sameness found = compared("\"v\": 1, \"notes\": [\"a\"]", "\"w\": 1, \"notes\": []");
        assertThat(found.holds()).isFalse();
        assertThat(found.lines())
                .containsExactly(
                        "each of 1 numbers is the same, but other things differ",
                        "notes was [\"a\"], but is []",
                        "v was 1, but is not there",
                        "w was not there, but is 1");
    }

    @Test
    void comparesTablesCellByCell() throws IOException {
        RecordedRun one = record("one", "\"v\": 1", "A194 700.5", "A400 nan");
        Sameness moved = Sameness.of(one, record("moved", "\"v\": 1", "A194 701.5", "A400 nan"));
        assertThat(moved.lines().get(0)).endsWith("in tables/flow.ecsv:2, which was 700.5 and is 701.5");
        Sameness renamed = Sameness.of(one, record("renamed", "\"v\": 1", "A194 700.5", "A401 12"));
        assertThat(renamed.lines())
                .contains("tables/flow.ecsv:3 had A400, but has A401", "tables/flow.ecsv:3 had nan, but has 12");
        Sameness shorter = Sameness.of(one, record("shorter", "\"v\": 1", "A194 700.5"));
        assertThat(shorter.holds()).isFalse();
        assertThat(shorter.lines()).contains("tables/flow.ecsv had 3 lines, but has 2");
        assertThat(Sameness.of(one, record("none", "\"v\": 1")).holds()).isFalse();
    }
}
