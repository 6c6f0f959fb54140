package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the distribution on other versions of Java than that of the build: those that the environment variable
 * {@value #VARIABLE} names (separated as in PATH), and those that are installed beside it.
 */
@DisabledOnOs(OS.WINDOWS)
class OtherJavaIT {

    private static final String VARIABLE = "PECULIAR_TEST_JAVA_HOMES";
    private static final int OLDEST = 17;

    /** What another Java may change, relative: its library's last bits, summed up. */
    private static final double AGREEMENT = 1e-9;

    @TempDir
    private Path scratch;

    @Test
    void printsTheSameWithoutRemarks() throws Exception {
        for (String command : List.of("--version", "plugins list", "plan workflows/smac-1999")) {
            Outcome here = Launcher.peculiar(Tree.HOME, Map.of(), command.split(" "));
            for (Path home : otherJavas()) {
                // The second time with the class-data archive that the first one made.
                for (int i = 0; i < 2; i++) {
                    Outcome there =
                            Launcher.peculiar(Tree.HOME, Map.of("JAVA_HOME", home.toString()), command.split(" "));
                    assertThat(there).as("%s on %s", command, home).isEqualTo(here);
                }
            }
        }
    }

    @Test
    void findsTheSameNumbers() throws Exception {
        for (Path home : otherJavas()) {
            for (Path workflow : Tree.workflows()) {
                Run here = run(workflow, Path.of(System.getProperty("java.home")), "here");
                Run there = run(workflow, home, "there");
                assertThat(there.lock().at("/java/version"))
                        .isNotEqualTo(here.lock().at("/java/version"));
                SoftAssertions all = new SoftAssertions();
                compare("", here.results(), there.results(), all);
                all.assertAll();
            }
        }
    }

    private Run run(Path workflow, Path java, String name) throws Exception {
        Path folder = scratch.resolve(workflow.getFileName() + "-" + name);
        Outcome outcome = Launcher.peculiar(
                scratch, Map.of("JAVA_HOME", java.toString()), "run", workflow.toString(), "--out", folder.toString());
        assertThat(outcome.errors()).as("%s on %s", workflow, java).isEmpty();
        assertThat(outcome.status()).as("%s on %s", workflow, java).isZero();
        return new Run(folder, outcome.output());
    }

    private static void compare(String at, JsonNode here, JsonNode there, SoftAssertions all) {
        if (here.isNumber() && there.isNumber()) {
            double value = here.asDouble();
            all.assertThat(there.asDouble()).as(at).isCloseTo(value, within(AGREEMENT * Math.abs(value)));
        } else if (here.isContainerNode() && here.size() == there.size()) {
            if (here.isObject()) {
                here.properties()
                        .forEach(field ->
                                compare(at + "/" + field.getKey(), field.getValue(), there.path(field.getKey()), all));
            } else {
                for (int i = 0; i < here.size(); i++) {
                    compare(at + "/" + i, here.get(i), there.get(i), all);
                }
            }
        } else {
            all.assertThat(there).as(at).isEqualTo(here);
        }
    }

    private static List<Path> otherJavas() throws IOException {
        List<Path> candidates = new ArrayList<>();
        Optional.ofNullable(System.getenv(VARIABLE)).stream()
                .flatMap(homes -> Stream.of(homes.split(File.pathSeparator)))
                .map(Path::of)
                .forEach(candidates::add);
        try (Stream<Path> beside =
                Files.list(Path.of(System.getProperty("java.home")).resolveSibling(""))) {
            beside.sorted().forEach(candidates::add);
        }
        Map<Integer, Path> byFeature = new TreeMap<>();
        for (Path home : candidates) {
            if (Files.isExecutable(home.resolve("bin/java")) && Files.isReadable(home.resolve("release"))) {
                byFeature.putIfAbsent(feature(home.resolve("release")), home);
            }
        }
        byFeature
                .keySet()
                .removeIf(feature ->
                        feature < OLDEST || feature == Runtime.version().feature());
        assumeThat(byFeature).as("other versions of Java").isNotEmpty();
        return List.copyOf(byFeature.values());
    }

    private static int feature(Path release) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(in);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version.startsWith("1.") ? "8" : version).feature();
    }
}
