package org.peculiar.engine.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be read off a flow by name, as an estimand. */
public enum FlowProperty {
    /** The vector, Galactic components in km/s. */
    VELOCITY,
    /** Amplitude in km/s, as fitted. */
    SPEED,
    /** Amplitude in km/s, corrected for error bias. */
    SPEED_BIAS_CORRECTED,
    /** Galactic longitude of the flow in degrees. */
    L,
    /** Galactic latitude of the flow in degrees. */
    B,
    /** χ² of the fit. */
    CHI2,
    /** Weighted depth in km/s. */
    DEPTH;

    /** Return all keys. */
    public static List<String> keys() {
        return Stream.of(values()).map(FlowProperty::key).toList();
    }

    /** Return how descriptors name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
