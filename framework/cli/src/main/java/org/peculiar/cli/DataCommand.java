package org.peculiar.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peculiar.engine.data.DataCatalog;
import org.peculiar.engine.data.DataCheck;
import org.peculiar.engine.data.DataFetch;
import org.peculiar.engine.data.DataFolders;
import org.peculiar.engine.data.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after data that are downloaded. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "List, download and check data that are not shipped.",
        subcommands = {DataCommand.ListSets.class, DataCommand.Fetch.class, DataCommand.Check.class})
final class DataCommand implements Runnable {

    private static final double MEGABYTE = 1e6;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: list, fetch or check.");
    }

    /** Lists data sets. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the data sets that can be downloaded, and whether they are here.")
    static final class ListSets implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() {
            DataFolders folders = Installation.data();
            PrintWriter out = spec.commandLine().getOut();
            List<Object> sets = new ArrayList<>();
            for (DataSet set : DataCatalog.dataSets()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", set.name());
                entry.put("title", set.title());
                entry.put("license", set.license());
                entry.put("cite", set.cite());
                entry.put("page", set.page().toString());
                entry.put("size", set.size());
                entry.put("installed", set.isInstalled(folders));
                entry.put("folder", set.folder(folders).toString());
                sets.add(entry);
                if (!json) {
                    out.printf("%s  %s%n", set.name(), set.title());
                    out.printf("  %.0f MB, %s%n", set.size() / MEGABYTE, set.page());
                    out.printf("  licence: %s; cite: %s%n", set.license(), String.join(", ", set.cite()));
                    out.printf(
                            "  %s%n",
                            set.isInstalled(folders)
                                    ? "in " + set.folder(folders)
                                    : "not here; peculiar data fetch " + set.name());
                }
            }
            if (json) {
                out.println(Json.text(sets));
            }
            out.flush();
            return 0;
        }
    }

    /** Downloads a data set. */
    @Command(
            name = "fetch",
            mixinStandardHelpOptions = true,
            description = "Download a data set into the data folder, going on where an earlier attempt stopped.")
    static final class Fetch implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Such as sfd98; see peculiar data list.")
        private String name;

        @Option(
                names = "--mirror",
                paramLabel = "URL",
                description = "A Dataverse or a web folder to take the files from, in place of their own server.")
        private URI mirror;

        @Override
        public Integer call() {
            Path folder = new DataFetch(
                            Installation.data(),
                            new ConsoleProgress(spec.commandLine().getErr()),
                            Optional.ofNullable(mirror))
                    .fetch(DataCatalog.dataSet(name));
            spec.commandLine().getOut().println(name + ": complete and checked, in " + folder);
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    /** Checks a data set. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Compare downloaded files with their checksums.")
    static final class Check implements Callable<Integer> {

        private static final int BAD = 2;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", arity = "0..1", description = "A data set; all unless given.")
        private String name;

        @Override
        public Integer call() {
            boolean sound = true;
            List<DataSet> sets = name == null ? DataCatalog.dataSets() : List.of(DataCatalog.dataSet(name));
            for (DataSet set : sets) {
                for (DataCheck check : DataCheck.of(set, Installation.data())) {
                    sound &= check.problem().isEmpty();
                    PrintWriter to = check.problem().isEmpty()
                            ? spec.commandLine().getOut()
                            : spec.commandLine().getErr();
                    to.println(check.file() + ": " + check.problem().orElse("sound"));
                    to.flush();
                }
            }
            return sound ? 0 : BAD;
        }
    }
}
