package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.cli.InProcess;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Looks at what the command prints besides results: help, completion, schema, citations. */
class CommandIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path scratch;

    static Stream<Path> descriptors() {
        return Tree.workflows().stream().map(folder -> folder.resolve(folder.getFileName() + ".yaml"));
    }

    static Stream<Path> ofSurveys() {
        return Tree.surveys().stream().map(folder -> folder.resolve(folder.getFileName() + ".yaml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "validate",
                "plan",
                "report",
                "compare",
                "plugins",
                "plugins list",
                "plugins describe",
                "plugins document",
                "data",
                "data list",
                "data fetch",
                "data check",
                "schema",
                "cite",
                "generate-completion"
            })
    void everyCommandHasHelp(String command) {
        List<String> arguments = Stream.concat(Stream.of(command.split(" ")), Stream.of("--help"))
                .filter(word -> !word.isEmpty())
                .toList();
        Outcome outcome = InProcess.peculiar(arguments.toArray(String[]::new));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).startsWith(("Usage: peculiar " + command).strip());
    }

    /** Where the test runs there is no folder workflows/. */
    @Test
    void shippedWorkflowsCanBeNamedFromAnywhere() {
        Outcome outcome = InProcess.peculiar("validate", "workflows/smac-1999");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).endsWith("smac-1999.yaml: valid, 7 steps\n");
        assertThat(InProcess.peculiar("validate", "workflows/none-such").errors())
                .isEqualTo("workflows/none-such: no such descriptor\n");
    }

    @Test
    void componentWithoutItsKindIsSuggested() {
        assertThat(InProcess.peculiar("plugins", "describe", "sfd98").errors())
                .isEqualTo("no component sfd98; did you mean extinction/sfd98?\n");
        assertThat(InProcess.peculiar("plugins", "describe", "none").errors())
                .isEqualTo("no component none; did you mean bias/none or extinction/none?\n");
    }

    @Test
    void componentsOfOneKindAreListed() {
        assertThat(InProcess.peculiar("plugins", "list", "bias").output().lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("bias/"));
        Outcome unknown = InProcess.peculiar("plugins", "list", "flows");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.errors())
                .startsWith(
                        "KIND: found flows, but one of bias, correction, diagnostic, extinction, flow, indicator, source is"
                                + " needed\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "run --version", "plugins list -V"})
    void versionIsTheSameEverywhere(String command) {
        Outcome outcome = InProcess.peculiar(command.split(" "));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.output()).startsWith("peculiar 0.").hasLineCount(1);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void completionIsAScriptThatBashReads() throws Exception {
        Outcome completion = InProcess.peculiar("generate-completion");
        assertThat(completion.status()).isZero();
        assertThat(completion.output()).contains("_complete_peculiar", "describe", "--plugins");
        Path script = Files.writeString(scratch.resolve("completion.bash"), completion.output());
        Outcome bash = Launcher.start(List.of("bash", "-n", script.toString()), scratch, Map.of());
        assertThat(bash.errors()).isEmpty();
        assertThat(bash.status()).isZero();
    }

    @ParameterizedTest
    @MethodSource("descriptors")
    void schemaAcceptsTheWorkflows(Path descriptor) throws IOException {
        assertThat(schema().validate(tree(descriptor))).isEmpty();
    }

    /** A schema that accepts everything would pass the test above. */
    @ParameterizedTest
    @MethodSource("descriptors")
    void schemaRefusesWhatTheCommandRefuses(Path descriptor) throws IOException {
        ObjectNode misspelt = (ObjectNode) tree(descriptor);
        misspelt.withObject("/steps/flow/with").put("weight", "eta");
        assertThat(schema().validate(misspelt)).isNotEmpty();

        ObjectNode bare = (ObjectNode) tree(descriptor);
        bare.withObject("/assume").put("thermal-dispersion", 250);
        assertThat(schema().validate(bare)).isNotEmpty();

        ObjectNode unknown = (ObjectNode) tree(descriptor);
        unknown.withObject("/steps/flow").put("uses", "flow/none-such");
        assertThat(schema().validate(unknown)).isNotEmpty();
    }

    private static Schema schema() throws JsonProcessingException {
        Outcome outcome = InProcess.peculiar("schema");
        assertThat(outcome.errors()).isEmpty();
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JSON.readTree(outcome.output()));
    }

    private static JsonNode tree(Path descriptor) throws IOException {
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(descriptor));
        return JSON.valueToTree(yaml);
    }

    @ParameterizedTest
    @MethodSource("ofSurveys")
    void planNamesEveryStep(Path descriptor) throws IOException {
        Outcome outcome = InProcess.peculiar("plan", "--json", descriptor.toString());
        assertThat(outcome.status()).isZero();
        JsonNode plan = JSON.readTree(outcome.output());
        boolean methodII = descriptor.endsWith("sixdfgs.yaml");
        assertThat(plan.path("steps").findValuesAsText("uses"))
                .startsWith("source/table")
                .endsWith(methodII ? "flow/simultaneous" : "flow/bulk");
        assertThat(plan.path("steps").findValuesAsText("identity")).doesNotHaveDuplicates();
    }

    /** The kind's parameters stay, the component's own go, and the plan says so. */
    @Test
    void planListsWhatASwapDrops() {
        String descriptor = Tree.HOME.resolve("workflows/smac-1999").toString();
        Outcome outcome = InProcess.peculiar(
                "plan",
                descriptor,
                "--set",
                "dust.with.interpolation=nearest",
                "--set",
                "dust.uses=extinction/burstein-heiles");
        assertThat(outcome.output()).containsPattern("dropped with the former component: interpolation\\n");
    }
}
