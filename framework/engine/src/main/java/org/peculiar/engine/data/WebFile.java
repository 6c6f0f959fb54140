package org.peculiar.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.peculiar.api.DataException;

/** A file on the web, of which nothing is known but its address. */
public final class WebFile {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private WebFile() {}

    /**
     * Download a file.
     *
     * @param from {@code http} or {@code https}
     * @param to replaced if it is there
     * @param most bytes that it may have
     * @throws DataException if the server does not give it, or gives more
     */
    public static void download(URI from, Path to, long most) {
        try (Web.Answer answer = new Web(PATIENCE).open(from, 0)) {
            if (answer.status() != 200) {
                throw new DataException(new Web.Refused(from, answer).getMessage());
            }
            copy(from, answer.body(), to, most);
        } catch (IOException e) {
            throw new DataException(
                    from + ": cannot be downloaded (" + e + "); look to the address and the network", e);
        }
    }

    private static void copy(URI from, InputStream body, Path to, long most) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                bytes += n;
                if (bytes > most) {
                    throw new DataException(
                            from + ": the server sends more than " + most + " bytes, which is no plugin");
                }
                out.write(buffer, 0, n);
            }
        }
    }
}
