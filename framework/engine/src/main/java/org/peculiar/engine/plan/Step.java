package org.peculiar.engine.plan;

import java.util.List;
import java.util.Map;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.schema.ComponentDescription;

/**
 * A planned step.
 *
 * @param name in the descriptor
 * @param kind of its component
 * @param component which
 * @param own parameters of the component
 * @param shared parameters that the kind owns
 * @param inputs names of earlier steps, by role
 * @param content hash of all that decides its result but its inputs
 * @param identity hash of content and inputs' identities
 * @param dropped parameters that an exchange of the component left without a taker
 */
public record Step(
        String name,
        StepKind kind,
        ComponentDescription component,
        Values own,
        Values shared,
        Map<String, String> inputs,
        String content,
        String identity,
        List<String> dropped) {}
