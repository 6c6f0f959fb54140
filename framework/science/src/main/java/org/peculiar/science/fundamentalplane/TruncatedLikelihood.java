package org.peculiar.science.fundamentalplane;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.statistics.BivariateNormal;

/**
 * The likelihood of a sample that was selected by velocity dispersion and magnitude, under a normal distribution of (log R_e,
 * log σ, log I_e).
 *
 * <p>With x = (r, s, i) the galaxy as it appears at its redshift distance, E its error matrix, T = S + E, and η the log of
 * redshift distance over true distance:
 *
 * <pre>
 * ln L(η) = ln N(x − (η, 0, 0); m, T) − ln f(η)
 * f(η)    = P(s &gt; s_cut, 2r + i &gt; limit − 2η),   (s, 2r + i) normal with the mean and covariance that m and T give
 * </pre>
 *
 * <p>Only r moves with distance, and the limit with it, because an apparent magnitude at a redshift is one of 2r + i. All
 * derivatives are analytic. Immutable; its methods take time proportional to the number of galaxies.
 *
 * @see "Magoulas et al. 2012, MNRAS 427, 245, sec. 3; Springob et al. 2014, MNRAS 445, 2677, sec. 3"
 */
public final class TruncatedLikelihood {

    private static final int SIZE = PlaneGaussian.SIZE;
    private static final double LEAST_PROBABILITY = 1e-300;
    private static final double THREE_LOG_ROOT_TWO_PI = 1.5 * Math.log(2 * Math.PI);

    private final PlaneSample sample;
    private final double[] limit;
    private final double dispersionCut;

    /**
     * Take a sample and its selection.
     *
     * @param sample radii at the redshift distance, brightnesses as log I_e in L☉/pc²
     * @param limit smallest 2r + i that the magnitude limit admits at each galaxy's redshift, in dex
     * @param dispersionCut smallest log σ admitted, in dex(km/s)
     */
    public TruncatedLikelihood(PlaneSample sample, double[] limit, double dispersionCut) {
        if (limit.length != sample.size()) {
            throw new IllegalArgumentException(sample.size() + " galaxies, but " + limit.length + " limits");
        }
        this.sample = sample;
        this.limit = limit;
        this.dispersionCut = dispersionCut;
    }

    /**
     * The maximum of the likelihood.
     *
     * @param plane where it is
     * @param covariance of θ, from the curvature of ln L there
     * @param logLikelihood natural logarithm
     * @param evaluations of the likelihood that the search took
     */
    public record Fit(PlaneGaussian plane, double[][] covariance, double logLikelihood, int evaluations) {

        /** Return the standard errors of a, b and c. */
        public double[] planeErrors() {
            double[] theta = plane.theta();
            double[][] jacobian = new double[3][SIZE];
            for (int p = 0; p < SIZE; p++) {
                double step = 1e-3 * Math.sqrt(covariance[p][p]);
                double[] up = theta.clone();
                double[] down = theta.clone();
                up[p] += step;
                down[p] -= step;
                double[] above = new PlaneGaussian(up).plane();
                double[] below = new PlaneGaussian(down).plane();
                for (int i = 0; i < 3; i++) {
                    jacobian[i][p] = (above[i] - below[i]) / (2 * step);
                }
            }
            RealMatrix j = MatrixUtils.createRealMatrix(jacobian);
            RealMatrix propagated =
                    j.multiply(MatrixUtils.createRealMatrix(covariance)).multiply(j.transpose());
            return new double[] {
                Math.sqrt(propagated.getEntry(0, 0)),
                Math.sqrt(propagated.getEntry(1, 1)),
                Math.sqrt(propagated.getEntry(2, 2))
            };
        }
    }

    /**
     * What the likelihood says about each galaxy's η under a flat prior, in dex.
     *
     * @param mean of the posterior
     * @param error its standard deviation
     * @param skewness third central moment over the cube of the error; dimensionless
     * @param atEdge number of galaxies whose likelihood is highest at an end of the prior
     */
    public record LogDistanceRatios(double[] mean, double[] error, double[] skewness, int atEdge) {}

    /**
     * How much larger each galaxy is than its log σ, log I_e and its having been selected let expect, in dex: {@code (∂ln
     * L/∂η)/(T⁻¹)_rr}. Its expectation over selected galaxies is zero, and weighting it by its variance solves the likelihood
     * equation of any η(parameters).
     *
     * @param values one a galaxy
     * @param variances in dex², of selected galaxies
     * @param byEta derivative of each value by the galaxy's η; dimensionless
     * @param byParameter derivatives by θ, {@code [parameter][galaxy]}
     */
    public record Residuals(double[] values, double[] variances, double[] byEta, double[][] byParameter) {}

    /**
     * ln L of each galaxy.
     *
     * @param values natural logarithms
     * @param byEta derivative of each by the galaxy's η, per dex
     * @param byParameter derivatives by θ, {@code [parameter][galaxy]}
     */
    public record LogLikelihoods(double[] values, double[] byEta, double[][] byParameter) {}

    /** ln L with its gradient and the sum of outer products of the galaxies' gradients, all by θ. */
    static final class Evaluation {
        double logLikelihood;
        final double[] gradient = new double[SIZE];
        final double[][] outer = new double[SIZE][SIZE];
    }

    /** What one galaxy's likelihood is made of; reused from galaxy to galaxy. */
    private static final class Terms {
        private double i00;
        private double i01;
        private double i02;
        private double i11;
        private double i12;
        private double i22;
        private double logDeterminant;
        private double u0;
        private double u1;
        private double u2;
        private double quadratic;
        private double vs;
        private double vl;
        private double rootS;
        private double rootL;
        private double rho;
        private double h;
        private double k;
        private BivariateNormal pair;
        private double probability;
        private double byH;
        private double byK;
        private double density;
    }

    /** Return ln L at η = 0. */
    public double logLikelihood(PlaneGaussian plane) {
        Terms t = new Terms();
        double sum = 0;
        for (int n = 0; n < limit.length; n++) {
            sum += logLikelihood(t, plane, n, 0);
        }
        return sum;
    }

    private double logLikelihood(Terms t, PlaneGaussian plane, int n, double eta) {
        gaussian(t, plane, n, eta);
        selection(t, plane, n, eta);
        return -0.5 * (t.quadratic + t.logDeterminant) - THREE_LOG_ROOT_TWO_PI - Math.log(t.probability);
    }

    private void gaussian(Terms t, PlaneGaussian p, int n, double eta) {
        double er = sample.logReError()[n];
        double es = sample.logSigmaError()[n];
        double ei = sample.brightnessError()[n];
        double rr = p.rr + er * er;
        double rs = p.rs;
        double ri = p.ri + sample.correlation()[n] * er * ei;
        double ss = p.ss + es * es;
        double si = p.si;
        double ii = p.ii + ei * ei;
        double c00 = ss * ii - si * si;
        double c01 = ri * si - rs * ii;
        double c02 = rs * si - ri * ss;
        double determinant = rr * c00 + rs * c01 + ri * c02;
        t.i00 = c00 / determinant;
        t.i01 = c01 / determinant;
        t.i02 = c02 / determinant;
        t.i11 = (rr * ii - ri * ri) / determinant;
        t.i12 = (rs * ri - rr * si) / determinant;
        t.i22 = (rr * ss - rs * rs) / determinant;
        t.logDeterminant = Math.log(determinant);
        double dr = sample.logRe()[n] - eta - p.mr;
        double ds = sample.logSigma()[n] - p.ms;
        double di = sample.brightness()[n] - p.mi;
        t.u0 = t.i00 * dr + t.i01 * ds + t.i02 * di;
        t.u1 = t.i01 * dr + t.i11 * ds + t.i12 * di;
        t.u2 = t.i02 * dr + t.i12 * ds + t.i22 * di;
        t.quadratic = t.u0 * dr + t.u1 * ds + t.u2 * di;
        t.vs = ss;
        t.vl = 4 * rr + 4 * ri + ii;
        t.rootS = Math.sqrt(t.vs);
        t.rootL = Math.sqrt(t.vl);
        t.rho = (2 * rs + si) / (t.rootS * t.rootL);
        t.pair = new BivariateNormal(t.rho);
    }

    private void selection(Terms t, PlaneGaussian p, int n, double eta) {
        t.h = (dispersionCut - p.ms) / t.rootS;
        t.k = (limit[n] - 2 * eta - 2 * p.mr - p.mi) / t.rootL;
        t.probability = Math.max(t.pair.upperOrthant(t.h, t.k), LEAST_PROBABILITY);
    }

    /** The derivatives of ln f by h, k and ρ. */
    private static void selectionDerivatives(Terms t) {
        t.byH = t.pair.byFirstLimit(t.h, t.k) / t.probability;
        t.byK = t.pair.byFirstLimit(t.k, t.h) / t.probability;
        t.density = t.pair.density(t.h, t.k) / t.probability;
    }

    /** The gradient of ln L by θ; that by η is the first of it, for η moves radius and limit just as the mean of log R_e does. */
    private static void gradient(Terms t, double[] g) {
        selectionDerivatives(t);
        double byVs = (t.byH * t.h + t.density * t.rho) / (2 * t.vs);
        double byVl = (t.byK * t.k + t.density * t.rho) / (2 * t.vl);
        double byCovariance = -t.density / (t.rootS * t.rootL);
        g[0] = t.u0 + 2 * t.byK / t.rootL;
        g[1] = t.u1 + t.byH / t.rootS;
        g[2] = t.u2 + t.byK / t.rootL;
        g[3] = 0.5 * (t.u0 * t.u0 - t.i00) + 4 * byVl;
        g[4] = t.u0 * t.u1 - t.i01 + 2 * byCovariance;
        g[5] = t.u0 * t.u2 - t.i02 + 4 * byVl;
        g[6] = 0.5 * (t.u1 * t.u1 - t.i11) + byVs;
        g[7] = t.u1 * t.u2 - t.i12 + byCovariance;
        g[8] = 0.5 * (t.u2 * t.u2 - t.i22) + byVl;
    }

    /** Returns what a search for the maximum needs, at η = 0. */
    Evaluation evaluate(PlaneGaussian plane) {
        Evaluation e = new Evaluation();
        Terms t = new Terms();
        double[] g = new double[SIZE];
        for (int n = 0; n < limit.length; n++) {
            e.logLikelihood += logLikelihood(t, plane, n, 0);
            gradient(t, g);
            for (int i = 0; i < SIZE; i++) {
                double gi = g[i];
                e.gradient[i] += gi;
                double[] row = e.outer[i];
                for (int j = 0; j <= i; j++) {
                    row[j] += gi * g[j];
                }
            }
        }
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < i; j++) {
                e.outer[j][i] = e.outer[i][j];
            }
        }
        return e;
    }

    /**
     * Find the maximum of the likelihood at η = 0 for all.
     *
     * <p>Newton steps with the outer products of the galaxies' gradients for the curvature (Berndt, Hall, Hall and Hausman
     * 1974), in the mean and the logs and off-diagonals of the Cholesky factor, from the moments of the sample; the covariance
     * then comes from central differences of the gradient.
     *
     * @throws InsufficientDataException if there are too few galaxies, or no maximum was found
     */
    public Fit fit() {
        return new TruncatedMaximum(this, sample).find();
    }

    /**
     * Measure η of each galaxy, for a plane that is known.
     *
     * @param plane such as of a fit
     * @param largest the prior is flat for |η| up to this, in dex
     */
    public LogDistanceRatios logDistanceRatios(PlaneGaussian plane, double largest) {
        if (!(largest > 0)) {
            throw new IllegalArgumentException("the largest η was " + largest + " but must be positive");
        }
        // nodes half a standard deviation apart; at that Gauss–Legendre quadrature is exact to 1e-7, ends of the prior
        // and all
        GaussIntegrator nodes = new GaussIntegratorFactory().legendre((int) Math.ceil(80 * largest), -largest, largest);
        int points = nodes.getNumberOfPoints();
        int n = sample.size();
        double[] means = new double[n];
        double[] errors = new double[n];
        double[] skewness = new double[n];
        int atEdge = 0;
        Terms t = new Terms();
        double[] logL = new double[points];
        for (int i = 0; i < n; i++) {
            gaussian(t, plane, i, 0);
            double most = Double.NEGATIVE_INFINITY;
            int mode = 0;
            for (int j = 0; j < points; j++) {
                double eta = nodes.getPoint(j);
                selection(t, plane, i, eta);
                logL[j] = eta * (t.u0 - 0.5 * eta * t.i00) - Math.log(t.probability);
                if (logL[j] > most) {
                    most = logL[j];
                    mode = j;
                }
            }
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int j = 0; j < points; j++) {
                double eta = nodes.getPoint(j);
                double weight = Math.exp(logL[j] - most) * nodes.getWeight(j);
                s0 += weight;
                s1 += weight * eta;
                s2 += weight * eta * eta;
                s3 += weight * eta * eta * eta;
            }
            double mean = s1 / s0;
            double variance = s2 / s0 - mean * mean;
            double error = Math.sqrt(variance);
            means[i] = mean;
            errors[i] = error;
            skewness[i] = (s3 / s0 - 3 * mean * variance - mean * mean * mean) / (variance * error);
            atEdge += mode == 0 || mode == points - 1 ? 1 : 0;
        }
        return new LogDistanceRatios(means, errors, skewness, atEdge);
    }

    /**
     * Evaluate the likelihood of each galaxy at a trial distance.
     *
     * @param plane trial parameters
     * @param eta log of redshift distance over trial distance of each galaxy, in dex; {@code NaN} gives {@code NaN}
     */
    public LogLikelihoods logLikelihoods(PlaneGaussian plane, double[] eta) {
        int n = sample.size();
        double[] values = new double[n];
        double[] byEta = new double[n];
        double[][] byParameter = new double[SIZE][n];
        Terms t = new Terms();
        double[] g = new double[SIZE];
        for (int i = 0; i < n; i++) {
            if (Double.isNaN(eta[i])) {
                Arrays.fill(g, Double.NaN);
                values[i] = Double.NaN;
            } else {
                values[i] = logLikelihood(t, plane, i, eta[i]);
                gradient(t, g);
            }
            byEta[i] = g[0];
            for (int p = 0; p < SIZE; p++) {
                byParameter[p][i] = g[p];
            }
        }
        return new LogLikelihoods(values, byEta, byParameter);
    }

    /**
     * Compare each galaxy with a plane at a trial distance.
     *
     * @param plane trial parameters
     * @param eta log of redshift distance over trial distance of each galaxy, in dex
     */
    public Residuals residuals(PlaneGaussian plane, double[] eta) {
        int n = sample.size();
        double[] values = new double[n];
        double[] variances = new double[n];
        double[] byEta = new double[n];
        double[][] byParameter = new double[SIZE][n];
        Terms t = new Terms();
        for (int i = 0; i < n; i++) {
            gaussian(t, plane, i, eta[i]);
            selection(t, plane, i, eta[i]);
            selectionDerivatives(t);
            double excess = 2 * t.byK / t.rootL;
            double value = (t.u0 + excess) / t.i00;
            double kk = -t.k * t.byK - t.rho * t.density - t.byK * t.byK;
            double kh = t.density - t.byH * t.byK;
            double kRho = -t.density * ((t.k - t.rho * t.h) / ((1 - t.rho) * (1 + t.rho)) + t.byK);
            double information = t.i00 + 4 / t.vl * kk;
            values[i] = value;
            variances[i] = information / (t.i00 * t.i00);
            byEta[i] = -information / t.i00;
            // the excess by what it is made of
            double toK = 2 / t.rootL * kk;
            double toH = 2 / t.rootL * kh;
            double toRho = 2 / t.rootL * kRho;
            double byVl = -(toK * t.k + toRho * t.rho + excess) / (2 * t.vl);
            double byVs = -(toH * t.h + toRho * t.rho) / (2 * t.vs);
            double byCovariance = toRho / (t.rootS * t.rootL);
            double[] row = {t.i00, t.i01, t.i02};
            double[] u = {t.u0, t.u1, t.u2};
            byParameter[0][i] = (-t.i00 - 2 * toK / t.rootL) / t.i00;
            byParameter[1][i] = (-t.i01 - toH / t.rootS) / t.i00;
            byParameter[2][i] = (-t.i02 - toK / t.rootL) / t.i00;
            double[] byExcess = {4 * byVl, 2 * byCovariance, 4 * byVl, byVs, byCovariance, byVl};
            int parameter = 3;
            for (int a = 0; a < 3; a++) {
                for (int b = a; b < 3; b++) {
                    double byU0 = a == b ? -row[a] * u[a] : -row[a] * u[b] - row[b] * u[a];
                    double byI00 = (a == b ? -1 : -2) * row[a] * row[b];
                    byParameter[parameter][i] = (byU0 + byExcess[parameter - 3] - value * byI00) / t.i00;
                    parameter++;
                }
            }
        }
        return new Residuals(values, variances, byEta, byParameter);
    }

    /** Return how many galaxies are fainter than the magnitude limit or below the dispersion cut, which none should be. */
    public int outside() {
        int count = 0;
        for (int i = 0; i < limit.length; i++) {
            boolean inside =
                    sample.logSigma()[i] >= dispersionCut && 2 * sample.logRe()[i] + sample.brightness()[i] >= limit[i];
            count += inside ? 0 : 1;
        }
        return count;
    }
}
