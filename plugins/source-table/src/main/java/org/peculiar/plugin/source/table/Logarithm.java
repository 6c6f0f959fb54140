package org.peculiar.plugin.source.table;

import java.util.Optional;
import org.peculiar.api.Unit;
import org.peculiar.api.Unit.Dimension;

/**
 * A decimal logarithm that quantities come in.
 *
 * @param of unit of what the logarithm is taken of
 * @param unit of the logarithm
 */
record Logarithm(Unit of, Unit unit) {

    /** Finds the logarithm of what has a dimension. */
    static Optional<Logarithm> of(Dimension dimension) {
        return switch (dimension) {
            case NUMBER -> Optional.of(new Logarithm(Unit.NONE, Unit.DEX));
            case VELOCITY -> Optional.of(new Logarithm(Unit.KMS, Unit.DEX_KMS));
            case ANGLE -> Optional.of(new Logarithm(Unit.ARCSEC, Unit.DEX_ARCSEC));
            case SCALED_LENGTH -> Optional.of(new Logarithm(Unit.KPC_H, Unit.DEX_KPC_H));
            default -> Optional.empty();
        };
    }
}
