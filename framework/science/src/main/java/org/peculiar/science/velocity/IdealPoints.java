package org.peculiar.science.velocity;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;

/**
 * An ideal survey of points. A bulk flow is {@code U_j = Σ_m 3 n_mj v_m/N}, as the literature has it; more moments are fitted to
 * the points by least squares.
 */
public final class IdealPoints implements IdealSurvey {

    private static final double GOLDEN = (1 + Math.sqrt(5)) / 2;

    private final Positions points;

    private IdealPoints(Positions points) {
        this.points = points;
    }

    /**
     * Take given points.
     *
     * @throws DataException if there are none
     */
    public static IdealPoints of(Positions points) {
        if (points.size() == 0) {
            throw new DataException("ideal survey: found no points, but some are needed");
        }
        return new IdealPoints(points);
    }

    /**
     * Spread points: the j-th of N, from 0, at z = 1 − (2j + 1)/N and azimuth 2πj/golden ratio, at the quantile of its distance
     * that is the van der Corput number of j + 1 in base 2. No chance is involved.
     *
     * @param count N
     */
    public static IdealPoints spread(RadialProfile profile, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("ideal survey: found " + count + " points, but at least 1 is needed");
        }
        double[] x = new double[count];
        double[] y = new double[count];
        double[] z = new double[count];
        double[] r = new double[count];
        for (int j = 0; j < count; j++) {
            z[j] = 1 - (2 * j + 1.0) / count;
            double across = Math.sqrt(1 - z[j] * z[j]);
            double azimuth = 2 * Math.PI * j / GOLDEN;
            x[j] = across * Math.cos(azimuth);
            y[j] = across * Math.sin(azimuth);
            // the bits of j + 1 mirrored at the point
            r[j] = profile.quantile().applyAsDouble((Integer.reverse(j + 1) >>> 1) * 0x1p-31);
        }
        return new IdealPoints(Positions.ofMpcH(new Directions(x, y, z), r));
    }

    /** Return the points. */
    public Positions points() {
        return points;
    }

    @Override
    public double depth() {
        return points.depth();
    }

    @Override
    public double meanSquareDistance() {
        return Arrays.stream(points.r()).map(r -> r * r).average().orElseThrow();
    }

    @Override
    public double variance(LinearVelocities theory) {
        return RadialAverage.of(points.r()).variance(theory);
    }

    @Override
    public double[][] covariance(FlowMoments moments, Positions survey, VelocityCovariance theory) {
        double[][] weights = weights(moments);
        double[][] covariance = new double[moments.count()][survey.size()];
        IntStream.range(0, survey.size()).parallel().forEach(n -> {
            double[] pairs = new double[points.size()];
            theory.fill(survey, n, points, 0, pairs.length, pairs, 0);
            for (int p = 0; p < weights.length; p++) {
                double sum = 0;
                for (int m = 0; m < pairs.length; m++) {
                    sum = Math.fma(weights[p][m], pairs[m], sum);
                }
                covariance[p][n] = sum;
            }
        });
        return covariance;
    }

    private double[][] weights(FlowMoments moments) {
        double[][] modes = moments.at(points, meanSquareDistance());
        double[][] weights = new double[modes.length][points.size()];
        if (moments == FlowMoments.BULK) {
            for (int j = 0; j < 3; j++) {
                for (int m = 0; m < points.size(); m++) {
                    weights[j][m] = 3 * modes[j][m] / points.size();
                }
            }
            return weights;
        }
        RealMatrix g = MatrixUtils.createRealMatrix(modes);
        // moments differ by powers of a distance: scaled to unit diagonal before it is judged
        RealMatrix normal = g.multiply(g.transpose());
        double[] scale = new double[modes.length];
        for (int p = 0; p < scale.length; p++) {
            scale[p] = 1 / Math.sqrt(normal.getEntry(p, p));
        }
        RealMatrix s = MatrixUtils.createRealDiagonalMatrix(scale);
        try {
            return s.multiply(new CholeskyDecomposition(s.multiply(normal).multiply(s))
                            .getSolver()
                            .solve(s.multiply(g)))
                    .getData();
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new DataException(
                    "ideal survey: its " + points.size() + " points do not determine " + moments.count() + " moments",
                    e);
        }
    }
}
