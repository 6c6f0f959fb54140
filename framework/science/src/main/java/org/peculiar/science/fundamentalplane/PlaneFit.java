package org.peculiar.science.fundamentalplane;

import static java.util.Objects.requireNonNull;
import static org.peculiar.science.fundamentalplane.PlaneSample.BRIGHTNESS;
import static org.peculiar.science.fundamentalplane.PlaneSample.DISPERSION;
import static org.peculiar.science.fundamentalplane.PlaneSample.RADIUS;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.peculiar.api.InsufficientDataException;

/**
 * A plane with common slopes and an intercept for each group, fitted by least squares.
 *
 * <p>The residual is {@code t − p·x − c_i}: of log σ on (log R_e, y) in the inverse form, {@code p = (a, b)}; of log R_e on
 * (log σ, y) in the other two, {@code p = (α, β)}. Group means are taken out first and the slopes follow from the 3 × 3
 * scatter matrix within groups: from normal equations, or, in the orthogonal form, from its smallest principal component.
 * Unweighted, the scatter is {@code s² = RSS/(N − G − 2)}. With weights {@code 1/(s_int² + e²)}, e² what measurement errors
 * give the residual, s_int makes the reduced χ² equal to 1 and both are iterated to convergence. Immutable.
 *
 * @see "Hudson et al. 1997, MNRAS 291, 488; Jørgensen, Franx & Kjærgaard 1996, MNRAS 280, 167; Anderson 1963, Ann. Math.
 *     Statist. 34, 122 (errors of a principal component)"
 */
public final class PlaneFit {

    /** What is minimised. */
    public enum Form {
        /** Residuals in log σ. */
        INVERSE(DISPERSION, RADIUS),
        /** Residuals in log R_e. */
        FORWARD(RADIUS, DISPERSION),
        /** Residuals perpendicular to the plane in (log R_e, log σ, log I_e). */
        ORTHOGONAL(RADIUS, DISPERSION);

        private final int target;
        private final int first;

        Form(int target, int first) {
            this.target = target;
            this.first = first;
        }
    }

    /**
     * How to fit.
     *
     * @param form what is minimised
     * @param weightByErrors whether galaxies count by their errors and the intrinsic scatter, or all alike
     * @param errorsInVariables whether the scatter that measurement errors add to the regressors is taken out
     * @param logIntensityPerBrightness change of log I_e per unit of the sample's brightness: 1, or −0.4 for magnitudes
     */
    public record Options(
            Form form, boolean weightByErrors, boolean errorsInVariables, double logIntensityPerBrightness) {

        public Options {
            requireNonNull(form, "form");
        }
    }

    private static final int MAX_ROUNDS = 200;

    /** Variance in dex² below which a scatter is rounding. */
    static final double NO_SCATTER = 1e-30;

    /** Share of the regressors' scatter, along any direction, that a correction for errors must leave. */
    private static final double LEAST_SCATTER_LEFT = 0.1;

    /** The same across the plane, where errors may well be most of it. */
    private static final double LEAST_THICKNESS_LEFT = 1e-6;

    private final Options options;
    private final PlaneSample sample;
    private final int[] group;
    private final int groups;
    private final int dof;
    private final int[] members;
    private final double[] weight;
    private final double[][] mean;
    private double[] slopes = new double[2];
    private double[][] covariance;
    private double[] residuals;
    private double intrinsicVariance;
    private double reducedChiSquare = 1;
    private double correctionFactor;

    private PlaneFit(PlaneSample sample, int[] group, int groups, Options options) {
        this.options = options;
        this.sample = sample;
        this.group = group;
        this.groups = groups;
        int n = sample.size();
        if (group.length != n) {
            throw new IllegalArgumentException(n + " galaxies, but " + group.length + " of them in groups");
        }
        dof = n - groups - 2;
        if (dof < 1) {
            throw new InsufficientDataException("Fundamental Plane: found " + n + " galaxies in " + groups
                    + (groups == 1 ? " group" : " groups") + ", but two slopes and an intercept each need at least "
                    + (groups + 3));
        }
        members = new int[groups];
        for (int g : group) {
            members[g]++;
        }
        weight = new double[n];
        mean = new double[3][groups];
    }

    /**
     * Fit a plane.
     *
     * @param group of each galaxy, from 0
     * @param groups how many there are, none of them empty
     * @throws InsufficientDataException if there are too few galaxies, or sizes and brightnesses lie on a line
     */
    public static PlaneFit of(PlaneSample sample, int[] group, int groups, Options options) {
        PlaneFit fit = new PlaneFit(sample, group, groups, options);
        Arrays.fill(fit.weight, 1);
        double[][] scatter = fit.solve();
        if (options.weightByErrors()) {
            scatter = fit.iterateWeights();
        } else {
            // an exact plane has no scatter to divide by
            double rss = Math.max(fit.updateResiduals(), NO_SCATTER * sample.size());
            Arrays.fill(fit.weight, fit.dof / rss);
            fit.intrinsicVariance = Math.max(0, rss / fit.dof - fit.meanErrorVariance());
            for (double[] row : scatter) {
                for (int j = 0; j < 3; j++) {
                    row[j] *= fit.dof / rss;
                }
            }
        }
        fit.covariance = fit.slopeCovariance(scatter);
        return fit;
    }

    private double[][] iterateWeights() {
        double[][] scatter = null;
        int n = sample.size();
        double[] error = new double[n];
        for (int round = 0; round < MAX_ROUNDS; round++) {
            double[] before = slopes;
            double varianceBefore = intrinsicVariance;
            for (int i = 0; i < n; i++) {
                error[i] = errorVariance(i);
            }
            intrinsicVariance = intrinsicVarianceFor(error);
            reducedChiSquare = chiSquare(error, intrinsicVariance) / dof;
            scatter = solve();
            double change = Math.abs(slopes[0] - before[0]) / Math.abs(slopes[0])
                    + Math.abs(slopes[1] - before[1]) / Math.abs(slopes[1])
                    + Math.abs(intrinsicVariance - varianceBefore) / (intrinsicVariance + meanErrorVariance());
            if (change < 1e-12) {
                updateResiduals();
                return scatter;
            }
        }
        throw new InsufficientDataException("Fundamental Plane: the weights of " + n
                + " galaxies found no fixed point in " + MAX_ROUNDS + " rounds; fit without weights");
    }

    /** Find by bisection the variance that makes χ² equal to its degrees of freedom, 0 if errors alone suffice. */
    private double intrinsicVarianceFor(double[] error) {
        if (chiSquare(error, 0) <= dof) {
            return 0;
        }
        double low = 0;
        double high = 1e-6;
        while (chiSquare(error, high) > dof) {
            low = high;
            high *= 4;
        }
        while (high - low > 4 * Math.ulp(high)) {
            double middle = 0.5 * (low + high);
            if (chiSquare(error, middle) > dof) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** χ² of the present slopes with group intercepts fitted anew; leaves its weights behind. */
    private double chiSquare(double[] error, double variance) {
        for (int i = 0; i < weight.length; i++) {
            double total = error[i] + variance;
            if (!(total > 0)) {
                // a galaxy without any error cannot be weighted until there is some scatter
                return Double.POSITIVE_INFINITY;
            }
            weight[i] = 1 / total;
        }
        return updateResiduals();
    }

    /** Solve for the slopes with the present weights; returns the scatter matrix. */
    private double[][] solve() {
        double[][] scatter = scatterMatrix();
        double[][] corrected = scatter;
        if (options.errorsInVariables()) {
            corrected = corrected(scatter);
        }
        slopes = options.form() == Form.ORTHOGONAL ? smallestComponent(corrected) : regression(corrected);
        return scatter;
    }

    private double[][] scatterMatrix() {
        int n = sample.size();
        double[] total = new double[groups];
        for (int i = 0; i < n; i++) {
            total[group[i]] += weight[i];
        }
        for (int axis = 0; axis < 3; axis++) {
            double[] x = sample.coordinate(axis);
            double[] m = mean[axis];
            Arrays.fill(m, 0);
            for (int i = 0; i < n; i++) {
                m[group[i]] += weight[i] * x[i];
            }
            for (int g = 0; g < groups; g++) {
                m[g] /= total[g];
            }
        }
        double rr = 0;
        double rs = 0;
        double ry = 0;
        double ss = 0;
        double sy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            int g = group[i];
            double w = weight[i];
            double r = sample.logRe()[i] - mean[RADIUS][g];
            double s = sample.logSigma()[i] - mean[DISPERSION][g];
            double y = sample.brightness()[i] - mean[BRIGHTNESS][g];
            rr += w * r * r;
            rs += w * r * s;
            ry += w * r * y;
            ss += w * s * s;
            sy += w * s * y;
            yy += w * y * y;
        }
        return new double[][] {{rr, rs, ry}, {rs, ss, sy}, {ry, sy, yy}};
    }

    /** Take out the scatter that errors add to the regressors, as far as that leaves them some of their own. */
    private double[][] corrected(double[][] scatter) {
        double[][] errors = new double[3][3];
        for (int i = 0; i < weight.length; i++) {
            double er = sample.logReError()[i];
            double es = sample.logSigmaError()[i];
            double ey = sample.brightnessError()[i];
            errors[0][0] += weight[i] * er * er;
            errors[1][1] += weight[i] * es * es;
            errors[2][2] += weight[i] * ey * ey;
            errors[0][2] += weight[i] * sample.correlation()[i] * er * ey;
        }
        errors[2][0] = errors[0][2];
        int[] axes = options.form() == Form.ORTHOGONAL
                ? new int[] {RADIUS, DISPERSION, BRIGHTNESS}
                : new int[] {options.form().first, BRIGHTNESS};
        RealMatrix own = MatrixUtils.createRealMatrix(scatter).getSubMatrix(axes, axes);
        requireSpread(own);
        RealMatrix rootInverse = MatrixUtils.inverse(new EigenDecomposition(own).getSquareRoot());
        RealMatrix whitened = rootInverse
                .multiply(MatrixUtils.createRealMatrix(errors).getSubMatrix(axes, axes))
                .multiply(rootInverse);
        double largest =
                new EigenDecomposition(whitened.add(whitened.transpose()).scalarMultiply(0.5)).getRealEigenvalue(0);
        double left = options.form() == Form.ORTHOGONAL ? LEAST_THICKNESS_LEFT : LEAST_SCATTER_LEFT;
        correctionFactor = Math.min(1, (1 - left) / largest);
        double[][] corrected = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                corrected[i][j] = scatter[i][j] - correctionFactor * errors[i][j];
            }
        }
        return corrected;
    }

    private double[] regression(double[][] m) {
        int t = options.form().target;
        int x = options.form().first;
        int y = BRIGHTNESS;
        double determinant = determinant(m);
        return new double[] {
            (m[t][x] * m[y][y] - m[t][y] * m[x][y]) / determinant, (m[t][y] * m[x][x] - m[t][x] * m[x][y]) / determinant
        };
    }

    private double determinant(double[][] m) {
        int x = options.form().first;
        double product = m[x][x] * m[BRIGHTNESS][BRIGHTNESS];
        double determinant = product - m[x][BRIGHTNESS] * m[x][BRIGHTNESS];
        if (!(determinant > 1e-12 * product)) {
            throw collinear();
        }
        return determinant;
    }

    private static void requireSpread(RealMatrix m) {
        double[] values = new EigenDecomposition(m).getRealEigenvalues();
        if (!(values[values.length - 1] > 1e-12 * values[0])) {
            throw collinear();
        }
    }

    private static InsufficientDataException collinear() {
        return new InsufficientDataException(
                "Fundamental Plane: the galaxies lie on a line or a point within their groups,"
                        + " but two slopes need a spread in two directions");
    }

    private double[] smallestComponent(double[][] m) {
        EigenDecomposition components = components(m);
        double[] normal = components.getEigenvector(2).toArray();
        if (!(components.getRealEigenvalue(1) > 1e-12 * components.getRealEigenvalue(0))
                || Math.abs(normal[RADIUS]) < 1e-6) {
            throw collinear();
        }
        return slopesOf(normal);
    }

    private EigenDecomposition components(double[][] m) {
        double[] unit = {1, 1, options.logIntensityPerBrightness()};
        double[][] scaled = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                scaled[i][j] = m[i][j] * unit[i] * unit[j];
            }
        }
        return new EigenDecomposition(MatrixUtils.createRealMatrix(scaled));
    }

    private double[] slopesOf(double[] normal) {
        return new double[] {
            -normal[DISPERSION] / normal[RADIUS],
            -normal[BRIGHTNESS] / normal[RADIUS] * options.logIntensityPerBrightness()
        };
    }

    /** Compute the residuals about weighted intercepts; returns their weighted sum of squares. */
    private double updateResiduals() {
        int n = sample.size();
        double[] offset = new double[groups];
        double[] total = new double[groups];
        double[] deviation = new double[n];
        for (int i = 0; i < n; i++) {
            deviation[i] = intercept(i);
            offset[group[i]] += weight[i] * deviation[i];
            total[group[i]] += weight[i];
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            deviation[i] -= offset[group[i]] / total[group[i]];
            sum += weight[i] * deviation[i] * deviation[i];
        }
        residuals = deviation;
        return sum;
    }

    private double meanErrorVariance() {
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += errorVariance(i);
        }
        return sum / weight.length;
    }

    private double[][] slopeCovariance(double[][] scatter) {
        if (options.form() == Form.ORTHOGONAL) {
            return componentCovariance(scatter);
        }
        int x = options.form().first;
        double[][] used = options.errorsInVariables() ? corrected(scatter) : scatter;
        double determinant = determinant(used);
        double[][] inverse = {
            {used[BRIGHTNESS][BRIGHTNESS] / determinant, -used[x][BRIGHTNESS] / determinant},
            {-used[x][BRIGHTNESS] / determinant, used[x][x] / determinant}
        };
        RealMatrix bread = MatrixUtils.createRealMatrix(inverse);
        if (!options.errorsInVariables()) {
            return bread.getData();
        }
        int[] axes = {x, BRIGHTNESS};
        return bread.multiply(MatrixUtils.createRealMatrix(scatter).getSubMatrix(axes, axes))
                .multiply(bread)
                .getData();
    }

    private double[][] componentCovariance(double[][] scatter) {
        EigenDecomposition components = components(options.errorsInVariables() ? corrected(scatter) : scatter);
        double least = components.getRealEigenvalue(2);
        double[] normal = components.getEigenvector(2).toArray();
        double k = options.logIntensityPerBrightness();
        double[][] jacobian = {
            {normal[DISPERSION] / (normal[RADIUS] * normal[RADIUS]), -1 / normal[RADIUS], 0},
            {k * normal[BRIGHTNESS] / (normal[RADIUS] * normal[RADIUS]), 0, -k / normal[RADIUS]}
        };
        double thickness = variance(scatter, normal);
        double[][] sum = new double[2][2];
        for (int other = 0; other < 2; other++) {
            double value = components.getRealEigenvalue(other);
            double[] vector = components.getEigenvector(other).toArray();
            double variance = thickness * variance(scatter, vector) / ((value - least) * (value - least)) / (dof + 2);
            double[] shift = {dot(jacobian[0], vector), dot(jacobian[1], vector)};
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    sum[i][j] += variance * shift[i] * shift[j];
                }
            }
        }
        return sum;
    }

    /** The observed scatter along a direction in (log R_e, log σ, log I_e). */
    private double variance(double[][] scatter, double[] direction) {
        double[] x = {direction[0], direction[1], direction[2] * options.logIntensityPerBrightness()};
        return x[0] * dot(scatter[0], x) + x[1] * dot(scatter[1], x) + x[2] * dot(scatter[2], x);
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    /** Return {@code t − p·x} of one galaxy: the intercept that it alone would give. */
    public double intercept(int galaxy) {
        return sample.coordinate(options.form().target)[galaxy]
                - slopes[0] * sample.coordinate(options.form().first)[galaxy]
                - slopes[1] * sample.brightness()[galaxy];
    }

    /** Return {@code t̄ − p·x̄}, the intercept of a group. */
    public double groupIntercept(int index) {
        return mean[options.form().target][index]
                - slopes[0] * mean[options.form().first][index]
                - slopes[1] * mean[BRIGHTNESS][index];
    }

    /** Return the variance that measurement errors give one galaxy's residual. */
    public double errorVariance(int galaxy) {
        return options.form() == Form.INVERSE
                ? sample.errorVariance(galaxy, slopes[0], -1, slopes[1])
                : sample.errorVariance(galaxy, -1, slopes[0], slopes[1]);
    }

    /** Return the variance of one galaxy's residual that the fit assumed: s², or s_int² + e². */
    public double variance(int galaxy) {
        return 1 / weight[galaxy];
    }

    /** Return for each group the sum of {@code 1/variance}: the inverse variance of its intercept at given slopes. */
    public double[] groupWeights() {
        double[] sum = new double[groups];
        for (int i = 0; i < weight.length; i++) {
            sum[group[i]] += weight[i];
        }
        return sum;
    }

    /** Return the number of galaxies of a group. */
    public int members(int index) {
        return members[index];
    }

    /** Return the weighted mean of a coordinate, by its index in {@link PlaneSample}, over a group. */
    public double groupMean(int coordinate, int index) {
        return mean[coordinate][index];
    }

    /** Return p: (a, b) of the inverse form, (α, β) of the others. */
    public double[] slopes() {
        return slopes.clone();
    }

    /** Return the covariance of p. */
    public double[][] covariance() {
        return new double[][] {covariance[0].clone(), covariance[1].clone()};
    }

    /** Return {@code t − p·x − c} of every galaxy, in dex. */
    public double[] residuals() {
        return residuals.clone();
    }

    /** Return the scatter of the residuals in dex: s, or with weights the one that would give the same total weight. */
    public double scatter() {
        double sum = 0;
        for (double w : weight) {
            sum += w;
        }
        return Math.sqrt(weight.length / sum);
    }

    /** Return the part of the scatter, in dex, that measurement errors do not explain. */
    public double intrinsicScatter() {
        return Math.sqrt(intrinsicVariance);
    }

    /** Return the reduced χ²: 1, or less if measurement errors alone exceed the scatter. */
    public double reducedChiSquare() {
        return reducedChiSquare;
    }

    /** Return the share of the errors' scatter that was taken out of the regressors': 0 without that option. */
    public double correctionFactor() {
        return correctionFactor;
    }

    /** Return α, the slope of log R_e with log σ at fixed brightness. */
    public double alpha() {
        return options.form() == Form.INVERSE ? 1 / slopes[0] : slopes[0];
    }

    /** Return β, the slope of log R_e with brightness at fixed log σ. */
    public double beta() {
        return options.form() == Form.INVERSE ? -slopes[1] / slopes[0] : slopes[1];
    }

    /** Return how much log distance follows from a unit of residual, at fixed observed size: 1/a, or −1. */
    public double logDistancePerResidual() {
        return options.form() == Form.INVERSE ? 1 / slopes[0] : -1;
    }

    /**
     * Return how a log distance changes with each slope, up to what is common to all.
     *
     * @param logRe the tracer's mean log radius at its measured distance; used by the inverse form
     * @param logSigma its mean log dispersion; used by the others
     * @param brightness its mean brightness
     */
    public double[] logDistanceBySlope(double logRe, double logSigma, double brightness) {
        return options.form() == Form.INVERSE
                ? new double[] {-logRe / slopes[0], -brightness / slopes[0]}
                : new double[] {logSigma, brightness};
    }
}
