package org.peculiar.engine.sweep;

import java.util.OptionalDouble;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Position;

/**
 * A published number to compare with.
 *
 * @param name as tables call it
 * @param measure what is compared
 * @param published value
 * @param error its standard error, if one was published
 * @param unit of both, as in {@link Claim}
 * @param cite the paper
 * @param position where the descriptor says so
 */
public record Target(
        String name,
        Measure measure,
        double published,
        OptionalDouble error,
        Unit unit,
        String cite,
        Position position) {}
