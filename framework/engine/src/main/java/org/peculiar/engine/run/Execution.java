package org.peculiar.engine.run;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.peculiar.api.DataException;
import org.peculiar.api.Figure;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.graph.Configured;
import org.peculiar.engine.graph.Graph;
import org.peculiar.engine.graph.Node;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.plan.StepKind;

/** The steps of a plan as they stand, the baseline of a sweep: each is run, and each result is kept. */
public final class Execution {

    private final Plan plan;
    private final Graph graph = new Graph();
    private final Evaluator evaluator;
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    /** Build the components of a plan, so that a mistake in any is found before anything runs. */
    public Execution(Plan plan, Function<Values, Instances> instances) {
        this.plan = plan;
        evaluator = new Evaluator(instances);
        for (Step step : plan.steps()) {
            Configured configured = new Configured(step, plan.assume(step), plan.seed(step));
            evaluator.build(configured);
            Map<String, Node> inputs = new LinkedHashMap<>();
            step.inputs().forEach((role, from) -> inputs.put(role, nodes.get(from)));
            Node node = graph.apply(configured, inputs);
            nodes.put(step.name(), node);
            evaluator.retain(node);
        }
    }

    /**
     * Run all steps.
     *
     * @return each step's output, flows with their systematic covariances, by name in the plan's order
     * @throws org.peculiar.api.PeculiarException if a step cannot do its work, naming the step
     * @throws StepFailure if a component breaks down
     */
    public Map<String, StepKind.Output> run() {
        Map<String, StepKind.Output> outputs = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            Evaluated evaluated = evaluator.evaluate(nodes.get(step.name()));
            outputs.put(step.name(), new StepKind.Output(evaluated.value(), evaluated.nuisance()));
        }
        return outputs;
    }

    /**
     * Gather what the steps, which have been run, have to show of their own, and the components that variants put in their place.
     *
     * @return figures by the names of the step and of the figure, joined by a hyphen; then, for a component of a variant, its id
     * @throws DataException if two have one name
     */
    public Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        Set<String> shown = new HashSet<>();
        for (Step step : plan.steps()) {
            Map<String, Object> inputs = new LinkedHashMap<>();
            step.inputs().forEach((role, from) -> inputs.put(role, value(from)));
            Object component = evaluator.component(new Configured(step, plan.assume(step), plan.seed(step)));
            Map<String, Figure> own = new LinkedHashMap<>(step.kind().portrait(component));
            own.putAll(step.kind().figures(component, inputs, value(step.name())));
            own.forEach((name, figure) -> put(figures, step, step.name() + "-" + name, figure));
            shown.add(step.name() + " " + step.component().ref());
        }
        for (Node node : graph.nodes()) {
            if (node.selection().isEmpty()) {
                Step step = node.configured().step();
                if (shown.add(step.name() + " " + step.component().ref())) {
                    step.kind()
                            .portrait(evaluator.component(node.configured()))
                            .forEach((name, figure) -> put(
                                    figures,
                                    step,
                                    step.name() + "-" + name + "-"
                                            + step.component().id(),
                                    of(step.component().id(), figure)));
                }
            }
        }
        return figures;
    }

    /** Returns a figure whose title tells the component of a variant that it is of. */
    private static Figure of(String component, Figure figure) {
        return new Figure(
                figure.title() + ": " + component, figure.caption(), figure.width(), figure.columns(), figure.panels());
    }

    private static void put(Map<String, Figure> figures, Step step, String name, Figure figure) {
        if (figures.put(name, figure) != null) {
            throw new DataException("steps." + step.name() + ": found two figures called " + name
                    + ", but each needs its own file; rename the step");
        }
    }

    private Object value(String step) {
        return evaluator.evaluate(nodes.get(step)).value();
    }

    /** Return the plan. */
    public Plan plan() {
        return plan;
    }

    /** Return the graph, which variants of the plan share. */
    public Graph graph() {
        return graph;
    }

    /** Return the evaluator of the graph. */
    public Evaluator evaluator() {
        return evaluator;
    }

    /** Return the node of a step. */
    public Node node(String step) {
        return nodes.get(step);
    }
}
