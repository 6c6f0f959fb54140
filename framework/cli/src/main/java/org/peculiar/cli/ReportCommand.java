package org.peculiar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.peculiar.api.DataException;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.Presentation;
import org.peculiar.report.figure.FigureFiles;
import org.peculiar.report.page.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the report of a run again. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Make the figures and the report of a run again, from its record alone.")
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of the run's record, such as runs/NAME.")
    private Path run;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Write figures as svg, pdf or png; may be given several times. Those of the run unless given.")
    private List<FigureFiles.Format> formats = List.of();

    @Option(
            names = "--resolution",
            paramLabel = "DPI",
            defaultValue = "300",
            description = "Dots per inch of the figures that --format png writes; 300 unless given.")
    private int resolution;

    @Override
    public Integer call() {
        if (resolution < 30 || resolution > 2400) {
            throw new ParameterException(
                    spec.commandLine(), "--resolution: found " + resolution + ", but 30 to 2400 are needed");
        }
        try {
            if (formats.isEmpty()) {
                Presentation.write(run);
            } else {
                Presentation.write(RecordedRun.read(run), formats, resolution);
            }
        } catch (IOException e) {
            throw new DataException(run + ": the report cannot be written: " + e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("report: " + run.resolve(Page.FILE));
        out.flush();
        return 0;
    }
}
