package org.peculiar.cli;

import java.io.PrintWriter;
import java.util.List;
import org.peculiar.api.PeculiarException;
import org.peculiar.engine.FrameworkVersion;
import org.peculiar.engine.schema.Suggestion;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the command {@code peculiar}. */
@Command(
        name = "peculiar",
        description = "Measure cosmic flows from peculiar-velocity surveys.",
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            VerifyCommand.class,
            PluginsCommand.class,
            DataCommand.class,
            SchemaCommand.class,
            CiteCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:internal error",
            "2:bad usage, descriptor, plugin or data",
            "3:done, but a claim fails, or verify finds another number",
            "130:interrupted; what was finished is kept"
        },
        footer = {"", "Begin with: peculiar run workflows/sixdfgs"})
public final class Main implements Runnable {

    /** A claim of the descriptor fails. */
    static final int CLAIM_FAILS = 3;

    /** The user stopped the command. */
    static final int INTERRUPTED = 130;

    private static final int INTERNAL = 1;
    private static final int BAD_INPUT = 2;
    private static final long MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show a stack trace with an error.")
    private boolean debug;

    private Main() {}

    /**
     * Run the command and end the process with its exit status.
     *
     * @param arguments as given on the command line
     */
    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    private static int execute(String[] arguments) {
        CommandLine line = commandLine();
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            line.getErr()
                    .println("out of memory: these data need more than "
                            + Runtime.getRuntime().maxMemory() / MEBIBYTE
                            + " MiB; give more with PECULIAR_JAVA_OPTS=-Xmx…");
            return BAD_INPUT;
        }
    }

    /** Build the command line, for {@link #main}, for the documentation and for tests. */
    static CommandLine commandLine() {
        Main main = new Main();
        CommandLine line = new CommandLine(main);
        line.getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(false);
        giveVersion(line);
        line.setExecutionExceptionHandler((exception, command, result) -> main.failed(exception, command));
        line.setParameterExceptionHandler((misuse, arguments) -> misused(misuse));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /** Makes {@code --version} mean the same after every command. */
    private static void giveVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(Main::giveVersion);
    }

    /** Says what is wrong with the usage in a line or two; all options are shown only where nothing was asked for. */
    private static int misused(ParameterException misuse) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        CommandSpec spec = command.getCommandSpec();
        boolean group = !command.getSubcommands().isEmpty();
        if (misuse instanceof UnmatchedArgumentException unmatched
                && group
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            String found = unmatched.getUnmatched().get(0);
            err.println("no command " + spec.qualifiedName() + " " + found
                    + Suggestion.hint(found, command.getSubcommands().keySet()));
        } else {
            err.println(misuse.getMessage());
            UnmatchedArgumentException.printSuggestions(misuse, err);
        }
        if (misuse.getClass() == ParameterException.class && group) {
            command.usage(err);
        } else {
            err.println(spec.qualifiedName() + " --help tells how it is used");
        }
        err.flush();
        return BAD_INPUT;
    }

    private int failed(Exception exception, CommandLine command) {
        PrintWriter err = command.getErr();
        boolean explained = exception instanceof PeculiarException;
        List<String> lines = String.valueOf(exception.getMessage()).lines().toList();
        if (explained) {
            lines.forEach(err::println);
        } else {
            err.println("internal error: " + exception + "; please report it with what follows");
        }
        if (debug || !explained) {
            exception.printStackTrace(err);
        }
        err.flush();
        return explained ? BAD_INPUT : INTERNAL;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    /** Reads the version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"peculiar " + FrameworkVersion.current().full()};
        }
    }
}
