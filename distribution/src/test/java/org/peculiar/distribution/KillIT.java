package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
                mocks: {monte-carlo: runs, relation: distances, flow: flow, also: {malmquist.uses: bias/none}, replicates: 40000}
            """;

    @TempDir
    private static Path shared;

    @TempDir
    private Path scratch;

    private static Path descriptor;
    private static Path undisturbed;

    /** Rows of the whole sweep. */
    private static int all;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        Path workflow = Tree.copy(Tree.HOME.resolve("workflows/smac-1999"), shared.resolve("smac-1999"));
        descriptor = workflow.resolve("swept.yaml");
        Files.writeString(descriptor, Files.readString(workflow.resolve("smac-1999.yaml")) + SWEEP);
        undisturbed = shared.resolve("undisturbed");
        Path store = shared.resolve("undisturbed.sqlite");
        Outcome outcome = Launcher.peculiar(
                "run", descriptor.toString(), "--out", undisturbed.toString(), "--store", store.toString());
        assertThat(outcome.status()).as("%s", outcome).isZero();
        assertThat(files(undisturbed)).hasSizeGreaterThan(3);
        all = rows(store);
        // 1 baseline, 1 map, 56 clusters, 1 block of offsets and 80 of mocks
        assertThat(all).isEqualTo(139);
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

    /** Counts the rows that a store has, whoever has it open; none as long as there is no table of them. */
    private static int rows(Path store) {
        if (!Files.exists(store)) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM rows")) {
            return count.getInt(1);
        } catch (SQLException e) {
            return 0;
        }
    }

    /** Kills a run as soon as its store has so many rows; of none, as soon as there is a file. */
    private void killAt(int rows, Path record, Path store) throws Exception {
        Process process = start(record, store, "--workers", "1");
        while (rows(store) < rows || !Files.exists(store)) {
            assertThat(process.isAlive())
                    .as("a run that has %d rows of the %d before it is killed", rows(store), rows)
                    .isTrue();
            Thread.sleep(2);
        }
        kill(process);
        assertThat(record).doesNotExist();
    }

    @Test
    void goesOnAfterBeingKilled() throws Exception {
        Path store = scratch.resolve("store.sqlite");
        Path record = scratch.resolve("record");
        killAt(0, record, store);
        int kept = rows(store);
        for (int percent : new int[] {10, 20, 40, 60}) {
            killAt(Math.max(kept + 1, percent * all / 100), record, store);
            int left = rows(store);
            assertThat(left).isGreaterThan(kept).isLessThan(all);
            kept = left;
        }
        assertThat(end(start(record, store))).isZero();
        assertThat(rows(store)).isEqualTo(all);
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
