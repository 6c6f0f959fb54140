package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.peculiar.science.spectrum.Quadrature;

/**
 * An ideal survey of infinitely many points, isotropic: what {@link IdealPoints} go to. It has a bulk flow only.
 *
 * <p>By symmetry the covariance of its flow with a radial velocity is along the direction to the object, {@code ⟨U_j v_n⟩ = n_j
 * q(r)} with {@code q(r) = (f H0)²/2π² ∫ P(k) w(k) (j0 − 2 j2)(kr)/3 dk}, where w(k) is the mean of (j0 − 2 j2)(kr') over the
 * distances r' of the survey. Good to 1e-5.
 */
public final class IdealContinuum implements IdealSurvey {

    /** Distances in Mpc/h between which q is interpolated: it varies with the correlation length of velocities. */
    private static final double STEP = 0.5;

    private final RadialAverage average;

    private IdealContinuum(RadialAverage average) {
        this.average = average;
    }

    /** Spread infinitely many points. */
    public static IdealContinuum of(RadialProfile profile) {
        return new IdealContinuum(RadialAverage.of(requireNonNull(profile, "profile")));
    }

    @Override
    public double depth() {
        return average.depth();
    }

    @Override
    public double meanSquareDistance() {
        return average.meanSquare();
    }

    @Override
    public double variance(LinearVelocities theory) {
        return average.variance(theory);
    }

    @Override
    public double[][] covariance(FlowMoments moments, Positions survey, VelocityCovariance theory) {
        if (moments != FlowMoments.BULK) {
            throw new IllegalArgumentException(
                    "ideal survey: " + moments.count() + " moments need points, but it is a continuum");
        }
        PolynomialSplineFunction q = correlation(theory.velocities(), survey.depth());
        double[][] covariance = new double[3][survey.size()];
        for (int n = 0; n < survey.size(); n++) {
            double along = q.value(survey.r()[n]);
            covariance[0][n] = along * survey.directions().x()[n];
            covariance[1][n] = along * survey.directions().y()[n];
            covariance[2][n] = along * survey.directions().z()[n];
        }
        return covariance;
    }

    /** Interpolate q(r) from 0 to a distance. */
    private PolynomialSplineFunction correlation(LinearVelocities theory, double to) {
        Quadrature nodes = theory.quadrature(depth() + to);
        double[] window = average.window(nodes);
        int steps = (int) Math.ceil(to / STEP) + 2;
        double[] r = new double[steps];
        double[] q = new double[steps];
        IntStream.range(0, steps).parallel().forEach(s -> {
            double[] bessel = new double[4];
            r[s] = s * STEP;
            double sum = 0;
            for (int i = 0; i < window.length; i++) {
                if (window[i] != 0) {
                    sum += nodes.powerTimesStep()[i] * window[i] * RadialAverage.along(nodes.k()[i] * r[s], bessel);
                }
            }
            q[s] = theory.factor() * sum / 3;
        });
        return new SplineInterpolator().interpolate(r, q);
    }
}
