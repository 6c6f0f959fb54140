package org.peculiar.science.statistics;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.peculiar.science.sky.GalacticVector;

/**
 * The axes of the covariance of a vector in Galactic axes.
 *
 * @param covariance it is of
 * @param axes three, from the smallest error to the largest
 */
public record ErrorEllipsoid(SymmetricMatrix3 covariance, List<Axis> axes) {

    /**
     * One principal axis. It has two ends; which of them is {@code direction} carries no meaning.
     *
     * @param error standard error along it, in the unit of the vector
     * @param direction one end, a unit vector
     */
    public record Axis(double error, GalacticVector direction) {

        /** Return the other end. */
        public GalacticVector antipode() {
            return direction.negate();
        }

        /** Return the end that is nearer to a direction. */
        public GalacticVector towards(GalacticVector other) {
            return direction.dot(other) < 0 ? antipode() : direction;
        }
    }

    public ErrorEllipsoid {
        requireNonNull(covariance, "covariance");
        axes = List.copyOf(axes);
    }

    /**
     * Decompose a covariance.
     *
     * @throws IllegalArgumentException unless it is 3 × 3, symmetric and positive definite
     */
    public static ErrorEllipsoid of(double[][] covariance) {
        SymmetricMatrix3 c = SymmetricMatrix3.of(covariance);
        EigenDecomposition eigen = new EigenDecomposition(MatrixUtils.createRealMatrix(c.toArray()));
        double[] values = eigen.getRealEigenvalues();
        double least = Arrays.stream(values).min().getAsDouble();
        if (!(least > 0)) {
            throw new IllegalArgumentException("covariance has a principal variance of " + least
                    + ", but all three must be positive for an error ellipsoid");
        }
        List<Axis> axes = IntStream.range(0, 3)
                .mapToObj(i -> new Axis(
                        Math.sqrt(values[i]),
                        GalacticVector.of(eigen.getEigenvector(i).toArray()).unit()))
                .sorted(Comparator.comparingDouble(Axis::error))
                .collect(Collectors.toList());
        return new ErrorEllipsoid(c, axes);
    }

    /** Return the standard error along a unit vector, {@code √(uᵀ C u)}. */
    public double errorAlong(GalacticVector unit) {
        return Math.sqrt(covariance.quadratic(unit));
    }
}
