package org.peculiar.engine.variants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.graph.Configured;
import org.peculiar.engine.graph.Graph;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Planner;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.sample.Workflow;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Setting;

/** Whatever two or three axes set, a combination's steps are those of a descriptor that has it all. */
class CombinationsTest {

    private static final String EVERYTHING = """
            peculiar: 1
            name: everything
            seed: 3
            data: {galaxies: {path: galaxies.txt}}
            assume: {cosmology: einstein-de-sitter, thermal-dispersion: 250 km/s}
            steps:
              survey: {uses: source/table, with: {table: galaxies}}
              all:
                uses: correction/everything
                with: {number: 0.25, inner: {name: deep}, by-name: {a: 1, b: 50 %}, more-dust: {uses: extinction/flat}}
              dust: {uses: extinction/flat, with: {bands: {magnitude: R}, ebv: 0.1 mag}}
              distances: {uses: indicator/fundamental-plane, with: {form: inverse}}
              zero: {uses: bias/shift, with: {shift: 1 %}}
              flow: {uses: flow/bulk}
            estimands: {V: flow.velocity}
            sweep:
              design: factorial
              vary:
            """;

    @TempDir
    private Path folder;

    private Workflow workflow;
    private int replans;
    private int merges;

    @BeforeEach
    void setUp() {
        workflow = new Workflow(folder);
    }

    private Replanner counting(Planner planner) {
        return new Replanner() {
            @Override
            public Plan replan(Plan base, List<Setting> settings) {
                replans++;
                return planner.replan(base, settings);
            }

            @Override
            public Step withValues(Step step, Values own, Values shared, Values assume, long seed) {
                merges++;
                return planner.withValues(step, own, shared, assume, seed);
            }
        };
    }

    private List<Variant> agreeing(String axes) {
        Planner planner = workflow.planner(plugin -> "content of " + plugin);
        Plan plan = planner.plan(workflow.descriptor(EVERYTHING + axes.indent(4)), List.of());
        Variants variants = Variants.of(plan, counting(planner), new Graph(), node -> {
            throw new AssertionError("nothing needs to run");
        });
        List<Axis> declared = plan.sweep().orElseThrow().axes();
        assertThat(variants.all())
                .hasSize(declared.stream()
                        .mapToInt(axis -> ((Axis.Choice) axis).levels().size() + 1)
                        .reduce(1, (a, b) -> a * b));
        for (Variant variant : variants.all()) {
            List<Setting> settings = new ArrayList<>();
            for (int axis = 0; axis < declared.size(); axis++) {
                int level = variant.levels()[axis];
                if (level > 0) {
                    settings.addAll(((Axis.Choice) declared.get(axis))
                            .levels()
                            .get(level - 1)
                            .settings());
                }
            }
            Plan whole = planner.replan(plan, settings);
            Map<String, String> identities = new HashMap<>();
            for (int place = 0; place < whole.steps().size(); place++) {
                Step expected = whole.steps().get(place);
                Configured found = variant.step(place);
                assertThat(found.step().own())
                        .as("%s %s", settings, expected.name())
                        .isEqualTo(expected.own());
                assertThat(found.step().shared()).isEqualTo(expected.shared());
                assertThat(found.assume()).isEqualTo(whole.assume());
                assertThat(found.step().inputs()).isEqualTo(expected.inputs());
                assertThat(found.step().content())
                        .as("%s %s", settings, expected.name())
                        .isEqualTo(expected.content());
                identities.put(expected.name(), expected.identity());
                assertThat(variant.node(place).identity()).isEqualTo(expected.identity());
            }
            assertThat(identities).hasSize(6);
        }
        return variants.all();
    }

    @Test
    void mergesParametersOfOneStep() {
        agreeing("""
                a: {set: all.with.number, to: [0.5, 0.75]}
                b: {set: all.with.speed, to: [100 km/s, 200 km/s]}
                c: {set: all.with.flag, to: [false]}
                """);
        assertThat(merges).isPositive();
        // one for each level, none for a combination
        assertThat(replans).isEqualTo(5);
    }

    @Test
    void mergesFieldsOfOneNestedRecord() {
        agreeing("""
                a: {set: all.with.inner.name, to: [wide, narrow]}
                b: {set: all.with.inner.size, to: [3 km/s]}
                """);
        assertThat(replans).isEqualTo(3);
    }

    @Test
    void plansAnewWhereTwoAxesSetOneParameter() {
        agreeing("""
                a: {set: all.with.speeds, to: [[3 km/s], [4 km/s, 5 km/s]]}
                b: {set: all.with.speeds, to: [[6 km/s]]}
                """);
    }

    @Test
    void keepsBothEntriesOfOneMap() {
        agreeing("""
                a: {set: all.with.by-name.a, to: [2, 3]}
                b: {set: all.with.by-name.b, to: [10 %]}
                c: {set: all.with.by-name.c, to: [7]}
                """);
    }

    @Test
    void replacesAMapWholeAndOneEntry() {
        agreeing("""
                a: {set: all.with.by-name, to: [{c: 4}, {a: 5, c: 6}]}
                b: {set: all.with.by-name.a, to: [2]}
                """);
    }

    @Test
    void keepsBothParametersOfANestedComponent() {
        agreeing("""
                a: {set: all.with.more-dust.with.ebv, to: [0.2 mag]}
                b: {set: all.with.dust, to: [{uses: extinction/flat}]}
                c: {set: all.with.more-dust, to: [{uses: extinction/flat, with: {ebv: 0.3 mag}}]}
                """);
    }

    @Test
    void bringsAnOptionalRecordFromTwoSides() {
        agreeing("""
                a: {set: all.with.perhaps, to: [1.5]}
                b: {set: all.with.perhaps, to: [2.5, null]}
                c: {set: all.with.counted, to: [4]}
                """);
    }

    @Test
    void exchangesAComponentWhoseKindKeepsItsParameters() {
        agreeing("""
                a: {set: dust.uses, to: [extinction/none]}
                b: {set: dust.with.bands, to: [{magnitude: B}]}
                """);
    }

    @Test
    void exchangesAComponentWithItsParametersAndAnAssumption() {
        agreeing("""
                a: {set: zero.uses, to: [bias/none]}
                b: {set: assume.thermal-dispersion, to: [300 km/s, 350 km/s]}
                c: {set: assume.cosmology, to: [flat-lambda-cdm]}
                d: {set: flow.with.weights.by, to: [equal]}
                e: {set: flow.with.weights.thermal-dispersion, to: [100 km/s]}
                """);
    }

    @Test
    void rewires() {
        agreeing("""
                a: {set: flow.in, to: [distances]}
                b: {set: flow.with.weights.by, to: [equal]}
                c: {set: zero.with.shift, to: [2 %]}
                """);
    }

    @Test
    void lastAxisWinsAsInOneDescriptor() {
        List<Variant> all = agreeing("""
                a: {set: zero.with.shift, to: [2 %]}
                b: {set: zero.with.shift, to: [3 %]}
                """);
        assertThat(all.get(3).step(4).step().own().byKey()).containsEntry("shift", 0.03);
    }
}
