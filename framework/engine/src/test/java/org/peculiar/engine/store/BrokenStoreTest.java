package org.peculiar.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.DataException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Files that are no store, or no longer a sound one, are refused and left as they are. */
class BrokenStoreTest {

    private static final String ANOTHER = "; move it away or choose another with --store";

    @TempDir
    Path folder;

    @Test
    void refusesAText() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "Take CMB-frame redshifts. ".repeat(400));
        assertRefused(file, "found a file that is no SQLite database, but a store of Peculiar is needed" + ANOTHER);
    }

    @Test
    void refusesAFewBytes() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "SQLite format 3");
        assertRefused(file, "found a file that is no SQLite database, but a store of Peculiar is needed" + ANOTHER);
    }

    @Test
    void refusesAPicture() throws IOException {
        byte[] picture = new byte[50_000];
        new Random(7).nextBytes(picture);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, picture, 0, 8);
        Path file = Files.write(folder.resolve("sky.png"), picture);
        assertRefused(file, "found a file that is no SQLite database, but a store of Peculiar is needed" + ANOTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "WAL"})
    void refusesTheDatabaseOfAnotherProgram(String journal) throws Exception {
        Path file = folder.resolve("bookmarks.db");
        change(
                file,
                "PRAGMA journal_mode = " + journal,
                "CREATE TABLE rows (url TEXT)",
                "INSERT INTO rows VALUES ('x')");
        assertRefused(
                file, "found the SQLite database of another program, but a store of Peculiar is needed" + ANOTHER);
    }

    @Test
    void refusesANewerFormat() throws Exception {
        Path file = store(3);
        change(file, "PRAGMA user_version = 2");
        assertRefused(
                file,
                "found a store of format 2, but format 1 is needed, the newest that this Peculiar knows; use a newer"
                        + " Peculiar, or move it away or choose another with --store");
    }

    @Test
    void refusesAStoreWithoutItsTable() throws Exception {
        Path file = store(3);
        change(file, "DROP TABLE rows");
        assertRefused(file, "found a damaged database (");
    }

    @ParameterizedTest
    @CsvSource({"0.9, a damaged", "0.5, a damaged", "0.05, a damaged", "0.0001, a file that is no SQLite"})
    void refusesATruncatedFile(double share, String found) throws IOException {
        Path file = store(2_000);
        byte[] bytes = Files.readAllBytes(file);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength((long) (share * bytes.length));
        }
        assertRefused(file, "found " + found + " database");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.002, 0.3, 0.6})
    void refusesOverwrittenPages(double at) throws IOException {
        Path file = store(2_000);
        overwrite(file, at);
        assertRefused(file, "found a damaged database (");
    }

    @Test
    void noticesDamageWhileItReads() throws IOException {
        Path file = store(2_000);
        overwrite(file, 0.5);
        try (Store store = Store.open(file, 0)) {
            Map<String, byte[]> rows = rows(2_000);
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> store.rows(rows.keySet()))
                    .withMessageStartingWith("store " + file + ": found a damaged database (");
            assertThat(store.plan("robustness")).isEmpty();
        }
    }

    @Test
    void noticesOneChangedByteOfAPayload() throws IOException {
        Path file = folder.resolve("store.db");
        try (Store store = Store.open(file)) {
            store.put(Map.of(Writer.key(1), "bulk flow".getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).containsOnlyOnce("bulk flow");
        bytes[text.indexOf("bulk flow")] = 'h';
        Files.write(file, bytes);
        try (Store store = Store.open(file)) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> store.rows(rows(2).keySet()))
                    .withMessageContaining(
                            "found a damaged database (the checksum of row " + Writer.key(1) + " is wrong)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, found its disk full",
        "SQLITE_BUSY, found it locked by another process for 60 s",
        "SQLITE_IOERR_WRITE, found that its disk fails",
        "SQLITE_IOERR_SHMMAP, found no way to keep a write-ahead log beside it",
        "SQLITE_READONLY_DBMOVED, found that it cannot be written",
        "SQLITE_CANTOPEN, found that it cannot be opened",
        "SQLITE_CORRUPT_VTAB, found a damaged database",
        "SQLITE_NOTADB, found a file that is no SQLite database"
    })
    void saysWhatAnErrorOfSqliteMeans(SQLiteErrorCode code, String found) {
        assertThat(Failure.of(folder, new SQLiteException("as it says", code)))
                .hasMessageStartingWith("store " + folder + ": " + found)
                .hasMessageContaining("needed");
    }

    private static void assertRefused(Path file, String found) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Store.open(file))
                .withMessageStartingWith("store " + file + ": " + found);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }

    private static void change(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static void overwrite(Path file, double at) throws IOException {
        byte[] noise = new byte[3 * 4096];
        new Random(3).nextBytes(noise);
        byte[] bytes = Files.readAllBytes(file);
        System.arraycopy(noise, 0, bytes, Math.max(100, (int) (at * bytes.length)), noise.length);
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private Path store(int rows) {
        Path file = folder.resolve("store.db");
        try (Store store = Store.open(file)) {
            store.put(rows(rows));
        }
        return file;
    }

    private static Map<String, byte[]> rows(int number) {
        Map<String, byte[]> rows = new HashMap<>();
        for (int i = 0; i < number; i++) {
            rows.put(Writer.key(i), Writer.payload(i));
        }
        return rows;
    }
}
