package org.peculiar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void helpGoesToStandardOutput() {
        assertThat(execute("--help")).isZero();
        assertThat(output.toString()).startsWith("Usage: peculiar");
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void unknownOptionIsBadUsage() {
        assertThat(execute("--nonsense")).isEqualTo(2);
        assertThat(errors.toString()).contains("--nonsense");
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void misspeltCommandIsToldInTwoLines() {
        assertThat(execute("rnu", "x.yaml")).isEqualTo(2);
        assertThat(errors.toString().lines())
                .containsExactly(
                        "no command peculiar rnu; did you mean 'run'?", "peculiar --help tells how it is used");
    }

    @Test
    void misspeltOptionIsToldWithTheNearest() {
        assertThat(execute("run", "x.yaml", "--worker=2")).isEqualTo(2);
        assertThat(errors.toString()).contains("--worker", "--workers", "peculiar run --help tells how it is used");
    }

    @Test
    void withoutACommandAllAreShown() {
        assertThat(execute()).isEqualTo(2);
        assertThat(errors.toString()).startsWith("Name a command.").contains("Usage: peculiar", "validate");
    }

    private int execute(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(output, true));
        command.setErr(new PrintWriter(errors, true));
        return command.execute(arguments);
    }
}
