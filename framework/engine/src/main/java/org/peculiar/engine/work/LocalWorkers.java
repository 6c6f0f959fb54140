package org.peculiar.engine.work;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Threads of this process. */
public final class LocalWorkers implements Workers {

    private final int threads;
    private final BooleanSupplier stopped;

    /**
     * Make workers.
     *
     * @param threads how many
     * @param stopped tells whether to begin nothing more
     */
    public LocalWorkers(int threads, BooleanSupplier stopped) {
        if (threads < 1) {
            throw new IllegalArgumentException("found " + threads + " workers, but at least one is needed");
        }
        this.threads = threads;
        this.stopped = stopped;
    }

    @Override
    public void run(List<? extends Work> work, Finished finished) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable loop = () -> {
            for (int i = next.getAndIncrement(); i < work.size(); i = next.getAndIncrement()) {
                if (failure.get() != null || stopped.getAsBoolean()) {
                    return;
                }
                try {
                    finished.row(work.get(i), work.get(i).run());
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        };
        int helping = Math.min(threads, work.size()) - 1;
        CountDownLatch done = new CountDownLatch(Math.max(0, helping));
        for (int i = 0; i < helping; i++) {
            Thread thread = new Thread(
                    () -> {
                        loop.run();
                        done.countDown();
                    },
                    "peculiar-worker-" + (i + 1));
            thread.setDaemon(true);
            thread.start();
        }
        loop.run();
        await(done);
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    /** Interrupted or not, returning before the others are done would pull the store from under them. */
    private static void await(CountDownLatch done) {
        boolean interrupted = false;
        while (done.getCount() > 0) {
            try {
                done.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
