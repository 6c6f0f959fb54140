package org.peculiar.engine.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalWorkersTest {

    private record Piece(String key, Supplier<byte[]> making) implements Work {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public byte[] run() {
            return making.get();
        }
    }

    private static List<Piece> pieces(int count, Supplier<byte[]> making) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pieces.add(new Piece("piece " + i, making));
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 200})
    void doesEachPieceOnce(int threads) {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        new LocalWorkers(threads, () -> false).run(pieces(100, () -> new byte[] {7}), (work, row) -> {
            assertThat(row).containsExactly(7);
            done.add(work.key());
        });
        assertThat(done)
                .containsExactlyInAnyOrderElementsOf(
                        pieces(100, () -> null).stream().map(Piece::key).toList());
    }

    @Test
    void doesNothingOfNothing() {
        new LocalWorkers(4, () -> false).run(List.of(), (work, row) -> {
            throw new AssertionError();
        });
    }

    @Test
    void usesItsThreads() throws InterruptedException {
        CountDownLatch together = new CountDownLatch(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        new LocalWorkers(3, () -> false)
                .run(
                        pieces(3, () -> {
                            threads.add(Thread.currentThread());
                            together.countDown();
                            try {
                                together.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return new byte[0];
                        }),
                        (work, row) -> {});
        assertThat(threads).hasSize(3).contains(Thread.currentThread());
    }

    @Test
    void beginsNothingMoreOnceStopped() {
        AtomicInteger done = new AtomicInteger();
        new LocalWorkers(2, () -> done.get() >= 5)
                .run(pieces(1000, () -> new byte[0]), (work, row) -> done.incrementAndGet());
        assertThat(done.get()).isBetween(5, 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void throwsWhatAPieceThrows(int threads) {
        AtomicInteger begun = new AtomicInteger();
        List<Piece> pieces = pieces(1000, () -> {
            if (begun.incrementAndGet() == 3) {
                throw new IllegalStateException("the third");
            }
            return new byte[0];
        });
        assertThatThrownBy(() -> new LocalWorkers(threads, () -> false).run(pieces, (work, row) -> {}))
                .hasMessage("the third");
        assertThat(begun.get()).isLessThan(1000);
    }

    @Test
    void throwsWhatTheTakerOfRowsThrows() {
        assertThatThrownBy(() -> new LocalWorkers(3, () -> false).run(pieces(10, () -> new byte[0]), (work, row) -> {
                    throw new IllegalStateException("no space left");
                }))
                .hasMessage("no space left");
    }

    @Test
    void passesErrorsOn() {
        assertThatThrownBy(() -> new LocalWorkers(3, () -> false)
                        .run(
                                pieces(10, () -> {
                                    throw new OutOfMemoryError("not really");
                                }),
                                (work, row) -> {}))
                .isInstanceOf(OutOfMemoryError.class);
    }

    /** Whoever closes the store after a run must know that nobody writes to it any more. */
    @Test
    void waitsForTheOthersEvenIfInterrupted() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Thread caller = Thread.currentThread();
        new LocalWorkers(2, () -> false)
                .run(
                        pieces(4, () -> {
                            running.incrementAndGet();
                            if (Thread.currentThread() == caller) {
                                caller.interrupt();
                            } else {
                                long until = System.nanoTime() + 100_000_000;
                                while (System.nanoTime() < until) {
                                    Thread.onSpinWait();
                                }
                            }
                            return new byte[0];
                        }),
                        (work, row) -> done.incrementAndGet());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done.get()).isEqualTo(4).isEqualTo(running.get());
    }

    @Test
    void needsOneAtLeast() {
        assertThatThrownBy(() -> new LocalWorkers(0, () -> false))
                .hasMessage("found 0 workers, but at least one is needed");
    }
}
