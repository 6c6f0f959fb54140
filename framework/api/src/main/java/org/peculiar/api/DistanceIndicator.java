package org.peculiar.api;

import java.util.Map;
import org.pf4j.ExtensionPoint;

/**
 * Estimates how far the tracers of a survey are, from one empirical relation.
 *
 * <p>Implementations are immutable and thread-safe. They apply the relation only: extinction, Malmquist bias and the
 * zero point are separate steps. A galaxy that lacks an observable is left out and counted, never guessed.
 */
@Kind("indicator")
public interface DistanceIndicator extends ExtensionPoint {

    /**
     * Calibrate the relation on the survey and measure every tracer with it.
     *
     * @param survey observables already corrected for extinction; redshifts in the CMB frame
     * @return one row per tracer, with relative zero point
     * @throws InsufficientDataException if no tracer has what the relation needs
     */
    DistanceSample measure(Survey survey);

    /**
     * Do once what depends only on columns that replicates share.
     *
     * <p>A stage compares those columns by reference and prepares anew where they differ, so that sharing can change speed and
     * never a bit of the result.
     *
     * @param like one of the inputs to come; it need not be one that can be measured
     */
    default Stage<Survey, DistanceSample> prepare(Survey like) {
        return this::measure;
    }

    /**
     * Show the relation as fitted, the data on it and what they leave over; for one survey, not for its replicates.
     *
     * @param survey that was measured
     * @param measured what {@link #measure} made of it
     * @return figures by name, in kebab-case; none by default
     */
    default Map<String, Figure> figures(Survey survey, DistanceSample measured) {
        return Map.of();
    }
}
