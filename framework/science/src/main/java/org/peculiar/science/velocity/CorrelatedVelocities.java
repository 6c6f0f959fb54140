package org.peculiar.science.velocity;

import java.util.stream.IntStream;
import org.peculiar.science.linearalgebra.CholeskyFactor;

/** Draws of radial velocities that linear theory correlates, each with noise of its own besides. Immutable. */
public final class CorrelatedVelocities {

    private final CholeskyFactor factor;

    private CorrelatedVelocities(CholeskyFactor factor) {
        this.factor = factor;
    }

    /**
     * Prepare draws for objects; takes 8 N² bytes and a time of N³.
     *
     * @param noiseKms standard deviation of what each velocity has on its own, in km/s
     * @throws org.peculiar.api.DataException if the covariance is not positive definite, as that of objects in one place without
     *     noise, or there is no room for it
     * @throws IllegalArgumentException if the table does not reach twice as far as the objects
     */
    public static CorrelatedVelocities of(VelocityCovariance theory, Positions positions, double noiseKms) {
        int n = positions.size();
        String what = "velocities of mocks";
        double[] matrix = CholeskyFactor.allocate(n, what);
        IntStream.range(0, n).parallel().forEach(m -> {
            theory.fill(positions, m, positions, 0, m + 1, matrix, m * n);
            matrix[m * n + m] += noiseKms * noiseKms;
        });
        return new CorrelatedVelocities(CholeskyFactor.inPlace(matrix, n, what));
    }

    /** Return velocities in km/s from as many independent standard normal numbers. */
    public double[] of(double[] normals) {
        return factor.times(normals);
    }
}
