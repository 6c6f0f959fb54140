package org.peculiar.engine.run;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.api.FlowEstimate;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Nuisance;
import org.peculiar.api.PeculiarException;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.graph.Configured;
import org.peculiar.engine.graph.Node;
import org.peculiar.engine.graph.Selection;
import org.peculiar.engine.plan.Assume;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.plugin.PluginException;
import org.peculiar.engine.run.Evaluated.Displaced;
import org.peculiar.engine.run.Evaluated.Response;
import org.peculiar.science.random.KeyedDraws;

/**
 * Evaluates nodes: each once, by whichever thread comes first, others waiting for it.
 *
 * <p>Where a correction is uncertain, its result is carried along with siblings in which each value of its nuisance is
 * displaced, so that a flow's response J = dV/do comes from central differences and its systematic covariance is J C Jᵀ.
 * What is {@linkplain #retain retained} is let go when all who retained it have released it.
 */
public final class Evaluator {

    private final Function<Values, Instances> instances;
    private final Map<Values, Instances> byAssumptions = new ConcurrentHashMap<>();
    private final Map<Values, Assumptions> assumptions = new ConcurrentHashMap<>();
    private final Map<String, Called> called = new ConcurrentHashMap<>();

    /** By the numbers of nodes; grows only while nothing runs. */
    private final List<State> states = new ArrayList<>();

    /** What is known of a node. */
    private static final class State {
        /** Consumers that are still to come. */
        final AtomicInteger uses = new AtomicInteger();

        final AtomicReference<CompletableFuture<Evaluated>> value = new AtomicReference<>();
        /** Whether the node's own claims on its inputs have been counted. */
        boolean counted;
    }

    /** A component with the record that its kind owns. */
    private record Called(Object component, Object shared) {}

    /**
     * Make an evaluator.
     *
     * @param instances makes the instances of components under some assumptions
     */
    public Evaluator(Function<Values, Instances> instances) {
        this.instances = instances;
    }

    /** Build the component of a step, so that a mistake in it is found before anything runs. */
    public void build(Configured configured) {
        called(configured);
    }

    /** Return the component of a step. */
    public Object component(Configured configured) {
        return called(configured).component();
    }

    /** Return what the steps of a variant share. */
    public Assumptions assumptions(Configured configured) {
        return assumptions.computeIfAbsent(
                configured.assume(),
                assume -> ((Assume)
                                byAssumptions.computeIfAbsent(assume, instances).hostRecord(assume))
                        .toAssumptions());
    }

    /** Build a record of the host from values that were bound for it. */
    public Object hostRecord(Configured configured, Values values) {
        return byAssumptions.computeIfAbsent(configured.assume(), instances).hostRecord(values);
    }

    private Called called(Configured configured) {
        Step step = configured.step();
        Called known = called.get(step.content());
        if (known != null) {
            return known;
        }
        Instances from = byAssumptions.computeIfAbsent(configured.assume(), instances);
        Called made = new Called(from.component(step), from.shared(step));
        Called earlier = called.putIfAbsent(step.content(), made);
        return earlier == null ? made : earlier;
    }

    /** Keep a node's value, and what it is made of until it is made. Not thread-safe; call before evaluating. */
    public void retain(Node node) {
        while (states.size() <= node.number()) {
            states.add(new State());
        }
        State state = states.get(node.number());
        state.uses.incrementAndGet();
        if (!state.counted) {
            state.counted = true;
            node.inputs().values().forEach(this::retain);
        }
    }

    /** Let a node's value go, unless another needs it. */
    public void release(Node node) {
        State state = states.get(node.number());
        if (state.uses.decrementAndGet() == 0) {
            state.value.set(null);
        }
    }

    /**
     * Return the value of a node that is retained.
     *
     * @throws PeculiarException if a step cannot do its work, naming the step
     * @throws StepFailure if a component breaks down
     */
    public Evaluated evaluate(Node node) {
        CompletableFuture<Evaluated> mine = new CompletableFuture<>();
        CompletableFuture<Evaluated> other = states.get(node.number()).value.compareAndExchange(null, mine);
        if (other == null) {
            try {
                Evaluated made = compute(node);
                mine.complete(made);
            } catch (PeculiarException | StepFailure e) {
                mine.completeExceptionally(e);
            } catch (Throwable e) {
                mine.completeExceptionally(e);
                throw e;
            } finally {
                node.inputs().values().forEach(this::release);
            }
            other = mine;
        }
        try {
            return other.join();
        } catch (CompletionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private Evaluated compute(Node node) {
        Map<String, Evaluated> inputs = new LinkedHashMap<>();
        node.inputs().forEach((role, input) -> inputs.put(role, evaluate(input)));
        return node.selection().isPresent() ? selected(node, inputs.get("rows")) : applied(node, inputs);
    }

    private static Evaluated selected(Node node, Evaluated from) {
        Selection selection = node.selection().orElseThrow();
        Step step = node.configured().step();
        Map<Node, Displaced> displaced = new LinkedHashMap<>();
        from.displaced()
                .forEach((by, siblings) -> displaced.put(by, new Displaced(siblings.nuisance(), () -> {
                    Object[] values = siblings.values().clone();
                    for (int i = 0; i < values.length; i++) {
                        Object whole = values[i];
                        values[i] = named(step, () -> selection.of(whole));
                    }
                    return values;
                })));
        return new Evaluated(named(step, () -> selection.of(from.value())), from.nuisance(), displaced, Map.of());
    }

    private Evaluated applied(Node node, Map<String, Evaluated> inputs) {
        Configured configured = node.configured();
        Step step = configured.step();
        Map<String, Object> values = new LinkedHashMap<>();
        inputs.forEach((role, input) -> values.put(role, input.value()));
        StepKind.Output output = named(step, () -> apply(configured, values));
        Map<Node, Displaced> displaced = new LinkedHashMap<>();
        if (step.kind().responds()) {
            nuisances(inputs)
                    .forEach((by, nuisance) -> displaced.put(
                            by, new Displaced(nuisance, () -> siblings(configured, inputs, by, nuisance))));
        }
        output.nuisance().ifPresent(own -> displaced.put(node, new Displaced(own, () -> displacements(step, own))));
        if (output.value() instanceof FlowFit fit) {
            return withResponses(fit, displaced);
        }
        return new Evaluated(output.value(), output.nuisance(), displaced, Map.of());
    }

    private Object[] siblings(Configured configured, Map<String, Evaluated> inputs, Node by, Nuisance nuisance) {
        Object[] siblings = new Object[2 * nuisance.values().length];
        StepKind.Call call = null;
        for (int i = 0; i < siblings.length; i++) {
            Map<String, Object> moved = moved(inputs, by, i);
            if (call == null) {
                call = named(configured.step(), () -> call(configured, moved));
            }
            StepKind.Call ready = call;
            siblings[i] = named(configured.step(), () -> ready.with(moved).value());
        }
        return siblings;
    }

    private static Map<Node, Nuisance> nuisances(Map<String, Evaluated> inputs) {
        Map<Node, Nuisance> nuisances = new LinkedHashMap<>();
        inputs.values()
                .forEach(input -> input.displaced().forEach((by, siblings) -> nuisances.put(by, siblings.nuisance())));
        return nuisances;
    }

    private static Map<String, Object> moved(Map<String, Evaluated> inputs, Node by, int sibling) {
        Map<String, Object> moved = new LinkedHashMap<>();
        inputs.forEach((role, input) -> {
            Displaced siblings = input.displaced().get(by);
            moved.put(role, siblings == null ? input.value() : siblings.values()[sibling]);
        });
        return moved;
    }

    private static Object[] displacements(Step step, Nuisance nuisance) {
        int n = nuisance.values().length;
        Object[] siblings = new Object[2 * n];
        for (int i = 0; i < siblings.length; i++) {
            double[] by = new double[n];
            by[i / 2] = i % 2 == 0 ? nuisance.step() : -nuisance.step();
            siblings[i] =
                    named(step, () -> requireNonNull(nuisance.displacement().displaced(by), "its displaced survey"));
        }
        return siblings;
    }

    private static Evaluated withResponses(FlowFit fit, Map<Node, Displaced> displaced) {
        FlowFit complete = fit;
        Map<Node, Response> responses = new LinkedHashMap<>();
        for (Map.Entry<Node, Displaced> entry : displaced.entrySet()) {
            Nuisance nuisance = entry.getValue().nuisance();
            Response response = new Response(
                    nuisance, jacobian(fit, nuisance, entry.getValue().values()));
            responses.put(entry.getKey(), response);
            complete =
                    complete.withSystematic(entry.getKey().configured().step().name(), response.covariance());
        }
        return new Evaluated(complete, Optional.empty(), Map.of(), responses);
    }

    private static double[][] jacobian(FlowFit fit, Nuisance nuisance, Object[] estimates) {
        int n = nuisance.values().length;
        int k = fit.values().length;
        double[][] jacobian = new double[k][n];
        for (int j = 0; j < n; j++) {
            double[] above = ((FlowEstimate) estimates[2 * j]).values();
            double[] below = ((FlowEstimate) estimates[2 * j + 1]).values();
            for (int i = 0; i < k; i++) {
                jacobian[i][j] = (above[i] - below[i]) / (2 * nuisance.step());
            }
        }
        return jacobian;
    }

    private StepKind.Output apply(Configured configured, Map<String, Object> inputs) {
        Step step = configured.step();
        Called with = called(configured);
        return complete(step.kind()
                .apply(with.component(), with.shared(), step.component().ref(), inputs, draws(configured)));
    }

    /**
     * Make a step's component ready for many inputs that share most columns; for one thread.
     *
     * @param like inputs as they will be given, by role
     */
    public StepKind.Call call(Configured configured, Map<String, Object> like) {
        Step step = configured.step();
        Called with = called(configured);
        StepKind.Call call = step.kind()
                .prepare(with.component(), with.shared(), step.component().ref(), like, draws(configured));
        return inputs -> complete(call.with(inputs));
    }

    private static Draws draws(Configured configured) {
        return KeyedDraws.ofSeed(configured.seed()).stream(configured.step().called());
    }

    private static StepKind.Output complete(StepKind.Output output) {
        requireNonNull(output.value(), "its result");
        return output;
    }

    /** Call a component, so that what it throws names the step. */
    public static <T> T named(Step step, Supplier<T> call) {
        try {
            return call.get();
        } catch (DataException e) {
            throw new DataException(
                    "steps." + step.name() + " (" + step.component().ref() + "): " + e.getMessage(), e);
        } catch (PeculiarException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StepFailure(
                    step.name(), step.component().ref(), step.component().plugin(), e);
        } catch (LinkageError e) {
            throw new PluginException(
                    "steps." + step.name() + " (" + step.component().ref() + "): plugin "
                            + step.component().plugin() + " looks in vain for something that it was built with (" + e
                            + "); 'peculiar plugins check' tells what, and what to do",
                    e);
        }
    }
}
