package org.peculiar.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;

class StoreTest {

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasPutAfterItWasClosed() {
        Path file = folder.resolve("of a sweep/100 % ö? #1.db");
        try (Store store = Store.open(file)) {
            store.put(Map.of(Writer.key(1), Writer.payload(1), Writer.key(2), new byte[0]));
        }
        assertThat(folder.resolve("of a sweep")).isDirectoryContaining(path -> path.equals(file));
        try (Store store = Store.open(file)) {
            List<String> keys = List.of(Writer.key(3), Writer.key(2), Writer.key(1));
            assertThat(store.present(keys)).containsExactly(Writer.key(2), Writer.key(1));
            Map<String, byte[]> rows = store.rows(keys);
            assertThat(rows.keySet()).containsExactly(Writer.key(2), Writer.key(1));
            assertThat(rows.get(Writer.key(1))).isEqualTo(Writer.payload(1));
            assertThat(rows.get(Writer.key(2))).isEmpty();
        }
        assertThat(folder.resolve("of a sweep"))
                .as("the log is folded into the file")
                .isDirectoryNotContaining("glob:**-wal");
    }

    @Test
    void keepsTheFirstRowOfAKey() {
        try (Store store = Store.open(folder.resolve("store.db"))) {
            store.put(Map.of(Writer.key(1), Writer.payload(1)));
            store.put(Map.of(Writer.key(1), Writer.payload(2), Writer.key(2), Writer.payload(2)));
            assertThat(store.rows(List.of(Writer.key(1))).get(Writer.key(1))).isEqualTo(Writer.payload(1));
            assertThat(store.present(List.of(Writer.key(2)))).hasSize(1);
        }
    }

    @Test
    void putsAllRowsOrNone() {
        try (Store store = Store.open(folder.resolve("store.db"))) {
            Map<String, byte[]> rows = new LinkedHashMap<>();
            rows.put(Writer.key(1), Writer.payload(1));
            rows.put("no key", Writer.payload(2));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.put(rows))
                    .withMessage("key was \"no key\" but must be a SHA-256 in 64 hex digits");
            assertThat(store.present(List.of(Writer.key(1)))).isEmpty();
            store.put(Map.of(Writer.key(1), Writer.payload(1)));
            assertThat(store.present(List.of(Writer.key(1)))).hasSize(1);
        }
    }

    @Test
    void replacesThePlanOfAName() {
        Path file = folder.resolve("store.db");
        try (Store store = Store.open(file)) {
            assertThat(store.plan("robustness")).isEmpty();
            store.plan("robustness", Map.of("flow.with.form", "inverse", "flow.with.cut", "8000"));
            store.plan("other", Map.of("flow.with.form", "inverse"));
            store.plan("robustness", Map.of("flow.with.form", "forward"));
        }
        try (Store store = Store.open(file)) {
            assertThat(store.plan("robustness")).containsExactly(Map.entry("flow.with.form", "forward"));
            assertThat(store.plan("other")).containsExactly(Map.entry("flow.with.form", "inverse"));
        }
    }

    @Test
    void takesRowsFromManyThreadsAndStores() throws Exception {
        Path file = folder.resolve("store.db");
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int w = 0; w < 8; w++) {
                int first = w;
                work.add(workers.submit(() -> {
                    try (Store store = Store.open(file)) {
                        for (int i = first; i < 800; i += 8) {
                            store.put(
                                    Map.of(Writer.key(i), Writer.payload(i), Writer.key(i + 1), Writer.payload(i + 1)));
                        }
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            workers.shutdown();
        }
        assertHolds(file, 0, 801);
    }

    @Test
    void takesAnEmptyFileAsNew() throws IOException {
        Path file = Files.createFile(folder.resolve("store.db"));
        try (Store store = Store.open(file)) {
            store.put(Map.of(Writer.key(1), Writer.payload(1)));
        }
        assertHolds(file, 1, 2);
    }

    @Test
    void saysThatItIsClosed() {
        Store store = Store.open(folder.resolve("store.db"));
        store.close();
        store.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> store.put(Map.of(Writer.key(1), Writer.payload(1))))
                .withMessageEndingWith("store.db is closed");
    }

    @Test
    void refusesAFileThatHasNoPlaceToBe() throws IOException {
        Path file = Files.writeString(folder.resolve("notes"), "Take CMB-frame redshifts.");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Store.open(file.resolve("store.db")))
                .withMessageContaining("but a file and a folder that one can write to are needed");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Store.open(folder))
                .withMessage("store " + folder + ": found a folder, but a store of Peculiar is needed; move it away or"
                        + " choose another with --store");
    }

    @Test
    void refusesWhatItCannotWrite() throws IOException {
        Path file = folder.resolve("in/store.db");
        Store.open(file).close();
        assertThat(file.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(file), "root may write anything");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Store.open(file))
                .withMessageContaining("found that it cannot be written");
        assertThat(file.getParent().toFile().setWritable(false)).isTrue();
        try {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> Store.open(file.resolveSibling("another.db")))
                    .withMessageContaining("found that its folder cannot be written to");
        } finally {
            assertThat(file.getParent().toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void givesAHundredThousandRowsQuickly() {
        try (Store store = Store.open(folder.resolve("store.db"))) {
            Map<String, byte[]> rows = new HashMap<>();
            for (int i = 0; i < 100_000; i++) {
                rows.put(Writer.key(i), "a row".getBytes(StandardCharsets.UTF_8));
            }
            store.put(rows);
            long start = System.nanoTime();
            assertThat(store.rows(rows.keySet())).hasSize(rows.size());
            assertThat(store.present(rows.keySet())).hasSize(rows.size());
            assertThat((System.nanoTime() - start) / 1e9).as("seconds for both").isLessThan(10);
        }
    }

    /** Assert that a store holds the rows from a number to before another, and no damage. */
    static void assertHolds(Path file, int from, int to) {
        List<String> keys = new ArrayList<>();
        for (int i = from; i < to; i++) {
            keys.add(Writer.key(i));
        }
        try (Store store = Store.open(file)) {
            Map<String, byte[]> rows = store.rows(keys);
            assertThat(rows.keySet()).containsExactlyElementsOf(keys);
            for (int i = from; i < to; i++) {
                assertThat(rows.get(Writer.key(i))).isEqualTo(Writer.payload(i));
            }
        }
    }
}
