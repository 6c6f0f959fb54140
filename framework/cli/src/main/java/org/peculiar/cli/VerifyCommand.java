package org.peculiar.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.peculiar.api.DataException;
import org.peculiar.api.Progress;
import org.peculiar.engine.FrameworkVersion;
import org.peculiar.engine.Session;
import org.peculiar.engine.outcome.SweepRun;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.record.Lock;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.engine.record.Results;
import org.peculiar.engine.record.RunRecord;
import org.peculiar.engine.record.Sameness;
import org.peculiar.engine.work.LocalWorkers;
import org.peculiar.engine.work.RowStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an analysis again, from its lock, and compares. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Run the analysis of a record again, all of it, and say whether every number is the same. What is not as"
                        + " its lock says is named first: plugins, data, descriptor. The record stays as it is.")
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORD", description = "Folder of a run's record, such as runs/NAME.")
    private Path folder;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "0",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "How many variants of a sweep run at once; one for each core unless given.")
    private int workers;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Mixin
    private Installation installation;

    @Override
    public Integer call() {
        RecordedRun record = RecordedRun.read(folder);
        try (Session session = installation.open()) {
            Plan plan = plan(session, record.lock());
            List<String> changes = changes(session, plan, record.lock());
            if (!json) {
                changes.forEach(spec.commandLine().getErr()::println);
                spec.commandLine().getErr().flush();
            }
            Sameness found = again(session, plan, record);
            print(found, changes);
            return found.holds() ? 0 : Main.CLAIM_FAILS;
        }
    }

    private Plan plan(Session session, JsonNode lock) {
        Path descriptor = Path.of(lock.path("descriptor").path("path").asText());
        if (!Files.isRegularFile(descriptor)) {
            throw new DataException(folder + ": its descriptor was " + descriptor
                    + ", which is not there any more; put it back, the record has it as descriptor.yaml");
        }
        List<String> overrides = new ArrayList<>();
        lock.path("overrides").forEach(override -> overrides.add(override.asText()));
        Plan plan = session.plan(descriptor, overrides);
        Map<String, Object> now =
                Lock.of(plan, session.host(), FrameworkVersion.current().full(), Map.of());
        requireSame("descriptor", lock.path("descriptor"), now.get("descriptor"));
        lock.path("imports")
                .properties()
                .forEach(entry -> requireSame(
                        "import " + entry.getKey(),
                        entry.getValue(),
                        now.get("imports") instanceof Map<?, ?> imports ? imports.get(entry.getKey()) : null));
        return plan;
    }

    private void requireSame(String what, JsonNode then, Object now) {
        String sha256 = now instanceof Map<?, ?> entry ? String.valueOf(entry.get("sha256")) : "";
        if (!then.path("sha256").asText().equals(sha256)) {
            throw new DataException(
                    folder + ": its " + what + " " + then.path("path").asText()
                            + " has been changed since, so that it is another analysis; run that, or put back what the record has"
                            + (what.equals("descriptor") ? " as descriptor.yaml" : ""));
        }
    }

    private static List<String> changes(Session session, Plan plan, JsonNode lock) {
        List<String> changes = new ArrayList<>(Lock.changedPlugins(lock, plan, session.host()));
        changes.addAll(Lock.changedFiles(lock));
        String version = FrameworkVersion.current().full();
        if (!lock.path("peculiar").asText().equals(version)) {
            changes.add("Peculiar was " + lock.path("peculiar").asText() + " in that run, but is " + version);
        }
        String java = System.getProperty("java.version");
        if (!lock.path("java").path("version").asText().equals(java)) {
            changes.add("Java was " + lock.path("java").path("version").asText() + " in that run, but is " + java);
        }
        return changes;
    }

    private Sameness again(Session session, Plan plan, RecordedRun record) {
        Progress progress = new ConsoleProgress(spec.commandLine().getErr());
        Session.Run run = session.prepare(plan, progress);
        Results results = run.execute();
        if (plan.sweep().isPresent()
                || !plan.claims().isEmpty()
                || !plan.targets().isEmpty()) {
            SweepRun sweep = run.sweep();
            RowStore rows = RowStore.inMemory();
            int threads = workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
            sweep.run(rows, new LocalWorkers(threads, () -> false), progress);
            results = results.with(sweep.outcome(rows));
        }
        try {
            Path scratch = Files.createTempDirectory("peculiar-verify");
            Path written = scratch.resolve("record");
            try {
                run.record(results, written, RunRecord.ExtraTables.NONE);
                return Sameness.of(record, RecordedRun.read(written));
            } finally {
                RunRecord.delete(written);
                Files.delete(scratch);
            }
        } catch (IOException e) {
            throw new DataException("the folder for temporary files cannot be written to: " + e, e);
        }
    }

    private void print(Sameness found, List<String> changes) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>(found.toJson());
            tree.put("changes", changes);
            out.println(Json.text(tree));
        } else {
            found.lines().forEach(out::println);
        }
        out.flush();
    }
}
