package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.DataException;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Unit;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.record.RunRecord.ExtraTables;
import org.peculiar.engine.sample.Workflow;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.table.Tables;

class RunRecordTest {

    @TempDir
    Path temp;

    private Path runs;
    private Path folder;
    private Results results;

    @BeforeEach
    void run() throws IOException {
        Workflow workflow = new Workflow(Files.createDirectory(temp.resolve("workflow")));
        runs = temp.resolve("runs");
        folder = runs.resolve("sample");
        results = workflow.run(workflow.plan(Workflow.SOUND));
    }

    private void write(Results of, ExtraTables extra) {
        RunRecord.write(folder, of, Map.of("peculiar", "1.0.0"), "@article{a,\n}\n", Map.of(), extra);
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> entries = Files.list(in)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static String[] column(StarTable table, String name) throws IOException {
        int column = -1;
        for (int i = 0; i < table.getColumnCount(); i++) {
            column = table.getColumnInfo(i).getName().equals(name) ? i : column;
        }
        assertThat(column).as(name).isNotNegative();
        StarTable random = Tables.randomTable(table);
        String[] values = new String[Math.toIntExact(random.getRowCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = String.valueOf(random.getCell(i, column));
        }
        return values;
    }

    @Test
    void holdsWhatARunLeaves() throws IOException {
        write(results, ExtraTables.NONE);
        assertThat(names(folder))
                .containsExactly(
                        "descriptor.yaml", "lock.json", "references.bib", "resolved.yaml", "results.json", "tables");
        assertThat(names(folder.resolve("tables")))
                .containsExactly("distances.ecsv", "flow.ecsv", "runs.ecsv", "zero.ecsv");
        assertThat(folder.resolve("descriptor.yaml")).hasContent(Workflow.SOUND);
        assertThat(folder.resolve("references.bib")).hasContent("@article{a,\n}\n");
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("lock.json").toFile())
                        .toString())
                .isEqualTo("{\"peculiar\":\"1.0.0\"}");
        assertThat(names(runs)).containsExactly("sample");
    }

    @Test
    void putsNumbersIntoTheResults() throws IOException {
        write(results, ExtraTables.NONE);
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("results.json").toFile());
        FlowFit fit = (FlowFit) results.output("flow");
        assertThat(json.at("/name").asText()).isEqualTo("sample");
        assertThat(json.at("/seed").asLong()).isEqualTo(1999);
        assertThat(json.at("/estimands/V/1").asDouble()).isEqualTo(fit.values()[1]);
        assertThat(json.at("/estimands/speed").asDouble())
                .isCloseTo(
                        Math.sqrt(Stream.of(0, 1, 2)
                                .mapToDouble(i -> fit.values()[i] * fit.values()[i])
                                .sum()),
                        within(1e-9));
        assertThat(json.at("/steps/flow/parameters/vx/value").asDouble()).isEqualTo(fit.values()[0]);
        assertThat(json.at("/steps/flow/parameters/vx/error").asDouble()).isEqualTo(Math.sqrt(fit.total()[0][0]));
        assertThat(json.at("/steps/flow/parameters/vx/unit").asText()).isEqualTo("km/s");
        assertThat(json.at("/steps/flow/component").asText()).isEqualTo("Bulk flow");
        assertThat(json.at("/estimand-units").toString()).isEqualTo("{\"V\":\"km/s\",\"speed\":\"km/s\"}");
        assertThat(json.at("/estimand-sources").toString())
                .isEqualTo("{\"V\":\"flow.velocity\",\"speed\":\"flow.speed\"}");
        assertThat(json.at("/steps/flow/covariance/systematic/runs/0/0").asDouble())
                .isEqualTo(fit.systematic().get("runs")[0][0]);
        assertThat(json.at("/steps/flow/identity").asText())
                .isEqualTo(results.plan().step("flow").identity());
        assertThat(json.at("/steps/survey/galaxies").asInt()).isEqualTo(6);
        assertThat(json.at("/steps/dust/treatments/extinction of magnitude").asText())
                .isEqualTo("extinction/flat, A(R) = 2.673 E(B−V)");
        assertThat(json.at("/steps/runs/nuisance/values/autumn/error").asDouble())
                .isEqualTo(0.02);
        assertThat(json.at("/steps/distances/calibration/parameters/M/value").asDouble())
                .isEqualTo(-20);
    }

    @ParameterizedTest
    @EnumSource(ExtraTables.class)
    void writesTablesThatOthersRead(ExtraTables extra) throws IOException {
        write(results, extra);
        String file = switch (extra) {
            case NONE -> "flow.ecsv";
            case FITS -> "flow.fits";
            case VOTABLE -> "flow.vot";
        };
        String format = switch (extra) {
            case NONE -> "ecsv";
            case FITS -> "fits";
            case VOTABLE -> "votable";
        };
        StarTable table = new StarTableFactory()
                .makeStarTable(folder.resolve("tables").resolve(file).toString(), format);
        FlowFit.Tracers tracers = ((FlowFit) results.output("flow")).tracers();
        assertThat(column(table, "id")).containsExactly("A1", "A2", "A3", "A4", "A5", "A6");
        String[] velocities = column(table, "velocity");
        for (int i = 0; i < velocities.length; i++) {
            assertThat(Double.parseDouble(velocities[i])).isEqualTo(tracers.velocityKms()[i]);
        }
        assertThat(table.getColumnInfo(1).getName()).isEqualTo("l");
        assertThat(table.getColumnInfo(1).getUnitString()).isEqualTo("deg");
        assertThat(Double.parseDouble(column(table, "l")[3])).isCloseTo(300, within(1e-9));
        assertThat(names(folder.resolve("tables"))).contains("flow.ecsv", file);
    }

    @Test
    void replacesAnEarlierRecord() throws IOException {
        write(results, ExtraTables.FITS);
        Files.writeString(folder.resolve("tables/old.ecsv"), "old");
        write(results, ExtraTables.NONE);
        assertThat(names(folder.resolve("tables")))
                .containsExactly("distances.ecsv", "flow.ecsv", "runs.ecsv", "zero.ecsv");
        assertThat(names(runs)).containsExactly("sample");
    }

    @Test
    void takesAnEmptyFolder() throws IOException {
        Files.createDirectories(folder);
        write(results, ExtraTables.NONE);
        assertThat(names(folder)).contains("results.json");
        assertThat(names(runs)).containsExactly("sample");
    }

    @Test
    void touchesNoFolderThatIsNoRecord() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), "of another program");
        Files.writeString(folder.resolve("thesis.tex"), "years of work");
        assertThatThrownBy(() -> write(results, ExtraTables.NONE))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        folder + ": found something that is not the record of a run, and will not replace it; choose"
                                + " another place with --out");
        assertThatThrownBy(() -> RunRecord.requireFree(folder)).isInstanceOf(DataException.class);
        assertThat(names(folder)).containsExactly("results.json", "thesis.tex");
        assertThat(names(runs)).containsExactly("sample");
    }

    @Test
    void touchesNoFile() throws IOException {
        Files.createDirectories(runs);
        Files.writeString(folder, "a file");
        assertThatThrownBy(() -> write(results, ExtraTables.NONE)).isInstanceOf(DataException.class);
        assertThat(folder).hasContent("a file");
    }

    @Test
    void findsAFreePlaceFree() {
        assertThatCode(() -> RunRecord.requireFree(folder)).doesNotThrowAnyException();
        write(results, ExtraTables.NONE);
        assertThatCode(() -> RunRecord.requireFree(folder)).doesNotThrowAnyException();
    }

    /** Returns the results with a table that cannot be written: its columns differ in length. */
    private Results torn() {
        Plan plan = results.plan();
        Map<String, StepKind.Output> outputs = new LinkedHashMap<>();
        plan.steps()
                .forEach(step -> outputs.put(
                        step.name(),
                        new StepKind.Output(
                                results.output(step.name()), Optional.ofNullable(results.nuisance(step.name())))));
        FlowFit fit = (FlowFit) results.output("flow");
        FlowFit.Tracers t = fit.tracers();
        FlowFit broken = new FlowFit(
                fit.title(),
                fit.parameters(),
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                fit.values(),
                fit.random(),
                fit.conditional(),
                fit.systematic(),
                fit.chi2(),
                fit.dof(),
                new FlowFit.Tracers(
                        t.labels(),
                        t.rowIds(),
                        t.directions(),
                        t.distanceKms(),
                        new double[2],
                        t.errorKms(),
                        t.predictedKms()),
                fit.weights(),
                fit.quoted());
        outputs.put("flow", new StepKind.Output(broken, Optional.<Nuisance>empty()));
        return new Results(plan, outputs, "1.0.0");
    }

    @Test
    void leavesNothingWhereATableCannotBeWritten() throws IOException {
        assertThatThrownBy(() -> write(torn(), ExtraTables.NONE)).isInstanceOf(RuntimeException.class);
        assertThat(names(runs)).isEmpty();
    }

    @Test
    void keepsAnEarlierRecordWhereATableCannotBeWritten() throws IOException {
        write(results, ExtraTables.NONE);
        String before = Files.readString(folder.resolve("results.json"));
        assertThatThrownBy(() -> write(torn(), ExtraTables.NONE)).isInstanceOf(RuntimeException.class);
        assertThat(names(runs)).containsExactly("sample");
        assertThat(folder.resolve("results.json")).hasContent(before);
    }

    @Test
    void saysWhyThereCanBeNoRecord() throws IOException {
        Files.writeString(runs, "a file where the folder of runs should be");
        assertThatThrownBy(() -> write(results, ExtraTables.NONE))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": cannot be made, because " + runs + " is not a folder; choose another place with"
                        + " --out");
        assertThat(runs).hasContent("a file where the folder of runs should be");
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        write(results, ExtraTables.VOTABLE);
        Map<String, String> first = contents();
        write(results, ExtraTables.VOTABLE);
        assertThat(contents()).isEqualTo(first);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
