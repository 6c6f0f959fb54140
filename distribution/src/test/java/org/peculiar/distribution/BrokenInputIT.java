package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peculiar.cli.InProcess;
import org.peculiar.testkit.TestPlugins;
import uk.ac.starlink.fits.FitsTableWriter;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;

/** Gives the command what it cannot use: each time one message and exit status 2, and nothing is left behind. */
class BrokenInputIT {

    private static final Pattern PROBLEM = Pattern.compile("(?m)^[^\\s:]+:\\d+:\\d+: ");

    @TempDir
    private Path scratch;

    private Path workflow;

    @BeforeEach
    void copyWorkflow() {
        workflow = Tree.copy(Tree.HOME.resolve("workflows/smac-1999"), scratch.resolve("smac-1999"));
    }

    private Path descriptor() {
        return workflow.resolve("smac-1999.yaml");
    }

    private void edit(String file, UnaryOperator<String> change) {
        try {
            String text = Files.readString(workflow.resolve(file));
            String changed = change.apply(text);
            assertThat(changed).as("the change").isNotEqualTo(text);
            Files.writeString(workflow.resolve(file), changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UnaryOperator<String> replacing(String what, String by) {
        return text -> text.replaceFirst(Pattern.quote(what), java.util.regex.Matcher.quoteReplacement(by));
    }

    private Outcome run(String... options) {
        Stream<String> always = Stream.of(
                "run", workflow.toString(), "--out", scratch.resolve("record").toString());
        return InProcess.peculiar(Stream.concat(always, Stream.of(options)).toArray(String[]::new));
    }

    /** Runs, and expects a refusal in so many messages. */
    private String refusal(String... options) {
        List<Path> before = everything();
        Outcome outcome = run(options);
        assertThat(everything()).as("what is in the folder").isEqualTo(before);
        return refusal(outcome);
    }

    private static String refusal(Outcome outcome) {
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).isNotBlank().doesNotContain("\tat ", "Exception", "internal error");
        assertThat(outcome.status()).isEqualTo(2);
        return outcome.errors();
    }

    private List<Path> everything() {
        try (Stream<Path> all = Files.walk(scratch)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> descriptors() {
        return Stream.of(
                broken("misspelt key", replacing("weights:", "weight:"), "did you mean 'weights'?"),
                broken("missing unit", replacing("250 km/s", "250"), "a velocity needs a unit"),
                broken("wrong unit", replacing("250 km/s", "250 mag"), "mag measures a magnitude"),
                broken(
                        "unknown component",
                        replacing("uses: extinction/sfd98", "uses: extinction/sfd89"),
                        "did you mean 'extinction/sfd98'?"),
                broken(
                        "cycle",
                        replacing("correction/run-offsets,", "correction/run-offsets, in: malmquist,"),
                        "malmquist"),
                broken("wrong wiring", replacing("flow/bulk,", "flow/bulk, in: dust,"), "a survey"),
                broken("key twice", replacing("seed: 1999", "seed: 1999\nseed: 2000"), "seed"),
                broken("tab", replacing("  galaxies: {path", "\tgalaxies: {path"), "tab"),
                broken("tag of Java", replacing("seed: 1999", "seed: !!java.net.URL [\"file:/etc\"]"), "tag"),
                broken("billion laughs", text -> laughs() + text, ""),
                broken("deep nesting", replacing("1999", "[".repeat(10_000_000)), ""),
                broken("sweep without axes", text -> text + "sweep: {design: zip}\n", "needed: mapping from names"),
                broken(
                        "other file than pinned",
                        replacing("galaxies.ecsv}", "galaxies.ecsv, sha256: " + "0".repeat(64) + "}"),
                        "not the one pinned"),
                broken("no such file", replacing("galaxies.ecsv", "galaxy.ecsv"), "galaxy.ecsv"),
                broken("no such table", replacing("table: clusters", "table: cluster"), "did you mean 'clusters'?"),
                broken(
                        "table that none uses",
                        replacing("data:\n", "data:\n  more: {path: galaxies.ecsv}\n"),
                        "no step uses"),
                broken("Norway", replacing("seed: 1999", "seed: no"), "a whole number"),
                broken("nothing at all", text -> "", ""));
    }

    private static Arguments broken(String name, UnaryOperator<String> change, String reason) {
        return Arguments.of(name, change, reason);
    }

    private static String laughs() {
        StringBuilder laughs = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (char c = 'b'; c <= 'i'; c++) {
            String before = "*" + (char) (c - 1);
            laughs.append(c).append(": &").append(c).append(" [");
            laughs.append(String.join(", ", java.util.Collections.nCopies(9, before)))
                    .append("]\n");
        }
        return laughs.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("descriptors")
    void descriptorIsRefused(String name, UnaryOperator<String> change, String reason) {
        edit("smac-1999.yaml", change);
        String errors = refusal();
        assertThat(errors).startsWith("smac-1999.yaml:").contains(reason).hasSizeLessThan(2000);
        assertThat(PROBLEM.matcher(errors).results()).as(errors).hasSize(1);
    }

    @Test
    void mistakesAreToldAllAtOnce() {
        edit("smac-1999.yaml", replacing("weights:", "weight:"));
        edit("smac-1999.yaml", replacing("250 km/s", "250"));
        edit("smac-1999.yaml", replacing("form: inverse", "form: inverted"));
        String errors = refusal("--set", "zero.with.space=redshfit");
        assertThat(PROBLEM.matcher(errors).results()).as(errors).hasSize(4);
        assertThat(errors).contains("--set:1:17: steps.zero.with.space: found redshfit");
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                table("galaxies", replacing("mu_e mg2\n", "mue mg2\n"), "mu_e"),
                table("clusters", replacing("6142.39", "NaN"), "A194"),
                table("clusters", replacing("-63.10", "95"), "95°"),
                table("clusters", replacing("6142.39", "-1"), "-1"),
                table("clusters", replacing("A260 ", "A194 "), "A194 again"),
                table("clusters", replacing("11031.06", "fast"), "fast"),
                table("clusters", text -> "", "empty"),
                table("dispersions", replacing("0.030", "-0.030"), "-0.03"),
                table("dispersions", replacing("0 INT2", "9999 INT2"), "9999"),
                table("galaxies", replacing("0 A194", "0 A1949"), "A1949"));
    }

    private static Arguments table(String name, UnaryOperator<String> change, String reason) {
        return Arguments.of(name, change, reason);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("tables")
    void tableIsRefused(String table, UnaryOperator<String> change, String reason) {
        edit(table + ".ecsv", change);
        assertThat(refusal())
                .hasLineCount(1)
                .startsWith("steps.survey (source/table): " + table + ".ecsv: ")
                .contains(reason);
    }

    @Test
    void truncatedFitsIsRefused() throws IOException {
        StarTable clusters = new StarTableFactory(true)
                .makeStarTable(workflow.resolve("clusters.ecsv").toString(), "ecsv");
        Path fits = workflow.resolve("clusters.fits");
        new FitsTableWriter().writeStarTable(clusters, Files.newOutputStream(fits));
        assertThat(run("--set", "data.clusters.path=clusters.fits").status()).isZero();

        Path cut = workflow.resolve("cut.fits");
        byte[] bytes = Files.readAllBytes(fits);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 3000));
        String errors = refusal("--set", "data.clusters.path=cut.fits", "--set", "name=other");
        assertThat(errors).hasLineCount(1).contains("cut.fits");
    }

    @Test
    void mapThatIsNotThereIsNamedWithHowToGetIt() throws IOException {
        for (Path map : List.of(
                workflow.resolve("data/sfd98/SFD_stand_in_256_ngp.fits"),
                workflow.resolve("data/sfd98/SFD_stand_in_256_sgp.fits"),
                workflow.resolve("data/sfd98/README.txt"),
                workflow.resolve("data/sfd98"))) {
            Files.delete(map);
        }
        assertThat(refusal()).contains("${data}/sfd98", "peculiar data fetch sfd98");
    }

    @Test
    void missingDescriptorIsNamed() {
        Path missing = scratch.resolve("nowhere.yaml");
        assertThat(refusal(InProcess.peculiar("run", missing.toString())))
                .isEqualToIgnoringNewLines(missing + ": no such descriptor");
    }

    @Test
    void folderWithoutDescriptorIsNamed() throws IOException {
        Path empty = Files.createDirectory(scratch.resolve("empty"));
        assertThat(refusal(InProcess.peculiar("run", empty.toString())))
                .hasLineCount(1)
                .startsWith(empty + ": found 0 descriptors");
    }

    @Test
    void descriptorThatIsNoTextIsNamed() throws IOException {
        Files.write(descriptor(), new byte[] {'a', ':', (byte) 0xff, (byte) 0xfe});
        assertThat(refusal()).hasLineCount(1).contains("UTF-8");
    }

    @Test
    void foreignFolderIsNotReplaced() throws IOException {
        Path foreign = Files.createDirectory(scratch.resolve("record"));
        Files.writeString(foreign.resolve("thesis.tex"), "years of work");
        assertThat(refusal()).hasLineCount(1).startsWith(foreign + ": ").contains("--out");
        assertThat(foreign.resolve("thesis.tex")).hasContent("years of work");
    }

    @Test
    void fileInPlaceOfTheRecordIsNotReplaced() throws IOException {
        Path file = Files.writeString(scratch.resolve("record"), "a file");
        assertThat(refusal()).hasLineCount(1).contains("--out");
        assertThat(file).hasContent("a file");
    }

    /** Found before the run, which may be long. */
    @Test
    void placeThatCannotBeMadeIsRefused() throws IOException {
        Files.delete(workflow.resolve("data/sfd98/SFD_stand_in_256_ngp.fits"));
        Path file = Files.writeString(scratch.resolve("file"), "a file");
        String place = file.resolve("runs/record").toString();
        assertThat(refusal(InProcess.peculiar("run", workflow.toString(), "--out", place)))
                .isEqualToIgnoringNewLines(place + ": cannot be made, because " + file
                        + " is not a folder; choose another place with --out");
    }

    @Test
    void earlierRecordGivesWay() throws IOException {
        assertThat(run().status()).isZero();
        byte[] first = Files.readAllBytes(scratch.resolve("record/results.json"));
        Files.writeString(scratch.resolve("record/tables/stale.ecsv"), "of an earlier run");
        assertThat(run().status()).isZero();
        assertThat(scratch.resolve("record/results.json")).hasBinaryContent(first);
        assertThat(scratch.resolve("record/tables/stale.ecsv")).doesNotExist();
        try (Stream<Path> files = Files.list(scratch)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("record", "smac-1999");
        }
    }

    @Test
    void failureLeavesTheEarlierRecord() throws IOException {
        assertThat(run().status()).isZero();
        edit("clusters.ecsv", replacing("6142.39", "-1"));
        refusal();
        assertThat(scratch.resolve("record/results.json")).isNotEmptyFile();
    }

    /** A broken plugin is trouble only for those who need it. */
    @Nested
    class BrokenPlugin {

        private Path plugins;

        @BeforeEach
        void makePlugins() throws IOException {
            plugins = Files.createDirectory(scratch.resolve("plugins"));
            TestPlugins.flatDust("flat", "flat").writeTo(plugins);
            TestPlugins.flatDust("newer", "newer").requires(">=99.0.0").writeTo(plugins);
            TestPlugins.throwing("throwing", "throwing").writeTo(plugins);
            Files.writeString(plugins.resolve("corrupt.zip"), "not a zip");
        }

        @Test
        void isPassedOverWhereNothingNeedsIt() {
            Outcome outcome = run("--plugins", plugins.toString(), "--set", "dust.uses=extinction/flat");
            assertThat(outcome.errors()).isEmpty();
            assertThat(outcome.status()).isZero();
            assertThat(outcome.output()).contains("extinction/flat");
        }

        @Test
        void isNamedInTheList() {
            Outcome outcome = InProcess.peculiar("plugins", "list", "--plugins", plugins.toString());
            assertThat(outcome.status()).isZero();
            assertThat(outcome.output())
                    .contains("extinction/flat ", "extinction/sfd98 ")
                    .doesNotContain("newer", "corrupt");
            assertThat(outcome.errors().lines())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("corrupt.zip", "is no zip"))
                    .anySatisfy(line -> assertThat(line).contains("newer", ">=99.0.0"));
        }

        @Test
        void isNamedWithTheReasonWhereItIsNeeded() {
            String errors = refusal("--plugins", plugins.toString(), "--set", "dust.uses=extinction/newer");
            assertThat(PROBLEM.matcher(errors.replaceAll("--set ([^:]+)", "set"))
                            .results())
                    .as(errors)
                    .hasSize(1);
            assertThat(errors).contains("extinction/newer", "requires Peculiar >=99.0.0");
        }

        @Test
        void isNamedWithItsCauseWhereItsComponentThrows() {
            Outcome outcome = run("--plugins", plugins.toString(), "--set", "dust.uses=extinction/throwing");
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.output()).isEmpty();
            assertThat(outcome.errors())
                    .hasLineCount(1)
                    .contains("plugin throwing: extinction/throwing", "IllegalStateException: no dust today");
            assertThat(scratch.resolve("record")).doesNotExist();
        }
    }

    /** The same through the launcher, which has options and a terminal of its own. */
    @Nested
    @DisabledOnOs(OS.WINDOWS)
    class AsAProcess {

        private Outcome start(String... options) throws Exception {
            Stream<String> always = Stream.of(
                    "run",
                    workflow.toString(),
                    "--out",
                    scratch.resolve("record").toString());
            return Launcher.peculiar(Stream.concat(always, Stream.of(options)).toArray(String[]::new));
        }

        @Test
        void brokenDescriptor() throws Exception {
            edit("smac-1999.yaml", replacing("weights:", "weight:"));
            List<Path> before = everything();
            String errors = refusal(start());
            assertThat(errors).startsWith("smac-1999.yaml:").contains("did you mean 'weights'?", "^^^^^^");
            assertThat(everything()).isEqualTo(before);
        }

        @Test
        void brokenTable() throws Exception {
            edit("clusters.ecsv", replacing("6142.39", "-1"));
            List<Path> before = everything();
            assertThat(refusal(start())).hasLineCount(1).contains("clusters.ecsv: row 1 (A194): cz: found -1");
            assertThat(everything()).isEqualTo(before);
        }

        @Test
        void deepNesting() throws Exception {
            edit("smac-1999.yaml", replacing("1999", "[".repeat(10_000_000)));
            assertThat(refusal(start())).hasSizeLessThan(2000);
        }

        @Test
        void badUsage() throws Exception {
            Outcome outcome = start("--nonsense");
            assertThat(refusal(outcome)).contains("--nonsense");
        }

        @Test
        void tooLittleMemory() throws Exception {
            Outcome outcome = Launcher.peculiar(
                    scratch,
                    java.util.Map.of("PECULIAR_JAVA_OPTS", "-Xmx8m"),
                    "run",
                    Tree.HOME.resolve("workflows/sixdfgs").toString());
            assertThat(refusal(outcome)).hasLineCount(1).contains("out of memory", "PECULIAR_JAVA_OPTS");
        }
    }
}
