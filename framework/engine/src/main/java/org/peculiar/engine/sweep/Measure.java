package org.peculiar.engine.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A number read off a sweep: what claims bound and targets compare.
 *
 * @param what which number
 * @param over the axis it is read over; none for the baseline alone
 * @param variant the label of one variant, where one of several is meant
 * @param estimand the name of the estimand it is of
 */
public record Measure(What what, Optional<String> over, Optional<String> variant, String estimand) {

    /** Which number. */
    public enum What {
        /** The estimand itself, in the baseline or one variant. */
        VALUE,
        /** Largest absolute change from the baseline; of a vector, the largest length of a change. */
        MAX_ABS_CHANGE,
        /** Change from the baseline of one variant; of a vector, the length of the change. */
        CHANGE,
        /** The last variant of an axis less its first. */
        DIFFERENCE,
        /** Standard error along the baseline's flow that replicates or a jackknife give. */
        ERROR,
        /** Mean of mocks less the input; of a vector, along the input flow. */
        BIAS,
        /** Fraction of mocks whose stated one-sigma interval holds the input. */
        COVERAGE,
        /** Fraction of mocks that are significant at five per cent; 5 % is right for mocks without flow. */
        FALSE_ALARMS,
        /** Least confidence, in per cent, with which a variant excludes rest. */
        SIGNIFICANCE,
        /** Probability of a difference between the variants of an axis as large as found, if they agree. */
        CONSISTENCY;

        /** Return how descriptors name it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Return what a key names. */
        public static Optional<What> of(String key) {
            return Stream.of(values()).filter(what -> what.key().equals(key)).findFirst();
        }

        /** Return all keys. */
        public static List<String> keys() {
            return Stream.of(values()).map(What::key).toList();
        }
    }
}
