package org.peculiar.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.slf4j.Logger;
import org.sqlite.SQLiteConfig;

/** Processes that are killed, and that use one store at once. */
class ProcessesTest {

    @TempDir
    Path folder;

    @Test
    void keepsWhatWasCommittedBeforeTheProcessWasKilled() throws Exception {
        Path file = folder.resolve("store.db");
        Random moments = new Random(11);
        int next = 0;
        for (int kill = 0; kill < 6; kill++) {
            Path told = folder.resolve("told-" + kill);
            Process writer = write(file, told, next, Integer.MAX_VALUE);
            while (writer.isAlive() && Files.size(told) == 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MILLISECONDS.sleep(moments.nextInt(300));
            assertThat(writer.isAlive())
                    .as("the writer is at work when it is killed")
                    .isTrue();
            writer.destroyForcibly().waitFor();
            List<String> lines = Files.readAllLines(told);
            next = Integer.parseInt(lines.get(lines.size() - 1)) + 1;
            StoreTest.assertHolds(file, 0, next);
        }
    }

    @Test
    void makesAStoreThoughProcessesAreKilledAtIt() throws Exception {
        Path file = folder.resolve("store.db");
        for (int kill = 0; kill < 5; kill++) {
            Process writer = write(file, folder.resolve("told"), 0, 10);
            TimeUnit.MILLISECONDS.sleep(200 + 40L * kill);
            writer.destroyForcibly().waitFor();
            try (Store store = Store.open(file)) {
                assertThat(store.plan("robustness")).isEmpty();
            }
        }
        assertThat(write(file, folder.resolve("told"), 0, 10).waitFor()).isZero();
        StoreTest.assertHolds(file, 0, 10);
    }

    @Test
    void holdsTheRowsOfProcessesThatWriteAtOnce() throws Exception {
        Path file = folder.resolve("store.db");
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.add(write(file, folder.resolve("told-" + i), 500 * i, 500 * i + 1_500));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(writers.get(i).waitFor()).isZero();
            assertThat(folder.resolve("told-" + i)).content().hasLineCount(1_500);
        }
        StoreTest.assertHolds(file, 0, 2_500);
    }

    /** Two copies of SQLite's library in one process crash it, now and then; here there is no place for a second. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a library that is in use cannot be deleted")
    void usesTheLibraryThatTheProcessHasLoaded() throws Exception {
        Path file = folder.resolve("store.db");
        try (Store store = Store.open(file)) {
            assertThat(store.plan("robustness")).isEmpty();
        }
        Path plan = folder.resolve("plan");

        assertThat(start(OtherUser.class, folder.resolve("told"), file.toString(), plan.toString())
                        .waitFor())
                .isZero();

        assertThat(plan).hasContent("{}");
    }

    /** A program that has used SQLite by itself before it opens a store. */
    static final class OtherUser {

        private OtherUser() {}

        /** Opens the store of the first argument twice, and writes its plan to the second. */
        public static void main(String[] arguments) throws SQLException, IOException {
            Path file = Path.of(arguments[0]);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from sqlite_master")) {
                row.next();
            }
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            try (Stream<Path> copies = Files.list(temporary)) {
                for (Path copy : copies.toList()) {
                    Files.delete(copy);
                }
            }
            Files.delete(temporary);
            try (Store store = Store.open(file)) {
                Files.writeString(
                        Path.of(arguments[1]), store.plan("robustness").toString());
            }
        }
    }

    private static Process write(Path file, Path told, int from, int to) throws IOException {
        return start(Writer.class, told, file.toString(), Integer.toString(from), Integer.toString(to));
    }

    private static Process start(Class<?> program, Path told, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + Files.createTempDirectory(told.getParent(), "temporary"),
                "-cp",
                classPath(program, Store.class, DataException.class, SQLiteConfig.class, Logger.class),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(told.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String classPath(Class<?>... classes) {
        return Stream.of(classes)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }
}
