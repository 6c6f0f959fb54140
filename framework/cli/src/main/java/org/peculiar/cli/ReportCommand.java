package org.peculiar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.peculiar.api.DataException;
import org.peculiar.report.page.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the report of a run again. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Make the report of a run again, report.html, from its record alone.")
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of the run's record, such as runs/NAME.")
    private Path run;

    @Override
    public Integer call() {
        try {
            Page.writeReport(run);
        } catch (IOException e) {
            throw new DataException(run + ": the report cannot be written: " + e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("report: " + run.resolve(Page.FILE));
        out.flush();
        return 0;
    }
}
