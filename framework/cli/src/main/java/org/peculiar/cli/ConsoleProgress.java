package org.peculiar.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.peculiar.api.Progress;

/** Shows progress on the terminal: a bar, or a line now and then when standard error is not one. */
final class ConsoleProgress implements Progress {

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Told by the launcher: Java 22 and newer have a console even where there is no terminal. */
    private static final boolean TERMINAL = Boolean.getBoolean("peculiar.terminal");

    private final PrintWriter err;

    ConsoleProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public Task begin(String name, long total) {
        return TERMINAL ? new Bar(name, total) : new Lines(name, total);
    }

    /** A bar with rate and time left. */
    private static final class Bar implements Task {

        private final ProgressBar bar;

        Bar(String name, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(total)
                    .build();
        }

        @Override
        public void advance(long units) {
            bar.stepBy(units);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** A line each ten seconds. */
    private final class Lines implements Task {

        private final String name;
        private final long total;
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong next = new AtomicLong(System.nanoTime() + QUIET_NANOS);

        Lines(String name, long total) {
            this.name = name;
            this.total = total;
        }

        @Override
        public void advance(long units) {
            long now = done.addAndGet(units);
            long due = next.get();
            if (System.nanoTime() - due >= 0 && next.compareAndSet(due, System.nanoTime() + QUIET_NANOS)) {
                err.printf(Locale.ROOT, "%s: %d of %d (%.0f %%)%n", name, now, total, 100.0 * now / Math.max(1, total));
                err.flush();
            }
        }

        @Override
        public void close() {
            // Nothing to take away: lines stay.
        }
    }
}
