package org.peculiar.engine.variants;

import java.util.Optional;
import org.peculiar.engine.graph.Configured;
import org.peculiar.engine.graph.Node;

/** One combination of levels, and the nodes that it needs. */
public final class Variant {

    private final int number;
    private final int[] levels;
    private final Configured[] steps;
    private final Node[] nodes;
    private final String refusal;

    Variant(int number, int[] levels, Configured[] steps, Node[] nodes, String refusal) {
        this.number = number;
        this.levels = levels;
        this.steps = steps;
        this.nodes = nodes;
        this.refusal = refusal;
    }

    /** Return its place among the variants; the baseline is 0. */
    public int number() {
        return number;
    }

    /** Return for each axis of variants the number of its level, 0 for the baseline's. */
    public int[] levels() {
        return levels;
    }

    /** Return a step by its place in the plan. */
    public Configured step(int place) {
        return steps[place];
    }

    /** Return the node of a step's output, rows selected, by the step's place in the plan. */
    public Node node(int place) {
        return nodes[place];
    }

    /** Return why the combination cannot be planned, if it cannot; there are no nodes then. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }
}
