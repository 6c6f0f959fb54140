package org.peculiar.science.flow;

import java.util.List;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.InsufficientDataException;

/** Which distances a flow can be fitted to: enough of them, and with a zero point unless the flow fits it too. */
public final class FlowScope {

    private FlowScope() {}

    /**
     * Require that there are enough tracers.
     *
     * @param model as messages call it, such as {@code bulk flow}
     * @throws InsufficientDataException if there are fewer
     */
    public static void requireTracers(String model, DistanceSample distances, int fewest) {
        if (distances.size() < fewest) {
            throw new InsufficientDataException(
                    model + ": found " + distances.size() + " tracers, but at least " + fewest + " are needed");
        }
    }

    /**
     * Require more tracers than a model has parameters.
     *
     * @param model as messages call it, such as {@code shear}
     * @param parameters their names
     * @throws InsufficientDataException if there are no more
     */
    public static void requireMoreThan(String model, DistanceSample distances, List<String> parameters) {
        if (distances.size() <= parameters.size()) {
            throw new InsufficientDataException(model + ": found " + distances.size() + " tracers, but "
                    + parameters.size() + " parameters (" + String.join(", ", parameters)
                    + ") need more than as many");
        }
    }

    /**
     * Require that an earlier step has set the zero point of the distances.
     *
     * @param model as messages call it, such as {@code bulk flow}
     * @param otherwise what else would do, after the advice to add such a step: {@code , or monopole: zero-point}; empty if nothing
     * @throws DataException if the distances are relative
     */
    public static void requireZeroPoint(String model, DistanceSample distances, String otherwise) {
        if (distances.zeroPoint() != ZeroPoint.FITTED) {
            throw new DataException(
                    model + ": the scale of the distances is relative, but a flow needs their zero point; add a step"
                            + " such as bias/no-net-inflow before" + otherwise);
        }
    }
}
