package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.Progress;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.outcome.SweepRun;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Planner;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.run.Execution;
import org.peculiar.engine.run.Instances;
import org.peculiar.engine.sample.SamplePlugins;
import org.peculiar.engine.sample.Workflow;
import org.peculiar.engine.sweep.Setting;
import org.peculiar.engine.variants.Replanner;
import org.peculiar.engine.work.LocalWorkers;
import org.peculiar.engine.work.RowStore;

class SweepRecordTest {

    private static final String SWEEP = Workflow.SOUND + """
            note: Six galaxies are no survey.
            sweep:
              paired-replicates: 40
              vary:
                form: {set: distances.with.form, to: [forward, orthogonal]}
                zero-point: {set: zero.with.shift, to: [2 %, 3 %]}
                nearby: {subset: zero, by: cz, below: [7500 km/s, 8500 km/s]}
                none: {subset: survey, by: cz, below: [5500 km/s]}
                runs-drawn: {displace: runs, from: covariance, replicates: 300}
                redrawn: {bootstrap: zero, by: rows, replicates: 300}
            claims:
              - {over: zero-point, max-abs-change: speed, below: 10000 km/s, cite: a guess}
              - {over: zero-point, change: speed, variant: 3 %, above: 10000 km/s}
            targets:
              fast: {value: speed, published: 600 km/s, error: 100 km/s, cite: a paper}
            """;

    private static final Progress SILENT = (name, total) -> new Progress.Task() {
        @Override
        public void advance(long units) {
            // Nobody looks.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void setUp() {
        workflow = new Workflow(temp);
    }

    /** A baseline with its sweep. */
    private record Prepared(Results baseline, SweepRun sweep) {

        Results complete(RowStore store, int workers) {
            assertThat(sweep.run(store, new LocalWorkers(workers, () -> false), SILENT))
                    .isTrue();
            return baseline.with(sweep.outcome(store));
        }
    }

    private Prepared prepare(String text) {
        Planner planner = workflow.planner(plugin -> "content of " + plugin);
        Plan plan = planner.plan(workflow.descriptor(text), List.of());
        Execution execution = new Execution(plan, assume -> new Instances(new SamplePlugins()));
        Results baseline = new Results(plan, execution.run(), "1.0.0");
        return new Prepared(baseline, new SweepRun(execution, new Replanner() {
            @Override
            public Plan replan(Plan base, List<Setting> settings) {
                return planner.replan(base, settings);
            }

            @Override
            public Step withValues(Step step, Values own, Values shared, Values assume, long seed) {
                return planner.withValues(step, own, shared, assume, seed);
            }
        }));
    }

    private Map<String, String> record(Results results, String name) throws IOException {
        Path folder = temp.resolve("runs").resolve(name);
        RunRecord.write(folder, results, Map.of(), "", Map.of(), RunRecord.ExtraTables.NONE);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void recordsAllThatASweepCameTo() throws IOException {
        Map<String, String> files = record(prepare(SWEEP).complete(RowStore.inMemory(), 1), "a");
        assertThat(files)
                .containsKeys(
                        "tables/variants.ecsv",
                        "tables/replicates.ecsv",
                        "tables/replicates-redrawn.ecsv",
                        "tables/pairs.ecsv",
                        "tables/error-budget.ecsv",
                        "tables/claims.ecsv",
                        "tables/targets.ecsv")
                .doesNotContainKey("tables/decomposition.ecsv");
        JsonNode json = new ObjectMapper().readTree(files.get("results.json"));
        assertThat(json.at("/sweep/variant-count").asInt()).isEqualTo(8);
        assertThat(json.at("/sweep/variants/1/levels/form").asText()).isEqualTo("forward");
        // the sample's candle does not look at the form
        assertThat(json.at("/sweep/variants/1/difference/length-kms").asDouble())
                .isZero();
        assertThat(json.at("/sweep/variants/3/difference/length-kms").asDouble())
                .isPositive();
        assertThat(json.at("/sweep/variants/3/difference/method").asText()).isEqualTo("paired bootstrap of tracers");
        assertThat(json.at("/claims").findValuesAsText("verdict")).containsExactly("holds", "fails");
        assertThat(json.at("/note").asText()).isEqualTo("Six galaxies are no survey.");
    }

    @Test
    void axisMayBeCalledLikeAColumn() throws IOException {
        String clashing = SWEEP.replace("zero-point: {set", "method: {set").replace("over: zero-point", "over: method");
        Map<String, String> files = record(prepare(clashing).complete(RowStore.inMemory(), 1), "a");
        JsonNode axis = new ObjectMapper().readTree(files.get("results.json")).at("/sweep/axes/1");
        assertThat(axis.path("name").asText()).isEqualTo("method");
        assertThat(axis.path("column").asText()).isEqualTo("method_");
        RecordedTable variants =
                RecordedRun.read(temp.resolve("runs").resolve("a")).needed("variants");
        assertThat(variants.texts("method_")).contains("baseline", "2 %", "3 %");
        assertThat(variants.texts("method")).contains("", "paired bootstrap of tracers");
    }

    /** Drawing displacements must find what linear response finds, within five Monte Carlo errors. */
    @Test
    void budgetHasTheSameErrorByBothMeans() throws IOException {
        Map<String, String> files = record(prepare(SWEEP).complete(RowStore.inMemory(), 1), "a");
        JsonNode budget = new ObjectMapper().readTree(files.get("results.json")).path("error-budget");
        Map<String, JsonNode> lines = new TreeMap<>();
        budget.forEach(line -> lines.put(line.path("source").asText(), line));
        double linear = lines.get("runs").path("along-flow-kms").asDouble();
        JsonNode drawn = lines.get("runs-drawn");
        assertThat(drawn.path("along-flow-kms").asDouble())
                .isCloseTo(linear, within(5 * drawn.path("along-flow-error-kms").asDouble()));
        double random = lines.get("random").path("along-flow-kms").asDouble();
        assertThat(lines.get("total").path("along-flow-kms").asDouble())
                .isCloseTo(Math.hypot(random, linear), within(1e-6));
        assertThat(lines.get("zero-point: 3 %").path("kind").asText()).isEqualTo("shift");
    }

    @Test
    void isTheSameForAnyNumberOfWorkersAndAfterAStop() throws IOException {
        Map<String, String> whole = record(prepare(SWEEP).complete(RowStore.inMemory(), 1), "a");
        assertThat(record(prepare(SWEEP).complete(RowStore.inMemory(), 3), "b")).isEqualTo(whole);

        RowStore store = RowStore.inMemory();
        Prepared stopped = prepare(SWEEP);
        AtomicInteger asked = new AtomicInteger();
        assertThat(stopped.sweep().run(store, new LocalWorkers(1, () -> asked.incrementAndGet() > 3), SILENT))
                .isFalse();
        long kept = stopped.sweep().size(store);
        assertThat(kept).isPositive().isLessThan(stopped.sweep().size());
        assertThat(record(prepare(SWEEP).complete(store, 2), "c")).isEqualTo(whole);
    }

    @Test
    void keepsWhatWasCommittedBeforeAStoreFails() throws IOException {
        RowStore sound = RowStore.inMemory();
        AtomicInteger rows = new AtomicInteger();
        RowStore failing = new RowStore() {
            @Override
            public Set<String> present(Collection<String> keys) {
                return sound.present(keys);
            }

            @Override
            public Map<String, byte[]> rows(Collection<String> keys) {
                return sound.rows(keys);
            }

            @Override
            public void put(Map<String, byte[]> more) {
                if (rows.incrementAndGet() > 4) {
                    throw new DataException("store: found its disk full");
                }
                sound.put(more);
            }
        };
        Prepared prepared = prepare(SWEEP);
        assertThatThrownBy(() -> prepared.complete(failing, 1))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("disk full");
        assertThat(sound.present(prepared.sweep().keys())).hasSize(4);
        assertThat(record(prepare(SWEEP).complete(sound, 1), "b"))
                .isEqualTo(record(prepare(SWEEP).complete(RowStore.inMemory(), 1), "a"));
    }

    @Test
    void describesAFactorialDesign() throws IOException {
        String factorial = Workflow.SOUND + """
                sweep:
                  design: factorial
                  vary:
                    zero-point: {set: zero.with.shift, to: [2 %, 3 %]}
                    nearby: {subset: zero, by: cz, below: [7500 km/s]}
                """;
        Results results = prepare(factorial).complete(RowStore.inMemory(), 1);
        Map<String, String> files = record(results, "a");
        assertThat(files.get("tables/specification-curve.ecsv").lines().filter(line -> !line.startsWith("#")))
                .hasSize(1 + 6);
        JsonNode parts = new ObjectMapper().readTree(files.get("results.json")).at("/sweep/decomposition");
        double sum = parts.at("/rest").asDouble()
                + parts.at("/share-of-squares/zero-point").asDouble()
                + parts.at("/share-of-squares/nearby").asDouble();
        for (JsonNode share : parts.path("interactions")) {
            sum += share.asDouble();
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(new TextSummary(results).lines())
                .anyMatch(line -> line.contains("spread of V by choice: zero-point"));
    }

    @Test
    void summaryTellsVerdictsWithTheNote() {
        List<String> lines = new TextSummary(prepare(SWEEP).complete(RowStore.inMemory(), 1)).lines();
        assertThat(lines)
                .contains("claims: 1 of 2 fail", "  Six galaxies are no survey.", "targets")
                .anyMatch(line -> line.startsWith("  holds  largest change of speed over zero-point"))
                .anyMatch(line -> line.matches("  FAILS  change of speed by zero-point 3 % .* > 10000 km/s.*"))
                .anyMatch(line -> line.matches("  fast  600 ± 100 km/s .* σ +\\[a paper]"));
    }

    @Test
    void claimsThatFailAreTold() {
        assertThat(prepare(SWEEP).complete(RowStore.inMemory(), 1).claimsHold()).isFalse();
        String claim = "claims:\n  - {value: speed, above: 0 km/s}\n";
        assertThat(prepare(Workflow.SOUND + claim)
                        .complete(RowStore.inMemory(), 1)
                        .claimsHold())
                .isTrue();
    }

    @Test
    void saysWhyStepsRunAgain() {
        Planner planner = workflow.planner(plugin -> "1.0 of " + plugin);
        Plan before = planner.plan(workflow.descriptor(SWEEP), List.of());
        Map<String, String> former = PlanParameters.of(before, plugin -> "1.0 of " + plugin, planner::sha256);
        Plan after = planner.plan(workflow.descriptor(SWEEP), List.of("distances.with.form=forward"));
        Map<String, String> now = PlanParameters.of(after, plugin -> "1.0 of " + plugin, planner::sha256);
        assertThat(PlanParameters.reruns(before, former, former)).isEmpty();
        assertThat(PlanParameters.reruns(after, former, now))
                .containsExactly(
                        new PlanParameters.Rerun(
                                "distances", List.of("`distances.with.form` was inverse, is forward"), List.of()),
                        new PlanParameters.Rerun("zero", List.of(), List.of("distances")),
                        new PlanParameters.Rerun("flow", List.of(), List.of("zero")));
        Plan other = planner.plan(workflow.descriptor(SWEEP), List.of("assume.thermal-dispersion=300 km/s"));
        Map<String, String> shared = PlanParameters.of(other, plugin -> "1.0 of " + plugin, planner::sha256);
        assertThat(PlanParameters.reruns(other, former, shared).get(0).reasons())
                .containsExactly("`assume.thermal-dispersion` was 250.0 km/s, is 300.0 km/s");
    }
}
