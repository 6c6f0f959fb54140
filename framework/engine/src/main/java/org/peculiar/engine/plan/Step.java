package org.peculiar.engine.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.schema.ComponentDescription;

/**
 * A planned step.
 *
 * @param name in the descriptor; of an imported one, after the name of the import: {@code smac.flow}
 * @param kind of its component
 * @param component which
 * @param own parameters of the component
 * @param shared parameters that the kind owns
 * @param inputs names of earlier steps, by role; those of a role that has many by {@code role.NAME}
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
        List<String> dropped) {

    /** Return the name of the import that it came with; none for a step of the descriptor itself. */
    public Optional<String> chain() {
        int dot = name.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(name.substring(0, dot));
    }

    /** Return what its own descriptor calls a step that it takes from. */
    public String asCalledHere(String from) {
        return chain().map(chain -> from.substring(chain.length() + 1)).orElse(from);
    }

    /** Return what its own descriptor calls it, which its random numbers are keyed by. */
    public String called() {
        return name.substring(name.indexOf('.') + 1);
    }
}
