package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.Finding;
import org.peculiar.engine.record.RunRecord.ExtraTables;
import org.peculiar.engine.sample.Workflow;

/** What a diagnostic found, in the record of a run. */
class FindingRecordTest {

    private static final String CHECKED = Workflow.SOUND.replace("estimands:", """
              check: {uses: diagnostic/spread}
            estimands:
              mean: check.mean""");

    @TempDir
    private Path temp;

    private Workflow workflow;

    @BeforeEach
    void setUp() {
        workflow = new Workflow(temp);
    }

    private Results run(String text) {
        return workflow.run(workflow.plan(text));
    }

    private JsonNode written(Results results) throws IOException {
        RunRecord.write(temp.resolve("runs/a"), results, Map.of(), "", Map.of(), ExtraTables.NONE);
        return new ObjectMapper().readTree(temp.resolve("runs/a/results.json").toFile());
    }

    @Test
    void putsScalarsAndNotesIntoTheResults() throws IOException {
        Results results = run(CHECKED);
        Finding finding = (Finding) results.output("check");
        JsonNode json = written(results);
        JsonNode mean = json.at("/steps/check/scalars/mean");
        assertThat(mean.at("/value").asDouble())
                .isEqualTo(finding.scalars().get("mean").value());
        assertThat(mean.at("/error").asDouble())
                .isEqualTo(finding.scalars().get("mean").error().orElseThrow());
        assertThat(mean.at("/unit").asText()).isEqualTo("mag");
        assertThat(mean.at("/doc").asText()).isEqualTo("Mean");
        assertThat(json.at("/steps/check/scalars/drawn").has("error")).isFalse();
        assertThat(json.at("/steps/check/title").asText()).isEqualTo("spread of magnitudes");
        assertThat(json.at("/steps/check/notes/0").asText()).isEqualTo("small samples spread more");
        assertThat(json.at("/estimands/mean").asDouble())
                .isEqualTo(mean.at("/value").asDouble());
    }

    @Test
    void writesTables() throws IOException {
        written(run(CHECKED));
        List<String> lines = Files.readAllLines(temp.resolve("runs/a/tables/check-galaxies.ecsv"));
        assertThat(lines).containsSubsequence("#   name: magnitude", "#   unit: mag", "#   description: Magnitude");
        assertThat(lines).contains("id magnitude").hasSizeGreaterThan(6);
        assertThat(lines.get(lines.size() - 1)).startsWith("A6 ");
    }

    @Test
    void givesADiagnosticTheFlowWithAllItsErrors() {
        assertThat(scalar(run(CHECKED), "systematics")).isEqualTo(1);
        String before = Workflow.SOUND.replace("  flow: {", "  check: {uses: diagnostic/spread}\n  flow: {");
        assertThat(scalar(run(before), "systematics")).isEqualTo(-1);
    }

    @Test
    void keepsThePlaceOfADiagnosticInTheSummary() {
        String before = Workflow.SOUND.replace("  flow: {", "  check: {uses: diagnostic/spread}\n  flow: {");
        List<String> lines = new TextSummary(run(before)).lines();
        int at = lines.indexOf("  check      spread of magnitudes");
        assertThat(lines.get(at + 1))
                .matches(" +mean 18\\.\\d+ ± 0\\.\\d\\d mag, distances 6, systematics -1, drawn .*");
        assertThat(lines.get(at + 2)).isEqualTo("             small samples spread more");
        assertThat(lines.get(at + 3)).startsWith("  flow       ");
    }

    @Test
    void drawsTheSameNumbersAgain() {
        assertThat(scalar(run(CHECKED), "drawn")).isEqualTo(scalar(run(CHECKED), "drawn"));
        assertThat(scalar(run(CHECKED.replace("seed: 1999", "seed: 2000")), "drawn"))
                .isNotEqualTo(scalar(run(CHECKED), "drawn"));
    }

    @Test
    void saysWhatThereIsForAnEstimandThatIsNot() {
        Results results = run(CHECKED.replace("check.mean", "check.men"));
        assertThatThrownBy(results::toJson)
                .isInstanceOf(DataException.class)
                .hasMessage("steps.check (diagnostic/spread): found no men, but mean, distances, systematics,"
                        + " drawn; correct the estimand");
    }

    @Test
    void refusesTwoTablesOfOneName() {
        String twice = CHECKED.replace("estimands:", "  check-galaxies: {uses: flow/bulk, in: zero}\nestimands:");
        assertThatThrownBy(() -> written(run(twice)))
                .isInstanceOf(DataException.class)
                .hasMessage("steps: found two tables called check-galaxies, of a step of that name and of a finding"
                        + " or the sweep, but each needs its own file; rename the step");
    }

    private static double scalar(Results results, String name) {
        return ((Finding) results.output("check")).scalars().get(name).value();
    }
}
