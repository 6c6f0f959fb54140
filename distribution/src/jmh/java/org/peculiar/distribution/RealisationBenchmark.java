package org.peculiar.distribution;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
import org.peculiar.api.Progress;
import org.peculiar.engine.Session;
import org.peculiar.engine.data.DataFolders;
import org.peculiar.engine.outcome.SweepRun;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.work.LocalWorkers;
import org.peculiar.engine.work.RowStore;

/**
 * Microseconds of one Monte Carlo realisation of the synthetic twin of the SMAC survey, as the engine runs a sweep of the unpacked
 * distribution: draw 699 dispersions and 56 redshifts, fit the inverse Fundamental Plane, measure distances, set the zero point by
 * no net inflow, fit the bulk flow, keep the row. The baseline, which runs once a sweep, is in it: some 0.03 µs of each of 300,000.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class RealisationBenchmark {

    private static final int REALISATIONS = 300_000;

    private static final String SWEEP = """
            sweep:
              vary:
                mocks:
                  monte-carlo: runs
                  relation: distances
                  flow: {speed: 630 km/s, l: 260 deg, b: -1 deg}
                  also: {malmquist.uses: bias/none}
                  replicates: %d
            """;

    private static final Progress SILENT = (name, total) -> new Progress.Task() {
        @Override
        public void advance(long units) {}

        @Override
        public void close() {}
    };

    /** Threads. */
    @Param({"1", "2"})
    public int workers;

    private Path folder;
    private Session session;
    private Plan plan;
    private SweepRun sweep;

    /** Open the distribution, and plan. */
    @Setup
    public void open() throws IOException {
        Path home = tree();
        folder = Files.createTempDirectory("peculiar-benchmark");
        session = Session.open(
                List.of(home.resolve("plugins")),
                folder.resolve("cache"),
                new DataFolders(folder.resolve("data"), home.resolve("data")));
        Path workflow = home.resolve("workflows/smac-1999");
        try (Stream<Path> all = Files.walk(workflow)) {
            for (Path path : all.toList()) {
                Files.copy(path, folder.resolve("twin").resolve(workflow.relativize(path)));
            }
        }
        Path descriptor = folder.resolve("twin/swept.yaml");
        Files.writeString(
                descriptor,
                Files.readString(workflow.resolve("smac-1999.yaml")) + String.format(SWEEP, REALISATIONS));
        plan = session.plan(descriptor, List.of());
    }

    /** Runs in the module's folder, once its tree is made. */
    private static Path tree() throws IOException {
        try (DirectoryStream<Path> trees = Files.newDirectoryStream(Path.of("target"), "peculiar-*")) {
            for (Path tree : trees) {
                if (Files.isDirectory(tree.resolve("plugins"))) {
                    return tree.toAbsolutePath();
                }
            }
        }
        throw new IOException("found no distribution in target/, but one is needed: run mvn package");
    }

    /** Begin a sweep of which nothing has run. */
    @Setup(Level.Invocation)
    public void begin() {
        sweep = session.prepare(plan, SILENT).sweep();
    }

    /** Run it. */
    @Benchmark
    @OperationsPerInvocation(REALISATIONS)
    public boolean realisation() {
        return sweep.run(RowStore.inMemory(), new LocalWorkers(workers, () -> false), SILENT);
    }

    /** Leave nothing behind. */
    @TearDown
    public void close() throws IOException {
        session.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
