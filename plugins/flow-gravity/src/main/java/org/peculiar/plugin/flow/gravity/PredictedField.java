package org.peculiar.plugin.flow.gravity;

import java.util.Map;
import org.peculiar.api.DistanceSample;

/** Radial velocities that gravity predicts for beta = 1. Immutable. */
interface PredictedField {

    /**
     * Predict velocities.
     *
     * @param distanceKms comoving distances at which the tracers are
     * @return in km/s, one a tracer
     * @throws org.peculiar.api.DataException if the prediction does not reach a tracer, naming it
     */
    double[] radialKms(DistanceSample tracers, double[] distanceKms);

    /** Return what people quote of the field, for beta = 1. */
    default Map<String, Double> quoted() {
        return Map.of();
    }
}
