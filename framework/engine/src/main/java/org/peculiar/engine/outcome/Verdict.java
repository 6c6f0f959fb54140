package org.peculiar.engine.outcome;

import java.util.OptionalDouble;
import org.peculiar.engine.sweep.Claim;

/**
 * What became of a claim.
 *
 * @param claim the assertion
 * @param measured what it bounds
 * @param holds whether it is within its bounds, and nothing makes it doubtful
 * @param close whether a bound is within two errors, so that other data or other random numbers could turn the verdict
 */
public record Verdict(Claim claim, Measured measured, boolean holds, boolean close) {

    static Verdict of(Claim claim, Measured measured) {
        double value = measured.value();
        boolean holds = measured.trouble().isEmpty()
                && (claim.below().isEmpty() || value < claim.below().getAsDouble())
                && (claim.above().isEmpty() || value > claim.above().getAsDouble());
        double reach = 2 * measured.error();
        boolean close = near(value, claim.below(), reach) || near(value, claim.above(), reach);
        return new Verdict(claim, measured, holds, close);
    }

    private static boolean near(double value, OptionalDouble bound, double reach) {
        return bound.isPresent() && Math.abs(value - bound.getAsDouble()) < reach;
    }
}
