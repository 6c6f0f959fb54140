package org.peculiar.engine.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that hands out byte arrays, well or badly. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<String> ranges = new ArrayList<>();
    private boolean takesRanges = true;
    private int breakAfter = Integer.MAX_VALUE;
    private int breaks;
    private boolean silent;
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FileServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    FileServer offer(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    FileServer offer(String path, String content) {
        return offer(path, content.getBytes(StandardCharsets.UTF_8));
    }

    FileServer refuse(String path, int status) {
        refusals.put(path, status);
        return this;
    }

    FileServer withoutRanges() {
        takesRanges = false;
        return this;
    }

    /** Breaks the next connections after some bytes of a file. */
    FileServer cut(int times, int after) {
        breaks = times;
        breakAfter = after;
        return this;
    }

    /** Sends nothing more on the next connection after some bytes of a file, but leaves it open. */
    FileServer fallSilent(int after) {
        silent = true;
        return cut(1, after);
    }

    /** Returns the ranges asked for, {@code null} where none was, in order. */
    List<String> ranges() {
        return ranges;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] content = files.get(path);
        if (content == null || refusals.containsKey(path)) {
            if (refusals.getOrDefault(path, 404) == 202) {
                exchange.getResponseHeaders().set("x-amzn-waf-action", "challenge");
            }
            exchange.sendResponseHeaders(refusals.getOrDefault(path, 404), -1);
            exchange.close();
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (path.contains(".fits") || path.contains("datafile")) {
            ranges.add(range);
        }
        int start = range == null || !takesRanges ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        int length = content.length - start;
        if (start > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, length);
        OutputStream out = exchange.getResponseBody();
        if (content.length > breakAfter && breaks-- > 0) {
            out.write(content, start, Math.min(breakAfter, length));
            out.flush();
            if (silent) {
                waitForTheEnd();
            }
            // What the handler throws makes the server close the connection.
            throw new IOException("cut");
        }
        out.write(content, start, length);
        exchange.close();
    }

    private void waitForTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
