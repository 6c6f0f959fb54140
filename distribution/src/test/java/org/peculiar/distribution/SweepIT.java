package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.cli.InProcess;

/** Runs sweeps of the SMAC twin as a user would: claims, targets, interruption, resuming, and what would run. */
class SweepIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SWEEP = """

            note: A verdict on a synthetic twin tests the software.
            sweep:
              paired-replicates: 50
              vary:
                malmquist:    {set: malmquist.uses, to: bias/none}
                drop-cluster: {jackknife: survey, by: group}
                drop-run:     {jackknife: survey, by: measurements.run}
                shells:       {split: zero, by: distance, parts: 2, equal: error}
                runs-drawn:   {displace: runs, from: covariance, replicates: 60}
                mocks:        {monte-carlo: runs, relation: distances, flow: flow, also: {malmquist.uses: bias/none}, replicates: MOCKS}
            claims:
              - {over: drop-cluster, max-abs-change: speed, below: LIMIT km/s, cite: a test}
            targets:
              published: {value: speed, published: 630 km/s, error: 200 km/s, cite: a paper}
            """;

    @TempDir
    private Path scratch;

    private Path workflow;

    @BeforeEach
    void copyWorkflow() {
        workflow = Tree.copy(Tree.HOME.resolve("workflows/smac-1999"), scratch.resolve("smac-1999"));
    }

    private String sweep(int mocks, int limit) throws IOException {
        String base = Files.readString(Tree.HOME.resolve("workflows/smac-1999/smac-1999.yaml"));
        String sweep = SWEEP.replace("MOCKS", Integer.toString(mocks)).replace("LIMIT", Integer.toString(limit));
        return Files.writeString(workflow.resolve("robustness.yaml"), base + sweep)
                .toString();
    }

    private Outcome run(String descriptor, String record, String... options) {
        return InProcess.peculiar(Stream.concat(
                        Stream.of(
                                "run",
                                descriptor,
                                "--out",
                                scratch.resolve(record).toString()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    private Map<String, String> tables(String record) {
        Map<String, String> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(scratch.resolve(record).resolve("tables"))) {
            for (Path file : files.toList()) {
                tables.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }

    @Test
    void claimsDecideTheStatusAndEverythingIsRecorded() throws IOException {
        Outcome holds = run(sweep(60, 1000), "holds");
        assertThat(holds.status()).isZero();
        assertThat(holds.output())
                .contains(
                        "claims: all 1 hold",
                        "A verdict on a synthetic twin tests the software.",
                        "error budget",
                        "targets")
                .containsPattern("failed: 1 of \\d+ variants, the first \\(drop-run AAT2\\)");
        assertThat(tables("holds"))
                .containsKeys(
                        "variants.ecsv",
                        "replicates.ecsv",
                        "replicates-mocks.ecsv",
                        "influence-drop-cluster.ecsv",
                        "pairs.ecsv",
                        "error-budget.ecsv",
                        "claims.ecsv",
                        "targets.ecsv");
        JsonNode results = JSON.readTree(scratch.resolve("holds/results.json").toFile());
        assertThat(results.at("/claims/0/verdict").asText()).isEqualTo("holds");
        assertThat(results.at("/sweep/variants").size())
                .isEqualTo(results.at("/sweep/variant-count").asInt());
        assertThat(results.at("/jackknife/0/influence").size()).isEqualTo(56);
        assertThat(results.at("/jackknife/1/no-covariance").asText()).contains("20");

        Outcome fails = run(sweep(60, 1), "fails");
        assertThat(fails.status()).isEqualTo(3);
        assertThat(fails.output()).contains("claims: 1 of 1 fail", "FAILS  largest change of speed over drop-cluster");
        assertThat(scratch.resolve("fails/results.json")).exists();
    }

    @Test
    void claimsAndTargetsNeedNoSweep() throws IOException {
        String base = Files.readString(Tree.HOME.resolve("workflows/smac-1999/smac-1999.yaml"));
        String claim = """

                claims:
                  - {value: speed, below: 1 km/s}
                """;
        Path descriptor = Files.writeString(workflow.resolve("claim.yaml"), base + claim);
        Outcome outcome = run(descriptor.toString(), "alone");
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.output()).contains("claims: 1 of 1 fail");
        assertThat(scratch.resolve("alone.sqlite")).doesNotExist();
    }

    /** Ctrl-C keeps what is finished, and the same command goes on to the same bytes as a run without a stop. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void interruptedRunsGoOn() throws Exception {
        assumeFalse(
                ignoresInterrupts(),
                "interrupts are ignored here, as in a shell's background, and by whatever is started here");
        String descriptor = sweep(20_000, 1000);
        Path store = scratch.resolve("stopped.sqlite");
        Path errors = scratch.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Tree.HOME.resolve("bin/peculiar").toString(),
                        "run",
                        descriptor,
                        "--workers",
                        "1",
                        "--out",
                        scratch.resolve("stopped").toString())
                .directory(scratch.toFile())
                .redirectOutput(scratch.resolve("output.txt").toFile())
                .redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            awaitRows(store, process);
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(Files.readString(errors))
                .containsPattern(
                        "interrupted: [\\d,]+ of [\\d,]+ done and kept in .*stopped\\.sqlite; the same command goes on");
        assertThat(scratch.resolve("stopped")).doesNotExist();

        Outcome resumed = run(descriptor, "stopped");
        assertThat(resumed.status()).isZero();
        assertThat(resumed.errors()).containsPattern("[\\d,]+ of [\\d,]+ are in .*stopped\\.sqlite");
        assertThat(run(descriptor, "whole", "--workers", "3").status()).isZero();
        assertThat(tables("stopped")).isEqualTo(tables("whole"));
    }

    /** Java leaves SIGINT ignored where it was when it started; Linux tells in a mask of signals. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(mask -> (mask & 2) != 0);
    }

    /** The log of the database grows as rows are committed. */
    private static void awaitRows(Path store, Process process) throws Exception {
        Path log = store.resolveSibling(store.getFileName() + "-wal");
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!(Files.exists(log) && Files.size(log) > 100_000)) {
            assertThat(process.isAlive())
                    .as("the run goes on until it is stopped")
                    .isTrue();
            assertThat(System.nanoTime()).as("rows come within a minute").isLessThan(until);
            Thread.sleep(20);
        }
    }

    @Test
    void planTellsWhatWouldRunAndWhy() throws IOException {
        String descriptor = sweep(60, 1000);
        String record = scratch.resolve("planned").toString();
        Outcome before = InProcess.peculiar("plan", descriptor, "--out", record);
        assertThat(before.status()).isZero();
        assertThat(before.output())
                .contains("drop-cluster  56 levels: ", "distinct executions", "planned.sqlite is not there yet")
                .containsPattern("survey +\\d+ of \\d+");
        assertThat(scratch.resolve("planned.sqlite")).doesNotExist();
        assertThat(run(descriptor, "planned").status()).isZero();
        assertThat(InProcess.peculiar("plan", descriptor, "--out", record).output())
                .containsPattern("store: (\\d+) of \\1 pieces of work are in ")
                .doesNotContain("again");
        Outcome after = InProcess.peculiar("plan", descriptor, "--out", record, "--set", "distances.with.form=forward");
        assertThat(after.output())
                .contains("distances runs again: `distances.with.form` was inverse, is forward")
                .contains("malmquist runs again after distances, which it takes")
                .doesNotContain("runs runs again");
        JsonNode tree = JSON.readTree(InProcess.peculiar("plan", "--json", descriptor, "--out", record)
                .output());
        assertThat(tree.at("/sweep/store/kept").asLong())
                .isEqualTo(tree.at("/sweep/store/of").asLong());
        assertThat(tree.at("/sweep/axes/drop-cluster").asInt()).isEqualTo(56);
    }

    @Test
    void refusesWorkersThatAreNone() throws IOException {
        Outcome outcome = run(sweep(60, 1000), "none", "--workers", "0");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors()).contains("--workers: found 0, but at least 1 is needed");
    }
}
