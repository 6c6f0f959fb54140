package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kills sweeps as a power cut would, goes on, and wants the same bytes. */
@DisabledOnOs(OS.WINDOWS)
class KillIT {

    private static final String SWEEP = """
            sweep:
              vary:
                dust-map: {set: dust.uses, to: [extinction/burstein-heiles]}
                drop-cluster: {jackknife: survey, by: group}
                runs-redrawn: {displace: runs, from: resampling, replicates: 500}
                mocks: {monte-carlo: runs, relation: distances, flow: flow, also: {malmquist.uses: bias/none}, replicates: 20000}
            """;

    @TempDir
    private static Path shared;

    @TempDir
    private Path scratch;

    private static Path descriptor;
    private static Path undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        Path workflow = Tree.copy(Tree.HOME.resolve("workflows/smac-1999"), shared.resolve("smac-1999"));
        descriptor = workflow.resolve("swept.yaml");
        Files.writeString(descriptor, Files.readString(workflow.resolve("smac-1999.yaml")) + SWEEP);
        undisturbed = shared.resolve("undisturbed");
        Outcome outcome = Launcher.peculiar("run", descriptor.toString(), "--out", undisturbed.toString());
        assertThat(outcome.status()).as("%s", outcome).isZero();
        assertThat(files(undisturbed)).hasSizeGreaterThan(3);
    }

    private static Set<String> files(Path record) throws IOException {
        try (Stream<Path> tables = Files.list(record.resolve("tables"))) {
            return new TreeSet<>(
                    tables.map(file -> file.getFileName().toString()).toList());
        }
    }

    private static void requireSame(Path record) throws IOException {
        assertThat(files(record)).isEqualTo(files(undisturbed));
        for (String table : files(undisturbed)) {
            assertThat(record.resolve("tables").resolve(table))
                    .hasSameBinaryContentAs(undisturbed.resolve("tables").resolve(table));
        }
        assertThat(record.resolve("results.json")).hasSameBinaryContentAs(undisturbed.resolve("results.json"));
    }

    private Process start(Path record, Path store, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Tree.HOME.resolve("bin/peculiar").toString(),
                "run",
                descriptor.toString(),
                "--out",
                record.toString(),
                "--store",
                store.toString()));
        command.addAll(Arrays.asList(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(scratch, "output", ".txt").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** The launcher may have started Java as a child of its own. */
    private static void kill(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Test
    void goesOnAfterBeingKilled() throws Exception {
        Path store = scratch.resolve("store.sqlite");
        Path record = scratch.resolve("record");
        Random random = new Random(1999);
        int killed = 0;
        int kept = 0;
        for (int i = 0; i < 40 && killed < 6; i++) {
            Process process = start(record, store);
            // some die before they have begun, some amid their work
            if (!process.waitFor(300 + random.nextInt(2500), TimeUnit.MILLISECONDS)) {
                kill(process);
                killed++;
                kept += Files.exists(store) ? 1 : 0;
            } else {
                assertThat(process.exitValue()).isZero();
                break;
            }
        }
        assertThat(killed).isGreaterThanOrEqualTo(2);
        assertThat(kept).isPositive();
        if (!Files.exists(record)) {
            assertThat(end(start(record, store))).isZero();
        }
        requireSame(record);
    }

    @Test
    void twoProcessesShareAStore() throws Exception {
        Path store = scratch.resolve("store.sqlite");
        Process one = start(scratch.resolve("one"), store, "--workers", "2");
        Process other = start(scratch.resolve("other"), store, "--workers", "1");
        assertThat(end(one)).isZero();
        assertThat(end(other)).isZero();
        requireSame(scratch.resolve("one"));
        requireSame(scratch.resolve("other"));
    }

    @Test
    void workersMakeNoDifference() throws Exception {
        for (String workers : List.of("1", "8")) {
            Path record = scratch.resolve("record-" + workers);
            assertThat(end(start(record, scratch.resolve(workers + ".sqlite"), "--workers", workers)))
                    .isZero();
            requireSame(record);
        }
    }

    @Test
    void refusesACorruptedStoreAndLeavesIt() throws Exception {
        Path store = scratch.resolve("store.sqlite");
        assertThat(end(start(scratch.resolve("first"), store))).isZero();
        byte[] bytes = Files.readAllBytes(store);
        for (int i = 5000; i < bytes.length; i += 97) {
            bytes[i] ^= 0x55;
        }
        Files.write(store, bytes);
        Path record = scratch.resolve("second");
        Outcome outcome = Launcher.peculiar(
                "run", descriptor.toString(), "--out", record.toString(), "--store", store.toString());
        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.errors()).contains("store.sqlite").doesNotContain("\tat ");
        assertThat(record).doesNotExist();
        assertThat(Files.readAllBytes(store)).isEqualTo(bytes);
    }
}
