package org.peculiar.engine.outcome;

import org.peculiar.engine.sweep.Target;

/**
 * A published number beside what was found.
 *
 * @param target what was published
 * @param measured what was found
 * @param sigmas found less published over both errors in quadrature; {@code NaN} without any error but that of the Monte Carlo
 */
public record Comparison(Target target, Measured measured, double sigmas) {

    static Comparison of(Target target, Measured measured) {
        boolean alone = target.error().isEmpty() && measured.kind().equals(Measured.MONTE_CARLO);
        double here = Double.isNaN(measured.error()) || alone ? 0 : measured.error();
        double error = Math.hypot(here, target.error().orElse(0));
        double sigmas = error > 0 ? (measured.value() - target.published()) / error : Double.NaN;
        return new Comparison(target, measured, sigmas);
    }
}
