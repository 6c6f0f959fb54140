package org.peculiar.engine.graph;

import static java.util.Objects.requireNonNull;

import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.plan.Step;

/**
 * A step as a variant has it, with what it shares with others.
 *
 * @param step whose inputs say from which steps, not from which results
 * @param assume what steps share
 * @param seed of all random numbers
 */
public record Configured(Step step, Values assume, long seed) {

    public Configured {
        requireNonNull(step, "step");
        requireNonNull(assume, "assume");
    }
}
