package org.peculiar.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.peculiar.engine.Session;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.record.Results;
import org.peculiar.engine.record.RunRecord;
import org.peculiar.engine.record.TextSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an analysis and leaves its record. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run an analysis, show what it found, and leave a record of it in runs/NAME.")
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DescriptorOptions descriptor;

    @Mixin
    private Installation installation;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the record goes; runs/NAME unless given.")
    private Path out;

    @Option(
            names = "--tables",
            paramLabel = "FORMAT",
            description = "Write tables also as fits or votable.",
            defaultValue = "none",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private RunRecord.ExtraTables tables;

    @Option(names = "--json", description = "Print results.json instead of a summary.")
    private boolean json;

    @Override
    public Integer call() {
        try (Session session = installation.open()) {
            Plan plan = session.plan(descriptor.file(), descriptor.overrides());
            Path folder = out == null ? Path.of("runs", plan.name()) : out;
            RunRecord.requireFree(folder);
            Session.Run run =
                    session.prepare(plan, new ConsoleProgress(spec.commandLine().getErr()));
            Results results = run.execute();
            run.record(results, folder, tables);
            PrintWriter to = spec.commandLine().getOut();
            if (json) {
                to.println(Json.text(results.toJson()));
            } else {
                new TextSummary(results).lines().forEach(to::println);
                to.println("record: " + folder);
            }
            to.flush();
        }
        return 0;
    }
}
