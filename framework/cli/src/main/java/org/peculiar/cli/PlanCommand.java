package org.peculiar.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peculiar.engine.Session;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the steps of an analysis. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Show the steps of an analysis, what each takes, and the identity of each result; of a sweep what it"
                        + " would run, what its store has already, and why steps run again.")
final class PlanCommand implements Callable<Integer> {

    private static final int SHORT = 12;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DescriptorOptions descriptor;

    @Mixin
    private Installation installation;

    @Mixin
    private RecordOptions record;

    @Option(names = "--json", description = "Print the plan as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (Session session = installation.open()) {
            Plan plan = session.plan(descriptor.file(), descriptor.overrides());
            EarlierRecord.tellOfOtherPlugins(
                    session, plan, record.folder(plan), spec.commandLine().getErr());
            Optional<SweepPlan> sweep = plan.sweep().map(declared -> new SweepPlan(session, plan, record.store(plan)));
            PrintWriter to = spec.commandLine().getOut();
            if (json) {
                Map<String, Object> tree = tree(plan);
                sweep.ifPresent(found -> tree.put("sweep", found.tree()));
                to.println(Json.text(tree));
            } else {
                text(plan, to);
                sweep.ifPresent(found -> found.lines().forEach(to::println));
            }
            to.flush();
        }
        return 0;
    }

    private static void text(Plan plan, PrintWriter out) {
        int name = width(plan.steps().stream().map(Step::name).toList());
        int uses =
                width(plan.steps().stream().map(step -> step.component().ref()).toList());
        out.println(plan.name() + ": " + plan.steps().size() + " steps");
        for (Step step : plan.steps()) {
            String from = step.inputs().isEmpty()
                    ? ""
                    : "from " + String.join(", ", step.inputs().values());
            out.printf(
                    "  %-" + name + "s  %-" + uses + "s  %s  %s%n",
                    step.name(),
                    step.component().ref(),
                    step.identity().substring(0, SHORT),
                    from);
            if (!step.dropped().isEmpty()) {
                out.println("  " + " ".repeat(name) + "  dropped with the former component: "
                        + String.join(", ", step.dropped()));
            }
        }
    }

    static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }

    private static Map<String, Object> tree(Plan plan) {
        List<Object> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            Map<String, Object> with = new LinkedHashMap<>(step.shared().toYaml());
            with.putAll(step.own().toYaml());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("name", step.name());
            body.put("uses", step.component().ref());
            body.put("with", with);
            body.put("in", step.inputs());
            body.put("identity", step.identity());
            body.put("dropped", step.dropped());
            steps.add(body);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", plan.name());
        tree.put("steps", steps);
        return tree;
    }
}
