package org.peculiar.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.plugin.PluginException;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.Type;

/**
 * The order of calls and the systematic errors, on a toy chain that is linear with whole numbers, so that every result is
 * exact: {@code V = W ln d}, {@code ln d = B x + shift}, {@code x = x0 + A o}, with o the offsets.
 */
class ExecutionTest {

    private static final double[] X0 = {1, 2, 3};
    private static final double[][] W = {{1, 0, 2}, {0, -1, 1}, {3, 1, 0}};
    private static final double B = 2;
    private static final double[][] A = {{1, 0}, {0, 1}, {1, 1}};
    private static final double[][] COVARIANCE = {{4, 1}, {1, 9}};
    private static final Quantity X = new Quantity("x", Unit.MAG);

    private final List<String> calls = new ArrayList<>();
    private final Map<String, Object> components = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private Step step(String name, StepKind kind, Object component, String... from) {
        components.put(name, component);
        Map<String, String> inputs = new LinkedHashMap<>();
        for (int i = 0; i < from.length; i++) {
            inputs.put(kind.inputs().get(i).role(), from[i]);
        }
        ComponentDescription description = new ComponentDescription(
                kind.word(), name, name, "", "", List.of(), List.of(), List.of(), "", Type.RecordOf.EMPTY, "toys");
        Step step = new Step(
                name, kind, description, Values.NONE, Values.NONE, inputs, name, "identity of " + name, List.of());
        steps.add(step);
        return step;
    }

    private Plan plan() {
        return new Plan(
                "toy",
                Path.of("toy.yaml"),
                "",
                List.of(),
                1,
                Map.of(),
                Values.NONE,
                Map.of(),
                List.copyOf(steps),
                Map.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Values.NONE,
                new Yaml.Mapping(
                        List.of(), Position.startOf(org.peculiar.engine.descriptor.Source.of("toy.yaml", ""))));
    }

    private Map<String, StepKind.Output> run() {
        Plan plan = plan();
        ComponentFactory factory = new ComponentFactory() {
            @Override
            public Class<?> load(String plugin, String className) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Object create(String plugin, String className, Optional<Object> parameters) {
                return components.get(className);
            }
        };
        return new Execution(plan, assume -> new Instances(factory)).run();
    }

    private FlowFit fit(String flow) {
        return (FlowFit) run().get(flow).value();
    }

    private Source source() {
        return draws -> {
            calls.add("source");
            return Survey.of(
                    RestFrame.CMB,
                    Table.of("galaxies", new String[] {"a", "b", "c"})
                            .with(Directions.ofDegrees(new double[3], new double[3]))
                            .with(Column.of(X, X0)));
        };
    }

    private static Survey plus(Survey survey, double[][] matrix, double[] by) {
        double[] x = survey.galaxies().values("x").clone();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < by.length; j++) {
                x[i] += matrix[i][j] * by[j];
            }
        }
        return survey.withGalaxies(survey.galaxies().with(Column.of(X, x)));
    }

    /** A correction that changes nothing, but is uncertain. */
    private Correction offsets(String name, double[][] matrix, double[][] covariance) {
        return survey -> {
            calls.add(name);
            return new Corrected(
                    survey,
                    Optional.of(new Nuisance(
                            name,
                            "mag",
                            List.of("spring", "autumn"),
                            new double[2],
                            covariance,
                            0.5,
                            by -> plus(survey, matrix, by))));
        };
    }

    private DistanceIndicator indicator() {
        return survey -> {
            calls.add("indicator");
            double[] lnDistance = survey.galaxies().values("x").clone();
            Arrays.setAll(lnDistance, i -> B * lnDistance[i]);
            return DistanceSample.of(
                            DistanceSample.Tracer.GALAXY,
                            survey.galaxies().labels(),
                            survey.galaxies().rowIds(),
                            survey.galaxies().directions(),
                            new double[3],
                            lnDistance,
                            new double[3],
                            new int[3])
                    .calibration(new Calibration(
                            "toy", List.of(), new double[0], new double[0][], Map.of(), 3, Map.of(), Optional.empty()))
                    .build();
        };
    }

    private DistanceBias shift(String name, double by) {
        return distances -> {
            calls.add(name);
            double[] moved = distances.lnDistance().clone();
            Arrays.setAll(moved, i -> moved[i] + by);
            return distances.withLnDistance(moved);
        };
    }

    private FlowModel flow(String name, double times) {
        return inputs -> {
            DistanceSample distances = inputs.distances();
            calls.add(name);
            double[] values = new double[3];
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < 3; i++) {
                    values[k] += times * W[k][i] * distances.lnDistance()[i];
                }
            }
            return new FlowFit(
                    name,
                    List.of("vx", "vy", "vz"),
                    List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                    values,
                    new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                    Optional.empty(),
                    Map.of(),
                    0,
                    0,
                    new FlowFit.Tracers(
                            distances.labels(),
                            distances.rowIds(),
                            distances.directions(),
                            new double[3],
                            new double[3],
                            new double[3],
                            new double[3]),
                    Optional.empty(),
                    Map.of());
        };
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static double[][] transposed(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }

    /** J C Jᵀ with J = factor · W B A. */
    private static double[][] propagated(double factor, double[][] matrix, double[][] covariance) {
        double[][] jacobian = times(W, matrix);
        for (double[] row : jacobian) {
            Arrays.setAll(row, j -> factor * B * row[j]);
        }
        return times(times(jacobian, covariance), transposed(jacobian));
    }

    @Test
    void runsEachStepOnceInOrder() {
        step("survey", StepKind.SOURCE, source());
        step("distances", StepKind.INDICATOR, indicator(), "survey");
        step("zero", StepKind.BIAS, shift("bias", 1), "distances");
        step("flow", StepKind.FLOW, flow("flow", 1), "zero");
        Map<String, StepKind.Output> outputs = run();
        assertThat(calls).containsExactly("source", "indicator", "bias", "flow");
        assertThat(outputs.keySet()).containsExactly("survey", "distances", "zero", "flow");
        FlowFit fit = (FlowFit) outputs.get("flow").value();
        assertThat(fit.values()).containsExactly(3 + 2 * 7, 0 + 2, 4 * 1 + 2 * 5 + 3 - 3);
        assertThat(fit.systematic()).isEmpty();
    }

    @Test
    void takesFromTheStepsThatInputsName() {
        step("survey", StepKind.SOURCE, source());
        step("distances", StepKind.INDICATOR, indicator(), "survey");
        step("near", StepKind.BIAS, shift("near", -1), "distances");
        step("far", StepKind.BIAS, shift("far", 1), "distances");
        step("straight", StepKind.FLOW, flow("straight", 1), "distances");
        step("nearer", StepKind.FLOW, flow("nearer", 1), "near");
        step("farther", StepKind.FLOW, flow("farther", 1), "far");
        Map<String, StepKind.Output> outputs = run();
        double[] straight = ((FlowFit) outputs.get("straight").value()).values();
        double[] nearer = ((FlowFit) outputs.get("nearer").value()).values();
        double[] farther = ((FlowFit) outputs.get("farther").value()).values();
        for (int k = 0; k < 3; k++) {
            double sum = Arrays.stream(W[k]).sum();
            assertThat(nearer[k]).isEqualTo(straight[k] - sum);
            assertThat(farther[k]).isEqualTo(straight[k] + sum);
        }
    }

    @Test
    void propagatesAnUncertainCorrectionToTheFlow() {
        step("survey", StepKind.SOURCE, source());
        step("runs", StepKind.CORRECTION, offsets("offsets", A, COVARIANCE), "survey");
        step("distances", StepKind.INDICATOR, indicator(), "runs");
        step("zero", StepKind.BIAS, shift("bias", 1), "distances");
        step("flow", StepKind.FLOW, flow("flow", 1), "zero");
        FlowFit fit = fit("flow");
        assertThat(fit.systematic()).containsOnlyKeys("runs");
        assertThat(fit.systematic().get("runs")).isDeepEqualTo(propagated(1, A, COVARIANCE));
        assertThat(fit.random()).isDeepEqualTo(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    }

    @Test
    void runsAgainOnlyWhatLiesBetween() {
        step("survey", StepKind.SOURCE, source());
        step("runs", StepKind.CORRECTION, offsets("offsets", A, COVARIANCE), "survey");
        step("distances", StepKind.INDICATOR, indicator(), "runs");
        step("flow", StepKind.FLOW, flow("flow", 1), "distances");
        step("aside", StepKind.BIAS, shift("aside", 1), "distances");
        run();
        assertThat(calls.stream()
                        .filter(call -> call.equals("source") || call.equals("offsets") || call.equals("aside")))
                .containsExactly("source", "offsets", "aside");
        assertThat(calls.stream().filter("indicator"::equals)).hasSize(1 + 2 * 2);
        assertThat(calls.stream().filter("flow"::equals)).hasSize(1 + 2 * 2);
    }

    @Test
    void keepsTheSystematicErrorsOfSeveralCorrectionsApart() {
        double[][] second = {{0, 2}, {1, 0}, {0, 0}};
        double[][] small = {{1, 0}, {0, 1}};
        step("survey", StepKind.SOURCE, source());
        step("runs", StepKind.CORRECTION, offsets("offsets", A, COVARIANCE), "survey");
        step("plates", StepKind.CORRECTION, offsets("offsets", second, small), "runs");
        step("distances", StepKind.INDICATOR, indicator(), "plates");
        step("flow", StepKind.FLOW, flow("flow", 1), "distances");
        Map<String, double[][]> systematic = fit("flow").systematic();
        assertThat(systematic.keySet()).containsExactly("runs", "plates");
        assertThat(systematic.get("runs")).isDeepEqualTo(propagated(1, A, COVARIANCE));
        assertThat(systematic.get("plates")).isDeepEqualTo(propagated(1, second, small));
    }

    @Test
    void attachesToEachFlowWhatLiesUpstreamOfIt() {
        step("survey", StepKind.SOURCE, source());
        step("plain", StepKind.INDICATOR, indicator(), "survey");
        step("runs", StepKind.CORRECTION, offsets("offsets", A, COVARIANCE), "survey");
        step("distances", StepKind.INDICATOR, indicator(), "runs");
        step("flow", StepKind.FLOW, flow("flow", 1), "distances");
        step("double", StepKind.FLOW, flow("double", 2), "distances");
        step("free", StepKind.FLOW, flow("free", 1), "plain");
        Map<String, StepKind.Output> outputs = run();
        assertThat(((FlowFit) outputs.get("free").value()).systematic()).isEmpty();
        assertThat(((FlowFit) outputs.get("flow").value()).systematic().get("runs"))
                .isDeepEqualTo(propagated(1, A, COVARIANCE));
        assertThat(((FlowFit) outputs.get("double").value()).systematic().get("runs"))
                .isDeepEqualTo(propagated(2, A, COVARIANCE));
    }

    @Test
    void drawsFromAStreamOfItsOwnForEachStepAndSeed() {
        List<Double> drawn = new ArrayList<>();
        Source drawing = draws -> {
            drawn.add(draws.uniform(0));
            return source().survey(draws);
        };
        step("one", StepKind.SOURCE, drawing);
        step("other", StepKind.SOURCE, drawing);
        run();
        run();
        assertThat(drawn.get(0)).isNotEqualTo(drawn.get(1));
        assertThat(drawn.subList(2, 4)).isEqualTo(drawn.subList(0, 2));
    }

    @Test
    void namesTheStepWhoseDataAreAtFault() {
        step("survey", StepKind.SOURCE, source());
        step(
                "distances",
                StepKind.INDICATOR,
                (DistanceIndicator) survey -> {
                    throw new InsufficientDataException("found 2 galaxies, but 4 are needed");
                },
                "survey");
        assertThatThrownBy(this::run)
                .isInstanceOf(DataException.class)
                .hasMessage("steps.distances (indicator/distances): found 2 galaxies, but 4 are needed")
                .hasCauseInstanceOf(InsufficientDataException.class);
    }

    @Test
    void blamesThePluginForWhatItDoesNotExplain() {
        step("survey", StepKind.SOURCE, (Source) draws -> {
            throw new ArithmeticException("/ by zero");
        });
        assertThatThrownBy(this::run)
                .isInstanceOf(StepFailure.class)
                .hasMessage(
                        "steps.survey: source/survey failed with java.lang.ArithmeticException: / by zero; this is a"
                                + " mistake in the plugin toys, which its provider should hear of")
                .hasCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void blamesThePluginForGivingNothing() {
        step("survey", StepKind.SOURCE, (Source) draws -> null);
        assertThatThrownBy(this::run)
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith(
                        "steps.survey: source/survey failed with java.lang.NullPointerException: its result");
    }

    @Test
    void blamesThePluginForACorrectionThatCannotBeDisplaced() {
        step("survey", StepKind.SOURCE, source());
        step(
                "runs",
                StepKind.CORRECTION,
                (Correction) survey -> new Corrected(
                        survey,
                        Optional.of(new Nuisance(
                                "offsets", "mag", List.of("a"), new double[1], new double[][] {{1}}, 0.5, by -> {
                                    throw new IllegalStateException("no way");
                                }))),
                "survey");
        step("distances", StepKind.INDICATOR, indicator(), "runs");
        step("flow", StepKind.FLOW, flow("flow", 1), "distances");
        assertThatThrownBy(this::run)
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("steps.runs: correction/runs failed with");
    }

    @Test
    void passesOnWhatAPluginIsBlamedForAlready() {
        PluginException blamed = new PluginException("plugin toys is torn");
        step("survey", StepKind.SOURCE, (Source) draws -> {
            throw blamed;
        });
        assertThatThrownBy(this::run).isSameAs(blamed);
    }

    @Test
    void buildsEveryComponentBeforeAnyRuns() {
        step("survey", StepKind.SOURCE, source());
        step("distances", StepKind.INDICATOR, indicator(), "survey");
        Plan plan = plan();
        ComponentFactory failing = new ComponentFactory() {
            @Override
            public Class<?> load(String plugin, String className) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Object create(String plugin, String className, Optional<Object> parameters) {
                if (className.equals("distances")) {
                    throw new DataException("no relation");
                }
                return components.get(className);
            }
        };
        assertThatThrownBy(() -> new Execution(plan, assume -> new Instances(failing)))
                .hasMessage("steps.distances: no relation");
        assertThat(calls).isEmpty();
    }
}
