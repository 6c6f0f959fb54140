package org.peculiar.api;

import org.pf4j.ExtensionPoint;

/**
 * Looks into surveys, distances or flows for something that would make a flow wrong, or for what it means.
 *
 * <p>Each diagnostic declares what it sees as a record of its own. The names of its components, in kebab-case, are the roles under
 * {@code in:} of a descriptor; their types let the host refuse a wrong wiring before anything runs: a {@link Survey}, a
 * {@link DistanceSample} or a {@link FlowFit}; an {@link java.util.Optional} of one, for what an analysis may lack; or a
 * {@link java.util.Map} from {@link String} to one, for any number of them by the names that the descriptor gives, in its order.
 *
 * <p>Implementations are immutable and thread-safe. A diagnostic changes nothing that later steps take.
 *
 * @param <I> the record of what it sees
 */
@Kind("diagnostic")
public interface Diagnostic<I extends Record> extends ExtensionPoint {

    /**
     * Look into the inputs.
     *
     * @param draws random numbers keyed by the descriptor's seed and the step
     * @throws DataException if the inputs lack what it looks at
     * @throws InsufficientDataException if there are too few rows
     */
    Finding find(I inputs, Draws draws);
}
