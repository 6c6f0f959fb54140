package org.peculiar.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peculiar.api.Progress;
import org.peculiar.engine.Session;
import org.peculiar.engine.outcome.SweepRun;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.engine.record.Results;
import org.peculiar.engine.record.RunRecord;
import org.peculiar.engine.record.TextSummary;
import org.peculiar.engine.store.Store;
import org.peculiar.engine.work.LocalWorkers;
import org.peculiar.engine.work.RowStore;
import org.peculiar.report.Presentation;
import org.peculiar.report.figure.Figures;
import org.peculiar.report.page.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Mixin
    private RecordOptions record;

    @Option(
            names = "--tables",
            paramLabel = "FORMAT",
            description = "Write tables also as fits or votable.",
            defaultValue = "none",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private RunRecord.ExtraTables tables;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many variants of a sweep run at once; one for each core unless given.")
    private Integer workers;

    @Option(names = "--json", description = "Print results.json instead of a summary.")
    private boolean json;

    @Override
    public Integer call() {
        if (workers != null && workers < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--workers: found " + workers + ", but at least 1 is needed");
        }
        try (Session session = installation.open()) {
            Plan plan = session.plan(descriptor.file(), descriptor.overrides());
            Path folder = record.folder(plan);
            RunRecord.requireFree(folder);
            EarlierRecord.tellOfOtherPlugins(
                    session, plan, folder, spec.commandLine().getErr());
            Progress progress = new ConsoleProgress(spec.commandLine().getErr());
            Session.Run run = session.prepare(plan, progress);
            Optional<Results> results = plan.sweep().isPresent()
                    ? sweep(run, new StoreFile(record.store(plan)), progress)
                    : Optional.of(assess(plan, run));
            if (results.isEmpty()) {
                return Main.INTERRUPTED;
            }
            run.record(results.get(), folder, tables, Presentation::write);
            tellMissingFigures(plan, folder);
            print(results.get(), folder);
            return results.get().claimsHold() ? 0 : Main.CLAIM_FAILS;
        }
    }

    /** Runs a plan without a sweep, whose claims and targets are about the baseline alone. */
    private static Results assess(Plan plan, Session.Run run) {
        Results results = run.execute();
        if (plan.claims().isEmpty() && plan.targets().isEmpty()) {
            return results;
        }
        SweepRun alone = run.sweep();
        RowStore rows = RowStore.inMemory();
        alone.run(rows, new LocalWorkers(1, () -> false), new Silence());
        return results.with(alone.outcome(rows));
    }

    /** Runs a sweep as far as the user lets it. */
    private Optional<Results> sweep(Session.Run run, StoreFile file, Progress progress) {
        try (Interruption interruption = new Interruption();
                file) {
            Results results = run.execute();
            SweepRun sweep = run.sweep();
            Store rows = file.store();
            rows.plan(run.plan().name(), run.parameters());
            PrintWriter err = spec.commandLine().getErr();
            long all = sweep.size();
            long kept = sweep.size(rows);
            if (kept > 0) {
                err.println(format("%,d of %,d are in %s", kept, all, file));
                err.flush();
            }
            int threads = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
            if (sweep.run(rows, new LocalWorkers(threads, interruption::asked), progress)) {
                return Optional.of(results.with(sweep.outcome(rows)));
            }
            err.println(format(
                    "interrupted: %,d of %,d done and kept in %s; the same command goes on",
                    sweep.size(rows), all, file));
            err.flush();
            return Optional.empty();
        }
    }

    /** Tells which figures the descriptor names, but the run has no data for. */
    private void tellMissingFigures(Plan plan, Path folder) {
        if (plan.report().byKey().get("figures") != null) {
            RecordedRun recorded = RecordedRun.read(folder);
            PrintWriter err = spec.commandLine().getErr();
            for (String missing : Figures.missing(recorded)) {
                err.println("report.figures: found " + missing + ", but this run has data only for "
                        + String.join(", ", Figures.names(recorded)));
            }
            err.flush();
        }
    }

    private void print(Results results, Path folder) {
        PrintWriter to = spec.commandLine().getOut();
        if (json) {
            to.println(Json.text(results.toJson()));
        } else {
            new TextSummary(results).lines().forEach(to::println);
            to.println("record: " + folder);
            to.println("report: " + folder.resolve(Page.FILE));
        }
        to.flush();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
