package org.peculiar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.peculiar.api.DataException;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.compare.Comparison;
import org.peculiar.report.compare.ComparisonPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows two runs side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Show two runs side by side, from their records alone: what was chosen differently, and what moved.")
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FIRST", description = "Folder of a run's record, such as runs/NAME.")
    private Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "Folder of another run's record.")
    private Path second;

    @Option(names = "--out", paramLabel = "FILE", description = "Write a page that shows the comparison, HTML.")
    private Path out;

    @Option(names = "--json", description = "Print the comparison as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Comparison comparison = Comparison.of(RecordedRun.read(first), RecordedRun.read(second));
        PrintWriter to = spec.commandLine().getOut();
        if (json) {
            to.println(Json.text(comparison.toJson()));
        } else {
            comparison.lines().forEach(to::println);
        }
        if (out != null) {
            write(ComparisonPage.of(comparison));
            if (!json) {
                to.println("page: " + out);
            }
        }
        to.flush();
        return 0;
    }

    private void write(String page) {
        try {
            Files.writeString(out, page);
        } catch (IOException e) {
            throw new DataException(out + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
