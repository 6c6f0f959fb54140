package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.sample.Workflow;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Target;

class ResolvedDescriptorTest {

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void workflow() throws IOException {
        workflow = new Workflow(Files.createDirectory(temp.resolve("workflow")));
    }

    /** Plans the resolved descriptor in a folder of its own, as the record keeps it. */
    private Plan again(Plan plan) throws IOException {
        Path record = Files.createDirectories(temp.resolve("runs/sample"));
        return workflow.plan(Files.writeString(record.resolve("resolved.yaml"), ResolvedDescriptor.text(plan)));
    }

    private void plansTheSame(Plan plan) throws IOException {
        Plan again = again(plan);
        assertThat(again.steps())
                .extracting(Step::name)
                .isEqualTo(plan.steps().stream().map(Step::name).toList());
        assertThat(again.steps())
                .extracting(Step::identity)
                .isEqualTo(plan.steps().stream().map(Step::identity).toList());
        assertThat(again.steps())
                .extracting(Step::inputs)
                .isEqualTo(plan.steps().stream().map(Step::inputs).toList());
        assertThat(again.name()).isEqualTo(plan.name());
        assertThat(again.seed()).isEqualTo(plan.seed());
        assertThat(again.estimands()).isEqualTo(plan.estimands());
        assertThat(ResolvedDescriptor.text(again)).isEqualTo(ResolvedDescriptor.text(plan));
    }

    @Test
    void plansTheSameWhereStepsAreImported() throws IOException {
        Path near = new Workflow(Files.createDirectory(temp.resolve("near"))).folder();
        Files.writeString(near.resolve("near.yaml"), Workflow.SOUND);
        plansTheSame(workflow.plan("""
                peculiar: 1
                name: comparison
                import: {near: ../near}
                steps:
                  check: {uses: diagnostic/spread, in: {survey: near.runs, distances: near.zero}}
                  again: {uses: flow/bulk, in: near.zero}
                  mean: {uses: diagnostic/mean-speed, in: {flows: {A b: near.flow, c: again}}}
                  none: {uses: diagnostic/mean-speed, in: []}
                estimands: {speed: near.flow.speed, own: again.speed}
                """, "near.seed=4", "near.dust.with.ebv=0.2 mag"));
    }

    @Test
    void writesEveryDefault() {
        assertThat(ResolvedDescriptor.text(workflow.plan(Workflow.SOUND, "zero.uses=bias/none")))
                .isEqualTo("""
                        # sample, as it was run, with every default; paths are absolute.
                        peculiar: 1
                        name: sample
                        seed: 1999
                        data:
                          galaxies:
                            path: W/galaxies.txt
                        assume:
                          cosmology:
                            preset: einstein-de-sitter
                          thermal-dispersion: 250.0 km/s
                          cz-error: 150.0 km/s
                        steps:
                          survey:
                            uses: source/table
                            with:
                              table: galaxies
                              farthest: 16000.0 km/s
                              frame: galactic
                          dust:
                            uses: extinction/flat
                            with:
                              bands:
                                magnitude:
                                  band: R
                              coefficients: sfd98
                              outside: omit
                              ebv: 0.1 mag
                            in:
                              survey: survey
                          runs:
                            uses: correction/run-offsets
                            with:
                              quantity: magnitude
                              error: 0.02 mag
                            in:
                              survey: dust
                          distances:
                            uses: indicator/fundamental-plane
                            with:
                              form: inverse
                              slopes: []
                              scatter: 0.2
                            in:
                              survey: runs
                          zero:
                            uses: bias/none
                            in:
                              distances: distances
                          flow:
                            uses: flow/bulk
                            with:
                              weights:
                                by: error
                                thermal-dispersion: 250.0 km/s
                              marginalise: []
                            in:
                              distances: zero
                        estimands:
                          V: flow.velocity
                          speed: flow.speed
                        report:
                          formats:
                          - svg
                          - pdf
                          resolution: 300
                        """.replace("W/", workflow.folder() + "/"));
    }

    @Test
    void plansToTheSameIdentities() throws IOException {
        plansTheSame(workflow.plan(Workflow.SOUND));
    }

    @Test
    void plansToTheSameIdentitiesWithOverrides() throws IOException {
        plansTheSame(workflow.plan(
                Workflow.SOUND,
                "dust.uses=extinction/sfd98",
                "dust.with.interpolation=nearest",
                "seed=-7",
                "name='2001'",
                "assume.cosmology={omega-m: 0.25, omega-lambda: -0.1}",
                "flow.in=distances"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{number: 1e-9, speed: 1e7 km/s, radius: 0.1 rad, share: 12.5 %, count: -5, flag: false}",
                "{text: 'no', word: third, file: galaxies.txt, table: galaxies}",
                "{text: '12:30:00'}",
                "{text: '010'}",
                "{text: 'null'}",
                "{text: '~'}",
                "{text: ''}",
                "{text: '# {not: [a comment'}",
                "{text: \"σ = 1\\n  two lines: yes\\t\\\"quoted\\\" \"}",
                "{speeds: [1 km/s, 1e-3 km/s], by-name: {'a b': 1, 'no': 2, '1': 3}}",
                "{inner: {name: 'true'}, inners: [a, {name: 'x: y', size: 3 m/s}]}",
                "{dust: {uses: extinction/flat, with: {ebv: 0.3 mag}}, more-dust: {uses: extinction/sfd98}}",
                "{perhaps: 0.1, counted: 2147483647}"
            })
    void writesValuesThatReadTheSame(String with) throws IOException {
        plansTheSame(workflow.plan(Workflow.SOUND.replace(
                "{uses: correction/run-offsets, with: {quantity: magnitude}}",
                "{uses: correction/everything, with: " + with + "}")));
    }

    @Test
    void writesALongTextInOneLine() throws IOException {
        plansTheSame(workflow.plan(Workflow.SOUND, "survey.with.keep=" + "cz > 3000 && ".repeat(40) + "true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: {set: dust.uses, to: [extinction/none, {uses: extinction/flat, with: {ebv: 0.2 mag}}]}",
                "a: {set: dust.with.ebv, to: [~, 0.2 mag]}",
                "a: {set: seed, to: [1, 2, 10], labels: ['1', '~', 'no']}",
                "a: {set: {seed: 3, zero.with.shift: 2 %}, label: 12:30}",
                "a: {set: distances.with.slopes, to: [[1, 2.5e0], []]}",
                "a: {set: dust.uses, to: extinction/sfd98, also: {dust.with.maps: data/sfd98}}",
                "a: {set: {dust.uses: {uses: extinction/sfd98, with: {maps: data/sfd98}}}}",
                "a: {set: data.galaxies.path, to: galaxies.txt}",
                "a: {set: data.galaxies, to: [galaxies.txt, {path: data/sfd98/north.fits}]}",
                "a: {jackknife: survey, by: sky, patches: 12}, b: {bootstrap: zero, replicates: 5}",
                "a: {subset: zero, by: cz, below: [9000 km/s], keep: ['1', 2, 007]}",
                "a: {monte-carlo: runs, relation: distances, flow: [0 km/s, 1 km/s, 2 km/s], replicates: 9}"
            })
    void writesASweepThatReadsTheSame(String axes) throws IOException {
        Plan plan = workflow.plan(Workflow.SOUND
                + "sweep: {design: factorial, paired-replicates: 10, vary: {" + axes
                + "}}\nclaims: [{value: speed, within: [-1 km/s, 9e9 km/s], cite: 'a: b'}]\n"
                + "targets: {x: {value: speed, published: 630 km/s, cite: '1999'}}\n");
        plansTheSame(plan);
        Plan again = again(plan);
        assertThat(again.sweep().orElseThrow().axes())
                .hasSameSizeAs(plan.sweep().orElseThrow().axes());
        assertThat(labels(again)).isEqualTo(labels(plan));
        assertThat(again.claims()).hasSize(1);
        assertThat(again.claims().get(0).cite()).isEqualTo("a: b");
        assertThat(again.targets()).extracting(Target::cite).containsExactly("1999");
    }

    private static List<String> labels(Plan plan) {
        return plan.sweep().orElseThrow().axes().stream()
                .filter(Axis.Choice.class::isInstance)
                .flatMap(axis -> ((Axis.Choice) axis).levels().stream())
                .map(Axis.Level::label)
                .toList();
    }
}
