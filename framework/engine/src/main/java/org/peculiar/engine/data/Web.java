package org.peculiar.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.peculiar.api.DataException;

/** Requests to web servers. */
final class Web {

    /** What a server sends. */
    record Answer(HttpResponse<?> response, InputStream body) implements AutoCloseable {

        int status() {
            return response.statusCode();
        }

        HttpHeaders headers() {
            return response.headers();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** An answer that is no file. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(URI from, Answer answer) {
            super(from + ": the server " + reason(answer.response()));
            this.status = answer.status();
        }

        int status() {
            return status;
        }

        private static String reason(HttpResponse<?> response) {
            // Archives put up tests for browsers, which programs cannot pass.
            boolean challenged =
                    response.headers().firstValue("x-amzn-waf-action").isPresent();
            return switch (response.statusCode()) {
                case 404 -> "has no such file (404)";
                case 202, 401, 403, 405, 429 ->
                    "turns away programs (" + response.statusCode() + (challenged ? ", a test for browsers" : "") + ")";
                default -> "answers with status " + response.statusCode();
            };
        }
    }

    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(ProxySelector.getDefault())
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    /**
     * Prepares to ask.
     *
     * @param patience after which a server that sends nothing is given up
     */
    Web(Duration patience) {
        this.patience = patience;
    }

    /** Asks for a file from some byte on; the body must be closed. */
    Answer open(URI from, long start) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(from).timeout(Duration.ofSeconds(60)).header("User-Agent", "peculiar");
        if (start > 0) {
            request.header("Range", "bytes=" + start + "-");
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Answer(response, new ImpatientStream(response.body(), patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException(from + ": the download was interrupted; run the same command again to go on", e);
        }
    }

    byte[] read(URI from) throws IOException {
        try (Answer answer = open(from, 0)) {
            if (answer.status() != 200) {
                throw new Refused(from, answer);
            }
            return answer.body().readAllBytes();
        }
    }
}
