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
                "Show two runs side by side, on the terminal and on a page, from their records alone: what was chosen"
                        + " differently, and what moved.")
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FIRST", description = "Folder of a run's record, such as runs/NAME.")
    private Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "Folder of another run's record.")
    private Path second;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the page goes, HTML; FIRST-and-SECOND.html beside the second record unless given.")
    private Path out;

    @Option(names = "--json", description = "Print the comparison as JSON; a page is made only with --out.")
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
        if (out != null || !json) {
            Path page = out == null ? beside() : out;
            write(page, ComparisonPage.of(comparison));
            if (!json) {
                to.println("page: " + page);
            }
        }
        to.flush();
        return 0;
    }

    private Path beside() {
        Path folder = name(second).equals(second.getFileName())
                ? second
                : second.toAbsolutePath().normalize();
        return folder.resolveSibling(name(first) + "-and-" + name(second) + ".html");
    }

    /** Returns what a folder is called, be it given as a dot. */
    private static Path name(Path folder) {
        return folder.toAbsolutePath().normalize().getFileName();
    }

    private static void write(Path page, String html) {
        try {
            Files.writeString(page, html);
        } catch (IOException e) {
            throw new DataException(
                    page + ": the page cannot be written (" + e.getMessage() + "); name another file with --out", e);
        }
    }
}
