package org.peculiar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.peculiar.engine.Session;
import org.peculiar.engine.outcome.SweepRun;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.record.PlanParameters;
import org.peculiar.engine.store.Store;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.variants.Variant;
import org.peculiar.engine.variants.Variants;

/** Shows what a sweep would run, and what its store has already. */
final class SweepPlan {

    private static final int MOST_LABELS = 5;

    private final Plan plan;
    private final Sweep sweep;
    private final Variants variants;
    private final Map<String, Integer> executions;
    private final long planned;
    private final long refused;
    private final long replicates;
    private final Map<String, List<String>> dropped;
    private final Path file;
    private final Optional<Kept> kept;

    /** What a store has: pieces of this sweep's work, and why steps run again that its last run had. */
    private record Kept(long pieces, long of, boolean ran, List<PlanParameters.Rerun> reruns) {}

    /** Finds what the sweep consists of; steps run only as far as its axes must know the data. */
    SweepPlan(Session session, Plan plan, Path file) {
        this.plan = plan;
        this.file = file;
        sweep = plan.sweep().orElseThrow();
        Session.Run run = session.prepare(plan, new Silence());
        SweepRun whole = run.sweep();
        variants = whole.variants();
        executions = whole.executions();
        planned = variants.all().stream()
                .filter(variant -> variant.refusal().isEmpty())
                .count();
        refused = variants.all().size() - planned;
        replicates = variants.replications().stream()
                .filter(replication -> replication.variant().refusal().isEmpty())
                .mapToLong(replication -> replication.axis().replicates())
                .sum();
        dropped = dropped();
        kept = Files.exists(file) ? Optional.of(kept(whole, run.parameters())) : Optional.empty();
    }

    private Kept kept(SweepRun whole, Map<String, String> parameters) {
        try (Store store = Store.open(file)) {
            Map<String, String> former = store.plan(plan.name());
            return new Kept(
                    whole.size(store),
                    whole.size(),
                    !former.isEmpty(),
                    former.isEmpty() ? List.of() : PlanParameters.reruns(plan, former, parameters));
        }
    }

    /** Returns the parameters that exchanges of components leave without a taker, by axis and level. */
    private Map<String, List<String>> dropped() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int axis = 0; axis < variants.axes().size(); axis++) {
            if (!(variants.axes().get(axis) instanceof Axis.Choice)) {
                continue;
            }
            boolean[] seen = new boolean[variants.labels(axis).size()];
            seen[0] = true;
            for (Variant variant : variants.all()) {
                int level = variant.levels()[axis];
                if (!seen[level] && variant.refusal().isEmpty()) {
                    seen[level] = true;
                    List<String> lost = lost(variant);
                    if (!lost.isEmpty()) {
                        all.put(variants.axes().get(axis).name() + " " + variants.label(variant, axis), lost);
                    }
                }
            }
        }
        return all;
    }

    private List<String> lost(Variant variant) {
        List<String> lost = new ArrayList<>();
        for (int place = 0; place < plan.steps().size(); place++) {
            Step step = variant.step(place).step();
            List<String> before = plan.steps().get(place).dropped();
            step.dropped().stream()
                    .filter(key -> !before.contains(key))
                    .forEach(key -> lost.add(step.name() + ".with." + key));
        }
        return lost;
    }

    /** Returns the lines for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "sweep, %s: %s with the baseline%s",
                design().replace('-', ' '),
                count(variants.all().size(), "variant", "variants"),
                replicates == 0 ? "" : ", " + count(replicates, "replicate", "replicates")));
        int name = Math.max(
                PlanCommand.width(sweep.axes().stream().map(Axis::name).toList()),
                PlanCommand.width(plan.steps().stream().map(Step::name).toList()));
        for (Axis axis : sweep.axes()) {
            lines.add(format("  %-" + name + "s  %s", axis.name(), told(axis)));
        }
        if (refused > 0) {
            Variant first = variants.all().stream()
                    .filter(variant -> variant.refusal().isPresent())
                    .findFirst()
                    .orElseThrow();
            lines.add(format(
                    "  %s cannot be planned, the first: %s",
                    count(refused, "variant", "variants"),
                    String.join("; ", first.refusal().orElseThrow().lines().toList())));
        }
        dropped.forEach(
                (level, lost) -> lines.add("  dropped by the exchange, " + level + ": " + String.join(", ", lost)));
        lines.add("distinct executions");
        executions.forEach(
                (step, distinct) -> lines.add(format("  %-" + name + "s  %,d of %,d", step, distinct, planned)));
        lines.add(kept.map(
                        found -> format("store: %,d of %,d pieces of work are in %s", found.pieces(), found.of(), file))
                .orElseGet(() -> "store: " + file + " is not there yet; all runs"));
        kept.ifPresent(found -> reruns(found, lines));
        return lines;
    }

    private void reruns(Kept found, List<String> lines) {
        if (!found.ran()) {
            lines.add("  it has no earlier run of " + plan.name());
        }
        for (PlanParameters.Rerun rerun : found.reruns()) {
            String from = rerun.from().isEmpty()
                    ? ""
                    : "after " + String.join(", ", new TreeSet<>(rerun.from())) + ", which it takes";
            String reasons = String.join("; ", rerun.reasons());
            lines.add("  " + rerun.step() + " runs again"
                    + (reasons.isEmpty() ? " " + from : ": " + reasons + (from.isEmpty() ? "" : "; " + from)));
        }
    }

    private String design() {
        return sweep.design().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String told(Axis axis) {
        int at = variants.axes().indexOf(axis);
        if (axis instanceof Axis.OfReplicates drawn) {
            return count(drawn.replicates(), "replicate", "replicates")
                    + (sweep.design() == Sweep.Design.ONE_AT_A_TIME ? "" : " of each variant");
        }
        List<String> labels = variants.labels(at).subList(1, variants.labels(at).size());
        return count(labels.size(), "level", "levels") + ": "
                + String.join(", ", labels.subList(0, Math.min(MOST_LABELS, labels.size())))
                + (labels.size() > MOST_LABELS ? ", …" : "");
    }

    /** Returns the same for programs. */
    Map<String, Object> tree() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("design", design());
        json.put("variants", variants.all().size());
        json.put("refused", refused);
        json.put("replicates", replicates);
        Map<String, Object> axes = new LinkedHashMap<>();
        for (Axis axis : sweep.axes()) {
            int at = variants.axes().indexOf(axis);
            axes.put(
                    axis.name(),
                    axis instanceof Axis.OfReplicates drawn
                            ? drawn.replicates()
                            : variants.labels(at).size() - 1);
        }
        json.put("axes", axes);
        json.put("executions", executions);
        json.put("dropped", dropped);
        Map<String, Object> store = new LinkedHashMap<>();
        store.put("file", file.toString());
        store.put("kept", kept.map(Kept::pieces).orElse(0L));
        kept.ifPresent(found -> store.put("of", found.of()));
        List<Object> again = new ArrayList<>();
        kept.map(Kept::reruns).orElse(List.of()).forEach(rerun -> {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("step", rerun.step());
            body.put("reasons", rerun.reasons());
            body.put("after", rerun.from());
            again.add(body);
        });
        store.put("run-again", again);
        json.put("store", store);
        return json;
    }

    private static String count(long n, String one, String many) {
        return format("%,d %s", n, n == 1 ? one : many);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
