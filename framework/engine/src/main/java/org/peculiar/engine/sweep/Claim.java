package org.peculiar.engine.sweep;

import java.util.OptionalDouble;
import org.peculiar.engine.descriptor.Position;

/**
 * An assertion over a sweep.
 *
 * @param measure what is bounded
 * @param below it must be less, in the unit of the estimand, or a fraction
 * @param above it must exceed, likewise
 * @param cite where the bound comes from
 * @param position where the descriptor says so
 */
public record Claim(Measure measure, OptionalDouble below, OptionalDouble above, String cite, Position position) {}
