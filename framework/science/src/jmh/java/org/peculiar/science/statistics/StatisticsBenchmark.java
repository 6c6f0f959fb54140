package org.peculiar.science.statistics;

import java.util.Arrays;
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
import org.peculiar.science.sky.GalacticVector;

/** A bulk flow from the tracers of SMAC or of a large survey, its limits, and the integral of a selection. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StatisticsBenchmark {

    @Param({"56", "1000000"})
    private int tracers;

    private LinearModel model;
    private double[] velocity;
    private double[] variance;
    private BulkAmplitude amplitude;
    private double limit;

    @Setup
    public void drawTracers() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] n = new double[3][tracers];
        for (int i = 0; i < tracers; i++) {
            GalacticVector u = GalacticVector.ofDegrees(360 * random.nextDouble(), random.nextDouble(-80, 80));
            n[0][i] = u.x();
            n[1][i] = u.y();
            n[2][i] = u.z();
        }
        model = LinearModel.of(List.of("Vx", "Vy", "Vz"), n)
                .marginalising(List.of(new SharedError(
                        "zero-point", random.doubles(tracers, 3000, 12000).toArray(), Double.POSITIVE_INFINITY)));
        velocity = random.doubles(tracers, -1000, 1000).toArray();
        variance = new double[tracers];
        Arrays.fill(variance, 250 * 250);
        amplitude = BulkAmplitude.of(
                new GalacticVector(-159.78, -688.4, -20.55),
                new double[][] {{27743.6, 9056.4, -4061.6}, {9056.4, 36234.2, 9873.5}, {-4061.6, 9873.5, 17187.9}});
    }

    @Benchmark
    public LinearFit fit() {
        return model.fit(velocity, variance);
    }

    @Benchmark
    public double bothLowerLimits() {
        return amplitude.posteriorLowerLimit(0.95) + amplitude.neymanLowerLimit(0.95);
    }

    @Benchmark
    public double orthant() {
        limit = limit > 1 ? -1 : limit + 1e-3;
        return new BivariateNormal(0.5 + 0.1 * limit).upperOrthant(limit, -0.5);
    }

    @Benchmark
    public double normalCdf() {
        limit = limit > 4 ? -4 : limit + 1e-3;
        return Normal.cdf(limit);
    }
}
