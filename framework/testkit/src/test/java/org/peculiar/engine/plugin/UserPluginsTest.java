package org.peculiar.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.testkit.PluginZip;
import org.peculiar.testkit.TestPlugins;

class UserPluginsTest {

    @TempDir
    private Path temp;

    private Path downloads;
    private UserPlugins user;

    @BeforeEach
    void folders() throws IOException {
        downloads = Files.createDirectory(temp.resolve("downloads"));
        Path shipped = Files.createDirectory(temp.resolve("shipped"));
        TestPlugins.flatDust("extinction-shipped", "shipped").expandTo(shipped);
        user = new UserPlugins(temp.resolve("user/plugins"), List.of(shipped), temp.resolve("cache"));
    }

    private Path zip(PluginZip plugin) {
        return plugin.writeTo(downloads);
    }

    private List<String> installed() throws IOException {
        try (Stream<Path> files = Files.list(user.folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void installsIntoAFolderOfItsOwn() throws IOException {
        Path zip = zip(TestPlugins.flatDust("mine", "mine"));
        UserPlugins.Installed done = user.install(zip, Optional.empty());
        assertThat(installed()).containsExactly("mine-1.0.0.zip");
        assertThat(done.replaced()).isEmpty();
        assertThat(done.plugin().sha256()).isEqualTo(ContentHash.sha256(zip));
    }

    @Test
    void replacesAnEarlierVersion() throws IOException {
        user.install(zip(TestPlugins.flatDust("mine", "mine")), Optional.empty());
        UserPlugins.Installed done =
                user.install(zip(TestPlugins.flatDust("mine", "mine").version("1.1.0")), Optional.empty());
        assertThat(installed()).containsExactly("mine-1.1.0.zip");
        assertThat(done.replaced()).contains("1.0.0");
    }

    @Test
    void removesWhatItInstalled() throws IOException {
        user.install(zip(TestPlugins.flatDust("mine", "mine")), Optional.empty());
        user.remove("mine");
        assertThat(installed()).isEmpty();
    }

    @Test
    void saysWhereAPluginIsThatItDidNotInstall() {
        assertThatThrownBy(() -> user.remove("extinction-shipped"))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith(
                        "plugin extinction-shipped: is not among those that were installed in " + user.folder())
                .hasMessageContaining(", but is ")
                .hasMessageEndingWith("shipped" + java.io.File.separator + "extinction-shipped; remove it there");
        assertThatThrownBy(() -> user.remove("nobody"))
                .hasMessage("plugin nobody: is not among those that were installed in " + user.folder()
                        + "; 'peculiar plugins list --json' tells the ids of those at hand");
    }

    @Test
    void takesAFileOnlyWithTheHashThatWasExpected() throws IOException {
        Path zip = zip(TestPlugins.flatDust("mine", "mine"));
        String hash = ContentHash.sha256(zip);
        String other = "0".repeat(64);
        assertThatThrownBy(() -> user.install(zip, Optional.of(other)))
                .isInstanceOf(PluginException.class)
                .hasMessage(zip + ": has the SHA-256 " + hash + ", but " + other
                        + " was expected; it is not the file that was meant, so do not use it");
        assertThat(user.folder()).doesNotExist();
        user.install(zip, Optional.of(hash.toUpperCase(Locale.ROOT)));
        assertThat(installed()).hasSize(1);
    }

    @Test
    void refusesWhatIsInConflictWithTheOthers() {
        assertThatThrownBy(() -> user.install(zip(TestPlugins.flatDust("mine", "shipped")), Optional.empty()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("offers extinction/shipped, and so does plugin extinction-shipped (")
                .hasMessageEndingWith("; remove one of them");
        assertThatThrownBy(() -> user.install(zip(TestPlugins.flatDust("extinction-shipped", "new")), Optional.empty()))
                .hasMessageContaining("has the same id as ");
        assertThat(user.folder()).doesNotExist();
    }

    @Test
    void refusesWhatCouldNotRun() {
        PluginZip plugin = PluginZip.named("mine")
                .source(
                        "example.FlatDust",
                        TestPlugins.flatDustSource("mine", "org.apache.commons.math3.util.FastMath.sin(1);"));
        assertThatThrownBy(() -> user.install(zip(plugin), Optional.empty()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("uses org.apache.commons.math3.util.FastMath, which it does not bring along");
        assertThat(user.folder()).doesNotExist();
    }

    @Test
    void installsWhatNeedsAnotherPluginAfterThat() throws IOException {
        PluginZip dependent = TestPlugins.flatDust("second", "second").property("plugin.dependencies", "first");
        assertThatThrownBy(() -> user.install(zip(dependent), Optional.empty()))
                .hasMessageEndingWith("needs plugin first, which is not installed; install it");
        user.install(zip(TestPlugins.flatDust("first", "first")), Optional.empty());
        user.install(zip(dependent), Optional.empty());
        assertThat(installed()).hasSize(2);
    }

    @Test
    void replacesABrokenOne() throws IOException {
        Files.createDirectories(user.folder());
        TestPlugins.flatDust("mine", "mine").requires(">=2.0.0 & nonsense").writeTo(user.folder());
        user.install(zip(TestPlugins.flatDust("mine", "mine").version("1.1.0")), Optional.empty());
        assertThat(installed()).containsExactly("mine-1.1.0.zip");
    }

    @Test
    void saysWhatItWants() {
        assertThatThrownBy(() -> user.install(temp.resolve("none.zip"), Optional.empty()))
                .hasMessage(
                        temp.resolve("none.zip") + ": there is no such file, but the zip of a plugin is needed, such as"
                                + " target/indicator-my-own-1.0.0.zip");
        assertThatThrownBy(() -> user.install(downloads, Optional.empty())).hasMessageContaining(": is a folder, but");
    }
}
