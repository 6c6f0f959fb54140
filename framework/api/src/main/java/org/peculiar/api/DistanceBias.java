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
}
