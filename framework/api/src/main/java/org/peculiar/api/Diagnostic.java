package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * Tests a survey, its distances or its flow for something that would make the flow wrong.
 *
 * <p>Implementations are immutable and thread-safe. A diagnostic changes nothing that later steps take.
 */
@Kind("diagnostic")
public interface Diagnostic extends ExtensionPoint {

    /**
     * What a diagnostic sees; the names are the roles under {@code in:} of a descriptor.
     *
     * @param survey as corrected
     * @param distances measured from it, biases corrected
     * @param flow fitted to them, if the analysis has fitted one
     */
    record Inputs(Survey survey, DistanceSample distances, Optional<FlowFit> flow) {

        public Inputs {
            requireNonNull(survey, "survey");
            requireNonNull(distances, "distances");
            requireNonNull(flow, "flow");
        }
    }

    /**
     * Look into the inputs.
     *
     * @param draws random numbers keyed by the descriptor's seed and the step
     * @throws DataException if the inputs lack what it looks at
     * @throws InsufficientDataException if there are too few rows
     */
    Finding find(Inputs inputs, Draws draws);
}
