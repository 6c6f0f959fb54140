package org.peculiar.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;

class DataPathTest {

    @TempDir
    Path temp;

    private Path workflow;
    private Path user;
    private Path shipped;
    private DataPath paths;

    @BeforeEach
    void folders() throws IOException {
        workflow = Files.createDirectory(temp.resolve("workflow"));
        user = Files.createDirectory(temp.resolve("user"));
        shipped = Files.createDirectory(temp.resolve("shipped"));
        paths = new DataPath(workflow, new DataFolders(user, shipped));
    }

    @Test
    void takesAPathFromTheDescriptorsFolder() throws IOException {
        Path table = Files.createFile(workflow.resolve("galaxies.ecsv"));
        assertThat(paths.resolve("galaxies.ecsv")).isEqualTo(table);
        assertThat(paths.resolve("../workflow/./galaxies.ecsv")).isEqualTo(table);
        assertThat(paths.resolve(table.toString())).isEqualTo(table);
        assertThatThrownBy(() -> paths.resolve("galaxy.ecsv"))
                .isInstanceOf(DataException.class)
                .hasMessage("found no file or folder galaxy.ecsv (looked for " + workflow.resolve("galaxy.ecsv") + ")");
    }

    @Test
    void looksBesideTheDescriptorThenWithTheUserThenInTheDistribution() throws IOException {
        Path third = Files.createDirectory(shipped.resolve("sfd98"));
        assertThat(paths.resolve("${data}/sfd98")).isEqualTo(third);
        Path second = Files.createDirectory(user.resolve("sfd98"));
        assertThat(paths.resolve("${data}/sfd98")).isEqualTo(second);
        Path first = Files.createDirectories(workflow.resolve("data/sfd98"));
        assertThat(paths.resolve("${data}/sfd98")).isEqualTo(first);
    }

    @Test
    void saysWhereItLookedAndHowToDownload() {
        assertThatThrownBy(() -> paths.resolve("${data}/sfd98"))
                .isInstanceOf(DataException.class)
                .hasMessage("found no ${data}/sfd98, neither in " + workflow.resolve("data") + " nor in " + user
                        + " nor in " + shipped + "; download it with: peculiar data fetch sfd98");
        assertThatThrownBy(() -> paths.resolve("${data}/mine.fits"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(shipped.toString());
    }

    @Test
    void refusesWhatIsNoSuchPath() {
        assertThatThrownBy(() -> paths.resolve("${home}/x"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("only ${data}");
        assertThatThrownBy(() -> paths.resolve("${data}/../x"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must stay inside");
        assertThatThrownBy(() -> paths.resolve("a\0b"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no file can be named");
    }
}
