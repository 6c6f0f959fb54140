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
                    .showSpeed()
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

    /** Returns how far a task has come, its rate and the time left. */
    static String line(String name, long done, long total, double seconds) {
        double perSecond = done / seconds;
        String rate = perSecond >= 1
                ? format("%,.0f per second", perSecond)
                : perSecond * 60 >= 1
                        ? format("%.0f per minute", perSecond * 60)
                        : format("%.1f per hour", perSecond * 3600);
        return format(
                "%s: %,d of %,d (%.0f %%), %s, %s left",
                name, done, total, 100.0 * done / Math.max(1, total), rate, time((total - done) / perSecond));
    }

    private static String time(double seconds) {
        long whole = (long) Math.ceil(seconds);
        if (whole < 60) {
            return whole + " s";
        } else if (whole < 3600) {
            return format("%d min %02d s", whole / 60, whole % 60);
        }
        return format("%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** A line each ten seconds. */
    private final class Lines implements Task {

        private final String name;
        private final long total;
        private final long begun = System.nanoTime();
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
                err.println(line(name, now, total, (System.nanoTime() - begun) / 1e9));
                err.flush();
            }
        }

        @Override
        public void close() {
            // Nothing to take away: lines stay.
        }
    }
}
