package org.peculiar.science.cosmology;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DistanceType;

/** Redshift to distance and back, from the table and by the root; the table is what a replicate can afford. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CosmologyBenchmark {

    private static final int ROWS = 1000;

    private Cosmology cosmology;
    private DistanceTable table;
    private double[] z;
    private double[] distanceKms;

    @Setup
    public void drawDistances() {
        cosmology = Cosmology.FLAT_LCDM_03;
        table = cosmology.table();
        z = new SplittableRandom(1).doubles(ROWS, 0.001, 0.08).toArray();
        distanceKms = table.distancesKms(DistanceType.ANGULAR_DIAMETER, z);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double distanceFromTable() {
        double sum = 0;
        for (double redshift : z) {
            sum += table.comovingKms(redshift);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double redshiftFromTable() {
        double sum = 0;
        for (double d : distanceKms) {
            sum += table.redshiftOfAngularDiameter(d);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double redshiftByRoot() {
        double sum = 0;
        for (double d : distanceKms) {
            sum += cosmology.redshiftOf(DistanceType.ANGULAR_DIAMETER, d);
        }
        return sum;
    }

    @Benchmark
    public DistanceTable makeTable() {
        return Cosmology.of(new CosmologyParameters("new", 0.31, 0.69)).table();
    }
}
