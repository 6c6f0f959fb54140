package org.peculiar.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.Survey;
import org.peculiar.engine.replicates.Replicate;
import org.peculiar.engine.sample.ToySweep;
import org.peculiar.engine.sample.ToySweep.Ready;
import org.peculiar.engine.store.Store;
import org.peculiar.engine.work.LocalWorkers;
import org.peculiar.engine.work.RowStore;
import org.peculiar.engine.work.Work;
import org.peculiar.engine.work.Workers;

/** The same rows to the last byte, whoever does the work in whatever order and however often it is broken off. */
class DeterminismTest {

    /** All kinds of axes, some of whose variants fail, and blocks that are not all full. */
    private static final String SWEEP = ToySweep.STEPS + """
            sweep:
              paired-replicates: 30
              vary:
                zero-point: {set: zero.with.shift, to: [1 %, -1 %]}
                equal: {set: flow.with.weights.by, to: [equal]}
                form: {set: distances.with.form, to: [forward, orthogonal]}
                drop-sheet: {jackknife: survey, by: groups.sheet}
                drop-run: {jackknife: survey, by: measurements.run}
                drop-patch: {jackknife: survey, by: sky, patches: 5}
                type: {subset: survey, by: type, keep: [E, S0, Irr]}
                shells: {split: zero, by: distance, parts: 2, equal: error}
                again: {bootstrap: survey, by: group, replicates: 260}
                tracers: {bootstrap: distances, by: rows, replicates: 40}
                offsets: {displace: runs, from: covariance, replicates: 40}
                redrawn: {displace: runs, from: resampling, replicates: 10}
                mocks: {monte-carlo: runs, relation: distances, flow: flow, replicates: 510}
                nulls: {monte-carlo: runs, relation: distances, flow: none, geometry: redshifts, replicates: 20}
            """;

    @TempDir
    private Path folder;

    private ToySweep toys;
    private Map<String, String> expected;

    @BeforeEach
    void setUp() {
        toys = new ToySweep(folder);
        RowStore store = RowStore.inMemory();
        Ready ready = toys.ready(SWEEP);
        assertThat(ready.run(store, new LocalWorkers(1, () -> false))).isTrue();
        expected = rows(ready, store);
        // 1 + 19 variants, 3 + 1 pairs, 1 + 1 + 1 + 1 + 2 + 1 blocks
        assertThat(expected).hasSize(20 + 4 + 7);
    }

    private static Map<String, String> rows(Ready ready, RowStore store) {
        Map<String, String> rows = new TreeMap<>();
        store.rows(ready.sweep().keys())
                .forEach((key, row) -> rows.put(key, HexFormat.of().formatHex(row)));
        return rows;
    }

    private void requireSame(Workers workers) {
        RowStore store = RowStore.inMemory();
        Ready ready = toys.ready(SWEEP);
        assertThat(ready.run(store, workers)).isTrue();
        assertThat(rows(ready, store)).isEqualTo(expected);
    }

    private static Workers shuffled(long seed, Workers then) {
        return (work, finished) -> {
            List<Work> other = new ArrayList<>(work);
            Collections.shuffle(other, new Random(seed));
            then.run(other, finished);
        };
    }

    @Test
    void sweepIsNoTrivialOne() {
        SweepOutcome outcome = toys.ready(SWEEP).outcome();
        assertThat(outcome.rows().values()).filteredOn(Row::succeeded).hasSize(19);
        outcome.replicates().forEach((replication, replicates) -> {
            assertThat(replicates)
                    .as(replication.axis().name())
                    .hasSize(replication.axis().replicates())
                    .allMatch(Replicate::succeeded);
            // displacements leave the weights as they are, and may not be told apart otherwise
            assertThat(replicates.stream().map(one -> one.velocityKms()[1]).distinct())
                    .as(replication.axis().name())
                    .hasSizeGreaterThan(replication.axis().name().equals("redrawn") ? 0 : 1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void workersMakeNoDifference(int threads) {
        requireSame(new LocalWorkers(threads, () -> false));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void orderMakesNoDifference(long seed) {
        requireSame(shuffled(seed, new LocalWorkers(seed == 1 ? 1 : 3, () -> false)));
    }

    @Test
    void eachPieceAloneIsTheSame() {
        Ready counting = toys.ready(SWEEP);
        List<String> keys = List.copyOf(counting.sweep().keys());
        RowStore store = RowStore.inMemory();
        for (String key : keys) {
            toys.ready(SWEEP)
                    .run(
                            store,
                            (work, finished) -> work.stream()
                                    .filter(piece -> piece.key().equals(key))
                                    .forEach(piece -> finished.row(piece, piece.run())));
        }
        assertThat(rows(counting, store)).isEqualTo(expected);
    }

    /** Breaks off at random; what was begun then is lost. */
    private int inPieces(RowStore store, long seed) {
        Random random = new Random(seed);
        int runs = 0;
        boolean done = false;
        while (!done) {
            int most = 1 + random.nextInt(12);
            AtomicInteger begun = new AtomicInteger();
            done = toys.ready(SWEEP)
                    .run(store, shuffled(random.nextLong(), new LocalWorkers(2, () -> begun.incrementAndGet() > most)));
            runs++;
            assertThat(runs).isLessThan(100);
        }
        return runs;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void goesOnWhereItWasBrokenOff(long seed) {
        RowStore store = RowStore.inMemory();
        assertThat(inPieces(store, seed)).isGreaterThan(2);
        assertThat(rows(toys.ready(SWEEP), store)).isEqualTo(expected);
    }

    @Test
    void goesOnInADatabase() {
        Path file = folder.resolve("toy.sqlite");
        try (Store store = Store.open(file)) {
            assertThat(inPieces(store, 13)).isGreaterThan(2);
        }
        try (Store store = Store.open(file)) {
            Ready ready = toys.ready(SWEEP);
            assertThat(ready.run(store, (work, finished) -> {
                        throw new AssertionError("all is there");
                    }))
                    .isTrue();
            assertThat(rows(ready, store)).isEqualTo(expected);
        }
    }

    @Test
    void tellsThatNotAllIsDone() {
        Ready ready = toys.ready(SWEEP);
        assertThat(ready.run(
                        RowStore.inMemory(),
                        (work, finished) ->
                                finished.row(work.get(0), work.get(0).run())))
                .isFalse();
    }

    /** Goes on with the same object, as a program that holds it would. */
    @Test
    void goesOnInTheSameRun() {
        RowStore store = RowStore.inMemory();
        Ready ready = toys.ready(SWEEP);
        AtomicInteger begun = new AtomicInteger();
        assertThat(ready.run(store, new LocalWorkers(2, () -> begun.incrementAndGet() > 9)))
                .isFalse();
        assertThat(ready.run(store, new LocalWorkers(2, () -> false))).isTrue();
        assertThat(rows(ready, store)).isEqualTo(expected);
    }

    @Test
    void seedMakesADifference() {
        RowStore store = RowStore.inMemory();
        Ready ready = toys.ready(SWEEP, "seed=8");
        ready.run(store, new LocalWorkers(2, () -> false));
        String block = HexFormat.of().formatHex(new byte[] {'r'});
        assertThat(rows(ready, store).values())
                .filteredOn(row -> row.startsWith(block))
                .hasSize(7)
                .doesNotContainAnyElementsOf(expected.values());
    }

    /** A galaxy has the noise that it had when others were there, too, so that differences between variants have small errors. */
    @Test
    void galaxiesKeepTheirDrawsWhenOthersAreDropped() {
        String mocks = ToySweep.STEPS + """
                sweep:
                  design: factorial
                  vary:
                    type: {subset: survey, by: type, keep: [E]}
                    mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 5}
                """;
        List<Survey> seen = Collections.synchronizedList(new ArrayList<>());
        toys.watching(seen::add);
        Ready ready = toys.ready(mocks);
        RowStore store = RowStore.inMemory();
        ready.run(store, new LocalWorkers(1, () -> false));
        List<Survey> all = seen.stream()
                .filter(survey -> survey.galaxies().size() == ToySweep.GROUPS * ToySweep.MEMBERS)
                .toList();
        List<Survey> some = seen.stream()
                .filter(survey -> survey.galaxies().size() < ToySweep.GROUPS * ToySweep.MEMBERS)
                .toList();
        int compared = 0;
        for (int mock = 1; mock <= 5; mock++) {
            Survey whole = all.get(all.size() - mock);
            Survey part = some.get(some.size() - mock);
            for (int i = 0; i < part.galaxies().size(); i++) {
                int id = part.galaxies().rowIds()[i];
                assertThat(whole.galaxies().rowIds()[id]).isEqualTo(id);
                assertThat(part.galaxies().values("magnitude")[i])
                        .isEqualTo(whole.galaxies().values("magnitude")[id]);
                assertThat(part.galaxies().values("z")[i])
                        .isEqualTo(whole.galaxies().values("z")[id]);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(5 * 2 * ToySweep.GROUPS);
    }
}
