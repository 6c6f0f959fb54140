package org.peculiar.science.velocity;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.peculiar.api.Directions;
import org.peculiar.science.spectrum.CdmSpectrum;
import org.peculiar.science.spectrum.MatterContent;
import org.peculiar.science.spectrum.TransferFunction;
import org.peculiar.science.spectrum.Wavenumbers;

/**
 * A survey of 4,785 galaxies within 160 Mpc/h: its weights for 10,000 ideal points, and its window at 2,000 wavenumbers.
 *
 * <p>With {@code -jvmArgsAppend -Ddev.ludovic.netlib.lapack.allowNative=false} in Java alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1536m")
@Warmup(iterations = 1)
@Measurement(iterations = 5)
public class MinimumVarianceBenchmark {

    private static final double DEPTH = 160;
    private static final double K_MAX = 2;
    private static final int WAVENUMBERS = 2000;

    @Param("4785")
    private int objects;

    private Positions survey;
    private double[] variance;
    private IdealSurvey ideal;
    private LinearVelocities velocities;
    private VelocityCovariance covariance;
    private LinearEstimator estimator;
    private double[] k;

    @Setup
    public void drawSurvey() {
        SplittableRandom random = new SplittableRandom(1);
        double[] l = new double[objects];
        double[] b = new double[objects];
        double[] r = new double[objects];
        variance = new double[objects];
        for (int i = 0; i < objects; i++) {
            l[i] = 360 * random.nextDouble();
            b[i] = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
            r[i] = DEPTH * Math.cbrt(random.nextDouble());
            variance[i] = 250 * 250 + 400 * r[i] * r[i];
        }
        survey = Positions.ofMpcH(Directions.ofDegrees(l, b), r);
        ideal = IdealPoints.spread(RadialProfile.gaussian(50), 10_000);
        MatterContent matter = MatterContent.of(0.315, 0.685, 0.674, 0.0493, 2.7255);
        velocities = LinearVelocities.of(
                CdmSpectrum.ofSigma8(TransferFunction.eisensteinHu1998(matter), 0.965, 0.811),
                0.53,
                Wavenumbers.adaptive(1e-4, 10));
        covariance = tabulate();
        estimator = new LinearEstimator(survey, weigh().weights(), variance);
        k = new double[WAVENUMBERS];
        for (int i = 0; i < WAVENUMBERS; i++) {
            k[i] = 1e-4 * Math.pow(K_MAX / 1e-4, i / (WAVENUMBERS - 1.0));
        }
    }

    @Benchmark
    public VelocityCovariance tabulate() {
        return VelocityCovariance.of(velocities, MinimumVariance.reach(survey, ideal));
    }

    @Benchmark
    public MinimumVariance weigh() {
        return MinimumVariance.of(FlowMoments.BULK, survey, variance, List.of(), List.of(), ideal, covariance);
    }

    @Benchmark
    public double[] windowAtManyWavenumbers() {
        return VelocityWindow.of(estimator, K_MAX).traces(k);
    }
}
