package org.peculiar.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginArchiveTest {

    @TempDir
    Path temp;

    private Path zip;
    private Path into;

    @BeforeEach
    void pack() throws IOException {
        zip = temp.resolve("plugin.zip");
        into = Files.createDirectory(temp.resolve("into"));
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : new String[] {"one.txt", "lib/two.txt"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(new byte[5000]);
            }
        }
    }

    @Test
    void expandsFiles() throws Exception {
        new PluginArchive(zip).expand(into);
        assertThat(into.resolve("lib/two.txt")).hasBinaryContent(new byte[5000]);
    }

    @Test
    void refusesTooManyFiles() {
        assertThatThrownBy(() -> new PluginArchive(zip, 1, 1 << 20).expand(into))
                .isInstanceOf(Unusable.class)
                .hasMessage("holds 2 files, but a plugin may hold 1 at most; ask its provider");
    }

    @Test
    void refusesWhatSwells() {
        assertThatThrownBy(() -> new PluginArchive(zip, 10, 9_999).expand(into))
                .isInstanceOf(Unusable.class)
                .hasMessage("expands to more than 9999 bytes, which no plugin may; ask its provider");
        assertThat(into).isEmptyDirectory();
    }

    @Test
    void refusesWhatSwellsAndHidesIt() throws IOException {
        // The central directory's entry: 0x02014b50, with the size after expansion 24 bytes on.
        byte[] bytes = Files.readAllBytes(zip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("PK\1\2"); at >= 0; at = text.indexOf("PK\1\2", at + 1)) {
            bytes[at + 24] = 1;
            bytes[at + 25] = 0;
        }
        Files.write(zip, bytes);
        assertThatThrownBy(() -> new PluginArchive(zip, 10, 4_000).expand(into)).isInstanceOf(Unusable.class);
    }

    @Test
    void refusesTwoFilesOfOneName() throws IOException {
        String text = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1);
        Files.write(zip, text.replace("lib/two.txt", ".///one.txt").getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new PluginArchive(zip).expand(into))
                .isInstanceOf(Unusable.class)
                .hasMessage("holds two files named one.txt; ask its provider");
    }
}
