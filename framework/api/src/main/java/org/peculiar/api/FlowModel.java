package org.peculiar.api;

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
     * Fit the model.
     *
     * @return the parameters with their random covariance; the host adds the systematic ones
     * @throws InsufficientDataException if the tracers cannot constrain the model
     */
    FlowFit fit(DistanceSample distances);

    /**
     * Do once what depends only on columns that replicates share.
     *
     * <p>A stage compares those columns by reference and prepares anew where they differ, so that sharing can change speed and
     * never a bit of the result.
     *
     * @param like one of the inputs to come; it need not be one that can be fitted
     */
    default Stage<DistanceSample, FlowFit> prepare(DistanceSample like) {
        return this::fit;
    }
}
