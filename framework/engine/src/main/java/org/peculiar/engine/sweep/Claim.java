package org.peculiar.engine.sweep;

import java.util.OptionalDouble;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Position;

/**
 * An assertion over a sweep.
 *
 * @param measure what is bounded
 * @param below it must be less
 * @param above it must exceed
 * @param unit of both: the estimand's (of a finding, as the descriptor has it), {@link Unit#PERCENT} for a significance, none
 *     for a coverage, false alarms and a consistency, which are fractions
 * @param cite where the bound comes from, may be empty
 * @param position where the descriptor says so
 */
public record Claim(
        Measure measure, OptionalDouble below, OptionalDouble above, Unit unit, String cite, Position position) {}
