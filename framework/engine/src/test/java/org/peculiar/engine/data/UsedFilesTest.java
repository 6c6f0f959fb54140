package org.peculiar.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;

class UsedFilesTest {

    @TempDir
    Path temp;

    private final UsedFiles files = new UsedFiles();

    @Test
    void notesEachFileOnce() throws IOException {
        Path table = Files.writeString(temp.resolve("table.csv"), "abc");
        assertThat(files.file(table)).isEqualTo(table);
        files.file(temp.resolve("x/../table.csv").normalize());
        assertThat(files.paths()).containsExactly(table);
        // FIPS 180-2, appendix B.1
        assertThat(files.sha256())
                .containsEntry(table, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertThatThrownBy(() -> files.file(temp.resolve("gone.csv")))
                .isInstanceOf(DataException.class)
                .hasMessage(temp.resolve("gone.csv") + ": there is no such file");
        assertThatThrownBy(() -> files.file(temp))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a folder, but");
    }

    @Test
    void findsTheOneFileThatMatches() throws IOException {
        Path north = Files.createFile(temp.resolve("dust_ngp.fits"));
        Files.createFile(temp.resolve("dust_sgp.fits"));
        assertThat(files.only(temp, "*_ngp.fits")).isEqualTo(north);
        assertThat(files.paths()).containsExactly(north);
        assertThatThrownBy(() -> files.only(temp, "*.fits"))
                .isInstanceOf(DataException.class)
                .hasMessage(temp + ": found dust_ngp.fits, dust_sgp.fits for *.fits, but exactly one is needed");
        assertThatThrownBy(() -> files.only(temp, "*.vot"))
                .isInstanceOf(DataException.class)
                .hasMessage(temp + ": found no file *.vot, but exactly one is needed");
        assertThatThrownBy(() -> files.only(temp.resolve("gone"), "*"))
                .isInstanceOf(DataException.class)
                .hasMessage(temp.resolve("gone") + ": there is no such folder; one with a file * is needed");
    }
}
