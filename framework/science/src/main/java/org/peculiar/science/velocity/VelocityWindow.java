package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.peculiar.science.spectrum.SphericalBessel;

/**
 * What a linear estimator of a bulk flow sees of velocities of each wavenumber: {@code W²_jk(k) = Σ_mn w_jm w_kn f_mn(k)} with
 * {@code f_mn = cos α j1(x)/x − (n_m·A)(n_n·A) k² j2(x)/x²}, A = x_m − x_n, x = kA.
 *
 * <p>The flow has the cosmic variance {@code (f H0)²/2π² ∫ P W²_jk dk}. An estimator that gives a uniform flow back has W²_jk(0)
 * = δ_jk/3; at large k it sees every object on its own, and W² goes to a {@link #plateau}.
 *
 * <p>Where a sum over all pairs for each k would take N² steps, the coefficients of the pairs are gathered once on a grid of
 * separations fine against 1/k-max, by six-point Lagrange interpolation; few objects keep their pairs as they are. The error is
 * below 1e-7 of W²(0).
 *
 * @see "Feldman, Watkins and Hudson 2010, MNRAS 407, 2328, section 3.3"
 */
public final class VelocityWindow {

    /** Of the highest wave, from one separation of the grid to the next. */
    private static final double GRID_PHASE = 0.3;

    /** Points of the interpolation, and how many of them lie before the pair's own interval. */
    private static final int POINTS = 6;

    private static final int BEFORE = 2;

    /** Work is divided into this many parts however many processors there are, so that sums keep their order. */
    private static final int PARTS = 16;

    /** A scale is probed where the trace of the window is above its plateau by this fraction. */
    private static final double PROBED = 0.05;

    private static final int STEPS_PER_DECADE = 400;

    /** Rows and columns of the components that are kept: the upper triangle, or all. */
    private static final int[][] UPPER = {{0, 0}, {0, 1}, {0, 2}, {1, 1}, {1, 2}, {2, 2}};

    private static final int[][] ALL = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}};

    private final LinearEstimator a;
    private final LinearEstimator b;
    private final boolean one;
    private final int[][] components;
    private final double kMax;

    /** Separations in Mpc/h, and for each the components' coefficients of j1(x)/x, then those of −k² j2(x)/x². */
    private double[] separations;

    private double[] coefficients;

    /** What each object adds with itself, whatever k. */
    private final double[] self;

    private VelocityWindow(LinearEstimator a, LinearEstimator b, boolean one, double kMax) {
        this.a = requireNonNull(a, "a");
        this.b = requireNonNull(b, "b");
        this.one = one;
        this.kMax = kMax;
        if (!(kMax > 0) || Double.isInfinite(kMax)) {
            throw new IllegalArgumentException("window: k-max was " + kMax + " h/Mpc, but it must be positive");
        }
        components = one ? UPPER : ALL;
        self = new double[components.length];
        if (one) {
            for (int m = 0; m < a.positions().size(); m++) {
                for (int c = 0; c < self.length; c++) {
                    self[c] += a.weights()[components[c][0]][m] * a.weights()[components[c][1]][m] / 3;
                }
            }
        }
        long objects = a.positions().size();
        long pairs = one ? objects * (objects - 1) / 2 : objects * b.positions().size();
        double step = GRID_PHASE / kMax;
        double points = (a.positions().depth() + b.positions().depth()) / step + POINTS;
        if (pairs <= points) {
            keepPairs((int) pairs);
        } else {
            gather(step, (int) points);
        }
    }

    /**
     * Prepare the window of an estimator.
     *
     * @param kMax largest wavenumber in h/Mpc that will be asked for
     */
    public static VelocityWindow of(LinearEstimator estimator, double kMax) {
        return new VelocityWindow(estimator, estimator, true, kMax);
    }

    /**
     * Prepare the window of the covariance of two estimators' flows: rows are the components of the first.
     *
     * @param kMax largest wavenumber in h/Mpc that will be asked for
     */
    public static VelocityWindow between(LinearEstimator a, LinearEstimator b, double kMax) {
        return new VelocityWindow(a, b, false, kMax);
    }

    private void keepPairs(int pairs) {
        int width = 2 * components.length;
        separations = new double[pairs];
        coefficients = new double[pairs * width];
        double[] pair = new double[width];
        int at = 0;
        for (int m = 0; m < a.positions().size(); m++) {
            for (int n = one ? m + 1 : 0; n < b.positions().size(); n++) {
                separations[at] = pair(m, n, pair);
                System.arraycopy(pair, 0, coefficients, at * width, width);
                at++;
            }
        }
    }

    private void gather(double step, int points) {
        int width = 2 * components.length;
        double[][] parts = new double[PARTS][];
        IntStream.range(0, PARTS).parallel().forEach(part -> {
            double[] sums = new double[points * width];
            double[] pair = new double[width];
            double[] lagrange = new double[POINTS];
            for (int m = part; m < a.positions().size(); m += PARTS) {
                for (int n = one ? m + 1 : 0; n < b.positions().size(); n++) {
                    double place = pair(m, n, pair) / step;
                    int below = (int) place;
                    interpolate(place - below, lagrange);
                    // the grid begins two steps before 0
                    int at = below * width;
                    for (double share : lagrange) {
                        for (double coefficient : pair) {
                            sums[at] += share * coefficient;
                            at++;
                        }
                    }
                }
            }
            parts[part] = sums;
        });
        coefficients = parts[0];
        for (int part = 1; part < PARTS; part++) {
            for (int i = 0; i < coefficients.length; i++) {
                coefficients[i] += parts[part][i];
            }
        }
        separations = new double[points];
        for (int i = 0; i < points; i++) {
            // the functions are even
            separations[i] = Math.abs(i - BEFORE) * step;
        }
    }

    /** Weights of the points −2 … 3 for a place t within 0 and 1. */
    private static void interpolate(double t, double[] lagrange) {
        double a = t + 2;
        double b = t + 1;
        double c = t - 1;
        double d = t - 2;
        double e = t - 3;
        lagrange[0] = -b * t * c * d * e / 120;
        lagrange[1] = a * t * c * d * e / 24;
        lagrange[2] = -a * b * c * d * e / 12;
        lagrange[3] = a * b * t * d * e / 12;
        lagrange[4] = -a * b * t * c * e / 24;
        lagrange[5] = a * b * t * c * d / 120;
    }

    /** Set the coefficients of a pair; returns its separation. */
    private double pair(int m, int n, double[] into) {
        Positions p = a.positions();
        Positions q = b.positions();
        double dx = p.x()[m] - q.x()[n];
        double dy = p.y()[m] - q.y()[n];
        double dz = p.z()[m] - q.z()[n];
        double mx = p.directions().x()[m];
        double my = p.directions().y()[m];
        double mz = p.directions().z()[m];
        double nx = q.directions().x()[n];
        double ny = q.directions().y()[n];
        double nz = q.directions().z()[n];
        double cos = mx * nx + my * ny + mz * nz;
        double along = (mx * dx + my * dy + mz * dz) * (nx * dx + ny * dy + nz * dz);
        for (int c = 0; c < components.length; c++) {
            int j = components[c][0];
            int k = components[c][1];
            double w = a.weights()[j][m] * b.weights()[k][n];
            if (one) {
                w += a.weights()[k][m] * b.weights()[j][n];
            }
            into[c] = w * cos;
            into[c + components.length] = w * along;
        }
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /**
     * Return W²_jk at one wavenumber; dimensionless.
     *
     * @param k in h/Mpc
     * @throws IllegalArgumentException if k is negative or above k-max
     */
    public double[][] at(double k) {
        double[] sum = components(k);
        double[][] window = new double[3][3];
        for (int c = 0; c < sum.length; c++) {
            window[components[c][0]][components[c][1]] = sum[c];
            if (one) {
                window[components[c][1]][components[c][0]] = sum[c];
            }
        }
        return window;
    }

    /** Return W²_jk at many wavenumbers in h/Mpc, on all processors. */
    public double[][][] at(double[] k) {
        double[][][] windows = new double[k.length][][];
        IntStream.range(0, k.length).parallel().forEach(i -> windows[i] = at(k[i]));
        return windows;
    }

    /** Return the trace of W² at many wavenumbers in h/Mpc, on all processors: what is seen of the speed squared. */
    public double[] traces(double[] k) {
        double[] traces = new double[k.length];
        IntStream.range(0, k.length).parallel().forEach(i -> traces[i] = trace(components(k[i])));
        return traces;
    }

    private double trace(double[] sum) {
        return one ? sum[0] + sum[3] + sum[5] : sum[0] + sum[4] + sum[8];
    }

    private double[] components(double k) {
        if (!(k >= 0 && k <= kMax)) {
            throw new IllegalArgumentException(
                    "window: asked for k = " + k + " h/Mpc, but it was prepared for 0 to " + kMax);
        }
        int count = components.length;
        double[] sum = self.clone();
        double[] bessel = new double[4];
        double k2 = k * k;
        for (int i = 0; i < separations.length; i++) {
            SphericalBessel.fill(k * separations[i], bessel);
            double across = bessel[0];
            double along = -k2 * bessel[1];
            int at = 2 * count * i;
            for (int c = 0; c < count; c++) {
                sum[c] += across * coefficients[at + c] + along * coefficients[at + count + c];
            }
        }
        return sum;
    }

    /** Return the trace of what W² goes to at large k: the objects one by one, {@code Σ |w_n|²/3}; 0 for two estimators. */
    public double plateau() {
        return trace(self);
    }

    /**
     * Return the smallest scale in Mpc/h that the estimator sees as a flow: 2π/k for the last k at which the trace of the window
     * stands above its plateau by 5 % of what it could.
     *
     * @return empty if that is at k-max still
     */
    public OptionalDouble scaleProbed() {
        double above = plateau() + PROBED * (1 - plateau());
        double least = 1e-4;
        int steps = (int) Math.ceil(STEPS_PER_DECADE * Math.log10(kMax / least));
        double[] k = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            k[i] = Math.min(kMax, least * Math.pow(10, (double) i / STEPS_PER_DECADE));
        }
        double[] traces = traces(k);
        for (int i = steps; i > 0; i--) {
            if (traces[i] > above) {
                return OptionalDouble.empty();
            }
            if (traces[i - 1] > above) {
                double t = (traces[i - 1] - above) / (traces[i - 1] - traces[i]);
                return OptionalDouble.of(2 * Math.PI / (k[i - 1] + t * (k[i] - k[i - 1])));
            }
        }
        return OptionalDouble.empty();
    }
}
