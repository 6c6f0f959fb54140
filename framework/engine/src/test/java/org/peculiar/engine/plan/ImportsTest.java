package org.peculiar.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.DataFile;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.engine.descriptor.DescriptorException;
import org.peculiar.engine.record.Results;
import org.peculiar.engine.sample.Workflow;
import org.peculiar.engine.sweep.Setting;

/** Descriptors that import the steps of others. */
class ImportsTest {

    private static final String COMPARISON = """
            peculiar: 1
            name: comparison
            seed: 5
            import:
              near: ../near
              far: ../far/deep.yaml
            assume: {thermal-dispersion: 100 km/s}
            steps:
              again: {uses: flow/bulk, in: near.zero}
            estimands:
              speed: near.flow.speed
              V: far.flow.velocity
              own: again.speed
            """;

    @TempDir
    Path temp;

    private Workflow workflow;
    private Path near;

    @BeforeEach
    void surveys() throws IOException {
        workflow = new Workflow(Files.createDirectories(temp.resolve("comparison")));
        near = new Workflow(Files.createDirectories(temp.resolve("near")))
                .folder()
                .resolve("near.yaml");
        Files.writeString(near, Workflow.SOUND);
        Workflow deep = new Workflow(Files.createDirectories(temp.resolve("far")));
        Files.writeString(
                deep.folder().resolve("deep.yaml"),
                Workflow.SOUND
                        .replace("thermal-dispersion: 250", "thermal-dispersion: 400")
                        .replace("shift: 1 %", "shift: 2 %"));
    }

    private List<String> told(String text, String... overrides) {
        DescriptorException refusal =
                catchThrowableOfType(DescriptorException.class, () -> workflow.plan(text, overrides));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.getMessage()
                .lines()
                .filter(line -> line.matches("\\S+:[0-9]+:[0-9]+: .*"))
                .map(line -> line.replace(temp.toString(), "W"))
                .toList();
    }

    private static String changed(String from, String to) {
        assertThat(COMPARISON).contains(from);
        return COMPARISON.replace(from, to);
    }

    @Test
    void bringsStepsInUnderTheNameOfTheImport() {
        Plan plan = workflow.plan(COMPARISON);
        assertThat(plan.steps())
                .extracting(Step::name)
                .containsExactly(
                        "near.survey",
                        "near.dust",
                        "near.runs",
                        "near.distances",
                        "near.zero",
                        "near.flow",
                        "far.survey",
                        "far.dust",
                        "far.runs",
                        "far.distances",
                        "far.zero",
                        "far.flow",
                        "again");
        assertThat(plan.step("far.flow").inputs()).isEqualTo(Map.of("distances", "far.zero"));
        assertThat(plan.step("again").inputs()).isEqualTo(Map.of("distances", "near.zero"));
    }

    @Test
    void keepsEachImportsOwnSeedAssumptionsAndTables() {
        Plan plan = workflow.plan(COMPARISON);
        assertThat(plan.seed(plan.step("near.survey"))).isEqualTo(1999);
        assertThat(plan.seed(plan.step("again"))).isEqualTo(5);
        assertThat(plan.assume(plan.step("far.flow")).toYaml()).containsEntry("thermal-dispersion", "400.0 km/s");
        assertThat(plan.assume(plan.step("again")).toYaml()).containsEntry("thermal-dispersion", "100.0 km/s");
        assertThat(plan.imports().get("near").data())
                .isEqualTo(Map.of("galaxies", new DataFile("galaxies", temp.resolve("near/galaxies.txt"))));
    }

    @Test
    void givesAnImportedStepTheIdentityThatItHasAlone() {
        Plan plan = workflow.plan(COMPARISON);
        Plan alone = workflow.plan(near);
        for (Step step : alone.steps()) {
            assertThat(plan.step("near." + step.name()).identity()).isEqualTo(step.identity());
        }
        assertThat(plan.step("far.flow").identity())
                .isNotEqualTo(plan.step("near.flow").identity());
    }

    @Test
    void runsImportedStepsAsAlone() {
        Results results = workflow.run(workflow.plan(COMPARISON));
        Results alone = workflow.run(workflow.plan(near));
        assertThat(results.output("near.flow"))
                .asInstanceOf(type(FlowFit.class))
                .extracting(FlowFit::values)
                .isEqualTo(((FlowFit) alone.output("flow")).values());
        assertThat(results.value(results.plan().estimands().get("speed")))
                .isEqualTo(alone.value(alone.plan().estimands().get("speed")));
    }

    @Test
    void bringsFlowsOfSeveralSurveysTogether() {
        Plan plan = workflow.plan(changed(
                "again: {uses: flow/bulk, in: near.zero}",
                "again: {uses: flow/bulk, in: near.zero}\n  mean: {uses: diagnostic/mean-speed, in: {flows: {A: near.flow, B:"
                        + " far.flow, c: again, d: near.flow, e: again, f: far.flow}}}"));
        Finding found = (Finding) workflow.run(plan).output("mean");
        assertThat(found.scalars()).containsOnlyKeys("a", "b", "c", "d", "e", "f", "mean");
        assertThat(found.scalars().get("a"))
                .extracting(Finding.Scalar::value)
                .isEqualTo(found.scalars().get("d").value());
        assertThat(found.scalars().get("b").value())
                .isNotEqualTo(found.scalars().get("a").value());
    }

    @Test
    void setsWhatIsImported() {
        Plan plan = workflow.plan(
                COMPARISON,
                "near.dust.uses=extinction/none",
                "far.zero.with.shift=3 %",
                "far.seed=8",
                "far.assume.cz-error=0 km/s");
        Plan before = workflow.plan(COMPARISON);
        assertThat(plan.step("near.dust").component().ref()).isEqualTo("extinction/none");
        assertThat(plan.step("near.dust").dropped()).containsExactly("ebv");
        assertThat(plan.step("far.zero").own().toYaml()).containsEntry("shift", 0.03);
        assertThat(plan.imports().get("far").seed()).isEqualTo(8);
        assertThat(plan.assume(plan.step("far.flow")).toYaml()).containsEntry("cz-error", "0.0 km/s");
        assertThat(plan.step("near.survey").identity())
                .isEqualTo(before.step("near.survey").identity());
        assertThat(plan.step("again").identity())
                .isNotEqualTo(before.step("again").identity());
    }

    @Test
    void variesWhatIsImported() {
        Plan plan = workflow.plan(COMPARISON + """
                sweep:
                  vary:
                    dust: {set: near.dust.uses, to: extinction/none}
                    drop: {jackknife: far.survey, by: row}
                """);
        Setting dust = ((org.peculiar.engine.sweep.Axis.Choice)
                        plan.sweep().orElseThrow().axes().get(0))
                .levels()
                .get(0)
                .settings()
                .get(0);
        Plan variant = workflow.planner(plugin -> "content of " + plugin).replan(plan, List.of(dust));
        assertThat(variant.step("near.dust").component().ref()).isEqualTo("extinction/none");
        assertThat(variant.step("far.flow").identity())
                .isEqualTo(plan.step("far.flow").identity());
    }

    @Test
    void readsImportsThatAreWrittenOut() {
        Plan plan = workflow.plan("""
                peculiar: 1
                name: comparison
                import:
                  near:
                    seed: 1999
                    data: {galaxies: galaxies.txt}
                    steps:
                      survey: {uses: source/table, with: {table: galaxies}}
                      distances: {uses: indicator/fundamental-plane}
                steps:
                  flow: {uses: flow/bulk, in: near.distances}
                """);
        assertThat(plan.steps()).extracting(Step::name).containsExactly("near.survey", "near.distances", "flow");
        assertThat(plan.imports().get("near").seed()).isEqualTo(1999);
    }

    @Test
    void tellsMistakesOfAnImportedFileWhereTheyStandInIt() throws IOException {
        Files.writeString(near, Workflow.SOUND.replace("form: inverse", "frm: inverse"));
        assertThat(told(COMPARISON))
                .containsExactly(
                        "../near/near.yaml:11:57: import.near.steps.distances.with.frm: unknown parameter; did you mean"
                                + " 'form'?");
    }

    @Test
    void tellsThatAnImportedFileIsNoDescriptor() throws IOException {
        Files.writeString(near, "[1, 2]");
        assertThat(told(COMPARISON)).hasSize(1).first().asString().startsWith("../near/near.yaml:1:1: found a list");
    }

    @Test
    void refusesImportsOfImports() throws IOException {
        Files.writeString(near, Workflow.SOUND + "import: {far: ../far/deep.yaml}\n");
        assertThat(told(COMPARISON))
                .containsExactly(
                        "../near/near.yaml:17:1: import.near.import: found imports of an imported descriptor, but those do"
                                + " not import others in turn; import them in a.yaml");
    }

    @Test
    void refusesToImportItself() {
        assertThat(told(changed("../near", "a.yaml")))
                .anyMatch(line -> line.contains("found imports of an imported descriptor"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "near: ../near | near: ../nowhere | a.yaml:5:9: import.near: found no file or folder ../nowhere (looked for W/nowhere)",
                "near: ../near | near: ../comparison/data | a.yaml:5:9: import.near: found the folder ../comparison/data without a"
                        + " descriptor data.yaml in it; give the path of the descriptor itself",
                "near: ../near | near: [1] | a.yaml:5:9: import.near: found a list, but the path of a descriptor is needed, such as"
                        + " ../smac-1999",
                "near: ../near | again: ../near | a.yaml:5:3: import.again: found again, which is a step of this descriptor as well;"
                        + " give the import another name",
                "near: ../near | Near: ../near | a.yaml:5:3: import.Near: found Near, but an import's name is in kebab-case, such as"
                        + " smac, and begins the names of its steps",
                "near: ../near | near: {sweep: {}, steps: {}} | a.yaml:5:10: import.near.sweep: unknown key; did you mean 'seed'?",
                "in: near.zero | in: near.zeero | a.yaml:9:32: steps.again.in: found near.zeero, but no step has that name; did you"
                        + " mean 'near.zero'?",
                "in: near.zero | in: near.survey | a.yaml:9:32: steps.again.in: found near.survey, which gives a survey, but"
                        + " flow/bulk takes distances",
                "near.flow.speed | near.flaw.speed | a.yaml:11:10: estimands.speed: found near.flaw.speed, but no step is called"
                        + " near.flaw; did you mean 'near.flow'?",
                "near.flow.speed | near.flow.sped | a.yaml:11:10: estimands.speed: found near.flow.sped, but a flow has no sped; did"
                        + " you mean 'speed'?",
            })
    void refuses(String from, String to, String told) {
        assertThat(told(changed(from, to))).contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "near=../far | --set:1:1: near: found the import as a whole, but what of it is set must be said, such as"
                        + " near.assume.cosmology",
                "near.dsut.uses=extinction/none | --set:1:1: near.dsut.uses: found dsut, but a step or a section is needed; did you"
                        + " mean 'dust'?",
                "near.dust.ebv=1 mag | --set:1:1: near.dust.ebv: found ebv, which is a parameter, and those stand under with; did"
                        + " you mean 'near.dust.with.ebv'?",
                "near.sweep.design=zip | --set:1:1: near.sweep.design: found sweep, but a step or a section is needed; did you"
                        + " mean 'seed'?",
            })
    void refusesToSet(String override, String told) {
        assertThat(told(COMPARISON, override)).containsExactly(told);
    }

    @Test
    void refusesToVaryWhatIsNotThere() {
        assertThat(told(COMPARISON + """
                sweep:
                  vary:
                    one: {set: near.dsut.uses, to: extinction/none}
                    two: {set: near.dust, to: extinction/none}
                    three: {set: near.zero.with.shift, to: 80 %}
                """))
                .containsExactly(
                        "a.yaml:16:16: sweep.vary.one.set: found near.dsut.uses, but a path begins with a step or with seed, data"
                                + " or assume; did you mean 'near.dust.uses'?",
                        "a.yaml:17:16: sweep.vary.two.set: found near.dust, but what of the step is set must be said; did you mean"
                                + " 'near.dust.uses'?",
                        "a.yaml:18:44: sweep.vary.three.to: near.zero.with.shift: found 80 %, but a value from -0.5 to 0.5 is"
                                + " needed");
    }
}
