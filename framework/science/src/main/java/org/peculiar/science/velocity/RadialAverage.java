package org.peculiar.science.velocity;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.peculiar.science.spectrum.Quadrature;
import org.peculiar.science.spectrum.SphericalBessel;

/** Means over the distances of an isotropic survey: the window {@code w(k) = ⟨(j0 − 2 j2)(kr)⟩} of its bulk flow. */
final class RadialAverage {

    private static final int MOST = 300;

    /** Waves that turn this often, in radians, within the rms distance of the survey are not seen by its flow: w is 1e-4. */
    private static final double MOST_PHASE = 200;

    private final double[] radii;
    private final double[] shares;

    private RadialAverage(double[] radii, double[] shares) {
        this.radii = radii;
        this.shares = shares;
    }

    /** Average over a profile; the cube roots of its quantiles are taken at equal steps, since distances grow as these. */
    static RadialAverage of(RadialProfile profile) {
        double[] radii = new double[MOST];
        double[] shares = new double[MOST];
        double total = 0;
        for (int i = 0; i < MOST; i++) {
            double root = (i + 0.5) / MOST;
            radii[i] = profile.quantile().applyAsDouble(root * root * root);
            shares[i] = root * root;
            total += shares[i];
        }
        for (int i = 0; i < MOST; i++) {
            shares[i] /= total;
        }
        return new RadialAverage(radii, shares);
    }

    /** Average over given distances in Mpc/h, or as many of them as matter. */
    static RadialAverage of(double[] distances) {
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        int count = Math.min(MOST, sorted.length);
        double[] radii = new double[count];
        for (int i = 0; i < count; i++) {
            radii[i] = sorted[(int) ((i + 0.5) * sorted.length / count)];
        }
        double[] shares = new double[count];
        Arrays.fill(shares, 1.0 / count);
        return new RadialAverage(radii, shares);
    }

    double depth() {
        return radii[radii.length - 1];
    }

    double meanSquare() {
        double sum = 0;
        for (int i = 0; i < radii.length; i++) {
            sum += shares[i] * radii[i] * radii[i];
        }
        return sum;
    }

    /** Return w at the nodes of an integral; 0 where it does not matter. */
    double[] window(Quadrature q) {
        double[] window = new double[q.size()];
        double kMax = MOST_PHASE / Math.sqrt(meanSquare());
        IntStream.range(0, window.length)
                .parallel()
                .filter(i -> q.k()[i] <= kMax)
                .forEach(i -> {
                    double[] bessel = new double[4];
                    double sum = 0;
                    for (int m = 0; m < radii.length; m++) {
                        sum += shares[m] * along(q.k()[i] * radii[m], bessel);
                    }
                    window[i] = sum;
                });
        return window;
    }

    /** Return {@code j0(x) − 2 j2(x)}. */
    static double along(double x, double[] bessel) {
        SphericalBessel.fill(x, bessel);
        return 3 * (bessel[0] - x * x * bessel[1]);
    }

    double variance(LinearVelocities theory) {
        Quadrature q = theory.quadrature(2 * depth());
        double[] window = window(q);
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            sum += q.powerTimesStep()[i] * window[i] * window[i];
        }
        return theory.factor() * sum / 3;
    }
}
