package org.peculiar.engine.replicates;

import java.util.Arrays;
import org.peculiar.api.FlowEstimate;

/**
 * What is kept of a replicate.
 *
 * @param velocityKms Galactic components, in km/s
 * @param covariance random, in (km/s)²: xx, xy, xz, yy, yz, zz
 * @param chi2 of the fit
 * @param dof degrees of freedom
 * @param depthKms weighted depth in km/s
 * @param failure why there is no flow; empty if there is one
 */
public record Replicate(
        double[] velocityKms, double[] covariance, double chi2, int dof, double depthKms, String failure) {

    static Replicate of(FlowEstimate estimate) {
        double[][] c = estimate.random();
        return new Replicate(
                Arrays.copyOf(estimate.values(), 3),
                new double[] {c[0][0], c[0][1], c[0][2], c[1][1], c[1][2], c[2][2]},
                estimate.chi2(),
                estimate.dof(),
                estimate.depthKms(),
                "");
    }

    /** Return a replicate without a flow. */
    public static Replicate failed(String why) {
        double[] none = new double[6];
        Arrays.fill(none, Double.NaN);
        return new Replicate(Arrays.copyOf(none, 3), none, Double.NaN, 0, Double.NaN, why);
    }

    /** Tell whether there is a flow. */
    public boolean succeeded() {
        return failure.isEmpty();
    }
}
