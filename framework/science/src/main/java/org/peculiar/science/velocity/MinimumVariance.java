package org.peculiar.science.velocity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.linearalgebra.CholeskyFactor;
import org.peculiar.science.statistics.LinearModel;
import org.peculiar.science.statistics.SharedError;

/**
 * The weights that estimate the moments of an ideal survey with least variance, {@code ⟨(Σ_n w_pn v_n − U_p)²⟩}, and give those
 * of a flow that has only such moments exactly, {@code Σ_n w_pn g_qn = δ_pq}.
 *
 * <p>The bordered system {@code G w + g μ = Q, gᵀ w = E} with {@code G = ⟨v v⟩ + noise}, {@code Q = ⟨U v⟩} is solved by the
 * Cholesky factor of G and the Schur complement {@code gᵀ G⁻¹ g}, so that the constraints hold to rounding. Constraints without
 * a moment, {@code Σ_n w_pn h_n = 0}, make the estimate blind to h, such as an error of the zero point.
 *
 * @see "Watkins, Feldman and Hudson 2009, MNRAS 392, 743; Feldman, Watkins and Hudson 2010, MNRAS 407, 2328, section 2"
 */
public final class MinimumVariance {

    private static final String WHAT = "minimum variance";

    private final double[][] weights;
    private final double[][] noise;
    private final double[][] cosmic;
    private final double[] idealCovariance;
    private final CholeskyFactor factor;
    private final double[][] modes;

    private MinimumVariance(
            double[][] weights,
            double[][] noise,
            double[][] cosmic,
            double[] idealCovariance,
            CholeskyFactor factor,
            double[][] modes) {
        this.weights = weights;
        this.noise = noise;
        this.cosmic = cosmic;
        this.idealCovariance = idealCovariance;
        this.factor = factor;
        this.modes = modes;
    }

    /**
     * What the estimate is to be blind to.
     *
     * @param name for messages
     * @param column h, one value an object
     */
    public record Blindness(String name, double[] column) {}

    /**
     * Find the weights.
     *
     * @param survey positions of the objects
     * @param noiseVariance of the velocities, independent, in (km/s)²
     * @param shared further errors of the velocities with finite sizes
     * @param blind what the estimate is to ignore
     * @param theory whose table reaches over both surveys, {@link #reach}
     * @throws InsufficientDataException if the objects are too few, or are placed so that they cannot tell the moments apart
     * @throws org.peculiar.api.DataException if the covariance of the velocities is not positive definite
     */
    public static MinimumVariance of(
            FlowMoments moments,
            Positions survey,
            double[] noiseVariance,
            List<SharedError> shared,
            List<Blindness> blind,
            IdealSurvey ideal,
            VelocityCovariance theory) {
        int n = survey.size();
        int constraints = moments.count() + blind.size();
        if (n < constraints) {
            throw new InsufficientDataException(WHAT + ": found " + n + " tracers, but " + moments.count()
                    + " moments" + (blind.isEmpty() ? "" : " and what they are to be blind to")
                    + " need at least " + constraints);
        }
        double[][] modes = moments.at(survey, ideal.meanSquareDistance());
        double[][] g = Arrays.copyOf(modes, constraints);
        for (int b = 0; b < blind.size(); b++) {
            g[moments.count() + b] = blind.get(b).column();
        }
        double[][] q = ideal.covariance(moments, survey, theory);
        CholeskyFactor factor = CholeskyFactor.inPlace(covariance(survey, noiseVariance, shared, theory), n, WHAT);

        double[][] right = Arrays.copyOf(g, constraints + q.length);
        System.arraycopy(q, 0, right, constraints, q.length);
        double[][] solved = factor.solve(right);
        RealMatrix gg = products(g, Arrays.copyOf(solved, constraints));
        RealMatrix gq = products(g, Arrays.copyOfRange(solved, constraints, right.length));
        // gᵀ G⁻¹ (Q − g μ) = E
        for (int p = 0; p < q.length; p++) {
            gq.addToEntry(p, p, -1);
        }
        double[][] mu = inverse(gg, names(moments, blind)).multiply(gq).getData();
        double[][] weights = new double[q.length][];
        double[][] remainder = new double[q.length][];
        for (int p = 0; p < q.length; p++) {
            weights[p] = solved[constraints + p].clone();
            remainder[p] = q[p].clone();
            for (int c = 0; c < constraints; c++) {
                for (int i = 0; i < n; i++) {
                    weights[p][i] -= mu[c][p] * solved[c][i];
                    remainder[p][i] -= mu[c][p] * g[c][i];
                }
            }
        }
        // G w = Q − g μ
        double[][] total = products(weights, remainder).getData();
        double[][] noise = noise(weights, noiseVariance, shared);
        double[][] cosmic = new double[q.length][q.length];
        double[] idealCovariance = new double[q.length];
        for (int p = 0; p < q.length; p++) {
            for (int r = 0; r < q.length; r++) {
                cosmic[p][r] = 0.5 * (total[p][r] + total[r][p]) - noise[p][r];
            }
            idealCovariance[p] = dot(weights[p], q[p]);
        }
        return new MinimumVariance(weights, noise, cosmic, idealCovariance, factor, modes);
    }

    /** Return the separation in Mpc/h that a table must reach to for a survey and an ideal one. */
    public static double reach(Positions survey, IdealSurvey ideal) {
        return survey.depth() + Math.max(survey.depth(), ideal.depth()) + 1;
    }

    private static double[] covariance(
            Positions survey, double[] noiseVariance, List<SharedError> shared, VelocityCovariance theory) {
        int n = survey.size();
        double[] matrix = CholeskyFactor.allocate(n, WHAT);
        IntStream.range(0, n).parallel().forEach(m -> {
            int row = m * n;
            theory.fill(survey, m, survey, 0, m + 1, matrix, row);
            for (SharedError error : shared) {
                double scale = error.sigma() * error.sigma() * error.column()[m];
                for (int i = 0; i <= m; i++) {
                    matrix[row + i] += scale * error.column()[i];
                }
            }
            matrix[row + m] += noiseVariance[m];
        });
        return matrix;
    }

    private static RealMatrix products(double[][] a, double[][] b) {
        double[][] products = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                products[i][j] = dot(a[i], b[j]);
            }
        }
        return MatrixUtils.createRealMatrix(products);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static String[] names(FlowMoments moments, List<Blindness> blind) {
        List<String> names = new ArrayList<>(moments.names());
        blind.forEach(b -> names.add(b.name()));
        return names.toArray(String[]::new);
    }

    /** Invert the Schur complement, scaled to a diagonal near 1, and refuse what the tracers cannot tell apart. */
    private static RealMatrix inverse(RealMatrix schur, String[] names) {
        int size = names.length;
        double[] scale = new double[size];
        for (int i = 0; i < size; i++) {
            if (!(schur.getEntry(i, i) > 0)) {
                throw new InsufficientDataException(
                        WHAT + ": " + names[i] + " is zero for every tracer, but it needs tracers that depend on it");
            }
            scale[i] = 1 / Math.sqrt(schur.getEntry(i, i));
        }
        // the components of the flow have one unit, and one scale: an axis that hardly any tracer sees is no axis
        Arrays.fill(scale, 0, 3, Math.min(scale[0], Math.min(scale[1], scale[2])));
        RealMatrix s = MatrixUtils.createRealDiagonalMatrix(scale);
        EigenDecomposition eigen =
                new EigenDecomposition(symmetric(s.multiply(schur).multiply(s)));
        double[] values = eigen.getRealEigenvalues();
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        if (!(most < LinearModel.MAX_CONDITION * least)) {
            throw new InsufficientDataException(WHAT + ": the tracers cannot tell " + String.join(", ", names)
                    + " apart: condition number "
                    + (least > 0 ? String.format(Locale.ROOT, "%.1e", most / least) : "infinite")
                    + ", but at most " + String.format(Locale.ROOT, "%.0e", LinearModel.MAX_CONDITION)
                    + " is needed; use tracers all over the sky, or fewer moments");
        }
        return s.multiply(eigen.getSolver().getInverse()).multiply(s);
    }

    private static RealMatrix symmetric(RealMatrix matrix) {
        return matrix.add(matrix.transpose()).scalarMultiply(0.5);
    }

    private static double[][] noise(double[][] weights, double[] noiseVariance, List<SharedError> shared) {
        double[][] noise = new double[weights.length][weights.length];
        for (int p = 0; p < weights.length; p++) {
            for (int q = 0; q <= p; q++) {
                double sum = 0;
                for (int i = 0; i < noiseVariance.length; i++) {
                    sum += weights[p][i] * weights[q][i] * noiseVariance[i];
                }
                for (SharedError error : shared) {
                    sum += error.sigma()
                            * error.sigma()
                            * dot(weights[p], error.column())
                            * dot(weights[q], error.column());
                }
                noise[p][q] = sum;
                noise[q][p] = sum;
            }
        }
        return noise;
    }

    /** Return the weights, {@code [moment][object]}. */
    public double[][] weights() {
        return weights;
    }

    /** Return the covariance of the moments from noise, {@code w N wᵀ}, in units of the moments. */
    public double[][] noise() {
        return noise;
    }

    /** Return the covariance of the moments in linear theory, {@code w ⟨v v⟩ wᵀ}: their cosmic variance. */
    public double[][] cosmic() {
        return cosmic;
    }

    /** Return the covariance of each estimated moment with the ideal survey's, noise being none of its. */
    public double[] idealCovariance() {
        return idealCovariance;
    }

    /** Return the moments that velocities in km/s give. */
    public double[] moments(double[] velocityKms) {
        double[] moments = new double[weights.length];
        for (int p = 0; p < moments.length; p++) {
            moments[p] = dot(weights[p], velocityKms);
        }
        return moments;
    }

    /** Return the radial velocities in km/s of a flow that has only these moments. */
    public double[] predicted(double[] moments) {
        double[] predicted = new double[modes[0].length];
        for (int p = 0; p < moments.length; p++) {
            for (int i = 0; i < predicted.length; i++) {
                predicted[i] += moments[p] * modes[p][i];
            }
        }
        return predicted;
    }

    /** Return {@code rᵀ G⁻¹ r} of residual velocities in km/s: chi-square with theory and noise together. */
    public double chi2(double[] residualKms) {
        return factor.quadratic(residualKms);
    }
}
