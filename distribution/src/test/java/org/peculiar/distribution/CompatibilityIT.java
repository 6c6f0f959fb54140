package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks a module as someone might break the api, and expects that the build says so. */
class CompatibilityIT {

    @TempDir
    private Path module;

    /** The module has the parent that holds api and science to their baselines. */
    @BeforeEach
    void begin() throws IOException {
        // what the compiler's checks need of the JVM
        Files.createDirectory(module.resolve(".mvn"));
        Files.copy(Path.of("..", ".mvn", "jvm.config"), module.resolve(".mvn/jvm.config"));
        Path parent = module.toRealPath()
                .relativize(Path.of("..", "framework", "pom.xml").toRealPath());
        String version = Tree.HOME.getFileName().toString().replaceFirst("peculiar-", "");
        Files.writeString(module.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                    <modelVersion>4.0.0</modelVersion>
                    <parent>
                        <groupId>org.peculiar</groupId>
                        <artifactId>peculiar-framework</artifactId>
                        <version>%s</version>
                        <relativePath>%s</relativePath>
                    </parent>
                    <artifactId>peculiar-example</artifactId>
                    <properties>
                        <compatibility.skip>false</compatibility.skip>
                    </properties>
                </project>
                """.formatted(version, parent));
    }

    private void declare(String methods) throws IOException {
        Path source = module.resolve("src/main/java/org/peculiar/example/Indicator.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "package org.peculiar.example;\n\npublic interface Indicator {\n" + methods + "}\n");
    }

    private Outcome maven(String goals) throws IOException, InterruptedException {
        String script =
                Maven.shellFunction(Path.of(System.getProperty("maven.repository"))) + "mvn -o '-Droot.directory="
                        + module + "' -Dcheckstyle.skip -Dspotless.check.skip -DskipTests " + goals;
        return Launcher.start(List.of("sh", "-ec", script), module, Map.of());
    }

    @Test
    void aBreakFailsTheBuildAndAnAdditionDoesNot() throws IOException, InterruptedException {
        declare("double distance();\n double error();\n");
        Outcome taken = maven("-Pbaseline package");
        assertThat(taken.status()).as(taken.output()).isZero();
        assertThat(module.resolve(".build/baseline/peculiar-example.jar")).isRegularFile();

        declare("double distance();\n double error();\n default double weight() { return 1; }\n");
        Outcome added = maven("verify");
        assertThat(added.status()).as(added.output()).isZero();

        declare("double distance();\n");
        Outcome broken = maven("verify");
        assertThat(broken.status()).isNotZero();
        assertThat(broken.output()).contains("org.peculiar.example.Indicator.error():METHOD_REMOVED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "science"})
    void whatPluginsCompileAgainstIsHeld(String held) throws IOException {
        assertThat(Files.readString(Path.of("..", "framework", held, "pom.xml")))
                .contains("<compatibility.skip>false</compatibility.skip>");
        assertThat(Path.of("..", ".build", "baseline", "peculiar-" + held + ".jar"))
                .isNotEmptyFile();
    }
}
