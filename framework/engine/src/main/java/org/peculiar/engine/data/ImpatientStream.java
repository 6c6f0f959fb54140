package org.peculiar.engine.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** A stream that fails when nothing comes for too long; the HTTP client's own timeout covers the headers only. */
final class ImpatientStream extends FilterInputStream {

    private final Duration patience;
    private final Timer clock = new Timer("download clock", true);
    private volatile long lastCame = System.nanoTime();
    private volatile boolean givenUp;

    ImpatientStream(InputStream in, Duration patience) {
        super(in);
        this.patience = patience;
        long period = Math.max(1, patience.toMillis() / 4);
        clock.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        look();
                    }
                },
                period,
                period);
    }

    private void look() {
        if (System.nanoTime() - lastCame > patience.toNanos()) {
            givenUp = true;
            try {
                in.close();
            } catch (IOException e) {
                // The reader is told in any case.
                return;
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        lastCame = System.nanoTime();
        int count = in.read(into, offset, length);
        if (givenUp) {
            throw new IOException("nothing came for " + patience.toSeconds() + " s");
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        clock.cancel();
        in.close();
    }
}
