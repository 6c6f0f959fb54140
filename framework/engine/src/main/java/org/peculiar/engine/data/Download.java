package org.peculiar.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.peculiar.api.DataException;
import org.peculiar.api.Progress;

/** Downloads one file of known size, going on where a broken connection left it, now or in another process. */
final class Download {

    private static final int TRIES = 4;

    private final Web web;
    private final URI from;
    private final Path part;
    private final long size;
    private final Progress.Task progress;
    private long reported;

    Download(Web web, URI from, Path part, long size, Progress.Task progress) {
        this.web = web;
        this.from = from;
        this.part = part;
        this.size = size;
        this.progress = progress;
    }

    void run() throws IOException {
        IOException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                if (have() == size || goOn()) {
                    return;
                }
            } catch (IOException e) {
                last = e;
            }
        }
        throw new DataException(
                from + ": the connection broke after " + have() + " of " + size + " bytes"
                        + (last == null ? "" : " (" + last + ")") + "; run the same command again to go on from there",
                last);
    }

    private long have() throws IOException {
        if (!Files.exists(part)) {
            return 0;
        }
        long have = Files.size(part);
        if (have > size) {
            Files.delete(part);
            return 0;
        }
        report(have);
        return have;
    }

    /** Returns whether the file is complete. */
    private boolean goOn() throws IOException {
        long have = have();
        try (Web.Answer answer = web.open(from, have)) {
            switch (answer.status()) {
                case 206 -> {
                    if (!continues(answer, have)) {
                        Files.delete(part);
                        return false;
                    }
                    append(answer.body(), have);
                }
                case 200 -> {
                    // The server takes no ranges, or had nothing to go on from.
                    Files.deleteIfExists(part);
                    requireSize(answer);
                    append(answer.body(), 0);
                }
                case 416 -> {
                    Files.deleteIfExists(part);
                    return false;
                }
                default -> throw new Web.Refused(from, answer);
            }
        }
        return have() == size;
    }

    private boolean continues(Web.Answer answer, long have) {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        return range.startsWith("bytes " + have + "-") && (range.endsWith("/" + size) || range.endsWith("/*"));
    }

    private void requireSize(Web.Answer answer) {
        long offered = answer.headers().firstValueAsLong("Content-Length").orElse(size);
        if (offered != size) {
            throw new DataException(from + ": the server offers " + offered + " bytes, but the file has " + size);
        }
    }

    private void append(InputStream body, long have) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = have;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                bytes += n;
                if (bytes > size) {
                    throw new DataException(
                            from + ": the server sends more than the " + size + " bytes that the file has");
                }
                write(out, buffer, n);
                report(bytes);
            }
        }
    }

    private void write(OutputStream out, byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            // Not for another try, unlike what the connection throws.
            throw new DataException(part + ": cannot be written (" + e.getMessage() + "); make room", e);
        }
    }

    private void report(long bytes) {
        if (bytes > reported) {
            progress.advance(bytes - reported);
            reported = bytes;
        }
    }
}
