package org.peculiar.plugin.diagnostic.mg2sigma;

import org.peculiar.api.Draws;

/** Fisher and Yates's shuffle. */
final class Shuffle {

    private Shuffle() {}

    /** Returns the values in random order, each order as probable as any other. */
    static double[] of(double[] values, Draws draws) {
        double[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = (int) (draws.uniform(i) * (i + 1));
            double value = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = value;
        }
        return shuffled;
    }
}
