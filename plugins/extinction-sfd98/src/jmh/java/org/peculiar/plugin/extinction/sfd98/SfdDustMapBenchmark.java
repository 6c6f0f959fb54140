package org.peculiar.plugin.extinction.sfd98;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.peculiar.api.Directions;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Interpolation;
import org.peculiar.plugin.extinction.sfd98.SfdDustMap.Parameters;
import org.peculiar.testkit.HostFiles;

/**
 * Look-ups a second of 1,000,000 directions all over the sky in a pair of 4096 × 4096 pixels, on one thread. At least 10
 * million are wanted, bilinear.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class SfdDustMapBenchmark {

    private static final int DIRECTIONS = 1_000_000;
    private static final int SIZE = 4096;

    /** How the pixels are combined. */
    @Param({"BILINEAR", "NEAREST"})
    public Interpolation interpolation;

    private Path folder;
    private SfdDustMap map;
    private Directions galactic;

    /** Write the maps and draw the directions. */
    @Setup
    public void prepare() throws IOException {
        folder = Files.createTempDirectory("sfd98");
        Maps.dust(folder.resolve("synthetic_ngp.fits"), 1, SIZE, (x, y) -> 0.1 + 1e-5 * (x + 2 * y));
        Maps.dust(folder.resolve("synthetic_sgp.fits"), -1, SIZE, (x, y) -> 0.1 + 1e-5 * (x + 2 * y));
        map = new SfdDustMap(new Parameters(folder, interpolation, Optional.empty()), new HostFiles());
        Random random = new Random(1998);
        double[] l = new double[DIRECTIONS];
        double[] b = new double[DIRECTIONS];
        for (int i = 0; i < DIRECTIONS; i++) {
            l[i] = 360 * random.nextDouble();
            b[i] = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
        }
        galactic = Directions.ofDegrees(l, b);
    }

    /** Remove the maps. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(folder.resolve("synthetic_ngp.fits"));
        Files.delete(folder.resolve("synthetic_sgp.fits"));
        Files.delete(folder);
    }

    /** Look all directions up. */
    @Benchmark
    @OperationsPerInvocation(DIRECTIONS)
    public double[] lookUps() {
        return map.reddening(galactic);
    }
}
