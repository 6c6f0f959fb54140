package org.peculiar.api;

import org.pf4j.ExtensionPoint;

/**
 * Corrects distances for a bias, or sets their zero point.
 *
 * <p>Implementations are immutable and thread-safe, and keep all rows and their order.
 */
@Kind("bias")
public interface DistanceBias extends ExtensionPoint {

    /**
     * Correct the distances.
     *
     * @throws DataException if the correction does not apply to such distances, or was made before
     */
    DistanceSample correct(DistanceSample distances);

    /**
     * Do once what depends only on columns that replicates share.
     *
     * <p>A stage compares those columns by reference and prepares anew where they differ, so that sharing can change speed and
     * never a bit of the result.
     *
     * @param like one of the inputs to come; it need not be one that can be corrected
     */
    default Stage<DistanceSample, DistanceSample> prepare(DistanceSample like) {
        return this::correct;
    }
}
