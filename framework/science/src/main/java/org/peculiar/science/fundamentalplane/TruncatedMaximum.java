package org.peculiar.science.fundamentalplane;

import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.peculiar.api.DataException;
import org.peculiar.api.InsufficientDataException;

/** The search for the maximum of a {@link TruncatedLikelihood} at η = 0. */
final class TruncatedMaximum {

    private static final int SIZE = PlaneGaussian.SIZE;
    private static final int MAX_ROUNDS = 100;

    private final TruncatedLikelihood likelihood;
    private final PlaneSample sample;

    TruncatedMaximum(TruncatedLikelihood likelihood, PlaneSample sample) {
        this.likelihood = likelihood;
        this.sample = sample;
    }

    /**
     * Finds it.
     *
     * @throws InsufficientDataException if there are too few galaxies, or there is no maximum
     */
    TruncatedLikelihood.Fit find() {
        int n = sample.size();
        if (n < 2 * SIZE) {
            throw new InsufficientDataException("truncated Gaussian: found " + n + " galaxies, but its " + SIZE
                    + " parameters need at least " + 2 * SIZE);
        }
        double[] p = FreePlane.of(moments());
        PlaneGaussian plane = FreePlane.plane(p);
        TruncatedLikelihood.Evaluation now = likelihood.evaluate(plane);
        int evaluations = 1;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            RealMatrix jacobian = FreePlane.jacobian(p);
            RealVector gradient = jacobian.preMultiply(MatrixUtils.createRealVector(now.gradient));
            RealMatrix curvature = jacobian.transpose()
                    .multiply(MatrixUtils.createRealMatrix(now.outer))
                    .multiply(jacobian);
            RealVector step = solve(curvature, gradient);
            if (gradient.dotProduct(step) < 1e-10) {
                return new TruncatedLikelihood.Fit(plane, covariance(p), now.logLikelihood, evaluations);
            }
            double length = 1;
            while (true) {
                double[] trial = step.mapMultiply(length)
                        .add(MatrixUtils.createRealVector(p))
                        .toArray();
                PlaneGaussian trialPlane = FreePlane.plane(trial);
                TruncatedLikelihood.Evaluation there = likelihood.evaluate(trialPlane);
                evaluations++;
                if (there.logLikelihood >= now.logLikelihood - 1e-9) {
                    p = trial;
                    plane = trialPlane;
                    now = there;
                    break;
                }
                length /= 2;
                if (length < 1e-6) {
                    throw noMaximum(n);
                }
            }
        }
        throw noMaximum(n);
    }

    private static InsufficientDataException noMaximum(int n) {
        return new InsufficientDataException(
                "truncated Gaussian: no maximum of the likelihood was found in " + MAX_ROUNDS + " rounds on " + n
                        + " galaxies; check that the magnitude and dispersion limits are those of the sample");
    }

    private static RealVector solve(RealMatrix m, RealVector v) {
        try {
            return new CholeskyDecomposition(symmetric(m)).getSolver().solve(v);
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new InsufficientDataException("truncated Gaussian: the galaxies do not determine its " + SIZE
                    + " parameters; more galaxies with a spread in all three observables are needed");
        }
    }

    private static RealMatrix symmetric(RealMatrix m) {
        return m.add(m.transpose()).scalarMultiply(0.5);
    }

    private PlaneGaussian moments() {
        int n = sample.size();
        double[] mean = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            for (double x : sample.coordinate(axis)) {
                mean[axis] += x / n;
            }
        }
        double[] s = new double[6];
        for (int i = 0; i < n; i++) {
            double dr = sample.logRe()[i] - mean[0];
            double ds = sample.logSigma()[i] - mean[1];
            double di = sample.brightness()[i] - mean[2];
            s[0] += dr * dr / (n - 1);
            s[1] += dr * ds / (n - 1);
            s[2] += dr * di / (n - 1);
            s[3] += ds * ds / (n - 1);
            s[4] += ds * di / (n - 1);
            s[5] += di * di / (n - 1);
        }
        try {
            return new PlaneGaussian(mean[0], mean[1], mean[2], s[0], s[1], s[2], s[3], s[4], s[5]);
        } catch (DataException e) {
            throw new InsufficientDataException("truncated Gaussian: the " + n
                    + " galaxies lie in a plane without thickness, on a line or a point, but a spread in all three observables"
                    + " is needed");
        }
    }

    /** Invert the curvature of −ln L, from central differences of its gradient by p, and carry it over to θ. */
    private double[][] covariance(double[] p) {
        double step = 1e-4;
        double[][] hessian = new double[SIZE][];
        for (int i = 0; i < SIZE; i++) {
            double[] up = p.clone();
            double[] down = p.clone();
            up[i] += step;
            down[i] -= step;
            RealVector difference = gradientByFree(down).subtract(gradientByFree(up));
            hessian[i] = difference.mapDivide(2 * step).toArray();
        }
        RealMatrix symmetric = symmetric(MatrixUtils.createRealMatrix(hessian));
        RealMatrix inverse;
        try {
            inverse = new CholeskyDecomposition(symmetric).getSolver().getInverse();
        } catch (NonPositiveDefiniteMatrixException e) {
            throw noMaximum(sample.size());
        }
        RealMatrix jacobian = FreePlane.jacobian(p);
        return jacobian.multiply(inverse).multiply(jacobian.transpose()).getData();
    }

    private RealVector gradientByFree(double[] p) {
        return FreePlane.jacobian(p)
                .preMultiply(MatrixUtils.createRealVector(likelihood.evaluate(FreePlane.plane(p)).gradient));
    }
}
