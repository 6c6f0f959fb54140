package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.cli.InProcess;
import org.peculiar.testkit.PluginZip;
import org.peculiar.testkit.TestPlugins;

/** Verifies records: as they are, and after something has been changed since. */
class VerifyIT {

    @TempDir
    private Path scratch;

    private Path workflow;
    private Path record;
    private Path plugin;

    private Outcome peculiar(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--plugins";
        all[words.length + 1] = plugin.toString();
        return InProcess.peculiar(all);
    }

    private PluginZip dust(String first) {
        return PluginZip.named("extinction-mine").source("example.FlatDust", TestPlugins.flatDustSource("mine", first));
    }

    private Outcome run() {
        return peculiar("run", workflow.toString(), "--set", "dust.uses=extinction/mine", "--out", record.toString());
    }

    @BeforeEach
    void makeARecord() throws IOException {
        workflow = Tree.copy(Tree.HOME.resolve("workflows/smac-1999"), scratch.resolve("smac-1999"));
        record = scratch.resolve("runs/mine");
        plugin = dust("").writeTo(scratch);
        Outcome outcome = run();
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    @Test
    void findsTheSameAgain() {
        Outcome outcome = peculiar("verify", record.toString());
        assertThat(outcome.output()).matches("the same: each of [\\d,]+ numbers, to the last bit\\R");
        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    /** Nobody signed for the change: the version stayed. */
    @Test
    void tellsOfAPluginWithOtherBits() throws IOException {
        Files.delete(plugin);
        plugin = dust("parameters = new Parameters(2 * parameters.ebvMag());").writeTo(scratch);
        String change =
                "plugin extinction-mine 1\\.0\\.0 is not the one of that run, although its version is the same: its SHA-256"
                        + " was [0-9a-f]{64}, but is [0-9a-f]{64}; install the former one again, or give a changed one another version";

        Outcome verified = peculiar("verify", record.toString());
        assertThat(verified.errors()).matches(change + "\\R");
        assertThat(verified.output())
                .matches(
                        "(?s)not the same: of [\\d,]+ numbers [\\d,]+ differ, by \\S+ of themselves at most \\(1e-09 is allowed\\), in"
                                + " .+, which was \\S+ and is .+");
        assertThat(verified.status()).isEqualTo(3);

        Outcome planned =
                peculiar("plan", workflow.toString(), "--set", "dust.uses=extinction/mine", "--out", record.toString());
        assertThat(planned.errors()).matches(java.util.regex.Pattern.quote(record.toString()) + ": " + change + "\\R");

        Outcome again = run();
        assertThat(again.errors()).matches(java.util.regex.Pattern.quote(record.toString()) + ": " + change + "\\R");
        assertThat(again.status()).isZero();
    }

    @Test
    void tellsOfAnotherVersion() throws IOException {
        Files.delete(plugin);
        plugin = dust("").version("1.0.1").writeTo(scratch);
        Outcome verified = peculiar("verify", record.toString());
        assertThat(verified.errors())
                .isEqualTo("plugin extinction-mine was 1.0.0 in that run, but is 1.0.1" + System.lineSeparator());
        assertThat(verified.output()).startsWith("the same: ");
    }

    @Test
    void tellsOfDataThatHaveChanged() throws IOException {
        Path galaxies = workflow.resolve("galaxies.ecsv");
        Files.writeString(galaxies, Files.readString(galaxies).replaceFirst("0\\.98657", "0.98658"));
        Outcome verified = peculiar("verify", record.toString(), "--json");
        assertThat(verified.output())
                .contains("file " + galaxies + " is not what that run read: its SHA-256 was ")
                .contains("\"same\" : false");
        assertThat(verified.status()).isEqualTo(3);
    }

    @Test
    void refusesAnotherAnalysis() throws IOException {
        Path descriptor = workflow.resolve("smac-1999.yaml");
        String text = Files.readString(descriptor);
        Files.writeString(descriptor, text + "# a remark\n");
        Outcome verified = peculiar("verify", record.toString());
        assertThat(verified.status()).isEqualTo(2);
        assertThat(verified.errors())
                .isEqualTo(record + ": its descriptor " + descriptor + " has been changed since, so that it is another"
                        + " analysis; run that, or put back what the record has as descriptor.yaml"
                        + System.lineSeparator());
        Files.delete(descriptor);
        assertThat(peculiar("verify", record.toString()).errors())
                .startsWith(
                        record + ": its descriptor was " + descriptor + ", which is not there any more; put it back");
    }

    /** A record's numbers are compared, not only whether the analysis still runs. */
    @Test
    void findsANumberThatWasTamperedWith() throws IOException {
        Path results = record.resolve("results.json");
        String text = Files.readString(results);
        String tampered = text.replaceFirst("(\"chi2\" : \\d+\\.\\d*?)(\\d)(\\d{3},)", "$19$3");
        assertThat(tampered).isNotEqualTo(text);
        Files.writeString(results, tampered);
        Outcome verified = peculiar("verify", record.toString());
        assertThat(verified.output()).contains("chi2, which was ");
        assertThat(verified.output()).doesNotStartWith("the same: ");
    }
}
