package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peculiar.cli.InProcess;
import uk.ac.starlink.table.StarTable;

/** Runs each shipped workflow as a user would, and looks at what it leaves. */
@DisabledOnOs(OS.WINDOWS)
class WorkflowsIT {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Runs by workflow and overrides; several tests look at the same one. */
    private static final Map<String, Run> RUNS = new LinkedHashMap<>();

    @TempDir
    private static Path shared;

    @TempDir
    private Path scratch;

    static Stream<String> workflows() {
        return Tree.workflows().stream().map(folder -> folder.getFileName().toString());
    }

    static Stream<String> surveys() {
        return Tree.surveys().stream().map(folder -> folder.getFileName().toString());
    }

    static Stream<Arguments> promises() throws IOException {
        List<Arguments> promises = new ArrayList<>();
        for (String workflow : workflows().toList()) {
            for (JsonNode run : expected(workflow).path("runs")) {
                promises.add(Arguments.of(workflow, run.path("name").asText(), run));
            }
        }
        return promises.stream();
    }

    private static JsonNode expected(String workflow) throws IOException {
        return new ObjectMapper()
                .readTree(Tree.HOME
                        .resolve("workflows")
                        .resolve(workflow)
                        .resolve("expected.json")
                        .toFile());
    }

    /** Runs a copy of a workflow, once for each list of overrides. */
    private static Run run(String workflow, String... overrides) throws Exception {
        String key = workflow + " " + String.join(" ", overrides);
        if (!RUNS.containsKey(key)) {
            Path place = shared.resolve(Integer.toString(RUNS.size()));
            RUNS.put(key, Run.of(copy(workflow, place), place.resolve("record"), List.of(overrides)));
        }
        return RUNS.get(key);
    }

    /** Copies a workflow, and puts beside it what it may import. */
    private static Path copy(String workflow, Path to) {
        Path folder = Tree.copy(Tree.HOME.resolve("workflows").resolve(workflow), to.resolve(workflow));
        if (surveys().noneMatch(workflow::equals)) {
            surveys().forEach(other -> {
                try {
                    Files.createSymbolicLink(
                            to.resolve(other), Tree.HOME.resolve("workflows").resolve(other));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return folder;
    }

    /** The values come from independent programs: {@code source} in expected.json says which, and how far they hold. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("promises")
    void givesWhatItPromises(String workflow, String name, JsonNode promise) throws Exception {
        List<String> overrides = new ArrayList<>();
        promise.path("set").forEach(override -> overrides.add(override.asText()));
        Run run = promise.has("descriptor")
                ? Run.ofSweep(
                        copy(workflow, scratch)
                                .resolve(promise.path("descriptor").asText()),
                        scratch.resolve("record"),
                        overrides,
                        promise.path("status").asInt())
                : run(workflow, overrides.toArray(String[]::new));
        JsonNode results = run.results();

        assertThat(promise.path("expect")).isNotEmpty();
        SoftAssertions all = new SoftAssertions();
        for (JsonNode expected : promise.path("expect")) {
            double value = expected.path("value").asDouble();
            boolean relative = expected.has("relative");
            double tolerance = relative
                    ? expected.path("relative").asDouble() * Math.abs(value)
                    : expected.path("within").asDouble();
            assertThat(tolerance).as("tolerance of %s", expected).isPositive();
            Optional<Double> found = found(run, results, expected);
            all.assertThat(found).as("%s", expected).isPresent();
            found.ifPresent(number -> all.assertThat(number).as("%s", expected).isCloseTo(value, within(tolerance)));
        }
        all.assertAll();
    }

    private static Optional<Double> found(Run run, JsonNode results, JsonNode expected) {
        if (expected.has("at")) {
            JsonNode node = results.at(expected.path("at").asText());
            return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
        }
        return Optional.of(run.cell(
                expected.path("table").asText(),
                expected.path("column").asText(),
                expected.path("row").asLong()));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void folderIsSelfContained(String workflow) {
        Path folder = Tree.HOME.resolve("workflows").resolve(workflow);
        assertThat(folder.resolve(workflow + ".yaml")).isRegularFile();
        assertThat(folder.resolve("README.md")).isNotEmptyFile();
        assertThat(folder.resolve("expected.json")).isNotEmptyFile();
    }

    /** A diagnostic besides changes nothing that the flow takes. */
    @ParameterizedTest
    @MethodSource("surveys")
    void robustnessHasTheSameSteps(String workflow) throws Exception {
        Path folder = Tree.HOME.resolve("workflows").resolve(workflow);
        String plain = Files.readString(folder.resolve(workflow + ".yaml"));
        String robustness = Files.readString(folder.resolve("robustness.yaml"));
        assertThat(robustness).contains(plain.substring(plain.indexOf("\ndata:"), plain.indexOf("\nestimands:")));
        assertThat(InProcess.peculiar(
                                "validate", folder.resolve("robustness.yaml").toString())
                        .status())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void recordIsWhole(String workflow) throws Exception {
        Run run = run(workflow);
        Path descriptor = run.folder().resolveSibling(workflow).resolve(workflow + ".yaml");
        try (Stream<Path> files = Files.list(run.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "results.json",
                            "lock.json",
                            "descriptor.yaml",
                            "resolved.yaml",
                            "references.bib",
                            "report.html",
                            "figures",
                            "tables");
        }
        assertThat(run.results().path("name").asText()).isEqualTo(workflow);
        assertThat(run.folder().resolve("descriptor.yaml")).hasSameBinaryContentAs(descriptor);
        assertThat(run.text("references.bib"))
                .isEqualTo(InProcess.peculiar("cite", descriptor.toString()).output());

        JsonNode lock = run.lock();
        assertThat(lock.at("/java/version").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(lock.at("/descriptor/sha256").asText()).isEqualTo(sha256(descriptor));
        assertThat(lock.path("plugins")).isNotEmpty();
        lock.path("plugins")
                .forEach(plugin -> assertThat(plugin.path("sha256").asText()).matches(SHA256));
        run.results()
                .path("steps")
                .forEach(step -> assertThat(lock.path("plugins")
                                .has(step.path("uses").asText().replace('/', '-')))
                        .as("lock of %s", step.path("uses"))
                        .isTrue());
        assertThat(lock.path("data")).isNotEmpty();
        for (Map.Entry<String, JsonNode> data : lock.path("data").properties()) {
            assertThat(data.getValue().asText()).as(data.getKey()).isEqualTo(sha256(Path.of(data.getKey())));
        }
    }

    @ParameterizedTest
    @MethodSource("surveys")
    void tablesReadAsEcsv(String workflow) throws Exception {
        Run run = run(workflow);
        long tracers = run.results().at("/steps/flow/tracers").asLong();
        assertThat(run.tables())
                .contains("distances.ecsv", "zero.ecsv", "flow.ecsv")
                .allMatch(name -> name.endsWith(".ecsv"));
        StarTable flow = run.table("flow.ecsv");
        assertThat(flow.getRowCount()).isEqualTo(tracers).isPositive();
        assertThat(Stream.iterate(0, i -> i + 1)
                        .limit(flow.getColumnCount())
                        .map(flow::getColumnInfo)
                        .map(column -> column.getName()
                                + (column.getUnitString() == null ? "" : " " + column.getUnitString())))
                .containsExactly(
                        "id",
                        "l deg",
                        "b deg",
                        "distance km/s",
                        "velocity km/s",
                        "velocity_error km/s",
                        "predicted km/s");
    }

    @ParameterizedTest
    @MethodSource("surveys")
    void citesWhatItUses(String workflow) throws Exception {
        Run run = run(workflow);
        List<String> keys = Pattern.compile("(?m)^@\\w+\\{([^,]+),")
                .matcher(run.text("references.bib"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(keys).isSorted().doesNotHaveDuplicates();
        // Kaiser (1988), the estimator of flow/bulk, or Strauss & Willick (1995), Method II; Tripp (1998), supernovae;
        // Dressler et al. (1987), the Fundamental Plane
        assertThat(keys)
                .contains(
                        workflow.equals("sixdfgs") ? "1995PhR...261..271S" : "1988MNRAS.231..149K",
                        workflow.equals("pantheonplus") ? "1998A&A...331..815T" : "1987ApJ...313...42D");
        assertThat(keys.contains("1998ApJ...500..525S"))
                .isEqualTo(run.results().path("steps").has("dust"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void anotherRunElsewhereGivesTheSameBytes(String workflow) throws Exception {
        Run first = run(workflow);
        Run again = Run.of(copy(workflow, scratch), scratch.resolve("record"), List.of());
        assertThat(again.folder().resolve("results.json"))
                .hasSameBinaryContentAs(first.folder().resolve("results.json"));
        assertThat(again.tables()).isEqualTo(first.tables());
        for (String table : first.tables()) {
            assertThat(again.folder().resolve("tables").resolve(table))
                    .hasSameBinaryContentAs(first.folder().resolve("tables").resolve(table));
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void resolvedDescriptorGivesTheSameNumbers(String workflow) throws Exception {
        Run first = run(workflow);
        Path resolved = Files.copy(first.folder().resolve("resolved.yaml"), scratch.resolve("resolved.yaml"));
        Run again = Run.of(resolved, scratch.resolve("record"), List.of());
        assertThat(again.resultsWithoutIdentities()).isEqualTo(first.resultsWithoutIdentities());
    }

    @Test
    void dustMapIsOneWord() throws Exception {
        Run sfd = run("smac-1999");
        Run overridden = run("smac-1999", "dust.uses=extinction/burstein-heiles");

        Path edited = copy("smac-1999", scratch);
        Path descriptor = edited.resolve("smac-1999.yaml");
        String text = Files.readString(descriptor);
        String word = "dust: {uses: extinction/sfd98,";
        assertThat(text).containsOnlyOnce(word);
        Files.writeString(descriptor, text.replace(word, "dust: {uses: extinction/burstein-heiles,"));
        Run rewritten = Run.of(edited, scratch.resolve("record"), List.of());
        assertThat(rewritten.results()).isEqualTo(overridden.results());

        // Regression values of our own, in km/s: the flow moves by 254 km/s, and Burstein & Heiles do not reach one
        // cluster.
        assertThat(velocity(sfd)).containsExactly(new double[] {-159.783, -688.397, -20.551}, within(1e-3));
        assertThat(velocity(overridden)).containsExactly(new double[] {-100.428, -560.243, 189.967}, within(1e-3));
        assertThat(sfd.results().at("/steps/flow/tracers").asInt()).isEqualTo(56);
        assertThat(overridden.results().at("/steps/flow/tracers").asInt()).isEqualTo(55);
    }

    /** METHODS 15: from SFD98 to Burstein and Heiles on 403 supernovae V moves by (−2, 26, 7) km/s; the same recipe to 10. */
    @Test
    void dustOfSupernovaeIsOneWord() throws Exception {
        String common = "dust.with.reached-by={uses: extinction/burstein-heiles, with: {search-radius: 0 deg}}";
        Run sfd = run("pantheonplus", common);
        Run burstein = run("pantheonplus", common, "dust.uses=extinction/burstein-heiles");
        assertThat(sfd.results().at("/steps/flow/tracers").asInt()).isEqualTo(403);
        assertThat(burstein.results().at("/steps/flow/tracers").asInt()).isEqualTo(403);
        double[] shift = velocity(burstein);
        double[] before = velocity(sfd);
        for (int axis = 0; axis < 3; axis++) {
            shift[axis] -= before[axis];
        }
        assertThat(shift).containsExactly(new double[] {-2, 26, 7}, within(10.0));
        // regression values of our own, in km/s
        assertThat(shift).containsExactly(new double[] {-1.518, 25.597, 7.240}, within(1e-2));
    }

    private static double[] velocity(Run run) {
        JsonNode velocity = run.results().at("/steps/flow/bulk-flow/velocity-kms");
        return new double[] {
            velocity.get(0).asDouble(),
            velocity.get(1).asDouble(),
            velocity.get(2).asDouble()
        };
    }

    /** What an astronomer would want to read, with the numbers of results.json. */
    @Test
    void summarySaysWhatWasFound() throws Exception {
        assertThat(run("smac-1999").summary())
                .containsPattern("699 galaxies, 56 groups, 884 measurements")
                .containsPattern("a 0\\.7236 ± 0\\.0162, b -0\\.2367 ± 0\\.0050, c 6\\.5783 ± 0\\.0929")
                .containsPattern("alpha 1\\.3820, beta 0\\.3271")
                .containsPattern("56 tracers, depth 6,696 km/s")
                .containsPattern("speed +707 ± 201 km/s towards l 256\\.9° ± 12\\.6°, b -1\\.7° ± 10\\.5°")
                .containsPattern("random 182, systematic 85 \\(runs\\)")
                .containsPattern("corrected +647 km/s")
                .containsPattern("ellipsoid +99 \\(313°, \\+54°\\), 167 \\(343°, -32°\\), 209 \\(244°, -15°\\) km/s")
                .containsPattern("χ²/dof +64\\.9/53, p 0\\.13")
                .containsPattern("at rest +χ² 15\\.34 for 3 dof, p 0\\.0015")
                .containsPattern("at least +338 km/s \\(Neyman, 95 %\\), 425 km/s");
        assertThat(run("sixdfgs").summary())
                .containsPattern("8,784 tracers, depth 7,565 km/s")
                .containsPattern("a 1\\.3999 ± 0\\.0188, b -0\\.8407 ± 0\\.0062")
                .containsPattern("speed +246 ± 45 km/s towards l 292\\.5° ± 11\\.6°, b \\+27\\.8° ± 13\\.9°")
                .containsPattern("beside +mean-log-re 0\\.2155 ± 0\\.0045");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
