package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.cli.InProcess;
import org.peculiar.testkit.PluginZip;
import org.peculiar.testkit.SampleSurvey;

/** Begins a plugin of every kind, and holds what comes out to what it says. */
class ScaffoldIT {

    private static final List<String> OBSERVABLES = List.of("log-sigma", "log-theta", "mu-e", "magnitude", "log-width");

    @TempDir
    private Path scratch;

    private Outcome begin(String name, String kind, String... more) {
        String[] words = {
            "plugins",
            "new",
            name,
            "--kind",
            kind,
            "--package",
            "org.example.mine",
            "--folder",
            scratch.resolve(name).toString()
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return InProcess.peculiar(all);
    }

    /** What Maven does to the project is tested for one kind; here each compiles, is valid, and its example runs. */
    @ParameterizedTest
    @ValueSource(strings = {"source", "extinction", "correction", "indicator", "bias", "flow", "diagnostic"})
    void everyKindWorksAsItIsBegun(String kind) throws IOException {
        Outcome begun = begin("my-own", kind);
        assertThat(begun.errors()).isEmpty();
        assertThat(begun.status()).isZero();
        Path project = scratch.resolve("my-own");
        String source = Files.readString(project.resolve("src/main/java/org/example/mine/MyOwn.java"));
        assertThat(source).doesNotContain("@id@", "@title@", "@Class@");
        Path plugin = PluginZip.named(kind + "-my-own")
                .source("org.example.mine.MyOwn", source)
                .resource("references.bib", Files.readAllBytes(project.resolve("src/main/resources/references.bib")))
                .writeTo(scratch);

        Outcome run = InProcess.peculiar(
                "run",
                project.resolve("example").toString(),
                "--plugins",
                plugin.toString(),
                "--out",
                scratch.resolve("record").toString());

        assertThat(run.errors())
                .as("%s", Files.readString(project.resolve("example/my-own.yaml")))
                .doesNotContain("my-own");
        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(Files.readString(scratch.resolve("record/results.json"))).contains(kind + "/my-own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My-Own  | indicator  | NAME: found My-Own, but a name in kebab-case is needed, such as my-tully-fisher",
                "my-own  | distance   | --kind: found distance, but one of source, extinction, correction, indicator, bias,"
                        + " flow, diagnostic is needed"
            })
    void saysWhatIsWrong(String name, String kind, String message) {
        Outcome outcome = begin(name, kind);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors()).startsWith(message);
    }

    @Test
    void refusesWhatWouldNotCompile() {
        assertThat(begin("my-own", "flow", "--title", "\"); evil(\"").errors())
                .startsWith("--title: found '\"); evil(\"', but letters");
        assertThat(InProcess.peculiar("plugins", "new", "x", "--kind", "flow", "--package", "1x")
                        .errors())
                .startsWith("--package: found 1x, but a Java package of your own is needed, such as org.example.x");
    }

    @Test
    void leavesAFolderThatHoldsSomethingAsItIs() throws IOException {
        Files.createDirectories(scratch.resolve("my-own"));
        Path precious = Files.writeString(scratch.resolve("my-own/thesis.tex"), "years of work");
        Outcome outcome = begin("my-own", "flow");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.errors())
                .isEqualTo(
                        scratch.resolve("my-own") + ": is there already; name another folder with --folder, or remove"
                                + " it" + System.lineSeparator());
        assertThat(precious).hasContent("years of work");
    }

    /** The example's tables are the testkit's standard sample, to the digits that they give. */
    @Test
    void exampleIsTheStandardSample() throws IOException {
        Survey survey = SampleSurvey.standard().survey();
        assertTable("galaxies.ecsv", galaxies(survey));
        assertTable("clusters.ecsv", clusters(survey.groups()));
    }

    private static void assertTable(String name, String expected) throws IOException {
        Path made = Files.writeString(Path.of("target").resolve(name), expected);
        try (InputStream in = Class.forName("org.peculiar.cli.Main", false, ScaffoldIT.class.getClassLoader())
                .getResourceAsStream("scaffold/" + name)) {
            String shipped = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shipped)
                    .as(
                            "the scaffold's %s; if the sample changed on purpose, copy %s over it",
                            name, made.toAbsolutePath())
                    .isEqualTo(expected);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String galaxies(Survey survey) {
        StringBuilder text = new StringBuilder(header("id", "cluster"));
        column(text, "z", "");
        for (String observable : OBSERVABLES) {
            Quantity quantity = survey.galaxies().column(observable).quantity();
            String name = observable.replace('-', '_');
            column(text, name, quantity.unit().symbol());
            column(text, name + "_error", quantity.unit().symbol());
        }
        text.append("# schema: astropy-2.0\nid,cluster,z");
        OBSERVABLES.forEach(o -> text.append(',')
                .append(o.replace('-', '_'))
                .append(',')
                .append(o.replace('-', '_'))
                .append("_error"));
        text.append('\n');
        Table galaxies = survey.galaxies();
        for (int i = 0; i < galaxies.size(); i++) {
            text.append(galaxies.labels()[i]).append(',').append(survey.groups().labels()[survey.groupOf()[i]]);
            number(text, "%.6f", galaxies.values("z")[i]);
            for (String observable : OBSERVABLES) {
                number(text, "%.4f", galaxies.values(observable)[i]);
                number(text, "%s", galaxies.column(observable).errors().orElseThrow()[i]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String clusters(Table clusters) {
        StringBuilder text = new StringBuilder(header("name"));
        column(text, "l", "deg");
        column(text, "b", "deg");
        column(text, "z", "");
        text.append("# schema: astropy-2.0\nname,l,b,z\n");
        for (int i = 0; i < clusters.size(); i++) {
            text.append(clusters.labels()[i]);
            number(text, "%.4f", clusters.directions().longitudeDeg(i));
            number(text, "%.4f", clusters.directions().latitudeDeg(i));
            number(text, "%.6f", clusters.values("z")[i]);
            text.append('\n');
        }
        return text.toString();
    }

    private static String header(String... texts) {
        StringBuilder text =
                new StringBuilder("# ").append('%').append("ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n");
        for (String name : texts) {
            text.append("# - {name: ").append(name).append(", datatype: string}\n");
        }
        return text.toString();
    }

    private static void column(StringBuilder text, String name, String unit) {
        text.append("# - {name: ").append(name);
        if (!unit.isEmpty()) {
            text.append(", unit: ").append(unit);
        }
        text.append(", datatype: float64}\n");
    }

    private static void number(StringBuilder text, String format, double value) {
        text.append(',').append(String.format(Locale.ROOT, format, value));
    }
}
