package org.peculiar.engine.sweep;

import java.util.List;
import java.util.Map;

/**
 * A sweep as declared.
 *
 * @param design how the levels of axes are combined
 * @param onFailure what happens when a variant fails
 * @param pairedReplicates bootstrap resamples of tracers behind the errors of deterministic shifts
 * @param axes in the order declared
 * @param except combinations to leave out: each maps an axis to the label of its level
 */
public record Sweep(
        Design design, OnFailure onFailure, int pairedReplicates, List<Axis> axes, List<Map<String, String>> except) {

    /** How the levels of axes are combined. */
    public enum Design {
        /** Each level of each axis alone, everything else as in the baseline. */
        ONE_AT_A_TIME,
        /** Every combination of levels, the baseline's own among them. */
        FACTORIAL,
        /** The first levels of all axes together, then the second ones, and so on. */
        ZIP
    }

    /** What happens when a variant fails. */
    public enum OnFailure {
        /** It stays as a row with its reason. */
        RECORD,
        /** The sweep stops; what is finished is kept. */
        STOP
    }

    public Sweep {
        axes = List.copyOf(axes);
        except = List.copyOf(except);
    }
}
