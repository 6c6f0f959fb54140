package org.peculiar.engine.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.api.Unit;

/** What can be read off a flow by name, as an estimand. */
public enum FlowProperty {
    /** The vector, Galactic components in km/s. */
    VELOCITY(Unit.KMS),
    /** Amplitude in km/s, as fitted. */
    SPEED(Unit.KMS),
    /** Amplitude in km/s, corrected for error bias. */
    SPEED_BIAS_CORRECTED(Unit.KMS),
    /** Galactic longitude of the flow in degrees. */
    L(Unit.DEG),
    /** Galactic latitude of the flow in degrees. */
    B(Unit.DEG),
    /** χ² of the fit. */
    CHI2(Unit.NONE),
    /** Weighted depth in km/s. */
    DEPTH(Unit.KMS);

    private final Unit unit;

    FlowProperty(Unit unit) {
        this.unit = unit;
    }

    /** Return the property of a key. */
    public static Optional<FlowProperty> of(String key) {
        return Stream.of(values())
                .filter(property -> property.key().equals(key))
                .findFirst();
    }

    /** Return the unit of its value. */
    public Unit unit() {
        return unit;
    }

    /** Return all keys. */
    public static List<String> keys() {
        return Stream.of(values()).map(FlowProperty::key).toList();
    }

    /** Tell whether it is the flow itself, or its amplitude. */
    public boolean isVelocity() {
        return this == VELOCITY || this == SPEED || this == SPEED_BIAS_CORRECTED;
    }

    /** Return how descriptors name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
