package org.peculiar.engine.sample;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Draws;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Progress;
import org.peculiar.api.Quantity;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.engine.outcome.SweepOutcome;
import org.peculiar.engine.outcome.SweepRun;
import org.peculiar.engine.plan.Assume;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Planner;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.run.Execution;
import org.peculiar.engine.run.Instances;
import org.peculiar.engine.sweep.Setting;
import org.peculiar.engine.variants.Replanner;
import org.peculiar.engine.work.LocalWorkers;
import org.peculiar.engine.work.RowStore;
import org.peculiar.engine.work.Workers;
import org.peculiar.science.flow.FlowSolution;
import org.peculiar.science.flow.TracerVelocities;

/**
 * A small survey with groups and measurements, a standard candle that fits its own brightness, and a real fit of a bulk flow, under the
 * names of the sample components; counts what each component does.
 *
 * <p>{@code indicator/fundamental-plane} measures galaxies with {@code form: inverse}, groups with {@code forward}, and galaxies
 * given their redshifts with {@code orthogonal}. {@code flow/bulk} weights by errors or equally, and marginalises a zero point.
 */
public final class ToySweep {

    /** Number of groups. */
    public static final int GROUPS = 56;

    /** Number of galaxies in each group. */
    public static final int MEMBERS = 3;

    /** The steps without a sweep; distances of galaxies. */
    public static final String STEPS = """
            peculiar: 1
            name: toy
            seed: 7
            data: {galaxies: {path: galaxies.txt}}
            assume: {cosmology: einstein-de-sitter, thermal-dispersion: 250 km/s, cz-error: 150 km/s}
            steps:
              survey: {uses: source/table, with: {table: galaxies}}
              runs: {uses: correction/run-offsets, with: {quantity: magnitude}}
              distances: {uses: indicator/fundamental-plane, with: {form: inverse, scatter: 0.1}}
              zero: {uses: bias/shift, with: {shift: 0 %}}
              flow: {uses: flow/bulk}
            estimands: {V: flow.velocity, speed: flow.speed}
            """;

    private static final double[] FLOW = {300, -500, 100};
    private static final Quantity MAGNITUDE = new Quantity("magnitude", Unit.MAG);

    private final Workflow workflow;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private UnaryOperator<Survey> dressed = survey -> survey;
    private Consumer<Survey> watching = survey -> {};

    /** Set up in an empty folder. */
    public ToySweep(Path folder) {
        workflow = new Workflow(folder);
    }

    /** Change the survey that the source gives. */
    public ToySweep dressed(UnaryOperator<Survey> how) {
        dressed = how;
        return this;
    }

    /** See every survey that an indicator measures. */
    public void watching(Consumer<Survey> who) {
        watching = who;
    }

    /** Return how often the components of a step's kind were called: source, indicator, bias, flow. */
    public int calls(String kind) {
        return calls.getOrDefault(kind, new AtomicInteger()).get();
    }

    /** A sweep ready to run. */
    public record Ready(Planner planner, Plan plan, Execution execution, SweepRun sweep) {

        /** Run on some store with some workers; tell whether all is done. */
        public boolean run(RowStore store, Workers workers) {
            return sweep.run(store, workers, silent());
        }

        /** Run in memory with two workers. */
        public SweepOutcome outcome() {
            RowStore store = RowStore.inMemory();
            if (!run(store, new LocalWorkers(2, () -> false))) {
                throw new IllegalStateException("not all is done");
            }
            return sweep.outcome(store);
        }
    }

    /** Return progress that nobody sees. */
    public static Progress silent() {
        return (name, total) -> new Progress.Task() {
            @Override
            public void advance(long units) {}

            @Override
            public void close() {}
        };
    }

    /** Plan a sweep and find its variants. */
    public Ready ready(String descriptor, String... overrides) {
        Planner planner = workflow.planner(plugin -> "content of " + plugin);
        Plan plan = planner.plan(workflow.descriptor(descriptor), List.of(overrides));
        Execution execution = new Execution(plan, assume -> {
            Assume assumed = (Assume) new Instances(new SamplePlugins()).hostRecord(assume);
            return new Instances(new Toys(assumed.toAssumptions()));
        });
        SweepRun sweep = new SweepRun(execution, new Replanner() {
            @Override
            public Plan replan(Plan base, List<Setting> settings) {
                return planner.replan(base, settings);
            }

            @Override
            public Step withValues(
                    Step step,
                    org.peculiar.engine.descriptor.Values own,
                    org.peculiar.engine.descriptor.Values shared,
                    org.peculiar.engine.descriptor.Values assume,
                    long seed) {
                return planner.withValues(step, own, shared, assume, seed);
            }
        });
        return new Ready(planner, plan, execution, sweep);
    }

    private void called(String kind) {
        calls.computeIfAbsent(kind, unseen -> new AtomicInteger()).incrementAndGet();
    }

    /** Return the survey before it is dressed: groups all over the sky from 3,000 to 12,000 km/s, with a flow. */
    public static Survey survey(Draws draws) {
        int n = GROUPS * MEMBERS;
        double[] l = new double[GROUPS];
        double[] b = new double[GROUPS];
        double[] z = new double[GROUPS];
        double[] magnitude = new double[n];
        double[] ofGalaxies = new double[n];
        int[] groupOf = new int[n];
        String[] type = new String[n];
        String[] groups = new String[GROUPS];
        String[] galaxies = new String[n];
        String[] sheet = new String[GROUPS];
        for (int g = 0; g < GROUPS; g++) {
            groups[g] = "G" + (g + 1);
            sheet[g] = g < 20 ? "near" : "far";
            l[g] = 360 * (g * 0.6180339887498949 % 1);
            b[g] = Math.toDegrees(Math.asin(1 - (2 * g + 1) / (double) GROUPS));
        }
        Directions towards = Directions.ofDegrees(l, b);
        for (int g = 0; g < GROUPS; g++) {
            double distance = 3000 + 9000 * (g * 0.7548776662466927 % 1);
            double v = FLOW[0] * towards.x()[g] + FLOW[1] * towards.y()[g] + FLOW[2] * towards.z()[g];
            z[g] = (distance + v + 250 * draws.gaussian(g)) / 299792.458;
            for (int member = 0; member < MEMBERS; member++) {
                int i = MEMBERS * g + member;
                galaxies[i] = groups[g] + "-" + member;
                groupOf[i] = g;
                ofGalaxies[i] = z[g];
                type[i] = member == 0 ? "S0" : "E";
                magnitude[i] = 5 * Math.log10(distance) + 0.2 * draws.gaussian(1000 + i);
            }
        }
        int[] twice = new int[2 * n];
        String[] run = new String[2 * n];
        Arrays.setAll(twice, i -> i / 2);
        Arrays.setAll(run, i -> i % 2 == 0 ? "spring" : "autumn");
        return new Survey(
                RestFrame.CMB,
                Table.of("galaxies", galaxies)
                        .with(towards.select(groupOf))
                        .with(Column.of(Quantity.REDSHIFT, ofGalaxies))
                        .with(Column.of(MAGNITUDE, magnitude))
                        .withText("type", type),
                Table.of("groups", groups)
                        .with(towards)
                        .with(Column.of(Quantity.REDSHIFT, z))
                        .withText("sheet", sheet),
                groupOf,
                Table.of("measurements", run).withText("run", run),
                twice,
                List.of());
    }

    /** Toys in place of the sample components that have none of this. */
    private final class Toys implements org.peculiar.engine.run.ComponentFactory {

        private final SamplePlugins samples = new SamplePlugins();
        private final Assumptions assumptions;

        Toys(Assumptions assumptions) {
            this.assumptions = assumptions;
        }

        @Override
        public Class<?> load(String plugin, String className) {
            return samples.load(plugin, className);
        }

        @Override
        public Object create(String plugin, String className, Optional<Object> parameters) {
            Object sample = samples.create(plugin, className, parameters);
            if (sample instanceof SampleComponents.TableSource) {
                return (Source) draws -> {
                    called("source");
                    return dressed.apply(survey(draws));
                };
            } else if (sample instanceof SampleComponents.StandardCandle) {
                return candle((SampleComponents.StandardCandle.Parameters) parameters.orElseThrow());
            } else if (sample instanceof DistanceBias bias) {
                return (DistanceBias) distances -> {
                    called("bias");
                    return bias.correct(distances);
                };
            } else if (sample instanceof SampleComponents.BulkFlow) {
                return bulk((SampleComponents.BulkFlow.Parameters) parameters.orElseThrow());
            }
            return sample;
        }

        private FlowModel bulk(SampleComponents.BulkFlow.Parameters parameters) {
            return inputs -> {
                DistanceSample distances = inputs.distances();
                called("flow");
                boolean free = parameters.marginalise().contains("zero-point");
                boolean equal = parameters.weights().by() == SampleComponents.BulkFlow.Weighting.EQUAL;
                Assumptions with = new Assumptions(
                        assumptions.cosmology(),
                        equal ? 1e6 : assumptions.thermalDispersionKms(),
                        Math.max(1, assumptions.czErrorKms()));
                FlowSolution solution = TracerVelocities.ofDistances(
                                distances, with, TracerVelocities.ErrorDistance.REDSHIFT)
                        .fit(free ? TracerVelocities::bulkFlowAndZeroPoint : TracerVelocities::bulkFlow);
                TracerVelocities v = solution.velocities();
                double[] error = v.varianceKms2().clone();
                Arrays.setAll(error, i -> Math.sqrt(error[i]));
                return new FlowFit(
                        "bulk flow",
                        solution.fit().model().names(),
                        free ? List.of(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE) : List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                        solution.fit().parameters(),
                        solution.fit().covariance(),
                        Optional.empty(),
                        Map.of(),
                        solution.fit().chi2(),
                        solution.fit().dof(),
                        new FlowFit.Tracers(
                                distances.labels(),
                                distances.rowIds(),
                                distances.directions(),
                                v.distanceKms(),
                                v.velocityKms(),
                                error,
                                new double[v.size()]),
                        Optional.of(solution.fit().weights()),
                        Map.of("depth-kms", v.depthKms()));
            };
        }
    }

    private DistanceIndicator candle(SampleComponents.StandardCandle.Parameters parameters) {
        return survey -> {
            called("indicator");
            watching.accept(survey);
            boolean groups = parameters.form() == SampleComponents.StandardCandle.Form.FORWARD;
            double[] magnitude = survey.galaxies().values("magnitude", Unit.MAG);
            int rows = groups ? survey.groups().size() : survey.galaxies().size();
            double[] sum = new double[rows];
            int[] members = new int[rows];
            for (int i = 0; i < magnitude.length; i++) {
                int row = groups ? survey.groupOf()[i] : i;
                if (row >= 0 && Double.isFinite(magnitude[i])) {
                    sum[row] += magnitude[i];
                    members[row]++;
                }
            }
            int[] some =
                    IntStream.range(0, rows).filter(row -> members[row] > 0).toArray();
            if (some.length < 4) {
                throw new DataException("found " + some.length + " tracers, but 4 are needed");
            }
            Table table = groups ? survey.groups() : survey.galaxies();
            double[] lnDistance = new double[rows];
            double[] error = new double[rows];
            for (int row : some) {
                lnDistance[row] = Math.log(10) * sum[row] / members[row] / 5;
                error[row] = parameters.scatter() / Math.sqrt(members[row]);
            }
            DistanceSample.Tracer tracer = groups ? DistanceSample.Tracer.GROUP : DistanceSample.Tracer.GALAXY;
            boolean given = parameters.form() == SampleComponents.StandardCandle.Form.ORTHOGONAL;
            int[] counted = members.clone();
            Arrays.setAll(counted, i -> Math.max(1, counted[i]));
            return DistanceSample.of(
                            tracer,
                            table.labels(),
                            table.rowIds(),
                            table.directions(),
                            table.values("z"),
                            lnDistance,
                            error,
                            counted)
                    .type(DistanceType.COMOVING)
                    .inference(
                            given
                                    ? DistanceSample.Inference.GIVEN_REDSHIFT
                                    : DistanceSample.Inference.DISTANCE_ESTIMATE)
                    .calibration(new Calibration(
                            "toy candle",
                            List.of("M"),
                            new double[] {0},
                            new double[][] {{0.01}},
                            Map.of(),
                            magnitude.length,
                            Map.of(),
                            Optional.of(new Candle(parameters.scatter()))))
                    .build()
                    .select(some);
        };
    }

    /** Magnitudes are 5 log d, with a scatter in ln d. */
    private record Candle(double scatter) implements Relation {

        @Override
        public String[] parameters() {
            return new String[] {"M"};
        }

        @Override
        public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
            Column magnitude = survey.galaxies().column("magnitude");
            double[] drawn = new double[lnDistance.length];
            for (int i = 0; i < drawn.length; i++) {
                double noise = scatter * draws.gaussian(survey.galaxies().rowIds()[i]);
                drawn[i] = 5 / Math.log(10) * (lnDistance[i] + noise);
            }
            return survey.withGalaxies(survey.galaxies().with(magnitude.withValues(drawn)));
        }
    }
}
