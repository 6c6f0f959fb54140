package org.peculiar.engine.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.api.FlowFit;
import org.peculiar.api.PeculiarException;
import org.peculiar.api.Progress;
import org.peculiar.engine.graph.Node;
import org.peculiar.engine.plan.Identity;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.replicates.Block;
import org.peculiar.engine.replicates.Chain;
import org.peculiar.engine.replicates.Replicate;
import org.peculiar.engine.run.Evaluator;
import org.peculiar.engine.run.Execution;
import org.peculiar.engine.run.StepFailure;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Claim;
import org.peculiar.engine.sweep.Measure;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.sweep.Target;
import org.peculiar.engine.variants.Replanner;
import org.peculiar.engine.variants.Replication;
import org.peculiar.engine.variants.RowKeys;
import org.peculiar.engine.variants.Variant;
import org.peculiar.engine.variants.Variants;
import org.peculiar.engine.work.RowStore;
import org.peculiar.engine.work.Work;
import org.peculiar.engine.work.Workers;
import org.peculiar.science.flow.BulkFlow;

/** A sweep about to run: its variants, the work that they are, and what of it a store already has. */
public final class SweepRun {

    /** Axes with more parts than this are compared with the baseline only, not part with part. */
    private static final int MOST_PAIRED = 6;

    private final Plan plan;
    private final Evaluator evaluator;
    private final Execution baseline;
    private final Variants variants;
    private final int flow;
    private final List<Piece> pieces = new ArrayList<>();

    /** Estimands that claims or targets read over an axis. */
    private final Set<String> overAxes;

    private String estimands;
    private Shifts shifts;
    private Fitted base;

    /**
     * Find what a sweep consists of.
     *
     * @param baseline of it, whose steps run only as far as the axes must know the data
     */
    public SweepRun(Execution baseline, Replanner replanner) {
        this.plan = baseline.plan();
        this.baseline = baseline;
        this.evaluator = baseline.evaluator();
        variants = Variants.of(
                plan,
                replanner,
                baseline.graph(),
                node -> evaluator.evaluate(node).value());
        flow = Variants.place(plan, variants.flow());
        overAxes = Stream.concat(
                        plan.claims().stream().map(Claim::measure),
                        plan.targets().stream().map(Target::measure))
                .filter(measure -> measure.over().isPresent())
                .map(Measure::estimand)
                .collect(Collectors.toSet());
        for (Variant variant : variants.all()) {
            if (variant.refusal().isEmpty()) {
                pieces.add(new VariantPiece(variant));
            }
        }
        for (Pair pair : pairs()) {
            pieces.add(new PairPiece(pair));
        }
        for (Replication replication : variants.replications()) {
            if (refusal(replication).isPresent()) {
                continue;
            }
            for (Block block : Block.of(variants, replication, rows(replication))) {
                pieces.add(new BlockPiece(block));
            }
        }
    }

    private String estimands() {
        if (estimands == null) {
            estimands = plan.estimands() + " ";
        }
        return estimands;
    }

    private static Optional<String> refusal(Replication replication) {
        return replication.variant().refusal().or(replication.also()::refusal);
    }

    /** Returns how many rows are redrawn, as its source has them: a step that must run anyway, and is quick. */
    private int rows(Replication replication) {
        Node node = baseline.node(replication.axis().step());
        while (!node.inputs().isEmpty()) {
            node = node.inputs().values().iterator().next();
        }
        return RowKeys.rowIds(evaluator.evaluate(node).value()).length;
    }

    /** Two variants of one axis that are compared with each other. */
    public record Pair(int axis, Variant first, Variant second) {}

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        if (plan.sweep().orElse(Sweep.NONE).design() != Sweep.Design.ONE_AT_A_TIME) {
            return pairs;
        }
        for (int axis = 0; axis < variants.axes().size(); axis++) {
            int at = axis;
            List<Variant> parts = variants.all().stream()
                    .filter(variant ->
                            variant.levels()[at] > 0 && variant.refusal().isEmpty())
                    .toList();
            boolean rows = variants.axes().get(axis) instanceof Axis.Subset
                    || variants.axes().get(axis) instanceof Axis.Split;
            for (int i = 0; rows && parts.size() <= MOST_PAIRED && i < parts.size(); i++) {
                for (int j = i + 1; j < parts.size(); j++) {
                    pairs.add(new Pair(axis, parts.get(i), parts.get(j)));
                }
            }
        }
        return pairs;
    }

    /** Return the variants. */
    public Variants variants() {
        return variants;
    }

    /** Return the keys of all work, each once. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        pieces.forEach(piece -> keys.add(piece.key()));
        return keys;
    }

    /** Return how many variants, comparisons and replicates all work comes to. */
    public long size() {
        return size(Set.of());
    }

    /** Return how many variants, comparisons and replicates a store has. */
    public long size(RowStore store) {
        return size() - size(store.present(keys()));
    }

    private long size(Set<String> without) {
        Set<String> seen = new HashSet<>(without);
        return pieces.stream()
                .filter(piece -> seen.add(piece.key()))
                .mapToLong(Piece::size)
                .sum();
    }

    /** Return for each step of the plan how many distinct results the variants need, by its name. */
    public Map<String, Integer> executions() {
        Map<String, Integer> executions = new LinkedHashMap<>();
        for (int place = 0; place < plan.steps().size(); place++) {
            Set<Node> distinct = new LinkedHashSet<>();
            for (Variant variant : variants.all()) {
                if (variant.refusal().isEmpty()) {
                    Node node = variant.node(place);
                    while (node.selection().isPresent()) {
                        node = node.inputs().get("rows");
                    }
                    distinct.add(node);
                }
            }
            executions.put(plan.steps().get(place).name(), distinct.size());
        }
        return executions;
    }

    /**
     * Run what the store does not have, and commit each row as it is made.
     *
     * @param workers that do it, or as much of it as they are let
     * @return whether all is done
     * @throws PeculiarException if a variant fails and the sweep is to stop then
     */
    public boolean run(RowStore store, Workers workers, Progress progress) {
        Sweep sweep = plan.sweep().orElse(Sweep.NONE);
        Set<String> present = store.present(keys());
        List<Piece> missing = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(present);
        long total = 0;
        for (Piece piece : pieces) {
            if (seen.add(piece.key())) {
                missing.add(piece);
                total += piece.size();
            }
        }
        if (missing.isEmpty()) {
            return true;
        }
        missing.forEach(piece -> piece.nodes().forEach(evaluator::retain));
        base = Fitted.of(baseline.node(variants.flow()), evaluator);
        requireBulkFlow(plan.step(variants.flow()), base.fit());
        shifts = new Shifts(evaluator, base, sweep.pairedReplicates(), plan.seed());
        AtomicInteger done = new AtomicInteger();
        try (Progress.Task task = progress.begin("sweep", total)) {
            workers.run(missing, (work, row) -> {
                store.put(Map.of(work.key(), row));
                task.advance(work.size());
                done.incrementAndGet();
            });
        }
        return done.get() == missing.size();
    }

    /**
     * Read the rows of all work.
     *
     * @throws DataException if the store lacks some
     */
    public SweepOutcome outcome(RowStore store) {
        Map<String, byte[]> stored = store.rows(keys());
        Map<Variant, Row> rows = new LinkedHashMap<>();
        Map<Pair, Shift> pairs = new LinkedHashMap<>();
        Map<Replication, List<Replicate>> replicates = new LinkedHashMap<>();
        for (Variant variant : variants.all()) {
            variant.refusal().ifPresent(why -> rows.put(variant, Row.failed(why)));
        }
        for (Replication replication : variants.replications()) {
            refusal(replication)
                    .ifPresent(why -> replicates.put(
                            replication, Collections.nCopies(replication.axis().replicates(), Replicate.failed(why))));
        }
        for (Piece piece : pieces) {
            byte[] bytes = stored.get(piece.key());
            if (bytes == null) {
                throw new DataException("store: a row is missing, though the sweep has run; run it again");
            }
            piece.read(bytes, rows, pairs, replicates);
        }
        Map<Variant, Row> inOrder = new LinkedHashMap<>();
        variants.all().forEach(variant -> inOrder.put(variant, rows.get(variant)));
        return new SweepOutcome(variants, inOrder, pairs, replicates);
    }

    /** Work with the nodes that it needs, and a way to read its row. */
    private abstract class Piece implements Work {

        private String key;

        @Override
        public final String key() {
            if (key == null) {
                key = made();
            }
            return key;
        }

        abstract String made();

        @Override
        public int size() {
            return 1;
        }

        abstract List<Node> nodes();

        abstract byte[] work();

        abstract byte[] failed(String why);

        abstract void read(
                byte[] bytes,
                Map<Variant, Row> rows,
                Map<Pair, Shift> pairs,
                Map<Replication, List<Replicate>> replicates);

        @Override
        public final byte[] run() {
            try {
                return work();
            } catch (PeculiarException | StepFailure e) {
                if (plan.sweep().orElse(Sweep.NONE).onFailure() == Sweep.OnFailure.STOP) {
                    throw e;
                }
                return failed(e.getMessage());
            } finally {
                nodes().forEach(evaluator::release);
            }
        }
    }

    private final class VariantPiece extends Piece {

        private final Variant variant;

        VariantPiece(Variant variant) {
            this.variant = variant;
        }

        @Override
        String made() {
            StringBuilder parts = new StringBuilder("variant 1 ").append(estimands());
            parts.append(comparison());
            parts.append(' ').append(variant.number() == 0);
            parts.append(' ').append(rowsAlone(variant));
            for (int place : places()) {
                parts.append(' ').append(variant.node(place).identity());
            }
            return Identity.ofResult(parts.toString(), Map.of());
        }

        @Override
        List<Node> nodes() {
            List<Node> nodes = new ArrayList<>(Fitted.nodes(variant.node(flow)));
            for (int place : places()) {
                nodes.add(variant.node(place));
            }
            nodes.addAll(Chain.beside(nodes.get(1), variant.node(flow)));
            return nodes;
        }

        @Override
        byte[] work() {
            Fitted fitted = Fitted.of(variant.node(flow), evaluator);
            requireBulkFlow(variant.step(flow).step(), fitted.fit());
            Optional<Shift> shift = variant.number() == 0
                    ? Optional.empty()
                    : Optional.of(shifts.between(fitted, base, rowsAlone(variant)));
            return Codec.bytes(row(fitted, shift));
        }

        private Row row(Fitted fitted, Optional<Shift> shift) {
            FlowFit fit = fitted.fit();
            Map<String, double[][]> systematic = new LinkedHashMap<>();
            fit.systematic().forEach((name, c) -> systematic.put(name, upper(c)));
            Map<String, double[]> estimands = new LinkedHashMap<>();
            plan.estimands().forEach((name, of) -> {
                if (isRead(name)) {
                    estimands.put(name, estimand(of));
                }
            });
            return new Row(
                    Arrays.copyOf(fit.values(), 3),
                    upper(fit.random()),
                    systematic,
                    fit.chi2(),
                    fit.dof(),
                    fit.tracers().labels().length,
                    Arrays.stream(fitted.members()).sum(),
                    fit.quoted().getOrDefault("depth-kms", Double.NaN),
                    estimands,
                    shift,
                    "");
        }

        /** A diagnostic may cost more than all else, so it runs again only where a claim or target looks at it. */
        private boolean isRead(String estimand) {
            return variant.number() == 0
                    || overAxes.contains(estimand)
                    || plan.step(plan.estimands().get(estimand).step()).kind() == StepKind.FLOW;
        }

        private int[] places() {
            return plan.estimands().entrySet().stream()
                    .filter(entry -> isRead(entry.getKey()))
                    .mapToInt(entry -> Variants.place(plan, entry.getValue().step()))
                    .distinct()
                    .toArray();
        }

        private double[] estimand(Plan.Estimand of) {
            int place = Variants.place(plan, of.step());
            return Estimands.read(
                    variant.step(place).step(),
                    evaluator.evaluate(variant.node(place)).value(),
                    of.property());
        }

        @Override
        byte[] failed(String why) {
            return Codec.bytes(Row.failed(why));
        }

        @Override
        void read(
                byte[] bytes,
                Map<Variant, Row> rows,
                Map<Pair, Shift> pairs,
                Map<Replication, List<Replicate>> replicates) {
            rows.put(variant, Codec.row(bytes));
        }
    }

    private final class PairPiece extends Piece {

        private final Pair pair;

        PairPiece(Pair pair) {
            this.pair = pair;
        }

        @Override
        String made() {
            return Identity.ofResult(
                    "pair 1 " + comparison() + ' ' + rowsAlone(),
                    Map.of(
                            "first",
                            pair.first().node(flow).identity()
                                    + pair.second().node(flow).identity()));
        }

        private boolean rowsAlone() {
            return SweepRun.this.rowsAlone(pair.first()) && SweepRun.this.rowsAlone(pair.second());
        }

        @Override
        List<Node> nodes() {
            List<Node> nodes = new ArrayList<>();
            for (Variant variant : List.of(pair.first(), pair.second())) {
                List<Node> of = Fitted.nodes(variant.node(flow));
                nodes.addAll(of);
                nodes.addAll(Chain.beside(of.get(1), variant.node(flow)));
            }
            return nodes;
        }

        @Override
        byte[] work() {
            Fitted first = Fitted.of(pair.first().node(flow), evaluator);
            Fitted second = Fitted.of(pair.second().node(flow), evaluator);
            return Codec.bytes(shifts.between(second, first, rowsAlone()));
        }

        @Override
        byte[] failed(String why) {
            return Codec.bytes(Shifts.failed(why));
        }

        @Override
        void read(
                byte[] bytes,
                Map<Variant, Row> rows,
                Map<Pair, Shift> pairs,
                Map<Replication, List<Replicate>> replicates) {
            pairs.put(pair, Codec.readShift(bytes));
        }
    }

    private final class BlockPiece extends Piece {

        private final Block block;

        BlockPiece(Block block) {
            this.block = block;
        }

        @Override
        String made() {
            return block.key();
        }

        @Override
        public int size() {
            return block.size();
        }

        @Override
        List<Node> nodes() {
            return block.nodes();
        }

        @Override
        byte[] work() {
            Node of = block.replication().also().node(flow);
            return Codec.bytes(block.run(evaluator, evaluator.assumptions(of.configured())));
        }

        @Override
        byte[] failed(String why) {
            Replicate[] none = new Replicate[block.size()];
            Arrays.fill(none, Replicate.failed(why));
            return Codec.bytes(none);
        }

        @Override
        void read(
                byte[] bytes,
                Map<Variant, Row> rows,
                Map<Pair, Shift> pairs,
                Map<Replication, List<Replicate>> replicates) {
            replicates
                    .computeIfAbsent(block.replication(), unseen -> new ArrayList<>())
                    .addAll(List.of(Codec.replicates(bytes)));
        }
    }

    /** What decides how variants are compared, besides the variants. */
    private String comparison() {
        int resamples = plan.sweep().orElse(Sweep.NONE).pairedReplicates();
        return baseline.node(variants.flow()).identity()
                + ' '
                + resamples
                + (resamples > 0 ? " seed " + plan.seed() : "");
    }

    private static void requireBulkFlow(Step step, FlowFit fit) {
        if (!BulkFlow.isIn(fit)) {
            throw new DataException(
                    "steps." + step.name() + " (" + step.component().ref() + "): found the parameters "
                            + String.join(", ", fit.parameters()) + ", but a sweep follows a bulk flow, vx, vy, vz");
        }
    }

    private static double[][] upper(double[][] matrix) {
        double[][] upper = new double[3][];
        for (int i = 0; i < 3; i++) {
            upper[i] = Arrays.copyOf(matrix[i], 3);
        }
        return upper;
    }

    /** Tells whether a variant differs from the baseline in nothing but which galaxies or tracers it has. */
    private boolean rowsAlone(Variant variant) {
        for (int axis = 0; axis < variants.axes().size(); axis++) {
            if (variant.levels()[axis] > 0 && !selectsTracers(variants.axes().get(axis))) {
                return false;
            }
        }
        return true;
    }

    /** Dropping measurements changes the observables of galaxies that stay. */
    private static boolean selectsTracers(Axis axis) {
        Axis.RowKey.Table measurements = Axis.RowKey.Table.MEASUREMENTS;
        if (axis instanceof Axis.Jackknife jackknife) {
            return jackknife.also().isEmpty() && jackknife.by().table() != measurements;
        } else if (axis instanceof Axis.Subset subset) {
            return subset.also().isEmpty() && subset.by().table() != measurements;
        }
        return axis instanceof Axis.Split split && split.also().isEmpty();
    }
}
