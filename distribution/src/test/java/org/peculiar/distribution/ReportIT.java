package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.cli.InProcess;

/** Makes the reports of real runs, and compares them. */
class ReportIT {

    private static final Path SMAC = Tree.HOME.resolve("workflows/smac-1999/smac-1999.yaml");

    @TempDir
    private static Path runs;

    private static Path sfd;
    private static Path burstein;

    @BeforeAll
    static void run() {
        sfd = run("sfd");
        burstein = run("burstein", "--set", "dust.uses=extinction/burstein-heiles");
    }

    private static Path run(String name, String... more) {
        Path folder = runs.resolve(name);
        String[] arguments = new String[4 + more.length];
        arguments[0] = "run";
        arguments[1] = SMAC.toString();
        arguments[2] = "--out";
        arguments[3] = folder.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        Outcome outcome = InProcess.peculiar(arguments);
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.output()).endsWith("report: " + folder.resolve("report.html") + "\n");
        return folder;
    }

    @Test
    void everyRunLeavesAReport() {
        assertThat(sfd.resolve("report.html"))
                .content()
                .contains("<span class=\"big\">707 ± 201 km s⁻¹</span>", "Schlegel et al. 1998", "figure-sky-title");
    }

    @Test
    void recordAloneMakesTheSameReportAgain() throws IOException, InterruptedException {
        Path report = sfd.resolve("report.html");
        String first = Files.readString(report);
        Files.delete(report);
        Outcome outcome = Launcher.peculiar(
                runs, Map.of("PECULIAR_PLUGINS", "", "XDG_CACHE_HOME", runs.toString()), "report", sfd.toString());
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.output()).isEqualTo("report: " + report + "\n");
        assertThat(Files.readString(report).equals(first)).isTrue();
    }

    @Test
    void twoRunsStandSideBySide() throws IOException {
        Path page = runs.resolve("comparison.html");
        Outcome outcome = InProcess.peculiar("compare", sfd.toString(), burstein.toString(), "--out", page.toString());
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.output())
                .contains(
                        "steps.dust.uses                extinction/sfd98 → extinction/burstein-heiles",
                        "first   707 ± 201 km s⁻¹ towards l 257 ± 13°, b −2 ± 10°",
                        "speed −107 km s⁻¹",
                        "error   unknown: the runs share data")
                .endsWith("page: " + page + "\n");
        assertThat(page).content().contains("Two runs side by side");
        Outcome json = InProcess.peculiar("compare", sfd.toString(), burstein.toString(), "--json");
        JsonNode tree = new ObjectMapper().readTree(json.output());
        assertThat(tree.at("/flows/0/speed/value").asDouble()).isBetween(-108.0, -106.0);
        assertThat(tree.at("/flows/0/speed").has("error")).isFalse();
    }

    @Test
    void pageOfTwoRunsLiesBesideThem() {
        Outcome outcome = InProcess.peculiar("compare", sfd.toString(), burstein.toString());
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        Path page = runs.resolve("sfd-and-burstein.html");
        assertThat(outcome.output()).endsWith("page: " + page + "\n");
        assertThat(page).content().contains("Two runs side by side");
    }

    @Test
    void badInputIsNamed() throws IOException {
        assertComplains("found nothing, but the folder of a run's record is needed", "report", runs.resolve("none"));
        assertComplains("found no results.json, so it is not the record of a run", "report", runs);
        Path broken = Files.createDirectory(runs.resolve("broken"));
        Files.writeString(broken.resolve("results.json"), "{\"peculiar\": \"9.0\", \"record\": 2}");
        assertComplains(
                "found a record of format 2, written by peculiar 9.0, but this version reads format 1",
                "compare",
                sfd,
                broken);
    }

    private static void assertComplains(String complaint, String command, Path... folders) {
        String[] arguments = new String[folders.length + 1];
        arguments[0] = command;
        for (int i = 0; i < folders.length; i++) {
            arguments[i + 1] = folders[i].toString();
        }
        Outcome outcome = InProcess.peculiar(arguments);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors())
                .startsWith(folders[folders.length - 1].toString())
                .contains(complaint);
        assertThat(outcome.output()).isEmpty();
    }
}
