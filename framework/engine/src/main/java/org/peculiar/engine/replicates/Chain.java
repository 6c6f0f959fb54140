package org.peculiar.engine.replicates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.engine.graph.Node;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.run.Evaluator;

/**
 * What lies between a result that is redrawn and one that is read: the nodes in order, ready to run again and again. Belongs to
 * one thread.
 */
public final class Chain {

    private final Evaluator evaluator;
    private final Link[] links;

    /** A node of the way; inputs are earlier links by place, −1 for the result that is redrawn, or constants. */
    private static final class Link {
        final Node node;
        final String[] roles;
        final int[] from;
        final Object[] constant;
        StepKind.Call call;

        Link(Node node, String[] roles, int[] from, Object[] constant) {
            this.node = node;
            this.roles = roles;
            this.from = from;
            this.constant = constant;
        }
    }

    /** Not a link, but a constant. */
    private static final int CONSTANT = -2;

    private Chain(Evaluator evaluator, Link[] links) {
        this.evaluator = evaluator;
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
        List<Node> way = way(redrawn, read);
        Map<Node, Integer> places = new HashMap<>();
        places.put(redrawn, -1);
        Link[] links = new Link[way.size()];
        for (int i = 0; i < links.length; i++) {
            Node node = way.get(i);
            int n = node.inputs().size();
            String[] roles = node.inputs().keySet().toArray(String[]::new);
            int[] from = new int[n];
            Object[] constant = new Object[n];
            for (int j = 0; j < n; j++) {
                Node input = node.inputs().get(roles[j]);
                from[j] = places.getOrDefault(input, CONSTANT);
                constant[j] = from[j] == CONSTANT ? evaluator.evaluate(input).value() : null;
            }
            links[i] = new Link(node, roles, from, constant);
            places.put(node, i);
        }
        return new Chain(evaluator, links);
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

    /** Run with a result in place of the redrawn one. */
    public Object run(Object redrawn) {
        Object[] values = new Object[links.length];
        Object last = redrawn;
        for (int i = 0; i < links.length; i++) {
            Link link = links[i];
            values[i] = last = result(link, redrawn, values);
        }
        return last;
    }

    private Object result(Link link, Object redrawn, Object[] values) {
        if (link.node.selection().isPresent()) {
            Object from = given(link, 0, redrawn, values);
            return Evaluator.named(
                    link.node.configured().step(),
                    () -> link.node.selection().get().of(from));
        }
        Map<String, Object> inputs;
        if (link.roles.length == 1) {
            inputs = Map.of(link.roles[0], given(link, 0, redrawn, values));
        } else {
            inputs = new HashMap<>();
            for (int j = 0; j < link.roles.length; j++) {
                inputs.put(link.roles[j], given(link, j, redrawn, values));
            }
        }
        return Evaluator.named(link.node.configured().step(), () -> {
            if (link.call == null) {
                link.call = evaluator.call(link.node.configured(), inputs);
            }
            return link.call.with(inputs).value();
        });
    }

    private static Object given(Link link, int input, Object redrawn, Object[] values) {
        return switch (link.from[input]) {
            case CONSTANT -> link.constant[input];
            case -1 -> redrawn;
            default -> values[link.from[input]];
        };
    }
}
