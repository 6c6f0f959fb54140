package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts the real command as a user would. */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {

    @TempDir
    private Path scratch;

    private Path cache;

    @BeforeEach
    void chooseCache() {
        cache = scratch.resolve("cache");
    }

    @Test
    void printsItsVersion() throws Exception {
        Outcome outcome = start(Tree.HOME, Map.of(), "--version");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).startsWith("peculiar 0.").hasLineCount(1);
        assertThat(outcome.status()).isZero();
    }

    @Test
    void keepsStartUpArchiveInTheCacheAndUsesIt() throws Exception {
        start(Tree.HOME, Map.of(), "--version");
        try (Stream<Path> files = Files.list(cache.resolve("start"))) {
            assertThat(files.map(Path::toString)).singleElement().asString().endsWith(".jsa");
        }
        Path loaded = scratch.resolve("loaded");
        start(Tree.HOME, Map.of("PECULIAR_JAVA_OPTS", "-Xlog:class+load:file=" + loaded), "--version");
        // Both of them: classes of old format, as picocli's are, do not go into every kind of archive.
        assertThat(Files.readString(loaded))
                .contains("org.peculiar.cli.Main source: shared objects file")
                .contains("picocli.CommandLine source: shared objects file");
    }

    @Test
    void runsWithoutAnyWritableFolder() throws Exception {
        Path installation = scratch.resolve("a read-only place");
        Tree.copy(Tree.HOME, installation);
        Path closed = Files.createFile(scratch.resolve("a file, not a folder"));
        Outcome outcome = start(installation, Map.of("PECULIAR_CACHE", closed.toString()), "--version");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).startsWith("peculiar 0.");
    }

    @Test
    void brokenArchiveIsPassedOverSilently() throws Exception {
        start(Tree.HOME, Map.of(), "--version");
        try (Stream<Path> files = Files.list(cache.resolve("start"))) {
            Files.writeString(files.findFirst().orElseThrow(), "not an archive");
        }
        Outcome outcome = start(Tree.HOME, Map.of(), "--version");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).startsWith("peculiar 0.").hasLineCount(1);
    }

    @Test
    void startsThroughALinkFromElsewhere() throws Exception {
        Path link = Files.createSymbolicLink(scratch.resolve("peculiar"), Tree.HOME.resolve("bin/peculiar"));
        Outcome outcome = start(List.of(link.toString(), "--version"), Map.of());
        Files.delete(link);
        assertThat(outcome.output()).startsWith("peculiar 0.");
    }

    @Test
    void olderJavaIsNamedWithWhatIsNeeded() throws Exception {
        Path old = scratch.resolve("old");
        Files.createDirectories(old.resolve("bin"));
        Files.createFile(
                old.resolve("bin/java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
        Outcome outcome = start(Tree.HOME, Map.of("JAVA_HOME", old.toString()), "--version");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors())
                .contains("is Java 1.8.0_402", "Java 17 or newer")
                .hasLineCount(1);
    }

    private Outcome start(Path installation, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(installation.resolve("bin/peculiar").toString()));
        command.addAll(Arrays.asList(arguments));
        return start(command, environment);
    }

    private Outcome start(List<String> command, Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("PECULIAR_CACHE", cache.toString());
        return Launcher.start(command, scratch, all);
    }
}
