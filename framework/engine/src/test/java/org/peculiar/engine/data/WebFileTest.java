package org.peculiar.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;

class WebFileTest {

    private final FileServer server = new FileServer();

    @TempDir
    private Path temp;

    @AfterEach
    void stop() {
        server.close();
    }

    private URI address(String path) {
        return URI.create(server.uri() + path);
    }

    @Test
    void downloadsAFile() {
        server.offer("/plugin.zip", "bytes");
        WebFile.download(address("/plugin.zip"), temp.resolve("plugin.zip"), 5);
        assertThat(temp.resolve("plugin.zip")).hasContent("bytes");
    }

    @Test
    void takesNoMoreThanAPluginHas() {
        server.offer("/plugin.zip", "bytes");
        URI from = address("/plugin.zip");
        assertThatThrownBy(() -> WebFile.download(from, temp.resolve("plugin.zip"), 4))
                .isInstanceOf(DataException.class)
                .hasMessage(from + ": the server sends more than 4 bytes, which is no plugin");
    }

    @Test
    void saysThatTheServerHasNone() {
        URI from = address("/absent.zip");
        assertThatThrownBy(() -> WebFile.download(from, temp.resolve("plugin.zip"), 5))
                .isInstanceOf(DataException.class)
                .hasMessage(from + ": the server has no such file (404)");
    }

    @Test
    void saysThatThereIsNoServer() {
        URI from = address("/plugin.zip");
        server.close();
        assertThatThrownBy(() -> WebFile.download(from, temp.resolve("plugin.zip"), 5))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(from + ": cannot be downloaded (")
                .hasMessageEndingWith("); look to the address and the network");
    }
}
