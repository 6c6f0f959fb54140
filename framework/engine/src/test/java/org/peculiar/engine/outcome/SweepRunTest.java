package org.peculiar.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.engine.replicates.Replicate;
import org.peculiar.engine.sample.ToySweep;
import org.peculiar.engine.sample.ToySweep.Ready;
import org.peculiar.engine.variants.Variant;
import org.peculiar.engine.work.LocalWorkers;
import org.peculiar.engine.work.RowStore;

/** What runs, how often, and what is told of it, on {@link ToySweep}. */
class SweepRunTest {

    private static final String SWEEP = ToySweep.STEPS + "sweep:\n";

    /** Without the nuisance, whose displaced siblings run the chain again. */
    private static final String PLAIN = SWEEP.replaceAll("(?m)^ *runs:.*\n", "");

    @TempDir
    private Path folder;

    private ToySweep toys;

    @BeforeEach
    void setUp() {
        toys = new ToySweep(folder);
    }

    private static String list(String unit, int from, int to) {
        List<String> values = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            values.add(i + unit);
        }
        return String.join(", ", values);
    }

    private static Variant variant(Ready ready, String... levels) {
        return ready.sweep().variants().all().stream()
                .filter(variant -> List.copyOf(
                                ready.sweep().variants().levels(variant).values())
                        .equals(List.of(levels)))
                .findFirst()
                .orElseThrow();
    }

    /** The baseline's own setting makes 20 of 19 further ones. */
    @Test
    void measuresDistancesOnceForTwentyFlowSettings() {
        Ready ready = toys.ready(PLAIN + """
                  design: factorial
                  vary:
                    thermal: {set: flow.with.weights.thermal-dispersion, to: [%s]}
                    drop-group: {jackknife: survey, by: group}
                """.formatted(list(" km/s", 101, 119)));
        assertThat(ready.sweep().variants().all()).hasSize(20 * 57);
        assertThat(ready.sweep().executions())
                .isEqualTo(Map.of("survey", 1, "distances", 57, "zero", 57, "flow", 20 * 57));
        SweepOutcome outcome = ready.outcome();
        assertThat(toys.calls("source")).isEqualTo(1);
        assertThat(toys.calls("indicator")).isEqualTo(57);
        assertThat(toys.calls("bias")).isEqualTo(57);
        assertThat(toys.calls("flow")).isEqualTo(20 * 57);
        assertThat(outcome.rows())
                .hasSize(20 * 57)
                .allSatisfy((variant, row) -> assertThat(row.failure()).isEmpty());
    }

    @Test
    void runsNothingThatTheStoreHas() {
        String descriptor = PLAIN + "  vary: {drop-group: {jackknife: survey, by: group}}\n";
        RowStore store = RowStore.inMemory();
        assertThat(toys.ready(descriptor).run(store, new LocalWorkers(2, () -> false)))
                .isTrue();
        int before = toys.calls("indicator");
        Ready again = toys.ready(descriptor);
        assertThat(again.run(store, new LocalWorkers(2, () -> false))).isTrue();
        assertThat(toys.calls("indicator")).isEqualTo(before);
        assertThat(again.sweep().outcome(store).rows()).hasSize(57);
    }

    @Test
    void letsValuesGoOnceNothingNeedsThem() {
        List<WeakReference<Survey>> surveys = Collections.synchronizedList(new ArrayList<>());
        Ready ready = toys.ready(PLAIN + "  vary: {zero-point: {set: zero.with.shift, to: [1 %, 2 %]},"
                + " far: {set: survey.with.farthest, to: [" + list(" km/s", 9001, 9020) + "]}}\n");
        toys.dressed(survey -> {
            surveys.add(new WeakReference<>(survey));
            return survey;
        });
        RowStore store = RowStore.inMemory();
        int[] most = {0};
        boolean all = ready.run(
                store,
                (work, finished) -> work.forEach(piece -> {
                    finished.row(piece, piece.run());
                    System.gc();
                    most[0] = Math.max(most[0], (int) surveys.stream()
                            .filter(survey -> survey.get() != null)
                            .count());
                }));
        assertThat(all).isTrue();
        assertThat(surveys).hasSize(21);
        // the baseline's is kept, and whichever is being collected
        assertThat(most[0]).isLessThanOrEqualTo(3);
    }

    @Test
    void recordsWhatFailsWithItsReason() {
        Ready ready = toys.ready(SWEEP + """
                  vary:
                    near: {subset: survey, by: cz, below: [3050 km/s, 9000 km/s], above: [90000 km/s]}
                """);
        SweepOutcome outcome = ready.outcome();
        Row none = outcome.rows().get(variant(ready, ">= 90000 km/s"));
        assertThat(none.succeeded()).isFalse();
        assertThat(none.failure()).isEqualTo("steps.survey (source/table): no galaxy is left of 168");
        assertThat(none.velocityKms()).containsOnly(Double.NaN);
        assertThat(outcome.rows().get(variant(ready, "< 9000 km/s")).succeeded())
                .isTrue();
        assertThat(outcome.rows().get(variant(ready, "< 3050 km/s")).failure()).startsWith("steps.");
        assertThat(outcome.pairs())
                .hasSize(3)
                .anySatisfy((pair, shift) -> assertThat(shift.method()).startsWith("no difference: steps.survey"));
    }

    @Test
    void stopsAtAFailureIfAsked() {
        Ready ready = toys.ready(SWEEP + """
                  on-failure: stop
                  vary:
                    far: {subset: survey, by: cz, above: [90000 km/s, 91000 km/s]}
                    near: {subset: survey, by: cz, below: [9000 km/s]}
                """);
        RowStore store = RowStore.inMemory();
        assertThatThrownBy(() -> ready.run(store, new LocalWorkers(1, () -> false)))
                .isInstanceOf(DataException.class)
                .hasMessage("steps.survey (source/table): no galaxy is left of 168");
        // the baseline came before
        assertThat(store.present(ready.sweep().keys())).hasSize(1);
        assertThatThrownBy(() -> ready.sweep().outcome(store)).hasMessageContaining("a row is missing");
    }

    /** Each axis is sound alone; together they bring a parameter to a component that has none. */
    @Test
    void recordsACombinationThatCannotBePlanned() {
        Ready ready = toys.ready(SWEEP + """
                  design: factorial
                  vary:
                    a: {set: zero.uses, to: [bias/none]}
                    b: {set: zero.with.shift, to: [1 %, 2 %]}
                    mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 3}
                """);
        SweepOutcome outcome = ready.outcome();
        assertThat(outcome.rows()).hasSize(6);
        Variant both = variant(ready, "bias/none", "1 %");
        assertThat(both.refusal()).isPresent();
        assertThat(outcome.rows().get(both).failure())
                .contains("shift")
                .isEqualTo(both.refusal().orElseThrow());
        assertThat(outcome.replicates()).hasSize(6);
        outcome.replicates()
                .forEach((replication, replicates) -> assertThat(replicates)
                        .hasSize(3)
                        .allMatch(replicate -> replicate.succeeded()
                                == replication.variant().refusal().isEmpty()));
    }

    /** Sound without the replicates' own settings, and they without the variant's. */
    @Test
    void recordsReplicatesThatCannotBePlanned() {
        Ready ready = toys.ready(SWEEP + """
                  design: factorial
                  vary:
                    b: {set: zero.uses, to: [bias/none]}
                    mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 3, also: {zero.with.shift: 2 %}}
                """);
        SweepOutcome outcome = ready.outcome();
        assertThat(outcome.rows().values()).allMatch(Row::succeeded);
        assertThat(outcome.replicates()).hasSize(2);
        outcome.replicates().forEach((replication, replicates) -> {
            boolean sound = replication.variant().number() == 0;
            assertThat(replicates).hasSize(3).allMatch(replicate -> replicate.succeeded() == sound);
            if (!sound) {
                assertThat(replicates.get(0).failure()).contains("shift");
            }
        });
    }

    @Test
    void leavesOutWhatIsExcepted() {
        Ready ready = toys.ready(SWEEP + """
                  design: factorial
                  except: [{zero-point: 1 %, type: E}, {type: S0, zero-point: baseline}]
                  vary:
                    zero-point: {set: zero.with.shift, to: [1 %, 2 %]}
                    type: {subset: survey, by: type, keep: [E, S0]}
                """);
        Set<List<String>> left = new HashSet<>();
        ready.sweep()
                .variants()
                .all()
                .forEach(variant -> left.add(
                        List.copyOf(ready.sweep().variants().levels(variant).values())));
        assertThat(left)
                .containsExactlyInAnyOrder(
                        List.of(),
                        List.of("1 %"),
                        List.of("2 %"),
                        List.of("E"),
                        List.of("1 %", "S0"),
                        List.of("2 %", "E"),
                        List.of("2 %", "S0"));
        ready.sweep()
                .variants()
                .all()
                .forEach(variant -> assertThat(variant.number())
                        .isEqualTo(ready.sweep().variants().all().indexOf(variant)));
        assertThat(ready.outcome().rows().values()).allMatch(Row::succeeded);
    }

    @Test
    void zipsLevelByLevel() {
        Ready ready = toys.ready(SWEEP + """
                  design: zip
                  vary:
                    zero-point: {set: zero.with.shift, to: [1 %, 2 %]}
                    thermal: {set: assume.thermal-dispersion, to: [300 km/s, 350 km/s]}
                """);
        assertThat(ready.sweep().variants().all()).hasSize(3);
        assertThat(variant(ready, "1 %", "300 km/s")).isNotNull();
        assertThat(variant(ready, "2 %", "350 km/s")).isNotNull();
    }

    /** A jackknife must be of the rows that a direct subset leaves. */
    @Test
    void jackknifeIsASubset() {
        Ready ready = toys.ready(SWEEP + """
                  vary:
                    drop-sheet: {jackknife: survey, by: groups.sheet}
                    far-only: {subset: survey, by: groups.sheet, keep: [far]}
                    not-far: {subset: survey, by: groups.sheet, drop: [far]}
                    drop-run: {jackknife: survey, by: measurements.run}
                """);
        SweepOutcome outcome = ready.outcome();
        assertThat(ready.sweep().variants().labels(0)).containsExactly("baseline", "near", "far");
        assertThat(ofAxis(ready, outcome, 0, "near").velocityKms())
                .containsExactly(ofAxis(ready, outcome, 1, "far").velocityKms());
        assertThat(ofAxis(ready, outcome, 0, "far").velocityKms())
                .containsExactly(ofAxis(ready, outcome, 2, "not far").velocityKms());
        assertThat(ofAxis(ready, outcome, 3, "spring").tracers()).isEqualTo(ToySweep.GROUPS * ToySweep.MEMBERS);
    }

    private static Row ofAxis(Ready ready, SweepOutcome outcome, int axis, String label) {
        return outcome.rows().entrySet().stream()
                .filter(entry -> entry.getKey().levels()[axis] > 0
                        && ready.sweep().variants().label(entry.getKey(), axis).equals(label))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Identifiers of 16 digits differ in their last ones, which a float's format would cut off. */
    @Test
    void tellsLongNumbersApart() {
        Quantity plate = new Quantity("plate", Unit.NONE);
        toys.dressed(survey -> {
            double[] id = new double[survey.galaxies().size()];
            java.util.Arrays.setAll(id, i -> 1_234_567_890_123_456L + i % 3);
            return survey.withGalaxies(survey.galaxies().with(Column.of(plate, id)));
        });
        Ready ready = toys.ready(SWEEP + "  vary: {drop-plate: {jackknife: survey, by: plate}}\n");
        assertThat(ready.sweep().variants().labels(0))
                .containsExactly("baseline", "1234567890123456", "1234567890123457", "1234567890123458");
        assertThat(ready.outcome().rows().values().stream().skip(1))
                .allMatch(row -> row.galaxies() == 2 * ToySweep.GROUPS);
    }

    @Test
    void namesTheAxisWhoseKeyNoColumnHas() {
        assertThatThrownBy(() -> toys.ready(SWEEP + "  vary: {drop-plate: {jackknife: survey, by: plate}}\n"))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "sweep\\.vary\\.drop-plate\\.by: galaxies: no text column plate; there .*; a source names"
                                + " them under text: or columns:");
    }

    @Test
    void writesRoundNumbersAsPeopleDo() {
        Quantity plate = new Quantity("plate", Unit.NONE);
        double[] plates = {3, 0.5, 1e20, 100, 1e2 / 3, -7, 0, Double.NaN};
        toys.dressed(survey -> {
            double[] id = new double[survey.galaxies().size()];
            java.util.Arrays.setAll(id, i -> plates[i % plates.length]);
            return survey.withGalaxies(survey.galaxies().with(Column.of(plate, id)));
        });
        Ready ready = toys.ready(SWEEP + "  vary: {drop-plate: {jackknife: survey, by: plate}}\n");
        assertThat(ready.sweep().variants().labels(0))
                .containsExactly("baseline", "3", "0.5", "1.0E20", "100", "33.333333333333336", "-7", "0");
    }

    @Test
    void splitsWhereTheBaselinesErrorsAreEqual() {
        Ready ready = toys.ready(SWEEP + "  vary: {shells: {split: zero, by: distance, parts: 2, equal: error}}\n");
        SweepOutcome outcome = ready.outcome();
        Row inner = ofAxis(ready, outcome, 0, "inner");
        Row outer = ofAxis(ready, outcome, 0, "outer");
        assertThat(inner.tracers() + outer.tracers()).isEqualTo(ToySweep.GROUPS * ToySweep.MEMBERS);
        assertThat(inner.depthKms()).isLessThan(outer.depthKms());
        assertThat(outcome.pairs()).hasSize(1);
    }

    /** The shift of a variant is from the baseline: another baseline, other draws or another number of them make another row. */
    @Test
    void keysSayWhatAComparisonRestsOn() {
        String descriptor = SWEEP + "  paired-replicates: 20\n"
                + "  vary: {zero-point: {set: zero.with.shift, to: [1 %]}, type: {subset: survey, by: type, keep: [E, S0],"
                + " also: {zero.with.shift: 2 %}}}\n";
        Set<String> keys = toys.ready(descriptor).sweep().keys();
        assertThat(keys).hasSize(5);
        assertThat(toys.ready(descriptor).sweep().keys()).isEqualTo(keys);
        assertThat(toys.ready(descriptor, "seed=8").sweep().keys()).doesNotContainAnyElementsOf(keys);
        assertThat(toys.ready(descriptor.replace("replicates: 20", "replicates: 21"))
                        .sweep()
                        .keys())
                .doesNotContainAnyElementsOf(keys);
        assertThat(toys.ready(descriptor, "assume.thermal-dispersion=251 km/s")
                        .sweep()
                        .keys())
                .doesNotContainAnyElementsOf(keys);
    }

    @Test
    void variantThatChangesNothingIsTheSameFlow() {
        Ready ready = toys.ready(SWEEP + "  vary: {zero-point: {set: zero.with.shift, to: [0 %, 1 %]}}\n");
        SweepOutcome outcome = ready.outcome();
        Row same = ofAxis(ready, outcome, 0, "0 %");
        assertThat(same.velocityKms()).isEqualTo(outcome.baseline().velocityKms());
        assertThat(same.shift().orElseThrow().method()).isEqualTo("the same flow");
        assertThat(same.shift().orElseThrow().lengthKms()).isZero();
        assertThat(outcome.baseline().shift()).isEmpty();
    }

    /** A choice that moves all distances alike: its shift has a sampling error from tracers drawn for both alike. */
    @Test
    void pairsTheBootstrapOfAChoice() {
        Ready ready = toys.ready(
                SWEEP + "  paired-replicates: 400\n" + "  vary: {zero-point: {set: zero.with.shift, to: [1 %]}}\n");
        SweepOutcome outcome = ready.outcome();
        Shift shift = ofAxis(ready, outcome, 0, "1 %").shift().orElseThrow();
        assertThat(shift.method()).isEqualTo("paired bootstrap of tracers");
        assertThat(shift.replicates()).isEqualTo(400);
        double unpaired = Math.sqrt(outcome.baseline().random()[0][0]
                + outcome.baseline().random()[1][1]
                + outcome.baseline().random()[2][2]);
        assertThat(shift.sqrtTraceKms()).isPositive().isLessThan(unpaired / 3);
        // a second sweep of two such choices resamples the baseline no more often than it must
        int flows = toys.calls("flow");
        toys.ready(
                        SWEEP
                                + "  paired-replicates: 400\n  vary: {zero-point: {set: zero.with.shift, to: [1 %, 2 %, 3 %]}}\n")
                .outcome();
        assertThat(toys.calls("flow") - flows).isBetween(4 * 400, 4 * 400 + 4 * 5);
    }

    @Test
    void doesNotPairGalaxiesWithGroups() {
        Ready ready = toys.ready(
                SWEEP + "  paired-replicates: 20\n" + "  vary: {form: {set: distances.with.form, to: [forward]}}\n");
        SweepOutcome outcome = ready.outcome();
        Shift shift = ofAxis(ready, outcome, 0, "forward").shift().orElseThrow();
        assertThat(shift.method()).isEqualTo("no error: the tracers are galaxies here and groups there");
        assertThat(shift.covariance()[0]).containsOnly(Double.NaN);
        assertThat(shift.lengthKms()).isPositive();
    }

    @Test
    void refusesReplicatesThatDoNotReachTheFlow() {
        String other = SWEEP.replace("  zero: ", "  others: {uses: indicator/fundamental-plane, in: survey}\n  zero: ");
        assertThatThrownBy(() -> toys.ready(other.replace("zero: {", "zero: {in: distances, ")
                        + "  vary: {again: {bootstrap: others, by: rows, replicates: 10}}\n"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "sweep.vary.again: found that flow does not depend on others, but replicates are of the flow"
                                + " that the sweep follows");
    }

    /** Of 56 groups of equal size, the delete-one covariance: (N − 1)/N times the sum of squares. */
    @Test
    void rowsGiveTheJackknife() {
        Ready ready = toys.ready(SWEEP.replace("form: inverse", "form: forward")
                + "  vary: {drop-group: {jackknife: survey, by: group}}\n");
        SweepOutcome outcome = ready.outcome();
        double[] mean = new double[3];
        List<Row> dropped = outcome.rows().values().stream().skip(1).toList();
        assertThat(dropped).hasSize(56).allMatch(row -> row.tracers() == 55 && row.galaxies() == 165);
        dropped.forEach(row -> java.util.Arrays.setAll(mean, k -> mean[k] + row.velocityKms()[k] / 56));
        double expected = dropped.stream()
                        .mapToDouble(row -> Math.pow(row.velocityKms()[0] - mean[0], 2))
                        .sum()
                * 55
                / 56;
        assertThat(new Measures(outcome)
                        .jackknife(ready.sweep().variants().axes().get(0))
                        .covariance()
                        .orElseThrow()
                        .at(0, 0))
                .isCloseTo(expected, within(1e-6 * expected));
    }

    @Test
    void keepsReplicatesInOrder() {
        Ready ready = toys.ready(
                SWEEP + "  vary: {mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 600}}\n");
        RowStore store = RowStore.inMemory();
        ready.run(store, (work, finished) -> {
            for (int i = work.size() - 1; i >= 0; i--) {
                finished.row(work.get(i), work.get(i).run());
            }
        });
        List<Replicate> replicates =
                ready.sweep().outcome(store).replicates().values().iterator().next();
        Ready fewer = toys.ready(
                SWEEP + "  vary: {mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 260}}\n");
        List<Replicate> first = fewer.outcome().replicates().values().iterator().next();
        assertThat(replicates).hasSize(600);
        assertThat(first).hasSize(260);
        for (int i = 0; i < 260; i++) {
            assertThat(first.get(i).velocityKms()).isEqualTo(replicates.get(i).velocityKms());
        }
        assertThat(replicates.stream().map(r -> r.velocityKms()[0]).distinct()).hasSize(600);
    }
}
