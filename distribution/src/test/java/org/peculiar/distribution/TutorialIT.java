package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.engine.record.RunRecord;

/**
 * Does what the page "Write a plugin in ten minutes" says, in an empty folder: begins a plugin, builds it outside of this build
 * against the distribution alone, uses it, installs and removes it.
 *
 * <p>The plugin brings along another version of a library that the host has, as the page shows.
 */
class TutorialIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|xml)\\n(.*?)^```$");

    @TempDir
    private Path scratch;

    /** Within the checkout, where files can more likely be shared with the local repository than in the folder for temporary ones. */
    private final Path repository = Path.of("target", "tutorial-repository").toAbsolutePath();

    private Path home;
    private Path project;

    @BeforeEach
    @AfterEach
    void removeRepository() {
        RunRecord.delete(repository);
    }

    private Outcome shell(Path folder, String script) throws IOException, InterruptedException {
        String path = home.resolve("bin") + ":" + System.getenv("PATH");
        return Launcher.start(
                List.of("sh", "-ec", Maven.shellFunction(repository) + script),
                folder,
                Map.of(
                        "PATH",
                        path,
                        "PECULIAR_DATA",
                        scratch.resolve("user").toString(),
                        // no archive for a distribution that is gone soon
                        "PECULIAR_CACHE",
                        "none",
                        "XDG_CACHE_HOME",
                        scratch.resolve("cache").toString()));
    }

    @Test
    void everyCommandWorksInItsOrder() throws IOException, InterruptedException {
        home = Tree.copy(Tree.HOME, scratch.resolve("peculiar"));
        String before = ContentHash.sha256(home);
        Maven.repository(repository);
        Path empty = Files.createDirectory(scratch.resolve("empty"));
        project = empty.resolve("my-tully-fisher");
        String page = Files.readString(Tree.HOME.resolve("docs/write-a-plugin.md"));
        List<String> commands = blocks(page, "sh");
        assertThat(commands).hasSize(4);

        succeed(empty, commands.get(0));
        bringALibraryAlong(blocks(page, "xml").get(0));
        succeed(project, commands.get(1));
        assertThat(project.resolve("target/indicator-my-tully-fisher-1.0.0.zip"))
                .isRegularFile();

        assertThat(succeed(project, commands.get(2)).output()).contains("record: runs/my-tully-fisher");
        assertThat(project.resolve("runs/my-tully-fisher/figures/distances-edge-on.svg"))
                .isRegularFile();
        assertStandsBesideShippedOnes();
        assertHasItsOwnLibrary();

        Outcome installed = succeed(project, commands.get(3));
        assertThat(installed.output())
                .contains(
                        "sound: indicator-my-tully-fisher 1.0.0",
                        "installed indicator-my-tully-fisher 1.0.0: " + scratch.resolve("user"),
                        "# indicator/my-tully-fisher",
                        "removed " + scratch.resolve("user"));
        assertThat(shell(project, "peculiar run example").errors())
                .contains("found indicator/my-tully-fisher, but no plugin offers it");
        assertThat(ContentHash.sha256(home))
                .as("the installation, which may be read-only")
                .isEqualTo(before);
    }

    private Outcome succeed(Path folder, String commands) throws IOException, InterruptedException {
        Outcome outcome = shell(folder, commands);
        assertThat(outcome.status())
                .as("%s\n%s\n%s", commands, outcome.output(), outcome.errors())
                .isZero();
        return outcome;
    }

    private static List<String> blocks(String page, String language) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The page's piece of a pom, in the place that the project keeps for it; and a use of the library. */
    private void bringALibraryAlong(String dependencies) throws IOException {
        Path pom = project.resolve("pom.xml");
        String text = Files.readString(pom);
        Matcher place = Pattern.compile("(?s)    <!-- What the plugin brings along.*-->\\n")
                .matcher(text);
        assertThat(place.find()).isTrue();
        Files.writeString(pom, place.replaceFirst(Matcher.quoteReplacement(dependencies)));
        Path source = project.resolve("src/main/java/org/example/tullyfisher/MyTullyFisher.java");
        String before = Files.readString(source);
        String after = before.replace(
                "return new Calibration(\n                \"My tully fisher\",",
                "return new Calibration(\n                \"with commons-lang3 \" + org.apache.commons.lang3.StringUtils.class"
                        + ".getPackage().getImplementationVersion(),");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(source, after);
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper()
                .readTree(project.resolve("runs/my-tully-fisher/results.json").toFile());
    }

    private void assertStandsBesideShippedOnes() throws IOException {
        String variants = Files.readString(project.resolve("runs/my-tully-fisher/tables/variants.ecsv"));
        for (String rival : List.of("indicator/tully-fisher", "indicator/fundamental-plane")) {
            assertThat(variants.lines().filter(line -> line.contains(rival)))
                    .as("%s in %s", rival, variants)
                    .isNotEmpty();
        }
        JsonNode lock = new ObjectMapper()
                .readTree(project.resolve("runs/my-tully-fisher/lock.json").toFile());
        assertThat(lock.path("plugins")
                        .path("indicator-my-tully-fisher")
                        .path("sha256")
                        .asText())
                .isEqualTo(ContentHash.sha256(project.resolve("target/indicator-my-tully-fisher-1.0.0.zip")));
    }

    private void assertHasItsOwnLibrary() throws IOException {
        assertThat(results().toString()).contains("with commons-lang3 3.12.0");
        try (Stream<Path> libraries = Files.list(home.resolve("lib"))) {
            assertThat(libraries
                            .map(jar -> jar.getFileName().toString())
                            .filter(name -> name.startsWith("commons-lang3")))
                    .singleElement()
                    .isNotEqualTo("commons-lang3-3.12.0.jar");
        }
    }
}
