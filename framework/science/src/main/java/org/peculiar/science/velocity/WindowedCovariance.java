package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.peculiar.science.spectrum.Quadrature;
import org.peculiar.science.statistics.CovarianceMatrix;

/**
 * The cosmic covariance of one survey's flow for many power spectra, {@code R_jk = (f H0)²/2π² ∫ P(k) W²_jk(k) dk}: the window is
 * found once for all spectra that are integrated over the same wavenumbers. Not thread-safe.
 */
public final class WindowedCovariance {

    private final LinearEstimator estimator;
    private double[] k = {};
    private double[][][] window;

    /** Prepare for a survey. */
    public WindowedCovariance(LinearEstimator estimator) {
        this.estimator = requireNonNull(estimator, "estimator");
    }

    /** Return the covariance of the flow in linear theory, in (km/s)². */
    public CovarianceMatrix of(LinearVelocities velocities) {
        // the window oscillates with the largest separation of two objects
        Quadrature q = velocities.quadrature(2 * estimator.positions().depth());
        if (!Arrays.equals(k, q.k())) {
            k = q.k();
            window = VelocityWindow.of(estimator, velocities.wavenumbers().kMax())
                    .at(k);
        }
        double[][] covariance = new double[3][3];
        for (int i = 0; i < k.length; i++) {
            for (int j = 0; j < 3; j++) {
                for (int l = 0; l < 3; l++) {
                    covariance[j][l] += velocities.factor() * q.powerTimesStep()[i] * window[i][j][l];
                }
            }
        }
        return CovarianceMatrix.of(covariance);
    }
}
