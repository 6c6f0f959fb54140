package org.peculiar.engine.graph;

import java.util.Map;
import java.util.Optional;

/** A distinct result: a configured step with its inputs, or some rows of another result. */
public final class Node {

    private final int number;
    private final Configured configured;
    private final Optional<Selection> selection;
    private final Map<String, Node> inputs;
    private final String identity;

    Node(int number, Configured configured, Optional<Selection> selection, Map<String, Node> inputs, String identity) {
        this.number = number;
        this.configured = configured;
        this.selection = selection;
        this.inputs = inputs;
        this.identity = identity;
    }

    /** Return its place in the graph; inputs have smaller numbers. */
    public int number() {
        return number;
    }

    /** Return the step; for a selection, the step whose rows are selected. */
    public Configured configured() {
        return configured;
    }

    /** Return which rows, if the node is a selection. */
    public Optional<Selection> selection() {
        return selection;
    }

    /** Return what it takes, by role; a selection has one input. */
    public Map<String, Node> inputs() {
        return inputs;
    }

    /** Return the hash of all that decides the result. */
    public String identity() {
        return identity;
    }
}
