package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Unit;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.sample.Workflow;
import org.peculiar.science.flow.TracerVelocities;

class TextSummaryTest {

    @TempDir
    Path temp;

    private Results results;

    @BeforeEach
    void run() {
        Workflow workflow = new Workflow(temp);
        results = workflow.run(workflow.plan(Workflow.SOUND));
    }

    /** Returns the results with another flow. */
    private Results with(FlowFit fit) {
        Map<String, StepKind.Output> outputs = new LinkedHashMap<>();
        results.plan()
                .steps()
                .forEach(step -> outputs.put(
                        step.name(),
                        new StepKind.Output(
                                results.output(step.name()), Optional.ofNullable(results.nuisance(step.name())))));
        outputs.put("flow", new StepKind.Output(fit, Optional.empty()));
        return new Results(results.plan(), outputs, "1.0.0");
    }

    private FlowFit fit(List<String> parameters, List<Unit> units, double[] values, double[][] random) {
        FlowFit fit = (FlowFit) results.output("flow");
        return new FlowFit(
                "a flow",
                parameters,
                units,
                values,
                random,
                Optional.empty(),
                Map.of(),
                12.25,
                9,
                fit.tracers(),
                Optional.empty(),
                Map.of("depth-kms", 5000.0));
    }

    private static double[][] diagonal(double... variances) {
        double[][] matrix = new double[variances.length][variances.length];
        for (int i = 0; i < variances.length; i++) {
            matrix[i][i] = variances[i];
        }
        return matrix;
    }

    @Test
    void tellsEachStepInItsPlace() {
        List<String> lines = new TextSummary(results).lines();
        assertThat(lines.subList(0, 14))
                .containsExactly(
                        "sample",
                        "  survey     source/table",
                        "             6 galaxies",
                        "             cmb-frame: as given",
                        "  dust       extinction/flat",
                        "             extinction of magnitude: extinction/flat, A(R) = 2.673 E(B−V)",
                        "  runs       correction/run-offsets",
                        "             run offsets of magnitude: two runs",
                        "             run-offsets in mag:",
                        "             spring +0.0000 ± 0.0200, autumn +0.0000 ± 0.0200",
                        "  distances  standard candle, 6 galaxies, 6 distances",
                        "             M -20.0000 ± 0.1000",
                        "             distance-error 0.2000",
                        "  zero       bias/shift");
        assertThat(lines.get(14)).isEqualTo("             shift: by 0.01");
        assertThat(lines.get(15)).startsWith("  flow       bulk flow, 6 tracers, depth ");
    }

    @Test
    void tellsTheFlowAsAnAstronomerQuotesIt() {
        // |V| = 700 towards l = atan2(600, 200), b = asin(300/700); every error 100 km/s
        Results known = with(fit(
                List.of("vx", "vy", "vz", "zero-point"),
                List.of(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE),
                new double[] {200, 600, 300, 0.012},
                diagonal(1e4, 1e4, 1e4, 1e-6)));
        List<String> lines = new TextSummary(known)
                .lines().stream().skip(15).map(String::strip).toList();
        assertThat(lines.get(0)).startsWith("flow       a flow, 6 tracers, depth ");
        // first order in the errors: l by 100/√(200² + 600²), b by 100/700 radians
        assertThat(lines.get(1)).isEqualTo("speed       700 ± 100 km/s towards l 71.6° ± 9.1°, b +25.4° ± 8.2°");
        // √(700² − 3 × 100²)
        assertThat(lines.get(2)).isEqualTo("corrected   678 km/s, for error bias");
        assertThat(lines.get(3)).isEqualTo("vector      (200.0, 600.0, 300.0) km/s in Galactic axes");
        assertThat(lines.get(4))
                .matches("ellipsoid   100 \\(.*\\), 100 \\(.*\\), 100 \\(.*\\) km/s along the axes \\(l, b\\)");
        // χ² of 12.25 for 9 degrees of freedom is exceeded in 20 % of cases
        assertThat(lines.get(5)).isEqualTo("χ²/dof      12.3/9, p 0.20");
        // 49 for 3: Q(3/2, 24.5) = 1.3e-10
        assertThat(lines.get(6)).isEqualTo("at rest     χ² 49.00 for 3 dof, p 1.3e-10: more than 99.99 %");
        assertThat(lines.get(7))
                .matches("at least    \\d+ km/s \\(Neyman, 95 %\\), \\d+ km/s \\(posterior .*, 95 %\\)");
        assertThat(lines.get(8)).isEqualTo("beside      zero-point 0.0120 ± 0.0010");
        assertThat(lines).hasSize(9);
    }

    @Test
    void tellsWhatTheoryMakesOfTheFlow() {
        FlowFit plain = fit(
                TracerVelocities.FLOW,
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                new double[] {200, 600, 300},
                diagonal(1e4, 1e4, 1e4));
        FlowFit fit = new FlowFit(
                plain.title(),
                plain.parameters(),
                plain.units(),
                plain.values(),
                plain.random(),
                plain.conditional(),
                plain.systematic(),
                plain.chi2(),
                plain.dof(),
                plain.tracers(),
                plain.weights(),
                Map.of("theory-chi2", 9.8, "theory-probability", 0.02, "cosmic-sqrt-trace-kms", 312.4));
        assertThat(new TextSummary(with(fit)).lines())
                .anyMatch(line ->
                        line.endsWith("in theory   312 km/s rms; χ² 9.80 for 3 dof, p 0.020, with random errors"));
        assertThat(new TextSummary(with(plain)).lines()).noneMatch(line -> line.contains("in theory"));
    }

    @Test
    void setsSystematicErrorsApart() {
        assertThat(new TextSummary(results).lines())
                .anyMatch(line -> line.matches(" +of the error: random \\d+, systematic \\d+ \\(runs\\)"));
    }

    @Test
    void tellsTheIntervalOfWhatAModelQuotes() {
        FlowFit fit = fit(
                TracerVelocities.FLOW,
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                new double[] {200, 600, 300},
                diagonal(1e4, 1e4, 1e4));
        Map<String, Double> quoted = new LinkedHashMap<>(fit.quoted());
        quoted.put("thermal-dispersion-kms", 262.4);
        quoted.put("thermal-dispersion-limit-kms", 410.0);
        assertThat(new TextSummary(with(quoting(fit, quoted))).lines())
                .contains("             beside      thermal-dispersion 262 km/s (below 410 at 95 %)");
        quoted.put("thermal-dispersion-below-kms", 190.0);
        quoted.put("thermal-dispersion-above-kms", 335.0);
        assertThat(new TextSummary(with(quoting(fit, quoted))).lines())
                .contains("             beside      thermal-dispersion 262 km/s (190 to 335)");
    }

    private static FlowFit quoting(FlowFit fit, Map<String, Double> quoted) {
        return new FlowFit(
                fit.title(),
                fit.parameters(),
                fit.units(),
                fit.values(),
                fit.random(),
                fit.conditional(),
                fit.systematic(),
                fit.chi2(),
                fit.dof(),
                fit.tracers(),
                fit.weights(),
                quoted);
    }

    @Test
    void tellsAFlowThatIsNoBulkFlow() {
        Results other = with(fit(
                List.of("beta", "sigma-8"),
                List.of(Unit.NONE, Unit.NONE),
                new double[] {0.43, 0.8},
                diagonal(0.01, 0.04)));
        assertThat(new TextSummary(other).lines().stream().skip(15).map(String::strip))
                .containsExactly(
                        "flow       a flow, 6 tracers",
                        "beta        0.43 ± 0.10",
                        "sigma-8     0.80 ± 0.20",
                        "χ²/dof      12.3/9");
    }
}
