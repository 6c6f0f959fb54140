package org.peculiar.engine.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.engine.plan.Identity;

/** Makes nodes, each distinct one once. Not thread-safe. */
public final class Graph {

    private static final int FEW_INPUTS = 4;

    private final Map<Key, Node> nodes = new HashMap<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private final IdentityHashMap<Configured, Integer> known = new IdentityHashMap<>();
    private final List<Node> all = new ArrayList<>();

    /** What makes a node, as small numbers, so that a hundred thousand variants are quickly sorted into few nodes. */
    private record Key(int what, int in0, int in1, int in2, int in3) {

        /** Well mixed: sums of small numbers, as a record's own hash is one, would collide by the thousand. */
        @Override
        public int hashCode() {
            long mixed = what * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ in0) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ in1 ^ (mixed >>> 29)) * 0x94D049BB133111EBL;
            mixed = (mixed ^ ((long) in2 << 32) ^ in3) * 0x9E3779B97F4A7C15L;
            return (int) (mixed >>> 32);
        }
    }

    /**
     * Return the node of a step.
     *
     * @param inputs by role, in the order of the step's inputs
     */
    public Node apply(Configured configured, Map<String, Node> inputs) {
        int what = known.computeIfAbsent(configured, c -> number(c.step().content() + " " + inputs.keySet()));
        Key key = inputs.size() > FEW_INPUTS ? ofMany(what, inputs) : ofFew(what, inputs);
        Node node = nodes.get(key);
        if (node == null) {
            Map<String, String> identities = new LinkedHashMap<>();
            inputs.forEach((role, input) -> identities.put(role, input.identity()));
            node = new Node(
                    all.size(),
                    configured,
                    Optional.empty(),
                    Collections.unmodifiableMap(new LinkedHashMap<>(inputs)),
                    Identity.ofResult(configured.step().content(), identities));
            nodes.put(key, node);
            all.add(node);
        }
        return node;
    }

    private static Key ofFew(int what, Map<String, Node> inputs) {
        int[] in = {-1, -1, -1, -1};
        int i = 0;
        for (Node input : inputs.values()) {
            in[i++] = input.number();
        }
        return new Key(what, in[0], in[1], in[2], in[3]);
    }

    /** The roles are part of {@code what}, so that no node has few inputs in one variant and many in another. */
    private Key ofMany(int what, Map<String, Node> inputs) {
        return new Key(what, number(inputs.values().stream().map(Node::number).toList()), -1, -1, -1);
    }

    private int number(Object of) {
        return numbers.computeIfAbsent(of, unseen -> numbers.size());
    }

    /** Return the node of some rows of a result. */
    public Node select(Node of, Selection selection) {
        String text = "rows " + selection.identity();
        int what = number(text);
        Key key = new Key(what, of.number(), -1, -1, -1);
        Node node = nodes.get(key);
        if (node == null) {
            node = new Node(
                    all.size(),
                    of.configured(),
                    Optional.of(selection),
                    Map.of("rows", of),
                    Identity.ofResult(text, Map.of("rows", of.identity())));
            nodes.put(key, node);
            all.add(node);
        }
        return node;
    }

    /** Return all nodes; inputs come before those that take them. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(all);
    }
}
