package org.peculiar.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.DataFile;
import org.peculiar.api.FlowFit;
import org.peculiar.engine.sample.Workflow;

class PlannerTest {

    private static final String RUNS = "{uses: correction/run-offsets, with: {quantity: magnitude}}";

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void workflow() {
        workflow = new Workflow(temp);
    }

    private static String changed(String from, String to) {
        assertThat(Workflow.SOUND).contains(from);
        return Workflow.SOUND.replace(from, to);
    }

    private static Map<String, String> identities(Plan plan) {
        Map<String, String> identities = new LinkedHashMap<>();
        plan.steps().forEach(step -> identities.put(step.name(), step.identity()));
        return identities;
    }

    /** Returns the steps of both plans whose identities differ. */
    private static Set<String> differing(Plan a, Plan b) {
        Map<String, String> before = identities(a);
        return identities(b).entrySet().stream()
                .filter(step -> before.containsKey(step.getKey())
                        && !before.get(step.getKey()).equals(step.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    @Test
    void plansWhatTheDescriptorSays() {
        Plan plan = workflow.plan(Workflow.SOUND);
        assertThat(plan.name()).isEqualTo("sample");
        assertThat(plan.seed()).isEqualTo(1999);
        assertThat(plan.text()).isEqualTo(Workflow.SOUND);
        assertThat(plan.descriptor()).isEqualTo(temp.resolve("a.yaml"));
        assertThat(plan.data()).isEqualTo(Map.of("galaxies", new DataFile("galaxies", temp.resolve("galaxies.txt"))));
        assertThat(plan.steps())
                .extracting(Step::name)
                .containsExactly("survey", "dust", "runs", "distances", "zero", "flow");
        assertThat(plan.estimands())
                .containsExactly(
                        Map.entry("V", new Plan.Estimand("flow", "velocity")),
                        Map.entry("speed", new Plan.Estimand("flow", "speed")));
    }

    @Test
    void wiresEachStepToTheOneBefore() {
        Plan plan = workflow.plan(Workflow.SOUND);
        assertThat(plan.step("survey").inputs()).isEmpty();
        assertThat(plan.step("dust").inputs()).isEqualTo(Map.of("survey", "survey"));
        assertThat(plan.step("distances").inputs()).isEqualTo(Map.of("survey", "runs"));
        assertThat(plan.step("flow").inputs()).isEqualTo(Map.of("distances", "zero"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"distances", "{distances: distances}"})
    void wiresAStepToTheOneItNames(String in) {
        Plan plan = workflow.plan(changed("{uses: flow/bulk}", "{uses: flow/bulk, in: " + in + "}"));
        assertThat(plan.step("flow").inputs()).isEqualTo(Map.of("distances", "distances"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                          | zero      | runs",
                "in: distances                             | distances | runs",
                "in: dust                                  | zero      | dust",
                "'in: {distances: distances}'              | distances | runs",
                "'in: {survey: dust}'                      | zero      | dust",
                "'in: {survey: dust, distances: distances}' | distances | dust"
            })
    void wiresAFlowThatTakesASurveyToTheOneOfItsDistances(String in, String distances, String survey) {
        Plan plan = workflow.plan(
                changed("{uses: flow/bulk}", "{uses: flow/of-survey" + (in == null ? "" : ", " + in) + "}"));
        assertThat(plan.step("flow").inputs()).isEqualTo(Map.of("distances", distances, "survey", survey));
    }

    @Test
    void wiresAFlowToTheSurveyOfItsDistancesWhereAnotherComesLater() {
        Plan plan = workflow.plan(changed(
                "  flow: {uses: flow/bulk}",
                "  again: {uses: source/table, with: {table: galaxies}}\n  flow: {uses: flow/of-survey, in: zero}"));
        assertThat(plan.step("flow").inputs()).isEqualTo(Map.of("distances", "zero", "survey", "runs"));
    }

    @Test
    void givesAFlowTheSurveyThatItTakes() {
        Plan plan = workflow.plan(changed("{uses: flow/bulk}", "{uses: flow/of-survey}"));
        FlowFit fit = (FlowFit) workflow.run(plan).output("flow");
        assertThat(fit.quoted()).containsEntry("galaxies", 6.0);
    }

    @Test
    void leavesOutTheSurveyOfAFlowThatIsExchangedForOneWithout() {
        String text = changed("{uses: flow/bulk}", "{uses: flow/of-survey, in: {survey: dust, distances: zero}}");
        Step flow = workflow.plan(text, "flow.uses=flow/bulk").step("flow");
        assertThat(flow.inputs()).isEqualTo(Map.of("distances", "zero"));
        assertThat(flow.dropped()).containsExactly("in.survey");
    }

    @Test
    void wiresADiagnosticToTheLastStepsOfEachType() {
        Plan plan = workflow.plan(changed("estimands:", """
                  check: {uses: diagnostic/spread}
                estimands:"""));
        assertThat(plan.step("check").inputs())
                .isEqualTo(Map.of("survey", "runs", "distances", "zero", "flow", "flow"));
    }

    @Test
    void wiresADiagnosticWithoutAFlowWhereThereIsNone() {
        Plan plan = workflow.plan(
                changed("  flow: {uses: flow/bulk}", "  check: {uses: diagnostic/spread}\n  flow: {uses: flow/bulk}"));
        assertThat(plan.step("check").inputs()).isEqualTo(Map.of("survey", "runs", "distances", "zero"));
        assertThat(plan.step("flow").inputs()).isEqualTo(Map.of("distances", "zero"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"distances", "{distances: distances}"})
    void wiresADiagnosticToWhatItNames(String in) {
        Plan plan =
                workflow.plan(changed("estimands:", "  check: {uses: diagnostic/spread, in: " + in + "}\nestimands:"));
        assertThat(plan.step("check").inputs())
                .isEqualTo(Map.of("survey", "runs", "distances", "distances", "flow", "flow"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | {flows.other=other}",
                ", in: flow | {flows.flow=flow}",
                ", in: [] | {}",
                ", in: [flow, other] | {flows.flow=flow, flows.other=other}",
                ", in: {flows: [other, flow]} | {flows.other=other, flows.flow=flow}",
                ", in: {flows: {A 1: flow, b: other}} | {flows.A 1=flow, flows.b=other}",
            })
    void wiresAnyNumberOfFlowsByName(String in, String inputs) {
        Plan plan = workflow.plan(changed(
                "estimands:",
                "  other: {uses: flow/bulk, in: distances}\n  mean: {uses: diagnostic/mean-speed" + in
                        + "}\nestimands:"));
        assertThat(plan.step("mean").inputs()).hasToString(inputs);
    }

    @Test
    void tellsFlowsOfOtherNamesApart() {
        String text =
                changed("estimands:", "  mean: {uses: diagnostic/mean-speed, in: {flows: {a: flow}}}\nestimands:");
        assertThat(workflow.plan(text.replace("{a: flow}", "{b: flow}"))
                        .step("mean")
                        .identity())
                .isNotEqualTo(workflow.plan(text).step("mean").identity());
    }

    @Test
    void drawsAnewForADiagnosticOfAnotherSeedOrName() {
        String text = changed("estimands:", "  check: {uses: diagnostic/spread}\nestimands:");
        String identity = workflow.plan(text).step("check").identity();
        assertThat(workflow.plan(text.replace("check:", "again:")).step("again").identity())
                .isNotEqualTo(identity);
        assertThat(workflow.plan(text.replace("seed: 1999", "seed: 2000"))
                        .step("check")
                        .identity())
                .isNotEqualTo(identity);
        assertThat(workflow.plan(text).step("check").identity()).isEqualTo(identity);
    }

    @Test
    void followsANumberThatADiagnosticFinds() {
        Plan plan = workflow.plan(changed("estimands:", """
                  check: {uses: diagnostic/spread}
                estimands:
                  mean: check.mean"""));
        assertThat(plan.estimands()).containsEntry("mean", new Plan.Estimand("check", "mean"));
    }

    @Test
    void takesSeveralChains() {
        Plan plan = workflow.plan(changed("estimands:", """
                  again: {uses: source/table, with: {table: galaxies}}
                  there: {uses: indicator/fundamental-plane}
                  then: {uses: flow/bulk, in: distances}
                estimands:"""));
        assertThat(plan.step("there").inputs()).isEqualTo(Map.of("survey", "again"));
        assertThat(plan.step("then").inputs()).isEqualTo(Map.of("distances", "distances"));
    }

    @Test
    void needsNoSeedNoDataAndNoAssumptions() {
        Plan plan = workflow.plan("""
                peculiar: 1
                name: 2001-a.b_c
                seed:
                data:
                assume:
                steps:
                  survey: {uses: source/mock}
                estimands:
                """);
        assertThat(plan.seed()).isZero();
        assertThat(plan.name()).isEqualTo("2001-a.b_c");
        assertThat(plan.data()).isEmpty();
        assertThat(plan.estimands()).isEmpty();
        assertThat(plan.assume().toYaml())
                .containsEntry("cosmology", Map.of("preset", "flat-lambda-cdm"))
                .containsEntry("thermal-dispersion", "250.0 km/s")
                .containsEntry("cz-error", "150.0 km/s");
    }

    @Test
    void readsADescriptorWithAByteOrderMarkAndWindowsLines() {
        Plan plan = workflow.plan("\uFEFF" + Workflow.SOUND.replace("\n", "\r\n"));
        assertThat(identities(plan)).isEqualTo(identities(workflow.plan(Workflow.SOUND)));
    }

    @Test
    void acceptsAPinInEitherCase() {
        String pin = "de26889d9bef5279d641d691d66f0548ac9e5fece2d55fbcda852c62b182a379";
        assertThat(workflow.plan(changed("galaxies.txt", "galaxies.txt, sha256: " + pin))
                        .steps())
                .hasSize(6);
        assertThat(workflow.plan(changed(
                                "galaxies.txt", "galaxies.txt, sha256: " + pin.toUpperCase(java.util.Locale.ROOT)))
                        .steps())
                .hasSize(6);
    }

    @Test
    void givesTheSameIdentitiesToTheSamePlan() {
        assertThat(identities(workflow.plan(Workflow.SOUND))).isEqualTo(identities(workflow.plan(Workflow.SOUND)));
        assertThat(identities(workflow.plan(Workflow.SOUND)).values())
                .allMatch(identity -> identity.matches("[0-9a-f]{64}"))
                .doesNotHaveDuplicates();
    }

    /** What changes nothing that a result depends on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: sample                | name: other",
                "thermal-dispersion: 250 km/s| thermal-dispersion: 250000 m/s",
                "ebv: 0.1 mag                | ebv: 1e-1 mag",
                "form: inverse               | form: inverse, slopes: []",
                "shift: 1 %                  | shift: 0.01",
                "{magnitude: R}              | {magnitude: {band: R}}",
                "{uses: flow/bulk}           | {uses: flow/bulk, in: zero, with: {weights: {thermal-dispersion: 250 km/s}}}",
                "speed: flow.speed           | faster: flow.speed",
                "{path: galaxies.txt}        | ./galaxies.txt",
                "cosmology: einstein-de-sitter | cosmology: {preset: einstein-de-sitter}"
            })
    void keepsIdentitiesWhereNoResultChanges(String from, String to) {
        assertThat(differing(workflow.plan(Workflow.SOUND), workflow.plan(changed(from, to))))
                .isEmpty();
    }

    /** What changes results, from some step on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 1999                  | seed: 2000               | survey dust runs distances zero flow",
                "thermal-dispersion: 250 km/s| thermal-dispersion: 300 km/s | survey dust runs distances zero flow",
                "einstein-de-sitter          | planck2018               | survey dust runs distances zero flow",
                "with: {table: galaxies}     | with: {table: galaxies, keep: all} | survey dust runs distances zero flow",
                "ebv: 0.1 mag                | ebv: 0.2 mag             | dust runs distances zero flow",
                "ebv: 0.1 mag                | outside: zero            | dust runs distances zero flow",
                "{magnitude: R}              | {magnitude: V}           | dust runs distances zero flow",
                "quantity: magnitude         | quantity: other          | runs distances zero flow",
                "form: inverse               | form: forward            | distances zero flow",
                "form: inverse               | slopes: [1]              | distances zero flow",
                "{uses: bias/shift, with: {shift: 1 %}} | {uses: bias/none} | zero flow",
                "{uses: flow/bulk}           | {uses: flow/bulk, in: distances} | flow",
                "{uses: flow/bulk}           | {uses: flow/bulk, with: {marginalise: [a]}} | flow"
            })
    void changesIdentitiesFromTheStepOnWhoseResultChanges(String from, String to, String steps) {
        assertThat(differing(workflow.plan(Workflow.SOUND), workflow.plan(changed(from, to))))
                .containsExactly(steps.split(" "));
    }

    @Test
    void changesIdentitiesWithTheContentOfATable() throws IOException {
        Plan before = workflow.plan(Workflow.SOUND);
        Files.writeString(temp.resolve("galaxies.txt"), "A1 10 20 3000 17.4\n");
        assertThat(differing(before, workflow.plan(Workflow.SOUND))).hasSize(6);
    }

    @Test
    void keepsIdentitiesWhereATableMovesOrIsCalledOtherwise() throws IOException {
        Plan before = workflow.plan(Workflow.SOUND);
        Files.createDirectory(temp.resolve("elsewhere"));
        Files.copy(temp.resolve("galaxies.txt"), temp.resolve("elsewhere/galaxies.txt"));
        Plan after = workflow.plan(Workflow.SOUND
                .replace("galaxies: {path: galaxies.txt}", "smac: {path: elsewhere/galaxies.txt}")
                .replace("table: galaxies", "table: smac"));
        assertThat(differing(before, after)).isEmpty();
    }

    @Test
    void changesIdentitiesWithTheEndingOfATableWhichTellsItsFormat() throws IOException {
        Plan before = workflow.plan(Workflow.SOUND);
        Files.copy(temp.resolve("galaxies.txt"), temp.resolve("galaxies.csv"));
        assertThat(differing(before, workflow.plan(changed("galaxies.txt", "galaxies.csv"))))
                .hasSize(6);
    }

    @Test
    void changesIdentitiesWithTheContentOfAFolder() throws IOException {
        String map = changed(
                "{uses: extinction/flat, with: {bands: {magnitude: R}, ebv: 0.1 mag}}",
                "{uses: extinction/sfd98, with: {bands: {magnitude: R}}}");
        Plan before = workflow.plan(map);
        assertThat(differing(before, workflow.plan(map))).isEmpty();
        Files.writeString(temp.resolve("data/sfd98/south.fits"), "south");
        assertThat(differing(before, workflow.plan(map))).containsExactly("dust", "runs", "distances", "zero", "flow");
    }

    @Test
    void keepsIdentitiesWhereAFolderMoves() throws IOException {
        String map = changed(
                "{uses: extinction/flat, with: {bands: {magnitude: R}, ebv: 0.1 mag}}",
                "{uses: extinction/sfd98, with: {bands: {magnitude: R}}}");
        Files.createDirectory(temp.resolve("maps"));
        Files.copy(temp.resolve("data/sfd98/north.fits"), temp.resolve("maps/north.fits"));
        assertThat(differing(workflow.plan(map), workflow.plan(map, "dust.with.maps=maps")))
                .isEmpty();
    }

    @Test
    void changesIdentitiesWithAPlugin() {
        Path file = workflow.descriptor(Workflow.SOUND);
        Plan before = workflow.planner(plugin -> "old").plan(file, List.of());
        Plan after = workflow.planner(plugin -> "new").plan(file, List.of());
        assertThat(differing(before, after)).hasSize(6);
    }

    @Test
    void changesIdentitiesWithAComponentWithinAComponent() {
        String none = changed(RUNS, "{uses: correction/everything}");
        String flat = changed(RUNS, "{uses: correction/everything, with: {dust: extinction/flat}}");
        String thick = changed(
                RUNS, "{uses: correction/everything, with: {dust: {uses: extinction/flat, with: {ebv: 1 mag}}}}");
        assertThat(differing(workflow.plan(none), workflow.plan(flat)))
                .containsExactly("runs", "distances", "zero", "flow");
        assertThat(differing(workflow.plan(flat), workflow.plan(thick)))
                .containsExactly("runs", "distances", "zero", "flow");
    }

    /** Written one after the other without marks between them, these would read alike. */
    @Test
    void tellsValuesApartThatReadAlikeInARow() {
        String one = changed(RUNS, "{uses: correction/everything, with: {inner: {name: 'a, size=1.0'}}}");
        String two = changed(RUNS, "{uses: correction/everything, with: {inner: {name: a, size: 1 km/s}}}");
        assertThat(differing(workflow.plan(one), workflow.plan(two))).contains("runs");
        String joined = changed(RUNS, "{uses: correction/everything, with: {inners: ['a, b']}}");
        String apart = changed(RUNS, "{uses: correction/everything, with: {inners: [a, b]}}");
        assertThat(differing(workflow.plan(joined), workflow.plan(apart))).contains("runs");
    }

    @Test
    void drawsOtherNumbersUnderAnotherName() {
        String renamed = Workflow.SOUND.replace("  survey: {", "  drawn: {");
        assertThat(workflow.plan(renamed).step("drawn").identity())
                .isNotEqualTo(workflow.plan(Workflow.SOUND).step("survey").identity());
    }
}
