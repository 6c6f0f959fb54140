package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.DataException;
import org.peculiar.api.Figure;
import org.peculiar.api.FlowFit;
import org.peculiar.engine.record.RunRecord.ExtraTables;
import org.peculiar.engine.sample.Workflow;

class RecordedRunTest {

    @TempDir
    Path temp;

    private Path folder;
    private Results results;

    @BeforeEach
    void record() throws IOException {
        Workflow workflow = new Workflow(Files.createDirectory(temp.resolve("workflow")));
        folder = temp.resolve("record");
        results = workflow.run(workflow.plan(Workflow.SOUND));
        RunRecord.write(folder, results, Map.of("peculiar", "1.0.0"), "@article{a,\n}\n", Map.of(), ExtraTables.NONE);
    }

    @Test
    void isWhatWasWritten() {
        RecordedRun run = RecordedRun.read(folder);
        assertThat(run.results().at("/name").asText()).isEqualTo("sample");
        assertThat(run.lock().toString()).isEqualTo("{\"peculiar\":\"1.0.0\"}");
        assertThat(run.descriptor()).isEqualTo(Workflow.SOUND);
        assertThat(run.resolved()).contains("thermal-dispersion: 250.0 km/s");
        assertThat(run.references()).isEqualTo("@article{a,\n}\n");
        assertThat(run.tables()).containsExactly("distances", "flow", "runs", "zero");
    }

    @Test
    void tableKeepsEveryBitAndUnit() {
        RecordedTable table = RecordedRun.read(folder).table("flow").orElseThrow();
        FlowFit.Tracers tracers = ((FlowFit) results.output("flow")).tracers();
        assertThat(table.size()).isEqualTo(6);
        assertThat(table.texts("id")).containsExactly(tracers.labels());
        assertThat(table.numbers("velocity")).containsExactly(tracers.velocityKms());
        assertThat(table.columns())
                .contains(
                        new RecordedTable.Column("l", "deg", "Galactic longitude", true),
                        new RecordedTable.Column("id", "", "Identifier in the catalogue", false));
    }

    @Test
    void readsTablesOfAnyLength() throws IOException {
        StringBuilder text = new StringBuilder("# %").append("""
                ECSV 1.0
                # ---
                # datatype:
                # - {name: replicate, datatype: int64}
                # - {name: vx, datatype: float64}
                # - {name: failure, datatype: string}
                # schema: astropy-2.0
                replicate vx failure
                """);
        for (int row = 0; row < 2500; row++) {
            text.append(row).append(row % 7 == 0 ? " \"\" failed\n" : " " + row / 8.0 + " \"\"\n");
        }
        Files.writeString(folder.resolve("tables/replicates-mocks.ecsv"), text);

        RecordedTable table = RecordedRun.read(folder).needed("replicates-mocks");

        assertThat(table.size()).isEqualTo(2500);
        for (int row = 0; row < 2500; row++) {
            assertThat(table.numbers("replicate")[row]).isEqualTo(row);
            assertThat(table.numbers("vx")[row]).isEqualTo(Double.valueOf(row % 7 == 0 ? Double.NaN : row / 8.0));
            assertThat(table.texts("failure")[row]).isEqualTo(row % 7 == 0 ? "failed" : "");
        }
    }

    @Test
    void figureIsWhatWasWritten() {
        Figure figure = Figure.of(
                "Velocities", "A line.", Figure.Plane.of(Figure.Axis.of("x"), Figure.Axis.of("y"), List.of()));
        RunRecord.write(folder, results, Map.of(), "", Map.of("flow-velocities", figure), ExtraTables.NONE);
        RecordedRun run = RecordedRun.read(folder);
        assertThat(run.figures()).containsExactly("flow-velocities");
        assertThat(run.figure("flow-velocities").title()).isEqualTo("Velocities");
        assertThatThrownBy(() -> run.figure("flow-apex")).hasMessageContaining("found no figures/flow-apex.json");
    }

    @Test
    void additionsAreMadeFromTheWholeRecord() {
        RunRecord.write(folder, results, Map.of(), "", Map.of(), ExtraTables.NONE, record -> {
            String name = RecordedRun.read(record).results().at("/name").asText();
            Files.writeString(record.resolve("added.txt"), name);
        });
        assertThat(folder.resolve("added.txt")).hasContent("sample");
    }

    @Test
    void refusesWhatIsNoRecord() throws IOException {
        assertThatThrownBy(() -> RecordedRun.read(temp.resolve("none")))
                .isInstanceOf(DataException.class)
                .hasMessage(temp.resolve("none")
                        + ": found nothing, but the folder of a run's record is needed, such as runs/NAME");
        assertThatThrownBy(() -> RecordedRun.read(folder.resolve("results.json")))
                .hasMessage(folder.resolve("results.json")
                        + ": found a file, but the folder of a run's record is needed, such as runs/NAME");
        assertThatThrownBy(() -> RecordedRun.read(temp.resolve("workflow")))
                .hasMessage(temp.resolve("workflow") + ": found no results.json, so it is not the record of a run;"
                        + " name the folder that peculiar run tells at its end, such as runs/NAME");
    }

    @Test
    void refusesAnotherFormat() throws IOException {
        Path file = folder.resolve("results.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"record\" : 1", "\"record\" : 99"));
        assertThatThrownBy(() -> RecordedRun.read(folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": found a record of format 99, written by peculiar 1.0.0,"
                        + " but this version reads format 1; run the analysis again");
        Files.writeString(file, text.replace("\"record\" : 1,", ""));
        assertThatThrownBy(() -> RecordedRun.read(folder))
                .hasMessageContaining("found a record without a format, written by peculiar 1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock.json", "descriptor.yaml", "resolved.yaml", "references.bib"})
    void namesAMissingFile(String file) throws IOException {
        Files.delete(folder.resolve(file));
        assertThatThrownBy(() -> RecordedRun.read(folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": found no " + file
                        + "; the record is not whole, copy it again or run the analysis again");
    }

    @Test
    void namesAMissingTable() throws IOException {
        Files.delete(folder.resolve("tables/flow.ecsv"));
        RecordedRun run = RecordedRun.read(folder);
        assertThat(run.table("flow")).isEmpty();
        assertThatThrownBy(() -> run.needed("flow"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found no tables/flow.ecsv");
    }

    @Test
    void namesTheLineThatIsNotJson() throws IOException {
        Files.writeString(folder.resolve("results.json"), "{\n\"record\": 1,\n oops}");
        assertThatThrownBy(() -> RecordedRun.read(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("results.json: line 3 is not JSON");
    }

    @Test
    void namesTheTableThatIsDamaged() throws IOException {
        Files.writeString(folder.resolve("tables/flow.ecsv"), "not a table\n");
        RecordedRun run = RecordedRun.read(folder);
        assertThatThrownBy(() -> run.needed("flow"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("flow.ecsv: is no ECSV table");
        assertThatThrownBy(() -> run.needed("zero").numbers("id"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("but id, of numbers, is needed");
    }
}
