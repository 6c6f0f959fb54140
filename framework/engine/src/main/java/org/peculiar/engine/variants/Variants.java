package org.peculiar.engine.variants;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.peculiar.api.DataException;
import org.peculiar.api.FlowFit;
import org.peculiar.api.PeculiarException;
import org.peculiar.engine.graph.Configured;
import org.peculiar.engine.graph.Graph;
import org.peculiar.engine.graph.Node;
import org.peculiar.engine.graph.Selection;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Axis.RowKey;
import org.peculiar.engine.sweep.Setting;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.science.flow.EqualSplit;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.sky.Patches;

/** All variants of a sweep, the baseline first, with their nodes in one graph. */
public final class Variants {

    /** How tables call the level of an axis that is left as it is. */
    public static final String BASELINE = "baseline";

    private final Plan plan;
    private final List<Axis> axes;
    private final List<List<Change>> changes;
    private final List<Variant> all;
    private final List<Replication> replications;
    private final String flow;

    private Variants(
            Plan plan,
            List<Axis> axes,
            List<List<Change>> changes,
            List<Variant> all,
            List<Replication> replications,
            String flow) {
        this.plan = plan;
        this.axes = axes;
        this.changes = changes;
        this.all = all;
        this.replications = replications;
        this.flow = flow;
    }

    /**
     * Find all variants.
     *
     * @param plan of the baseline
     * @param graph that gets their nodes
     * @param outputs gives the value of a node of the baseline, for axes that must know the data
     * @throws PeculiarException if a level cannot be planned, or an axis finds nothing in the data
     */
    public static Variants of(Plan plan, Replanner replanner, Graph graph, Function<Node, Object> outputs) {
        return new Builder(plan, replanner, graph, outputs).build();
    }

    /** Return the plan of the baseline. */
    public Plan plan() {
        return plan;
    }

    /** Return the axes of variants, in the order of {@link Variant#levels}. */
    public List<Axis> axes() {
        return axes;
    }

    /** Return the labels of an axis' levels, the baseline's first. */
    public List<String> labels(int axis) {
        List<String> labels = new ArrayList<>(List.of(BASELINE));
        changes.get(axis).forEach(change -> labels.add(change.label()));
        return labels;
    }

    /** Return the label of a variant's level. */
    public String label(Variant variant, int axis) {
        int level = variant.levels()[axis];
        return level == 0 ? BASELINE : changes.get(axis).get(level - 1).label();
    }

    /** Return what a variant changes, by axis; empty for the baseline. */
    public Map<String, String> levels(Variant variant) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            if (variant.levels()[axis] > 0) {
                levels.put(axes.get(axis).name(), label(variant, axis));
            }
        }
        return levels;
    }

    /** Return the variants, the baseline first. */
    public List<Variant> all() {
        return all;
    }

    /** Return what is replicated, variant by variant. */
    public List<Replication> replications() {
        return replications;
    }

    /** Return the name of the flow that is followed. */
    public String flow() {
        return flow;
    }

    /** Return the place of a step in a plan. */
    public static int place(Plan plan, String step) {
        return plan.steps().stream().map(Step::name).toList().indexOf(step);
    }

    /** Return the flow that a sweep follows: the first that an estimand is of, else the last. */
    public static String followed(Plan plan) {
        List<String> flows = plan.steps().stream()
                .filter(step -> step.kind().output() == FlowFit.class)
                .map(Step::name)
                .toList();
        if (flows.isEmpty()) {
            throw new DataException("sweep: no step gives a flow, but a sweep follows one");
        }
        return plan.estimands().values().stream()
                .map(Plan.Estimand::step)
                .filter(flows::contains)
                .findFirst()
                .orElse(flows.get(flows.size() - 1));
    }

    /** Puts a sweep's variants together. */
    private static final class Builder {

        private final Plan plan;
        private final Sweep sweep;
        private final Replanner replanner;
        private final Graph graph;
        private final Function<Node, Object> outputs;
        private final Configured[] base;
        private final Node[] baseNodes;
        private final String flow;

        Builder(Plan plan, Replanner replanner, Graph graph, Function<Node, Object> outputs) {
            this.plan = plan;
            this.sweep = plan.sweep().orElse(Sweep.NONE);
            this.replanner = replanner;
            this.graph = graph;
            this.outputs = outputs;
            this.flow = followed(plan);
            this.base = configured(plan).toArray(Configured[]::new);
            this.baseNodes = nodes(base, List.of());
        }

        private static List<Configured> configured(Plan plan) {
            return plan.steps().stream()
                    .map(step -> new Configured(step, plan.assume(step), plan.seed(step)))
                    .toList();
        }

        Variants build() {
            List<Axis> axes = new ArrayList<>();
            List<List<Change>> changes = new ArrayList<>();
            for (Axis axis : sweep.axes()) {
                if (axis instanceof Axis.OfVariants) {
                    axes.add(axis);
                    changes.add(changes(axis));
                }
            }
            List<List<Change>> withAlso = new ArrayList<>(changes);
            List<Axis.OfReplicates> replicating = new ArrayList<>();
            for (Axis axis : sweep.axes()) {
                if (axis instanceof Axis.OfReplicates of) {
                    replicating.add(of);
                    withAlso.add(
                            of.also().isEmpty()
                                    ? List.of()
                                    : List.of(new Change(
                                            "also",
                                            of.also(),
                                            Optional.of(replanned(of.also())),
                                            Optional.empty(),
                                            Optional.empty())));
                }
            }
            Combinations combinations = new Combinations(plan, base, withAlso, replanner);
            List<Variant> all = new ArrayList<>();
            List<Replication> replications = new ArrayList<>();
            for (int[] levels : combined(changes)) {
                if (excepted(axes, changes, levels)) {
                    continue;
                }
                Variant variant = variant(all.size(), levels, combinations, withAlso);
                all.add(variant);
                boolean nested = sweep.design() != Sweep.Design.ONE_AT_A_TIME || variant.number() == 0;
                for (int i = 0; nested && i < replicating.size(); i++) {
                    int[] also = Arrays.copyOf(variant.levels(), withAlso.size());
                    also[changes.size() + i] = withAlso.get(changes.size() + i).size();
                    replications.add(new Replication(
                            replicating.get(i), variant, variant(variant.number(), also, combinations, withAlso)));
                }
            }
            return new Variants(plan, axes, changes, Collections.unmodifiableList(all), replications, flow);
        }

        private List<int[]> combined(List<List<Change>> changes) {
            List<int[]> all = new ArrayList<>();
            int n = changes.size();
            all.add(new int[n]);
            switch (sweep.design()) {
                case ONE_AT_A_TIME -> {
                    for (int axis = 0; axis < n; axis++) {
                        for (int level = 1; level <= changes.get(axis).size(); level++) {
                            int[] levels = new int[n];
                            levels[axis] = level;
                            all.add(levels);
                        }
                    }
                }
                case FACTORIAL -> {
                    int[] levels = new int[n];
                    while (next(levels, changes)) {
                        all.add(levels.clone());
                    }
                }
                case ZIP -> {
                    for (int level = 1; n > 0 && level <= changes.get(0).size(); level++) {
                        int[] levels = new int[n];
                        Arrays.fill(levels, level);
                        all.add(levels);
                    }
                }
            }
            return all;
        }

        /** Moves to the next combination, the last axis first; steps late in the chain thus change most often. */
        private static boolean next(int[] levels, List<List<Change>> changes) {
            for (int axis = levels.length - 1; axis >= 0; axis--) {
                if (levels[axis] < changes.get(axis).size()) {
                    levels[axis]++;
                    return true;
                }
                levels[axis] = 0;
            }
            return false;
        }

        private boolean excepted(List<Axis> axes, List<List<Change>> changes, int[] levels) {
            if (Arrays.stream(levels).allMatch(level -> level == 0)) {
                return false;
            }
            for (Map<String, String> except : sweep.except()) {
                boolean meets = true;
                for (int axis = 0; axis < levels.length && meets; axis++) {
                    String wanted = except.get(axes.get(axis).name());
                    String label = levels[axis] == 0
                            ? BASELINE
                            : changes.get(axis).get(levels[axis] - 1).label();
                    meets = wanted == null || wanted.equals(label);
                }
                if (meets) {
                    return true;
                }
            }
            return false;
        }

        private Variant variant(int number, int[] levels, Combinations combinations, List<List<Change>> changes) {
            Configured[] steps = new Configured[base.length];
            try {
                for (int place = 0; place < steps.length; place++) {
                    steps[place] = combinations.step(place, Arrays.copyOf(levels, changes.size()));
                }
            } catch (PeculiarException e) {
                return new Variant(number, levels, null, null, e.getMessage());
            }
            List<Change> selecting = new ArrayList<>();
            for (int axis = 0; axis < levels.length; axis++) {
                if (levels[axis] > 0) {
                    Change change = changes.get(axis).get(levels[axis] - 1);
                    if (change.selection().isPresent()) {
                        selecting.add(change);
                    }
                }
            }
            return new Variant(number, levels, steps, nodes(steps, selecting), null);
        }

        private Node[] nodes(Configured[] steps, List<Change> selecting) {
            Node[] nodes = new Node[steps.length];
            Map<String, Integer> places = new LinkedHashMap<>();
            for (int place = 0; place < steps.length; place++) {
                Step step = steps[place].step();
                Map<String, Node> inputs = new LinkedHashMap<>();
                for (Map.Entry<String, String> input : step.inputs().entrySet()) {
                    inputs.put(input.getKey(), nodes[places.get(input.getValue())]);
                }
                Node node = graph.apply(steps[place], inputs);
                for (Change change : selecting) {
                    if (change.step().orElseThrow().equals(step.name())) {
                        node = graph.select(node, change.selection().orElseThrow());
                    }
                }
                nodes[place] = node;
                places.put(step.name(), place);
            }
            return nodes;
        }

        private List<Change> changes(Axis axis) {
            List<Change> changes = new ArrayList<>();
            if (axis instanceof Axis.Choice choice) {
                for (Axis.Level level : choice.levels()) {
                    changes.add(new Change(
                            level.label(),
                            level.settings(),
                            Optional.of(replanned(level.settings())),
                            Optional.empty(),
                            Optional.empty()));
                }
            } else if (axis instanceof Axis.Jackknife jackknife) {
                jackknife(jackknife, changes);
            } else if (axis instanceof Axis.Subset subset) {
                for (Axis.Condition condition : subset.conditions()) {
                    changes.add(selecting(
                            condition.label(), subset.also(), Rows.where(subset.by(), condition), subset.step()));
                }
            } else if (axis instanceof Axis.Split split) {
                split(split, changes);
            }
            return changes;
        }

        private List<Configured> replanned(List<Setting> settings) {
            return configured(replanner.replan(plan, settings));
        }

        private Change selecting(String label, List<Setting> also, Selection selection, String step) {
            return new Change(
                    label,
                    also,
                    also.isEmpty() ? Optional.empty() : Optional.of(replanned(also)),
                    Optional.of(selection),
                    Optional.of(step));
        }

        private String[] texts(Axis.Jackknife axis, Object value) {
            try {
                return RowKeys.texts(value, axis.by());
            } catch (DataException e) {
                throw new DataException(
                        "sweep.vary." + axis.name() + ".by: " + e.getMessage()
                                + "; a source names them under text: or columns:",
                        e);
            }
        }

        private void jackknife(Axis.Jackknife axis, List<Change> changes) {
            Node node = baseNodes[place(plan, axis.step())];
            Object value = outputs.apply(node);
            if (axis.by().table() == RowKey.Table.SKY) {
                int parts = axis.patches().orElseThrow();
                int[] patch = Patches.of(RowKeys.directions(value), parts);
                int[] rowIds = RowKeys.rowIds(value);
                for (int part = 0; part < parts; part++) {
                    int wanted = part;
                    int[] ids = IntStream.range(0, patch.length)
                            .filter(row -> patch[row] == wanted)
                            .map(row -> rowIds[row])
                            .sorted()
                            .toArray();
                    changes.add(selecting(
                            "patch-" + (part + 1),
                            axis.also(),
                            Rows.ofIds("patch " + part + " of " + parts + " of " + node.identity(), () -> ids, false),
                            axis.step()));
                }
                return;
            }
            String[] different = RowKeys.different(texts(axis, value));
            if (different.length < 2) {
                throw new DataException("sweep.vary." + axis.name() + ": found " + different.length + " different "
                        + RowKeys.described(axis.by()) + " at " + axis.step()
                        + ", but a jackknife needs at least two to leave one out");
            }
            for (String text : different) {
                changes.add(selecting(text, axis.also(), Rows.without(axis.by(), text), axis.step()));
            }
        }

        private void split(Axis.Split axis, List<Change> changes) {
            Node fitted = baseNodes[place(plan, flow)];
            for (int part = 0; part < axis.parts(); part++) {
                int wanted = part;
                changes.add(selecting(
                        label(part, axis.parts()),
                        axis.also(),
                        Rows.ofIds(
                                "part " + part + " of " + axis.parts() + " " + axis.equal() + " by "
                                        + RowKeys.described(axis.by()) + " of " + fitted.identity(),
                                () -> part((FlowFit) outputs.apply(fitted), axis, wanted),
                                true),
                        axis.step()));
            }
        }

        private static String label(int part, int parts) {
            if (parts == 2) {
                return part == 0 ? "inner" : "outer";
            }
            return "shell-" + (part + 1);
        }

        private static int[] part(FlowFit fit, Axis.Split axis, int part) {
            FlowFit.Tracers tracers = fit.tracers();
            double[] v = fit.values();
            EqualSplit split = switch (axis.equal()) {
                case ERROR ->
                    EqualSplit.ofErrorAlong(
                            tracers.directions(),
                            tracers.distanceKms(),
                            tracers.errorKms(),
                            axis.parts(),
                            new GalacticVector(v[0], v[1], v[2]));
                case TRACE ->
                    EqualSplit.ofTrace(tracers.directions(), tracers.distanceKms(), tracers.errorKms(), axis.parts());
                case NUMBER -> EqualSplit.ofNumber(tracers.distanceKms(), axis.parts());
            };
            return Arrays.stream(split.rows(part))
                    .map(row -> tracers.rowIds()[row])
                    .sorted()
                    .toArray();
        }
    }
}
