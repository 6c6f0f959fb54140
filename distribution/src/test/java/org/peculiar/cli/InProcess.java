package org.peculiar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.peculiar.distribution.Outcome;
import picocli.CommandLine;

/** Calls the command without a process of its own: faster than starting one, and otherwise the same. */
public final class InProcess {

    private InProcess() {}

    /** Run the command on the distribution that the build has made. */
    public static Outcome peculiar(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(output, true));
        command.setErr(new PrintWriter(errors, true));
        int status = command.execute(arguments);
        return new Outcome(status, output.toString(), errors.toString());
    }

    /**
     * Parse arguments without doing what they say.
     *
     * @throws CommandLine.ParameterException if they are not what the command takes
     */
    public static void parse(String... arguments) {
        Main.commandLine().parseArgs(arguments);
    }
}
