package org.peculiar.engine.replicates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.peculiar.api.FlowEstimate;
import org.peculiar.engine.graph.Node;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.run.Evaluator;

/**
 * What lies between a result that is redrawn and the flow that is read: the steps in order, ready to run again and again. Belongs
 * to one thread.
 */
public final class Chain {

    private final Link[] links;

    private Chain(Link[] links) {
        this.links = links;
    }

    /** Return the nodes beside the way that nodes on it take from; the redrawn one is not among them. */
    public static List<Node> beside(Node redrawn, Node read) {
        List<Node> way = way(redrawn, read);
        List<Node> beside = new ArrayList<>();
        for (Node node : way) {
            for (Node input : node.inputs().values()) {
                if (input != redrawn && !way.contains(input)) {
                    beside.add(input);
                }
            }
        }
        return beside;
    }

    /** Tell whether a result depends on another. */
    public static boolean leads(Node redrawn, Node read) {
        return !way(redrawn, read).isEmpty();
    }

    /** Return a chain; the nodes beside it must be retained. */
    public static Chain between(Node redrawn, Node read, Evaluator evaluator) {
        Map<Node, Link> links = new LinkedHashMap<>();
        for (Node node : way(redrawn, read)) {
            links.put(node, new Link(node, redrawn, links, evaluator));
        }
        return new Chain(links.values().toArray(Link[]::new));
    }

    /** Returns the nodes that depend on the redrawn one and that the read one needs, itself included, in order. */
    private static List<Node> way(Node redrawn, Node read) {
        Map<Node, Boolean> depends = new LinkedHashMap<>();
        depends(read, redrawn, depends);
        return depends.entrySet().stream()
                .filter(entry -> entry.getValue() && entry.getKey() != redrawn)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean depends(Node node, Node on, Map<Node, Boolean> known) {
        if (node == on) {
            return true;
        }
        Boolean before = known.get(node);
        if (before != null) {
            return before;
        }
        boolean any = false;
        for (Node input : node.inputs().values()) {
            any |= depends(input, on, known);
        }
        known.put(node, any);
        return any;
    }

    /** Estimate the flow with a result in place of the redrawn one. */
    public FlowEstimate run(Object redrawn) {
        Object last = redrawn;
        for (Link link : links) {
            last = link.run(redrawn);
        }
        return (FlowEstimate) last;
    }

    /** A step of the way. */
    private static final class Link implements Supplier<Object> {

        private final Node node;
        private final Evaluator evaluator;

        /** Roles of the inputs that change, and the links that they come from, {@code null} for what is redrawn. */
        private final String[] roles;

        private final Link[] from;

        /** By role; those that do not change stay. */
        private final Map<String, Object> inputs = new HashMap<>();

        private StepKind.Call call;
        private Object result;

        Link(Node node, Node redrawn, Map<Node, Link> before, Evaluator evaluator) {
            this.node = node;
            this.evaluator = evaluator;
            Map<String, Link> changing = new LinkedHashMap<>();
            node.inputs().forEach((role, input) -> {
                if (input == redrawn || before.containsKey(input)) {
                    changing.put(role, before.get(input));
                } else {
                    inputs.put(role, evaluator.evaluate(input).value());
                }
            });
            roles = changing.keySet().toArray(String[]::new);
            from = changing.values().toArray(Link[]::new);
        }

        Object run(Object redrawn) {
            for (int i = 0; i < roles.length; i++) {
                inputs.put(roles[i], from[i] == null ? redrawn : from[i].result);
            }
            result = Evaluator.named(node.configured().step(), this);
            return result;
        }

        @Override
        public Object get() {
            if (node.selection().isPresent()) {
                return node.selection().get().of(inputs.get("rows"));
            }
            if (call == null) {
                call = evaluator.call(node.configured(), inputs);
            }
            return call.with(inputs).value();
        }
    }
}
