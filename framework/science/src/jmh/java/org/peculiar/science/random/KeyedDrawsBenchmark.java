package org.peculiar.science.random;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.peculiar.api.Draws;

/** Draws for a column of a thousand rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyedDrawsBenchmark {

    private static final int ROWS = 1000;

    private final Draws draws = KeyedDraws.ofSeed(1999).stream("noise");
    private final int[] elements = IntStream.range(0, ROWS).toArray();
    private final double[] column = new double[ROWS];
    private long replicate;

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] uniforms() {
        Draws own = draws.replicate(replicate++);
        for (int i = 0; i < ROWS; i++) {
            column[i] = own.uniform(i);
        }
        return column;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] gaussians() {
        Draws own = draws.replicate(replicate++);
        for (int i = 0; i < ROWS; i++) {
            column[i] = own.gaussian(i);
        }
        return column;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public double[] gaussiansAtOnce() {
        draws.replicate(replicate++).gaussians(elements, column);
        return column;
    }

    @Benchmark
    public Draws nextReplicate() {
        return draws.replicate(replicate++);
    }
}
