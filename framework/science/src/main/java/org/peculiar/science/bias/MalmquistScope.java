package org.peculiar.science.bias;

import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Inference;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.Treatment;

/**
 * Which distances a Malmquist correction is for: estimates from observables alone, of groups, whose zero point is still to be set.
 *
 * <p>Distances that are conditioned on redshift have no such bias. Single galaxies have errors too large for it: with D = 0.26 in
 * ln d a correction of exp(3.5 D²) is 1.27, while a flux-limited sample in a redshift range is nothing like one in space. A zero
 * point that was set before has taken up the mean of the bias.
 *
 * @see "Lynden-Bell et al. 1988, ApJ 326, 19"
 */
public final class MalmquistScope {

    private MalmquistScope() {}

    /**
     * Refuse distances that are out of scope.
     *
     * @param singleGalaxies whether single galaxies are to be corrected all the same
     * @throws DataException telling why, and what to do instead
     */
    public static void require(DistanceSample distances, boolean singleGalaxies) {
        if (distances.inference() == Inference.GIVEN_REDSHIFT) {
            throw new DataException("Malmquist bias: the distances are conditioned on redshift ("
                    + distances.calibration().title()
                    + "), but only those from observables alone have this bias; use bias/none");
        }
        if (distances.tracer() == Tracer.GALAXY && !singleGalaxies) {
            throw new DataException(
                    "Malmquist bias: the tracers are single galaxies, but the correction holds for groups, with "
                            + "errors up to about 0.1; use an indicator that models the selection with bias/none, or insist with "
                            + "single-galaxies: true");
        }
        if (distances.zeroPoint() == ZeroPoint.FITTED) {
            throw new DataException("Malmquist bias: the zero point was set before ("
                    + distances.treatment("zero-point").map(Treatment::how).orElse("by an earlier step")
                    + "), but it must follow this correction, which changes it; swap the steps");
        }
    }
}
