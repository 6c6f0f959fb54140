package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * Reduces distances and redshifts to the parameters of a flow.
 *
 * <p>Implementations are immutable and thread-safe. Zero distances in, zero flow out: they add no correction of their
 * own to the distances.
 */
@Kind("flow")
public interface FlowModel extends ExtensionPoint {

    /**
     * What a flow model sees; the names are the roles under {@code in:} of a descriptor.
     *
     * @param distances biases corrected
     * @param survey that the distances were measured from, as corrected, for a model that {@linkplain Component#takes() takes} it;
     *     rows may have been selected from the distances since, so the {@linkplain DistanceSample#rowIds() row ids} tell which of
     *     its galaxies or groups are meant
     */
    record Inputs(DistanceSample distances, Optional<Survey> survey) {

        public Inputs {
            requireNonNull(distances, "distances");
            requireNonNull(survey, "survey");
        }

        /** Return inputs without a survey. */
        public static Inputs of(DistanceSample distances) {
            return new Inputs(distances, Optional.empty());
        }
    }

    /**
     * Fit the model.
     *
     * @return the parameters with their random covariance; the host adds the systematic ones
     * @throws InsufficientDataException if the tracers cannot constrain the model
     */
    FlowFit fit(Inputs inputs);

    /**
     * Do once what depends only on columns that replicates share, to estimate what {@link #fit} would.
     *
     * <p>A stage compares those columns by reference and prepares anew where they differ, so that sharing can change speed and
     * never a bit of the result.
     *
     * @param like some of the inputs to come; they need not be ones that can be fitted
     */
    default Stage<Inputs, FlowEstimate> prepare(Inputs like) {
        return inputs -> fit(inputs).estimate();
    }
}
