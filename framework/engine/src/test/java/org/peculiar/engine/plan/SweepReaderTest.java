package org.peculiar.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.DescriptorException;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.sample.Workflow;
import org.peculiar.engine.schema.SweepTypes;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Axis.RowKey;
import org.peculiar.engine.sweep.Claim;
import org.peculiar.engine.sweep.Measure;
import org.peculiar.engine.sweep.Setting;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.sweep.Target;

/** What sound sweeps, claims and targets are read as, and the variants planned from them. */
class SweepReaderTest {

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void workflow() {
        workflow = new Workflow(temp);
    }

    private Plan plan(String more) {
        return workflow.plan(Workflow.SOUND + more + "\n");
    }

    private Axis axis(String body) {
        Sweep sweep = plan("sweep: {vary: {a: " + body + "}}").sweep().orElseThrow();
        assertThat(sweep.axes()).hasSize(1);
        assertThat(sweep.axes().get(0).name()).isEqualTo("a");
        return sweep.axes().get(0);
    }

    private List<Axis.Level> levels(String body) {
        return ((Axis.Choice) axis(body)).levels();
    }

    private static String text(Yaml yaml) {
        return ((Yaml.Scalar) yaml).text();
    }

    @Test
    void hasNoSweepUnlessGiven() {
        Plan plan = plan("");
        assertThat(plan.sweep()).isEmpty();
        assertThat(plan.claims()).isEmpty();
        assertThat(plan.targets()).isEmpty();
    }

    @Test
    void fillsInDefaults() {
        Sweep sweep = plan("sweep: {vary: {a: {set: seed, to: 3}}}").sweep().orElseThrow();
        assertThat(sweep.design()).isEqualTo(Sweep.Design.ONE_AT_A_TIME);
        assertThat(sweep.onFailure()).isEqualTo(Sweep.OnFailure.RECORD);
        assertThat(sweep.pairedReplicates()).isEqualTo(200);
        assertThat(sweep.except()).isEmpty();
    }

    @Test
    void readsHowLevelsAreCombined() {
        Sweep sweep = plan("sweep: {design: factorial, on-failure: stop, paired-replicates: 0,"
                        + " except: [{a: '2', b: baseline}, {c: A 194}],"
                        + " vary: {a: {set: seed, to: [1, 2]}, b: {set: zero.with.shift, to: 2 %},"
                        + " c: {jackknife: survey, by: group}}}")
                .sweep()
                .orElseThrow();
        assertThat(sweep.design()).isEqualTo(Sweep.Design.FACTORIAL);
        assertThat(sweep.onFailure()).isEqualTo(Sweep.OnFailure.STOP);
        assertThat(sweep.pairedReplicates()).isZero();
        assertThat(sweep.except()).containsExactly(Map.of("a", "2", "b", "baseline"), Map.of("c", "A 194"));
        assertThat(sweep.axes()).extracting(Axis::name).containsExactly("a", "b", "c");
    }

    @Test
    void pairsLevelsAndLetsReplicatesNest() {
        assertThat(plan("sweep: {design: zip, vary: {a: {set: seed, to: [1, 2]},"
                                + " b: {set: zero.with.shift, to: [2 %, 3 %]},"
                                + " c: {subset: survey, by: type, keep: [E, S0]}, d: {bootstrap: survey, replicates: 5}}}")
                        .sweep())
                .isPresent();
    }

    @Test
    void readsAChoice() {
        List<Axis.Level> levels =
                levels("{set: dust.uses, to: [extinction/none, {uses: extinction/flat, with: {ebv: 0.2"
                        + " mag}}], also: {zero.uses: bias/none}}");
        assertThat(levels)
                .extracting(Axis.Level::label)
                .containsExactly("extinction/none", "extinction/flat {ebv: 0.2 mag}");
        assertThat(levels("{set: dust.with.ebv, to: [~]}"))
                .extracting(Axis.Level::label)
                .containsExactly("default");
        assertThat(levels.get(0).settings()).extracting(Setting::path).containsExactly("dust.uses", "zero.uses");
        assertThat(levels.get(0).settings().get(0).position().line()).isEqualTo(17);
        assertThat(text(levels.get(0).settings().get(1).value())).isEqualTo("bias/none");
    }

    @Test
    void readsNamesOfLevels() {
        assertThat(levels("{set: zero.with.shift, to: [-1 %, 1 %], labels: [minus, plus]}"))
                .extracting(Axis.Level::label)
                .containsExactly("minus", "plus");
        assertThat(levels("{set: zero.with.shift, to: 2 %, label: two}"))
                .extracting(Axis.Level::label)
                .containsExactly("two");
        assertThat(levels("{set: distances.with.slopes, to: [[1, 2], []]}"))
                .extracting(Axis.Level::label)
                .containsExactly("[1, 2]", "[]");
    }

    @Test
    void readsSeveralPathsAtOnce() {
        Axis.Choice named =
                (Axis.Choice) axis("{set: {dust.uses: extinction/none, zero.with.shift: 2 %}, label: both}");
        assertThat(named.path()).isEqualTo("dust.uses, zero.with.shift");
        assertThat(named.levels()).extracting(Axis.Level::label).containsExactly("both");
        assertThat(named.levels().get(0).settings())
                .extracting(Setting::path)
                .containsExactly("dust.uses", "zero.with.shift");
        assertThat(levels("{set: {dust.uses: extinction/none, zero.with.shift: 2 %}}"))
                .extracting(Axis.Level::label)
                .containsExactly("extinction/none, 2 %");
    }

    @Test
    void readsAJackknife() {
        assertThat(axis("{jackknife: survey, by: group}"))
                .isEqualTo(new Axis.Jackknife(
                        "a", "survey", new RowKey(RowKey.Table.GROUP, ""), OptionalInt.empty(), List.of()));
        assertThat(axis("{jackknife: dust, by: measurements.run}"))
                .isEqualTo(new Axis.Jackknife(
                        "a", "dust", new RowKey(RowKey.Table.MEASUREMENTS, "run"), OptionalInt.empty(), List.of()));
        assertThat(axis("{jackknife: zero, by: sky, patches: 12}"))
                .isEqualTo(new Axis.Jackknife(
                        "a", "zero", new RowKey(RowKey.Table.SKY, ""), OptionalInt.of(12), List.of()));
    }

    @Test
    void readsReplicates() {
        assertThat(axis("{bootstrap: survey, by: groups.supercluster, replicates: 500}"))
                .isEqualTo(new Axis.Bootstrap(
                        "a",
                        "survey",
                        new RowKey(RowKey.Table.GROUPS, "supercluster"),
                        OptionalInt.empty(),
                        500,
                        List.of()));
        assertThat(axis("{bootstrap: zero, replicates: 1000000}"))
                .isEqualTo(new Axis.Bootstrap(
                        "a", "zero", new RowKey(RowKey.Table.ROW, ""), OptionalInt.empty(), 1_000_000, List.of()));
        assertThat(axis("{displace: runs, replicates: 1}"))
                .isEqualTo(new Axis.Displace("a", "runs", Axis.Displace.By.COVARIANCE, 1, List.of()));
        assertThat(axis("{displace: runs, from: resampling, replicates: 1}"))
                .isEqualTo(new Axis.Displace("a", "runs", Axis.Displace.By.RESAMPLING, 1, List.of()));
    }

    @Test
    void readsASubset() {
        Axis.Subset types = (Axis.Subset) axis("{subset: survey, by: type, keep: [E, S0], drop: E/S0}");
        assertThat(types.by()).isEqualTo(new RowKey(RowKey.Table.ROWS, "type"));
        assertThat(types.conditions()).extracting(Axis.Condition::label).containsExactly("E", "S0", "not E/S0");
        assertThat(types.conditions().get(1).keep()).contains("S0");
        assertThat(types.conditions().get(2).drop()).contains("E/S0");
    }

    @Test
    void readsBoundsOfASubset() {
        Axis.Subset near =
                (Axis.Subset) axis("{subset: zero, by: distance, below: [9000 km/s, 90 Mpc/h], above: [5e6 m/s]}");
        assertThat(near.conditions())
                .containsExactly(
                        new Axis.Condition(
                                "< 9000 km/s",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(9000.0),
                                Optional.empty(),
                                Unit.KMS),
                        new Axis.Condition(
                                "< 90 Mpc/h",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(9000.0),
                                Optional.empty(),
                                Unit.KMS),
                        new Axis.Condition(
                                ">= 5e6 m/s",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(5000.0),
                                Unit.KMS));
        Axis.Subset bright = (Axis.Subset) axis("{subset: survey, by: magnitude, below: 15 mag}");
        assertThat(bright.conditions().get(0).below()).contains(15.0);
        assertThat(bright.conditions().get(0).unit()).isEqualTo(Unit.MAG);
    }

    @Test
    void readsASplit() {
        assertThat(axis("{split: zero}"))
                .isEqualTo(new Axis.Split(
                        "a", "zero", new RowKey(RowKey.Table.ROWS, "distance"), 2, Axis.Equal.ERROR, List.of()));
        assertThat(axis("{split: zero, by: cz, parts: 3, equal: number}"))
                .isEqualTo(new Axis.Split(
                        "a", "zero", new RowKey(RowKey.Table.ROWS, "cz"), 3, Axis.Equal.NUMBER, List.of()));
    }

    @Test
    void readsMocks() {
        Axis.MonteCarlo mocks =
                (Axis.MonteCarlo) axis("{monte-carlo: runs, relation: distances, flow: flow, monopole: 5 %,"
                        + " geometry: redshifts, replicates: 1000, also: {zero.uses: bias/none}}");
        assertThat(mocks.step()).isEqualTo("runs");
        assertThat(mocks.relation()).isEqualTo("distances");
        assertThat(mocks.flow().step()).contains("flow");
        assertThat(mocks.monopolePercent()).isEqualTo(5);
        assertThat(mocks.geometry()).isEqualTo(Axis.Geometry.REDSHIFTS);
        assertThat(mocks.replicates()).isEqualTo(1000);
        assertThat(mocks.also()).extracting(Setting::path).containsExactly("zero.uses");
    }

    @Test
    void readsTheFlowOfMocks() {
        assertThat(flow("none").step()).isEmpty();
        assertThat(flow("none").velocityKms()).containsExactly(0, 0, 0);
        assertThat(flow("[-400 km/s, 0 km/s, 1e5 m/s]").velocityKms()).containsExactly(-400, 0, 100);
        assertThat(flow("{speed: 600 km/s, l: 270 deg, b: 30 deg}").velocityKms())
                .containsExactly(new double[] {0, -600 * Math.sqrt(0.75), 300}, within(1e-9));
    }

    private Axis.InputFlow flow(String flow) {
        return ((Axis.MonteCarlo) axis("{monte-carlo: runs, relation: distances, flow: " + flow + ", replicates: 3}"))
                .flow();
    }

    private static final String AXES = "sweep: {vary: {dust: {set: dust.uses, to: extinction/none},"
            + " jack: {jackknife: survey, by: group}, half: {split: zero},"
            + " mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 9}}}\n";

    private Claim claim(String claim) {
        List<Claim> claims = plan(AXES + "claims: [" + claim + "]").claims();
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    @Test
    void readsAClaim() {
        Claim claim = claim("{over: jack, max-abs-change: speed, below: 1e5 m/s, cite: 'Letter, sec. 3'}");
        assertThat(claim.measure())
                .isEqualTo(new Measure(Measure.What.MAX_ABS_CHANGE, Optional.of("jack"), Optional.empty(), "speed"));
        assertThat(claim.below()).isEqualTo(OptionalDouble.of(100));
        assertThat(claim.above()).isEmpty();
        assertThat(claim.unit()).isEqualTo(Unit.KMS);
        assertThat(claim.cite()).isEqualTo("Letter, sec. 3");
        assertThat(claim.position().line()).isEqualTo(18);
    }

    @Test
    void readsBoundsInTheirUnits() {
        Claim coverage = claim("{over: mocks, coverage: V, within: [60 %, 75 %]}");
        assertThat(coverage.above()).hasValueCloseTo(0.6, within(1e-12));
        assertThat(coverage.below()).hasValueCloseTo(0.75, within(1e-12));
        assertThat(coverage.unit()).isEqualTo(Unit.NONE);
        Claim significance = claim("{significance: V, above: 99 %}");
        assertThat(significance.above()).hasValueCloseTo(99.0, within(1e-12));
        assertThat(significance.unit()).isEqualTo(Unit.PERCENT);
        assertThat(significance.measure().over()).isEmpty();
        assertThat(significance.cite()).isEmpty();
        assertThat(claim("{over: half, consistency: V, above: 0.05}").above()).hasValue(0.05);
    }

    @Test
    void takesTheOnlyVariantForGranted() {
        assertThat(claim("{over: dust, change: V, below: 50 km/s}").measure().variant())
                .contains("extinction/none");
        assertThat(claim("{over: jack, variant: A 194, change: V, below: 50 km/s}")
                        .measure()
                        .variant())
                .contains("A 194");
    }

    @Test
    void readsTargets() {
        List<Target> targets = plan(AXES
                        + "targets: {speed: {value: speed, published: 630 km/s, error: 200 km/s, cite: H99},"
                        + " jack: {error: speed, over: jack, published: 0.1e3 km/s, cite: H99}}")
                .targets();
        assertThat(targets).extracting(Target::name).containsExactly("speed", "jack");
        assertThat(targets.get(0).measure().what()).isEqualTo(Measure.What.VALUE);
        assertThat(targets.get(0).published()).isEqualTo(630);
        assertThat(targets.get(0).error()).hasValue(200);
        assertThat(targets.get(0).unit()).isEqualTo(Unit.KMS);
        assertThat(targets.get(0).cite()).isEqualTo("H99");
        assertThat(targets.get(1).measure().what()).isEqualTo(Measure.What.ERROR);
        assertThat(targets.get(1).published()).isEqualTo(100);
        assertThat(targets.get(1).error()).isEmpty();
    }

    @Test
    void documentsEveryVerb() {
        assertThat(SweepTypes.verbs()).isEqualTo(Measure.What.keys());
    }

    @Test
    void plansVariants() {
        Planner planner = workflow.planner(plugin -> "content of " + plugin);
        Plan base = planner.plan(
                workflow.descriptor(Workflow.SOUND + "sweep: {vary: {a: {set: dust.uses, to: [extinction/none, {uses:"
                        + " extinction/flat, with: {ebv: 0.2 mag}}]}}}\nclaims: [{value: speed, below: 900 km/s}]\n"),
                List.of("seed=7", "zero.with.shift=3 %"));
        List<Axis.Level> levels =
                ((Axis.Choice) base.sweep().orElseThrow().axes().get(0)).levels();
        Plan none = planner.replan(base, levels.get(0).settings());
        assertThat(none.sweep()).isEmpty();
        assertThat(none.claims()).isEmpty();
        assertThat(none.seed()).isEqualTo(7);
        assertThat(none.step("dust").component().ref()).isEqualTo("extinction/none");
        assertThat(none.step("dust").dropped()).containsExactly("ebv");
        assertThat(none.step("dust").shared().byKey()).containsKey("bands");
        assertThat(none.step("zero").own().byKey()).containsEntry("shift", 0.03);
        assertThat(none.step("survey").identity()).isEqualTo(base.step("survey").identity());
        Plan dusty = planner.replan(base, levels.get(1).settings());
        assertThat(dusty.step("dust").own())
                .isEqualTo(new Values(base.step("dust").own().type(), Map.of("ebv", 0.2)));
        assertThat(dusty.step("dust").identity())
                .isEqualTo(workflow.plan(Workflow.SOUND, "seed=7", "dust.with.ebv=0.2 mag")
                        .step("dust")
                        .identity());
        assertThat(planner.replan(base, List.of()).steps())
                .extracting(Step::identity)
                .isEqualTo(base.steps().stream().map(Step::identity).toList());
    }

    @Test
    void refusesSettingsThatDoNotGoTogether() {
        Planner planner = workflow.planner(plugin -> "content of " + plugin);
        Plan base = planner.plan(
                workflow.descriptor(Workflow.SOUND + "sweep: {design: factorial, vary: {a: {set: dust.uses, to:"
                        + " extinction/none}, b: {set: dust.with.ebv, to: 0.3 mag}}}\n"),
                List.of());
        List<Setting> both = base.sweep().orElseThrow().axes().stream()
                .flatMap(axis -> ((Axis.Choice) axis).levels().get(0).settings().stream())
                .toList();
        assertThatThrownBy(() -> planner.replan(base, both))
                .isInstanceOf(DescriptorException.class)
                .hasMessageStartingWith("a.yaml:17:86: steps.dust.with.ebv: unknown parameter; known: bands");
    }
}
